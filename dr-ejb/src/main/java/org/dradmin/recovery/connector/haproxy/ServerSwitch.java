package org.dradmin.recovery.connector.haproxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * Enables the servers of the region that is to serve, and takes those of the other out once these are up everywhere:
 * at no time is there none. What the processes then say of their servers is kept in the files they read at their start.
 */
final class ServerSwitch {

    private static final Duration SOON = Duration.ofMillis(500);

    private final HaproxySettings settings;
    private final List<RuntimeApi> apis;
    private final List<KeptFile> files;
    private final Set<String> enable = new LinkedHashSet<>();
    private final Set<String> leave = new LinkedHashSet<>();
    private boolean sent;

    /** @param moves whose regions have servers */
    ServerSwitch(HaproxySettings settings, List<RuntimeApi> apis, Reach reach, List<DomainMove> moves) {
        this.settings = settings;
        this.apis = apis;
        this.files = settings.files().stream().map(file -> new KeptFile(reach, file)).toList();
        for (DomainMove move : moves) {
            enable.addAll(settings.servers().get(move.toRegion()));
            leave.addAll(settings.servers().get(move.fromRegion()));
        }
        if (!Collections.disjoint(enable, leave)) {
            throw Trouble.refused("The domains of this step move in opposite directions over the same servers: "
                    + enable.stream().filter(leave::contains).sorted().collect(Collectors.joining(", ")) + ".");
        }
    }

    StepResult inspect() {
        for (RuntimeApi api : apis) {
            String level = api.ask("show cli level").strip();
            if (!level.equals("admin")) {
                throw api.unwilling("Permission denied, level " + level);
            }
        }
        List<ServerTable> tables = look();
        files.forEach(KeptFile::mustBeWritable);
        boolean there = tables.stream().allMatch(table -> standsThere(table) && enable.stream().allMatch(table::serves));
        return there && drift(tables).isEmpty() ? new AlreadyDone(words(tables), proof(tables)) : new Done(words(tables), proof(tables));
    }

    StepResult switchTo() {
        List<ServerTable> before = look();
        files.forEach(KeptFile::mustBeWritable);
        try {
            tell(before, enable, "ready");
            List<ServerTable> tables = look();
            List<String> waiting = new ArrayList<>();
            eachApi(tables, (api, table) -> enable.stream().filter(server -> !table.serves(server))
                    .forEach(server -> waiting.add(server + " is " + table.words(server) + " for " + api)));
            if (!waiting.isEmpty()) {
                return new Retry(SOON, "Not up yet: " + String.join(", ", waiting) + ". The region that is left still serves.");
            }
            tell(tables, leave, settings.leaving().word());
            for (int i = 0; i < files.size(); i++) {
                keep(apis.get(i), files.get(i));
            }
            List<ServerTable> after = look();
            if (!after.stream().allMatch(this::standsThere) || !drift(after).isEmpty()) {
                return new Retry(SOON, "A HAProxy was reloaded, or switched by somebody else, in the middle: " + words(after));
            }
            return before.stream().allMatch(this::standsThere) ? new AlreadyDone(words(after), proof(after))
                    : new Done(words(after), proof(after));
        } catch (Trouble e) {
            throw sent ? new Trouble(Trouble.midway(e.answer()), e) : e;
        }
    }

    StepResult verify() {
        List<ServerTable> tables = look();
        String drift = drift(tables);
        if (!tables.stream().allMatch(this::standsThere)) {
            return new Failed("Not switched: " + words(tables) + ".");
        }
        if (!drift.isEmpty()) {
            return new Failed(drift);
        }
        if (!tables.stream().allMatch(table -> enable.stream().allMatch(table::up))) {
            return new Retry(SOON, "Switched, but not up: " + words(tables));
        }
        return new Done(words(tables), proof(tables));
    }

    List<Change> changes(int domains) {
        List<ServerTable> tables = look();
        List<Change> changes = new ArrayList<>();
        eachApi(tables, (api, table) -> {
            List<String> lines = new ArrayList<>(commands(table, enable, "ready"));
            lines.addAll(commands(table, leave, settings.leaving().word()));
            if (!lines.isEmpty()) {
                changes.add(new Change(api.toString(), String.join("\n", lines), domains));
            }
        });
        for (int i = 0; i < files.size(); i++) {
            changes.add(new Change("File " + files.get(i), "what " + apis.get(i) + " then answers to \"show servers state\", with\n"
                    + enable.stream().map(server -> server + " ready\n").collect(Collectors.joining())
                    + leave.stream().map(server -> server + " " + settings.leaving().word()).collect(Collectors.joining("\n")), domains));
        }
        return changes;
    }

