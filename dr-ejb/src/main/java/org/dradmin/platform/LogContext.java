package org.dradmin.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the work at hand belongs to: a request, an operation. Every line that goes through {@link #logger()} carries
 * it as fields of its own (the JSON formatter of the server writes a map parameter as fields), so that one id finds
 * all lines of one request or one operation.
 */
public final class LogContext implements AutoCloseable {

    private static final ThreadLocal<Map<String, String>> FIELDS = ThreadLocal.withInitial(LinkedHashMap::new);
    private static final Logger LOGGER = Logger.getLogger("org.dradmin");

    static {
        LOGGER.setFilter(LogContext::addFields);
    }

    private final String key;
    private final String before;

    private LogContext(String key, String value) {
        this.key = key;
        this.before = FIELDS.get().put(key, value);
    }

    /** The product's logger; messages are plain sentences, without line breaks from outside. */
    public static Logger logger() {
        return LOGGER;
    }

    /** Adds a field to every line of this thread until closed. */
    public static LogContext with(String key, String value) {
        return new LogContext(key, value);
    }

    public static String get(String key) {
        return FIELDS.get().get(key);
    }

    @Override
    public void close() {
        if (before == null) {
            FIELDS.get().remove(key);
        } else {
            FIELDS.get().put(key, before);
        }
    }

    private static boolean addFields(LogRecord line) {
        Map<String, String> fields = FIELDS.get();
        if (line.getMessage() != null) {
            StringBuilder message = new StringBuilder(line.getMessage().replaceAll("\\p{Cntrl}+", " "));
            fields.forEach((name, value) -> message.append(' ').append(name).append('=').append(value));
            line.setMessage(message.toString());
        }
        if (line.getParameters() == null && !fields.isEmpty()) {
            line.setParameters(new Object[] {Map.copyOf(fields)});
        }
        return true;
    }
}
