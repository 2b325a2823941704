package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialTest {

    private static final Locale TURKISH = new Locale("tr", "TR");
    private static final String PASSWORD = "a lighthouse keeper's lunch";

    private final Locale language = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(language);
    }

    /** Another node, or this one after a move, may speak another language; a hash may come from elsewhere. */
    @Test
    void isTheSameInEveryLanguageOfTheServer() {
        for (Locale made : new Locale[] {Locale.ROOT, TURKISH}) {
            Locale.setDefault(made);
            String hash = Credential.hash(PASSWORD);
            assertThat(Credential.isHash(hash)).as(hash).isTrue();
            assertThat(Credential.whyNoHash(hash)).isEmpty();
            Credential credential = new Credential(new User("ada", "Ada", "ada@example.test"), hash, false, Instant.EPOCH);
            for (Locale asked : new Locale[] {Locale.ROOT, TURKISH}) {
                Locale.setDefault(asked);
                assertThat(Credential.matches(credential, PASSWORD)).as("made in %s, asked in %s", made, asked).isTrue();
                assertThat(Credential.matches(credential, PASSWORD + "!")).isFalse();
                assertThat(Credential.matches(null, PASSWORD)).isFalse();
            }
        }
    }
}
