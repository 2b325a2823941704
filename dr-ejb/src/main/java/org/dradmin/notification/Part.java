package org.dradmin.notification;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One part of a {@link MailText}: it knows how it reads as plain text and as HTML. */
sealed interface Part {

    void text(StringBuilder out);

    void html(StringBuilder out);

    record Paragraph(String words) implements Part {

        @Override
        public void text(StringBuilder out) {
            out.append(words).append("\r\n");
        }

        @Override
        public void html(StringBuilder out) {
            out.append("<p style=\"margin:0 0 16px;\">").append(escape(words)).append("</p>\r\n");
        }
    }

    record Facts(List<List<String>> rows) implements Part {

        @Override
        public void text(StringBuilder out) {
            int width = width(rows.stream(), 0) + 1;
            rows.forEach(row -> out.append(padded(row.get(0) + ":", width)).append("  ").append(row.get(1)).append("\r\n"));
        }

        @Override
        public void html(StringBuilder out) {
            out.append("<table style=\"margin:0 0 16px;border-collapse:collapse;\">\r\n");
            rows.forEach(row -> out.append("<tr><th scope=\"row\" style=\"padding:2px 16px 2px 0;text-align:left;"
                    + "vertical-align:top;font-weight:normal;opacity:.75;\">").append(escape(row.get(0)))
                    .append("</th><td style=\"padding:2px 0;vertical-align:top;\">").append(escape(row.get(1)))
                    .append("</td></tr>\r\n"));
            out.append("</table>\r\n");
        }
    }

    record Table(List<String> columns, List<List<String>> rows, long more) implements Part {

        private static final String CELL = "padding:4px 16px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #b8bec6;";

        @Override
        public void text(StringBuilder out) {
            List<Integer> widths = IntStream.range(0, columns.size())
                    .mapToObj(i -> width(Stream.concat(Stream.of(columns), rows.stream()), i)).toList();
            line(out, columns, widths);
            line(out, widths.stream().map("-"::repeat).toList(), widths);
            rows.forEach(row -> line(out, row, widths));
            if (more > 0) {
                out.append("and ").append(more).append(" more\r\n");
            }
        }

        private static void line(StringBuilder out, List<String> cells, List<Integer> widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.size(); i++) {
                line.append(padded(cells.get(i), widths.get(i))).append("  ");
            }
            out.append(line.toString().stripTrailing()).append("\r\n");
        }

        @Override
        public void html(StringBuilder out) {
            out.append("<table style=\"margin:0 0 16px;border-collapse:collapse;\">\r\n<tr>");
            columns.forEach(column -> out.append("<th scope=\"col\" style=\"").append(CELL).append("\">")
                    .append(escape(column)).append("</th>"));
            out.append("</tr>\r\n");
            for (List<String> row : rows) {
                out.append("<tr>");
                row.forEach(cell -> out.append("<td style=\"").append(CELL).append("\">").append(escape(cell)).append("</td>"));
                out.append("</tr>\r\n");
            }
            out.append("</table>\r\n");
            if (more > 0) {
                new Paragraph("and " + more + " more").html(out);
            }
        }
    }

    record Link(String label, URI target) implements Part {

        @Override
        public void text(StringBuilder out) {
            out.append(label).append(": ").append(target.toASCIIString()).append("\r\n");
        }

        @Override
        public void html(StringBuilder out) {
            out.append("<p style=\"margin:0 0 16px;\"><a href=\"").append(escape(target.toASCIIString())).append("\">")
                    .append(escape(label)).append("</a></p>\r\n");
        }
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static int width(Stream<List<String>> rows, int column) {
        return rows.mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
