package org.dradmin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedSearchesTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SavedSearches searches = world.get(SavedSearches.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void as(String who, TestContainer.Work work) {
        world.as(who, List.of(Roles.LOGS_READ), work);
    }

    @Test
    void showsOnesOwnAndWhatOthersShare() {
        as("anna", () -> {
            searches.save("Mine", "?q=a", false);
            searches.save("Ours", "?outcome=DENY", true);
        });
        as("bert", () -> {
            searches.save("all", "", false);
            assertThat(searches.list()).extracting(SearchRow::name, SearchRow::own, SearchRow::search)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("all", true, ""), org.assertj.core.groups.Tuple.tuple("Ours", false, "?outcome=DENY"));
        });
    }

    @Test
    void replacesOneOfTheSameNameAndRecordsWhatItWas() {
        as("anna", () -> {
            searches.save("Mine", "?q=a", false);
            searches.save(" Mine ", "?q=b", true);
            assertThat(searches.list()).singleElement().matches(row -> row.search().equals("?q=b") && row.shared());
        });
        assertThat(world.get(SystemLog.class).find(LogQuery.ALL.type(EventType.LOG_SEARCH_SAVE), null, 9).events()).extracting(event -> event.getDebugData().get("before"))
                .containsExactlyInAnyOrder("?q=a", null);
    }

    @Test
    void letsOnlyTheOwnerDelete() {
        as("anna", () -> searches.save("Ours", "?q=a", true));
        as("bert", () -> {
            String id = searches.list().get(0).id();
            assertThatThrownBy(() -> searches.delete(id)).isInstanceOf(Refusal.class);
        });
        as("anna", () -> {
            searches.delete(searches.list().get(0).id());
            assertThat(searches.list()).isEmpty();
        });
        assertThat(world.get(SystemLog.class).find(LogQuery.ALL.type(EventType.LOG_SEARCH_DELETE), null, 9).events()).hasSize(1);
    }

    @Test
    void wantsANameAndAReader() {
        as("anna", () -> {
            for (String name : new String[] {null, " ", "x".repeat(101), "a\nb"}) {
                assertThatThrownBy(() -> searches.save(name, "", false)).isInstanceOf(Refusal.class).hasMessageStartingWith("Name: ");
            }
            assertThatThrownBy(() -> searches.save("long", "x".repeat(20_001), false)).isInstanceOf(Refusal.class);
        });
        world.as("eve", List.of(Roles.USER), () -> assertThatThrownBy(searches::list).isInstanceOf(EJBAccessException.class));
    }
}
