package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are taken: long ones that nobody tries first, of whatever characters. */
class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"an open lighthouse door", "demo-only-lighthouse", "pflaumenkuchen mit sahne", "корабль в тумане утром", "灯台の扉が開いている朝の海の音がする",
        "7f3a9c1e5b2d8046", "               lonely  boat", "😀🚢🌊⚓️🗼🌫️🧭🪝🛟🐚🐋🦀🌅🌙⭐️"})
    void takesLongOnesOfAnyCharacters(String password) {
        assertThat(PasswordPolicy.whyNot("ada", password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwertyuiopasdfg", "qwertyuiop123456789", "passwordpassword", "password1234567", "PASSWORD!!!!!!!!", "1234567890987654321",
        "aaaaaaaaaaaaaaaaaaaa", "abababababababab", "abcdefghijklmnop", "123456789012345", "iloveyouiloveyouiloveyou", "letmeinletmein2024!", "correct horse battery staple", "dragonbasketball"})
    void refusesThoseThatGuessesBeginWith(String password) {
        assertThat(PasswordPolicy.whyNot("ada", password)).hasValueSatisfying(reason -> assertThat(reason).contains("anybody guesses"));
    }

    @Test
    void refusesTheNameOfThePersonAndOfTheProduct() {
        assertThat(PasswordPolicy.whyNot("grace.okafor", "Grace-Okafor in the harbour")).hasValueSatisfying(reason -> assertThat(reason).contains("username"));
        assertThat(PasswordPolicy.whyNot("ada", "disaster recovery admin 7")).hasValueSatisfying(reason -> assertThat(reason).contains("product"));
        assertThat(PasswordPolicy.whyNot("eve", "never leave clever harbours")).as("three letters are part of many words").isEmpty();
        assertThat(PasswordPolicy.whyNot("eve", "eve eve eve eve eve")).isPresent();
    }

    @Test
    void saysHowLongItMustBeAndHowLongItMayBe() {
        assertThat(PasswordPolicy.whyNot("ada", "fourteen chars")).hasValueSatisfying(reason -> assertThat(reason).contains("at least 15"));
        assertThat(PasswordPolicy.whyNot("ada", "a boat on the sea ".repeat(20))).hasValueSatisfying(reason -> assertThat(reason).contains("at most 256"));
        assertThat(PasswordPolicy.whyNot("ada", "ship".repeat(3) + " sails over 64 characters easily, as it must be able to, and more of it")).isEmpty();
    }

    @Test
    void isTheSameHoweverAKeyboardPutsItsAccents() {
        String composed = Normalizer.normalize("zwölf Möwen über Häfen", Normalizer.Form.NFC);
        Credential credential = new Credential(new User("ada", "Ada", ""), Credential.hash(composed), false, java.time.Instant.EPOCH);
        assertThat(Credential.matches(credential, Normalizer.normalize(composed, Normalizer.Form.NFD))).isTrue();
    }
}
