package org.dradmin.recovery.connector.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes entries of a map in one process. A single entry is one command. Several go into a new version of the map,
 * which holds all the other entries too and takes the old one's place at once: no request sees half a batch. HAProxy
 * before 2.4 has no such versions; there the entries are changed one after the other.
 */
final class MapCommands {

    /** A command must fit into a buffer of HAProxy ({@code tune.bufsize}, 16 KiB unless set). */
    private static final int MOST = 8 * 1024;
    private static final Pattern VERSION = Pattern.compile("New version created: (\\d+)");

    private final RuntimeApi api;
    private final String map;

    MapCommands(RuntimeApi api, String map) {
        this.api = api;
        this.map = Words.MAP.check(map);
    }

    /** What would be sent; of the entries that stay as they are, how many. */
    String preview(MapText now, Map<String, String> changed) {
        if (changed.size() < 2) {
            return String.join("\n", single(now, changed));
        }
        MapText next = now.with(changed);
        List<String> entries = next.lines().stream().filter(line -> changed.containsKey(line.split(" ", 2)[0])).toList();
        int others = next.lines().size() - entries.size();
        return "prepare map " + map + "\nadd map @<version> " + map + " <<\n" + String.join("\n", entries)
                + (others == 0 ? "" : "\n(and " + others + " other entries as they are)") + "\n\ncommit map @<version> " + map;
    }

    /** Returns false where somebody else changed the map in between; nothing was changed then. */
    boolean change(MapText now, Map<String, String> changed) {
        if (changed.size() < 2) {
            single(now, changed).forEach(api::tell);
            return true;
        }
        String answer = api.ask("prepare map " + map);
        if (answer.startsWith("Unknown command")) {
            single(now, changed).forEach(api::tell);
            return true;
        }
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            throw api.unwilling(answer);
        }
        String prepared = " @" + version.group(1) + " " + map;
        blocks(now.with(changed).lines()).forEach(block -> api.tell("add map" + prepared + " <<\n" + block));
        if (!MapText.shownBy(api, map).lines().equals(now.lines())) {
            api.tell("clear map" + prepared);
            return false;
        }
        api.tell("commit map" + prepared);
        return true;
    }

    private List<String> single(MapText now, Map<String, String> changed) {
        Map<String, ?> there = now.values();
        return changed.entrySet().stream().map(entry -> (there.containsKey(entry.getKey()) ? "set" : "add") + " map " + map + " "
                + Words.DOMAIN.check(entry.getKey()) + " " + Words.VALUE.check(entry.getValue())).toList();
    }

    private static List<String> blocks(List<String> lines) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            if (block.length() + line.length() > MOST) {
                blocks.add(block.toString());
                block.setLength(0);
            }
            block.append(line).append('\n');
        }
        blocks.add(block.toString());
        return blocks;
    }
}
