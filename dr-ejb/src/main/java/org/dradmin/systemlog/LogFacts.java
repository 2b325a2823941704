package org.dradmin.systemlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dradmin.systemlog.chain.Facts;

/** What a stored event says, and what follows from it. */
final class LogFacts {

    /** What is proven is what is stored: no second value for a name, nothing behind the end. */
    private static final ObjectMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectReader TARGETS = STRICT.readerFor(new TypeReference<List<Target>>() { });
    private static final ObjectReader DEBUG_DATA = STRICT.readerFor(new TypeReference<Map<String, String>>() { });

    private LogFacts() {
    }

    static List<Facts.OnWhat> onWhat(List<Target> targets) {
        return targets.stream().map(t -> new Facts.OnWhat(t.id(), t.type(), t.alternateId(), t.displayName(), t.detail())).toList();
    }

    /** With its targets and details read from the texts that are stored; as they are, where they are not what this program writes. */
    static Facts read(Facts event, String targets, String debugData) {
        try {
            List<Facts.OnWhat> onWhat = onWhat(TARGETS.readValue(targets));
            Map<String, String> debug = DEBUG_DATA.readValue(debugData);
            return with(event, onWhat, Objects.requireNonNull(debug), List.of());
        } catch (JsonProcessingException | RuntimeException notOurs) {
            return with(event, null, null, List.of(targets, debugData));
        }
    }

    static Facts with(Facts e, List<Facts.OnWhat> targets, Map<String, String> debugData, List<String> unread) {
        return new Facts(e.published(), e.uuid(), e.eventType(), e.severity(), e.displayMessage(), e.actorId(), e.actorType(), e.actorName(),
                e.actorDisplay(), e.clientAddress(), e.userAgent(), e.sessionId(), e.transactionId(), e.outcome(), e.outcomeReason(), targets,
                debugData, unread);
    }

    /** What people can look for: every value shown, once, without the names that all events share. */
    static String searchText(Facts event) {
        return searchText(new LinkedHashSet<>(texts(event)));
    }

    /** Whether this is what is kept for looking for the event, now or as earlier versions kept it: values as often as they came. */
    static boolean isSearchText(String kept, Facts event) {
        return searchText(event).equals(kept) || searchText(texts(event)).equals(kept);
    }

    private static String searchText(Collection<String> texts) {
        return LogEvent.storable(texts.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"))).toLowerCase(Locale.ROOT);
    }

    private static List<String> texts(Facts event) {
        List<String> texts = new ArrayList<>();
        Collections.addAll(texts, event.uuid(), event.eventType(), event.displayMessage(), event.actorName(), event.actorDisplay(), event.actorId(),
                event.clientAddress(), event.userAgent(), event.sessionId(), event.transactionId(), event.outcome(), event.outcomeReason());
        for (Facts.OnWhat target : event.targets()) {
            Collections.addAll(texts, target.type(), target.id(), target.alternateId(), target.displayName());
            Objects.requireNonNullElse(target.detail(), Map.<String, String>of()).forEach((name, value) -> Collections.addAll(texts, name, value));
        }
        event.debugData().forEach((name, value) -> Collections.addAll(texts, name, value));
        return texts;
    }
}
