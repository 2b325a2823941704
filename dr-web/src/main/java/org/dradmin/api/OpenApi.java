package org.dradmin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the resources offer, as OpenAPI 3.0, read from their code: paths, methods, parameters, statuses, scopes. Own
 * additions to the published contract carry {@code x-dr-addition}.
 */
public final class OpenApi {

    /** The mark of what stands in no published contract. */
    public static final String ADDITION = "x-dr-addition";
    private static final String PATH = "path";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private OpenApi() {
    }

    public static ObjectNode of(Collection<Class<?>> resources) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.3");
        document.putObject("info").put("title", "Disaster Recovery Admin").put("version", "1");
        ObjectNode paths = document.putObject("paths");
        resources.stream().filter(type -> type.isAnnotationPresent(Offered.class)).sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(type -> Arrays.stream(type.getDeclaredMethods()).sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .forEach(method -> verb(method).ifPresent(verb -> describe(paths, type, method, verb))));
        ObjectNode flow = document.putObject("components").putObject("securitySchemes").putObject("oauth2").put("type", "oauth2")
                .putObject("flows").putObject("clientCredentials").put("tokenUrl", "/oauth2/v1/token");
        ObjectNode scopes = flow.putObject("scopes");
        Set<String> names = new TreeSet<>();
        resources.stream().map(type -> type.getAnnotation(Offered.class)).filter(offered -> offered != null)
                .forEach(offered -> Stream.of(offered.read(), offered.manage()).filter(scope -> !scope.isEmpty()).forEach(names::add));
        names.forEach(scope -> scopes.put(scope, scope));
        return document;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations()).map(one -> one.annotationType().getAnnotation(HttpMethod.class)).filter(verb -> verb != null)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT)).findFirst();
    }

    private static void describe(ObjectNode paths, Class<?> type, Method method, String verb) {
        Offered offered = type.getAnnotation(Offered.class);
        String below = method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
        String path = "/api/" + type.getAnnotation(Path.class).value() + (below.isEmpty() ? "" : "/" + below);
        ObjectNode operation = paths.withObjectProperty(path).putObject(verb);
        boolean reads = verb.equals("get");
        boolean takesBody = Arrays.stream(method.getParameterTypes()).anyMatch(InputStream.class::equals);
        List<String> query = Stream.concat(Arrays.stream(offered.query()), Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class)).map(parameter -> parameter.getAnnotation(QueryParam.class).value())).toList();
        Matcher variables = VARIABLE.matcher(path);
        boolean names = variables.find();
        variables.reset();
        while (variables.find()) {
            parameter(operation, variables.group(1), PATH);
        }
        query.forEach(name -> parameter(operation, name, "query"));
        if (takesBody) {
            operation.putObject("requestBody").putObject("content").putObject("application/json").putObject("schema").put("type", "object");
        }
        boolean waits = Arrays.stream(method.getParameters()).anyMatch(OpenApi::isSuspended);
        statuses(operation, method.getReturnType() == void.class && !waits ? "204" : "200", names);
        if (waits) {
            operation.withObjectProperty("responses").putObject("202").put("description", "It goes on; the operation's address is told").put(ADDITION, true);
        }
        operation.putArray("security").addObject().putArray("oauth2").add(reads ? offered.read() : offered.manage());
        if (Arrays.asList(offered.own()).contains(below)) {
            operation.put(ADDITION, true);
        }
    }

    private static boolean isSuspended(Parameter parameter) {
        return parameter.isAnnotationPresent(Suspended.class);
    }

    private static void parameter(ObjectNode operation, String name, String in) {
        operation.withArrayProperty("parameters").addObject().put("name", name).put("in", in).put("required", in.equals(PATH))
                .putObject("schema").put("type", "string");
    }

    private static void statuses(ObjectNode operation, String success, boolean namesSomething) {
        ObjectNode responses = operation.putObject("responses");
        responses.putObject(success).put("description", "Success");
        for (ErrorCode code : ErrorCode.values()) {
            String status = Integer.toString(code.status());
            // Anything can come with a body that is too large or of no use: 400 is always possible.
            boolean possible = switch (code.status()) {
                case 404 -> namesSomething;
                case 405 -> false;
                default -> true;
            };
            if (possible && !responses.has(status)) {
                responses.putObject(status).put("description", code.summary(""));
            }
        }
    }
}
