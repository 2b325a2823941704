package org.dradmin.recovery.connector.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.dradmin.platform.SecretRef;

/**
 * How a plan sets the connector up. In {@code status} and {@code verifyUrl} the parts {@code {operation}} and
 * {@code {key}} stand for the operation's id and the key of the step (in
 * the request: {@code data.key}).
 *
 * @param url where the request goes
 * @param secrets what it is signed with; several while the receiver changes from one to the next
 * @param expect the statuses that mean done; 200, 201 and 204 unless set. 202 always means that it goes on
 * @param status where the receiver says how far it is; without it the Location of a 202 is asked
 * @param verifyUrl where somebody else than the receiver says what is the case; without it the status is asked again
 * @param caFile certificates to trust instead of the server's trust store
 * @param reversible whether the same with regions exchanged undoes it; false unless set
 * @param answerSeconds how long one answer may take; 10 unless set
 * @param pollSeconds after which a running job is asked again where the receiver does not say; 5 unless set
 * @param patienceSeconds how long the job may take in all; 600 unless set
 */
public record WebhookSettings(String url, List<SecretRef> secrets, Set<Integer> expect, String status, String verifyUrl, String caFile,
        Boolean reversible, Integer answerSeconds, Integer pollSeconds, Integer patienceSeconds) {

    static final String OPERATION = "{operation}";
    static final String KEY = "{key}";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public WebhookSettings {
        checkUrl("url", url == null ? "" : url);
        if (secrets == null || secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets: name the secret that requests are signed with.");
        }
        if (status == null && verifyUrl == null) {
            throw new IllegalArgumentException("Give status or verifyUrl: without either nobody could prove that the switch was made.");
        }
        if (status != null && !status.contains(OPERATION) && !status.contains(KEY)) {
            throw new IllegalArgumentException("status: it must contain {operation} or {key}, or the success of an earlier operation"
                    + " would be taken for the one of this.");
        }
        if (status != null) {
            checkUrl("status", filled(status, "operation", "key"));
        }
        if (verifyUrl != null) {
            checkUrl("verifyUrl", filled(verifyUrl, "operation", "key"));
        }
        expect = expect == null ? Set.of(200, 201, 204) : Set.copyOf(expect);
        if (expect.stream().anyMatch(code -> code < 200 || code > 299 || code == 202)) {
            throw new IllegalArgumentException("expect: statuses from 200 to 299, and 202 always means that it goes on.");
        }
        checkSeconds("answerSeconds", answerSeconds, 60);
        checkSeconds("pollSeconds", pollSeconds, 300);
        checkSeconds("patienceSeconds", patienceSeconds, 24 * 3600);
        secrets = List.copyOf(secrets);
    }

    private static void checkUrl(String key, String given) {
        try {
            URI uri = new URI(given);
            boolean plain = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            if ((plain || "https".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(key + ": this is no URL.", e);
        }
        throw new IllegalArgumentException(key + ": an https URL without user and fragment is needed (http on this machine only).");
    }

    private static void checkSeconds(String key, Integer given, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new IllegalArgumentException(key + ": from 1 to " + most + " seconds.");
        }
    }

    /** Ids and keys hold nothing that would need escaping in a URL. */
    static String filled(String template, String operation, String key) {
        return template.replace(OPERATION, operation).replace(KEY, key);
    }

    Duration answer() {
        return Duration.ofSeconds(answerSeconds == null ? 10 : answerSeconds);
    }

    Duration poll() {
        return Duration.ofSeconds(pollSeconds == null ? 5 : pollSeconds);
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds == null ? 600 : patienceSeconds);
    }
}
