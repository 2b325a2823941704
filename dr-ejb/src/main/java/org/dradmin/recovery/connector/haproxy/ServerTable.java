package org.dradmin.recovery.connector.haproxy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What HAProxy, or its state file, says of its servers: how an administrator has set each, and how it does. */
final class ServerTable {

    /** SRV_ADMF_FMAINT and SRV_ADMF_FDRAIN: what {@code set server … state} sets and "ready" takes away. */
    private static final int FORCED = 0x01 | 0x08;

    private final Map<String, Integer> admin;
    private final Map<String, String> status;

    private ServerTable(Map<String, Integer> admin, Map<String, String> status) {
        this.admin = admin;
        this.status = status;
    }

    /** Asks on fresh connections, by commands that change nothing. */
    static ServerTable of(RuntimeApi api) {
        String states = api.ask("show servers state");
        String stat = api.ask("show stat -1 4 -1");
        if (!states.startsWith("1\n#")) {
            throw api.unwilling(states);
        }
        if (!stat.startsWith("# pxname")) {
            throw api.unwilling(stat);
        }
        return new ServerTable(admin(states), status(stat));
    }

    /** Of a state file: nothing is known of health. */
    static ServerTable ofFile(String text) {
        return new ServerTable(admin(text), Map.of());
    }

    /** Version 1 of the format: its second line names the columns. */
    private static Map<String, Integer> admin(String text) {
        Map<String, Integer> found = new TreeMap<>();
        List<String> columns = List.of();
        for (String line : text.lines().toList()) {
            List<String> fields = Arrays.asList(line.replaceFirst("^# ", "").split(" "));
            if (line.startsWith("# be_id ")) {
                columns = fields;
            } else if (!columns.isEmpty() && fields.size() >= columns.size() && !line.startsWith("#")) {
                found.put(fields.get(columns.indexOf("be_name")) + "/" + fields.get(columns.indexOf("srv_name")),
                        Integer.valueOf(fields.get(columns.indexOf("srv_admin_state"))));
            }
        }
        return found;
    }

    private static Map<String, String> status(String csv) {
        List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        List<String> columns = lines.get(0).getFields();
        int at = columns.indexOf("status");
        int check = columns.indexOf("check_status");
        Map<String, String> found = new TreeMap<>();
        for (CsvRecord line : lines.subList(1, lines.size())) {
            if (line.getFieldCount() > Math.max(at, check)) {
                String why = line.getField(check).isEmpty() || line.getField(at).equals("UP") ? "" : ", check " + line.getField(check);
                found.put(line.getField(0) + "/" + line.getField(1), line.getField(at) + why);
            }
        }
        return found;
    }

    boolean has(String server) {
        return admin.containsKey(server);
    }

    /** Set to take traffic; whether it is up is another question. */
    boolean enabled(String server) {
        return has(server) && (admin.get(server) & FORCED) == 0;
    }

    /** Drained or in maintenance. */
    boolean left(String server) {
        return has(server) && (admin.get(server) & FORCED) != 0;
    }

    /**
     * Takes traffic for certain. Right after it was enabled a server counts as up before its first check, with less
     * than its full health: that is shown as "UP 1/3" and is not believed here.
     */
    boolean serves(String server) {
        String now = status.getOrDefault(server, "");
        return enabled(server) && (now.equals("UP") || now.equals("no check"));
    }

    /** Takes traffic as far as HAProxy says, a failed check or two included. */
    boolean up(String server) {
        return serves(server) || enabled(server) && status.getOrDefault(server, "").startsWith("UP ");
    }

    String words(String server) {
        String set = !has(server) ? "unknown" : (admin.get(server) & 0x01) != 0 ? "maint" : left(server) ? "drain" : "ready";
        return status.containsKey(server) ? set + " (" + status.get(server) + ")" : set;
    }
}
