package org.dradmin.recovery.connector.haproxy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a plan sets the connector up.
 *
 * @param endpoints the runtime APIs, {@code unix:/path} or {@code host:port}; all are switched and all must agree
 * @param servers for a switch of servers: {@code backend/server}, by the code of the region they are in
 * @param leave for a switch of servers; unless set they are drained
 * @param map for a switch of map entries
 * @param files what HAProxy reads at its start, so that a reload keeps the switch: server state files (one for each
 *     endpoint, or one that all read) or map files; an empty list says that nothing is to be kept
 * @param answerSeconds how long one command may take; 5 unless set
 * @param patienceSeconds how long servers may take to come up; 120 unless set
 */
public record HaproxySettings(List<String> endpoints, Map<String, List<String>> servers, Leave leave, HaproxyMap map,
        List<String> files, Integer answerSeconds, Integer patienceSeconds) {

    public HaproxySettings {
        if (endpoints == null || endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: name the runtime API of one HAProxy at least, unix:/path or host:port.");
        }
        endpoints.forEach(Endpoint::of);
        if (new HashSet<>(endpoints).size() < endpoints.size()) {
            throw new IllegalArgumentException("endpoints: one is named twice.");
        }
        if ((servers == null) == (map == null)) {
            throw new IllegalArgumentException("HAProxy is switched by servers or by a map: give one of the two.");
        }
        if (servers == null && leave != null) {
            throw new IllegalArgumentException("leave: it belongs to servers; entries of a map are replaced.");
        }
        if (files == null) {
            throw new IllegalArgumentException("files: name what HAProxy reads at its start, or [] if a reload may undo the switch.");
        }
        if (servers != null) {
            checkServers(servers);
            if (files.size() > 1 && files.size() != endpoints.size()) {
                throw new IllegalArgumentException("files: give one server state file, or one for each endpoint in the same order.");
            }
        }
        checkSeconds("answerSeconds", answerSeconds, 30);
        checkSeconds("patienceSeconds", patienceSeconds, 3600);
        endpoints = List.copyOf(endpoints);
        files = List.copyOf(files);
    }

    private static void checkServers(Map<String, List<String>> servers) {
        Set<String> seen = new HashSet<>();
        if (servers.size() < 2) {
            throw new IllegalArgumentException("servers: two regions at least are needed.");
        }
        servers.forEach((region, names) -> {
            if (names == null || names.isEmpty()) {
                throw new IllegalArgumentException("servers: region " + region + " has none.");
            }
            for (String name : names) {
                if (!seen.add(Words.SERVER.check(name))) {
                    throw new IllegalArgumentException("servers: " + name + " is named twice; a server is in one region.");
                }
            }
        });
    }

    private static void checkSeconds(String key, Integer given, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new IllegalArgumentException(key + ": from 1 to " + most + " seconds.");
        }
    }

    Leave leaving() {
        return leave == null ? Leave.DRAIN : leave;
    }

    Duration answer() {
        return Duration.ofSeconds(answerSeconds == null ? 5 : answerSeconds);
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds == null ? 120 : patienceSeconds);
    }
}
