package org.dradmin.recovery.connector.haproxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;

/** Changes the entry of each domain in a map of every process, then in the files they read at their start. */
final class MapSwitch {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Task<HaproxySettings> task;
    private final HaproxyMap map;
    private final List<RuntimeApi> apis;
    private final List<KeptFile> files;
    private boolean sent;

    MapSwitch(Task<HaproxySettings> task, List<RuntimeApi> apis, Reach reach) {
        this.task = task;
        this.map = task.settings().map();
        this.apis = apis;
        this.files = task.settings().files().stream().map(file -> new KeptFile(reach, file)).toList();
    }

    Map<String, StepResult> inspect() {
        Sight sight = look();
        files.forEach(KeptFile::mustBeWritable);
        return task.answer(move -> refusal(move, sight).<StepResult>map(Refused::new).orElseGet(() -> sight.stands(move, true)
                ? new AlreadyDone(sight.words(move), sight.proof(move)) : new Done(sight.words(move), sight.proof(move))));
    }

    Map<String, StepResult> switchTo() {
        Sight before = look();
        files.forEach(KeptFile::mustBeWritable);
        Map<String, String> refused = new LinkedHashMap<>();
        task.moves().forEach(move -> refusal(move, before).ifPresent(why -> refused.put(move.domain(), why)));
        List<DomainMove> moves = task.moves().stream().filter(move -> !refused.containsKey(move.domain())).toList();
        Function<DomainMove, StepResult> done = moves.isEmpty() ? null : switched(before, moves);
        return task.answer(move -> refused.containsKey(move.domain()) ? new Refused(refused.get(move.domain())) : done.apply(move));
    }

    private Function<DomainMove, StepResult> switched(Sight before, List<DomainMove> moves) {
        try {
            for (int i = 0; i < apis.size(); i++) {
                MapText now = before.running.get(i);
                Map<String, String> changed = changed(now, moves);
                if (!changed.isEmpty()) {
                    if (!new MapCommands(apis.get(i), map.file()).change(now, changed)) {
                        return move -> new Retry(SOON, "Somebody else is changing the map " + map.file() + ".");
                    }
                    sent = true;
                }
            }
            for (KeptFile file : files) {
                MapText now = MapText.ofFile(file.read().orElse(""));
                Map<String, String> changed = changed(now, moves);
                if (!changed.isEmpty()) {
                    file.write(now.with(changed).text());
                }
            }
            Sight after = look();
            return move -> !after.stands(move, true)
                    ? new Retry(SOON, "A HAProxy was reloaded, or switched by somebody else, in the middle: " + after.words(move))
                    : before.stands(move, true) ? new AlreadyDone(after.words(move), after.proof(move))
                    : new Done(after.words(move), after.proof(move));
        } catch (Trouble e) {
            throw sent ? new Trouble(Trouble.midway(e.answer()), e) : e;
        }
    }

    Map<String, StepResult> verify() {
        Sight sight = look();
        return task.answer(move -> {
            if (refusal(move).isPresent()) {
                return new Refused(refusal(move).get());
            }
            if (!sight.stands(move, false)) {
                return new Failed("Not switched: " + sight.words(move) + ".");
            }
            return sight.stands(move, true) ? new Done(sight.words(move), sight.proof(move))
                    : new Failed("A file differs from the processes, so that a reload would undo the switch: " + sight.words(move) + ".");
        });
    }