    /** Every process, each asked anew; none may lack a server. */
    private List<ServerTable> look() {
        List<ServerTable> tables = apis.stream().map(ServerTable::of).toList();
        eachApi(tables, (api, table) -> {
            List<String> missing = all().stream().filter(server -> !table.has(server)).toList();
            if (!missing.isEmpty()) {
                throw Trouble.refused(api + " has no server " + String.join(", ", missing) + ".");
            }
        });
        return tables;
    }

    private boolean standsThere(ServerTable table) {
        return enable.stream().allMatch(table::enabled) && leave.stream().allMatch(table::left);
    }

    private static List<String> commands(ServerTable table, Set<String> servers, String state) {
        return servers.stream().filter(server -> state.equals("ready") ? !table.enabled(server) : !table.left(server))
                .map(server -> "set server " + Words.SERVER.check(server) + " state " + state).toList();
    }

    private void tell(List<ServerTable> tables, Set<String> servers, String state) {
        eachApi(tables, (api, table) -> {
            for (String command : commands(table, servers, state)) {
                api.tell(command);
                sent = true;
            }
        });
    }

    private void keep(RuntimeApi api, KeptFile file) {
        String states = api.ask("show servers state");
        if (!states.startsWith("1\n#")) {
            throw api.unwilling(states);
        }
        // The empty line belongs to the protocol, not to the format.
        file.write(states.stripTrailing() + "\n");
    }

    /** Where a file and the process that reads it at its start disagree; empty where none does. */
    private String drift(List<ServerTable> tables) {
        List<String> different = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Optional<String> text = files.get(i).read();
            if (text.isEmpty()) {
                different.add("The file " + files.get(i) + " is not there, so that a reload would serve what the configuration says.");
                continue;
            }
            ServerTable kept = ServerTable.ofFile(text.get());
            ServerTable running = tables.get(i);
            List<String> servers = all().stream().filter(server -> kept.enabled(server) != running.enabled(server)
                    || kept.left(server) != running.left(server)).toList();
            if (!servers.isEmpty()) {
                different.add("The file " + files.get(i) + " and " + apis.get(i) + " differ, so that a reload would change what is served: "
                        + servers.stream().map(server -> server + " is " + kept.words(server) + " in the file and "
                        + running.words(server) + " in the process").collect(Collectors.joining(", ")) + ".");
            }
        }
        return String.join(" ", different);
    }

    private Set<String> all() {
        Set<String> all = new LinkedHashSet<>(enable);
        all.addAll(leave);
        return all;
    }

    private String words(List<ServerTable> tables) {
        List<String> sentences = new ArrayList<>();
        eachApi(tables, (api, table) -> sentences.add(api + ": " + all().stream().map(server -> server + " " + table.words(server))
                .collect(Collectors.joining(", "))));
        String drift = drift(tables);
        return String.join("; ", sentences) + (drift.isEmpty() ? files.isEmpty() ? "; no file keeps it over a reload" : "" : ". " + drift);
    }

    private Map<String, Object> proof(List<ServerTable> tables) {
        Map<String, Object> proof = new LinkedHashMap<>();
        eachApi(tables, (api, table) -> proof.put(api.endpoint.written(),
                all().stream().collect(Collectors.toMap(server -> server, table::words, (a, b) -> a, LinkedHashMap::new))));
        for (KeptFile file : files) {
            ServerTable kept = ServerTable.ofFile(file.read().orElse(""));
            proof.put(file.toString(), all().stream().collect(Collectors.toMap(server -> server, kept::words, (a, b) -> a, LinkedHashMap::new)));
        }
        return proof;
    }

    private void eachApi(List<ServerTable> tables, BiConsumer<RuntimeApi, ServerTable> act) {
        for (int i = 0; i < apis.size(); i++) {
            act.accept(apis.get(i), tables.get(i));
        }
    }
}
