package org.dradmin.web.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What one version of the plan's JSON has that another one has not, line by line, with a few lines around each place:
 * the longest common sequence of lines stays, as {@code diff -u} has it.
 */
public record PlanComparison(int against, List<Line> lines, int more) {

    private static final int AROUND = 3;
    /** Lines that a page shows; the downloads have them all. */
    private static final int MOST = 400;
    /** Pairs of lines, beyond which all that is between the common beginning and end counts as different. */
    private static final int PAIRS = 4_000_000;

    /** @param kind same, added, removed or gap */
    public record Line(String kind, String text) {

        /** What stands before it, for those who do not see colours. */
        public String sign() {
            return switch (kind) {
                case "added" -> "+";
                case "removed" -> "-";
                case "gap" -> "…";
                default -> " ";
            };
        }
    }

    /** @param against the version of the older text */
    static PlanComparison of(int against, String older, String newer) {
        List<Line> near = near(all(older.lines().toList(), newer.lines().toList()));
        return new PlanComparison(against, near.stream().limit(MOST).toList(), Math.max(0, near.size() - MOST));
    }

    private static List<Line> all(List<String> older, List<String> newer) {
        int head = 0;
        while (head < older.size() && head < newer.size() && older.get(head).equals(newer.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < older.size() - head && tail < newer.size() - head
                && older.get(older.size() - 1 - tail).equals(newer.get(newer.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        older.subList(0, head).forEach(line -> lines.add(new Line("same", line)));
        middle(older.subList(head, older.size() - tail), newer.subList(head, newer.size() - tail), lines);
        older.subList(older.size() - tail, older.size()).forEach(line -> lines.add(new Line("same", line)));
        return lines;
    }

    private static void middle(List<String> older, List<String> newer, List<Line> lines) {
        int i = 0;
        int j = 0;
        if ((long) older.size() * newer.size() <= PAIRS) {
            int[][] common = common(older, newer);
            while (i < older.size() && j < newer.size()) {
                if (older.get(i).equals(newer.get(j))) {
                    lines.add(new Line("same", older.get(i++)));
                    j++;
                } else if (common[i + 1][j] >= common[i][j + 1]) {
                    lines.add(new Line("removed", older.get(i++)));
                } else {
                    lines.add(new Line("added", newer.get(j++)));
                }
            }
        }
        older.subList(i, older.size()).forEach(line -> lines.add(new Line("removed", line)));
        newer.subList(j, newer.size()).forEach(line -> lines.add(new Line("added", line)));
    }

    /** How many lines the rests of both have in common, from each pair of places on. */
    private static int[][] common(List<String> older, List<String> newer) {
        int[][] common = new int[older.size() + 1][newer.size() + 1];
        for (int i = older.size() - 1; i >= 0; i--) {
            for (int j = newer.size() - 1; j >= 0; j--) {
                common[i][j] = older.get(i).equals(newer.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** Lines that differ and those around them; a gap for what is between. */
    private static List<Line> near(List<Line> all) {
        boolean[] shown = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).kind().equals("same")) {
                for (int around = Math.max(0, i - AROUND); around <= Math.min(all.size() - 1, i + AROUND); around++) {
                    shown[around] = true;
                }
            }
        }
        List<Line> near = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (shown[i]) {
                near.add(all.get(i));
            } else if (!near.isEmpty() && !near.get(near.size() - 1).kind().equals("gap")) {
                near.add(new Line("gap", ""));
            }
        }
        if (!near.isEmpty() && near.get(near.size() - 1).kind().equals("gap")) {
            near.remove(near.size() - 1);
        }
        return near;
    }
}