    List<Change> changes() {
        Sight sight = look();
        List<DomainMove> moves = task.moves().stream().filter(move -> refusal(move, sight).isEmpty()).toList();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < apis.size(); i++) {
            Map<String, String> changed = changed(sight.running.get(i), moves);
            if (!changed.isEmpty()) {
                changes.add(new Change(apis.get(i).toString(), new MapCommands(apis.get(i), map.file()).preview(sight.running.get(i), changed),
                        changed.size()));
            }
        }
        for (int i = 0; i < files.size(); i++) {
            Map<String, String> changed = changed(sight.kept.get(i), moves);
            if (!changed.isEmpty()) {
                changes.add(new Change("File " + files.get(i), changed.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining("\n")), changed.size()));
            }
        }
        return changes;
    }

    /** What is not there yet; checked here once more, right before it becomes commands and lines. */
    private Map<String, String> changed(MapText now, List<DomainMove> moves) {
        Map<String, Set<String>> values = now.values();
        Map<String, String> changed = new LinkedHashMap<>();
        for (DomainMove move : moves) {
            String value = Words.VALUE.check(map.values().get(move.toRegion()));
            if (!Set.of(value).equals(values.get(Words.DOMAIN.check(move.domain())))) {
                changed.put(move.domain(), value);
            }
        }
        return changed;
    }

    private Optional<String> refusal(DomainMove move) {
        if (move.domain().equals(DomainMove.ORGANIZATION)) {
            return Optional.of("A map has one entry for each domain: the step must be one for each domain, not for the whole organization.");
        }
        if (!Words.DOMAIN.allow(move.domain())) {
            return Optional.of(Words.DOMAIN.refusal(move.domain()));
        }
        return Stream.of(move.fromRegion(), move.toRegion()).filter(region -> !map.values().containsKey(region)).findFirst()
                .map(region -> "The plan gives no value of the map for the region " + region + ".");
    }

    /** An entry that belongs to neither region was made by somebody for a reason; only a person may pass over it. */
    private Optional<String> refusal(DomainMove move, Sight sight) {
        return refusal(move).or(() -> task.situation().override().isPresent() ? Optional.empty()
                : sight.strange(move, Set.of(map.values().get(move.fromRegion()), map.values().get(move.toRegion()))));
    }

    private Sight look() {
        List<MapText> kept = files.stream().map(file -> MapText.ofFile(file.read().orElseThrow(
                () -> Trouble.refused("The map file " + file + " is not there.")))).toList();
        return new Sight(apis.stream().map(api -> MapText.shownBy(api, map.file())).toList(), kept);
    }

    /** What processes and files hold, read once for the whole batch. */
    private final class Sight {

        private final List<MapText> running;
        private final List<MapText> kept;
        private final Map<String, Map<String, Set<String>>> processes = new LinkedHashMap<>();
        private final Map<String, Map<String, Set<String>>> written = new LinkedHashMap<>();

        Sight(List<MapText> running, List<MapText> kept) {
            this.running = running;
            this.kept = kept;
            for (int i = 0; i < apis.size(); i++) {
                processes.put(apis.get(i).toString(), running.get(i).values());
            }
            for (int i = 0; i < files.size(); i++) {
                written.put("the file " + files.get(i), kept.get(i).values());
            }
        }

        boolean stands(DomainMove move, boolean filesToo) {
            Set<String> wanted = Set.of(map.values().get(move.toRegion()));
            return processes.values().stream().allMatch(values -> wanted.equals(values.get(move.domain())))
                    && (!filesToo || written.values().stream().allMatch(values -> wanted.equals(values.get(move.domain()))));
        }

        Optional<String> strange(DomainMove move, Set<String> known) {
            return proof(move).entrySet().stream().filter(place -> !known.containsAll((List<?>) place.getValue())).findFirst()
                    .map(place -> "Somebody else has changed the entry: " + place.getKey() + " has " + place.getValue()
                            + ", which is the value of neither region.");
        }

        String words(DomainMove move) {
            String words = proof(move).entrySet().stream().map(place -> place.getKey() + " has " + (((List<?>) place.getValue()).isEmpty()
                    ? "no entry" : String.join(" and ", ((List<?>) place.getValue()).stream().map(String::valueOf).toList())))
                    .collect(Collectors.joining(", "));
            return files.isEmpty() ? words + "; no file keeps it over a reload" : words;
        }

        Map<String, Object> proof(DomainMove move) {
            Map<String, Object> proof = new LinkedHashMap<>();
            Stream.concat(processes.entrySet().stream(), written.entrySet().stream())
                    .forEach(place -> proof.put(place.getKey(), List.copyOf(place.getValue().getOrDefault(move.domain(), Set.of()))));
            return proof;
        }
    }
}
