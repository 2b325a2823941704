package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogQueryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void partsTheTextIntoKeywordsAtAnyKindOfSpace() {
        assertThat(LogQuery.ALL.text("  Anna\tportal\u00a0DNS\u0000x ").keywords()).containsExactly("anna", "portal", "dns", "x");
        assertThat(LogQuery.ALL.text(" ").keywords()).isEmpty();
        assertThat(LogQuery.ALL.text(null).keywords()).isEmpty();
    }

    @Test
    void countsAKeywordOnce() {
        assertThat(LogQuery.ALL.text("a b c d e f g h i j A B").keywords()).hasSize(10);
    }

    @Test
    void refusesAnEleventhKeywordAndOneOfFortyOneCharacters() {
        assertThatThrownBy(() -> LogQuery.ALL.text("a b c d e f g h i j k"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("up to 10 words");
        assertThat(LogQuery.ALL.text("x".repeat(40)).keywords()).hasSize(1);
        assertThatThrownBy(() -> LogQuery.ALL.text("x".repeat(41)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("up to 40 characters");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> LogQuery.ALL.since(NOON).until(NOON))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ends before it begins");
    }

    @Test
    void readsItsCursorsBackAndNoOthers() {
        for (boolean newer : new boolean[] {true, false}) {
            LogCursor cursor = new LogCursor(NOON, "8b6de5c0-0000-4000-8000-0123456789ab", newer);
            assertThat(LogCursor.of(cursor.token())).contains(cursor);
        }
        assertThat(LogCursor.of("older-1' OR 1=1")).isEmpty();
        assertThat(LogCursor.of("")).isEmpty();
        assertThat(LogCursor.of("older-9999999999999999999-8b6de5c0-0000-4000-8000-0123456789ab")).isEmpty();
    }
}
