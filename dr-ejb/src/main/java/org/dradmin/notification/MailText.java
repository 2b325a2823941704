package org.dradmin.notification;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.platform.UtcTime;

/**
 * What a mail says, composed once and rendered twice: {@link #text()} for every reader, {@link #html()} with the few
 * inline styles that mail clients understand. Everything handed in is data and comes out escaped.
 */
public final class MailText {

    private final String headline;
    private final List<Part> parts = new ArrayList<>();

    private MailText(String headline) {
        this.headline = Lines.one(headline);
    }

    /** Begins a mail with the one sentence that must be read. */
    public static MailText headline(String headline) {
        return new MailText(headline);
    }

    public MailText paragraph(String text) {
        parts.add(new Part.Paragraph(Lines.one(text)));
        return this;
    }

    /** A name and its value; facts in a row stand as one list. A missing value leaves the fact out; a point in time is told as {@link UtcTime} has it. */
    public MailText fact(String name, Object value) {
        if (value == null) {
            return this;
        }
        if (parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Part.Facts)) {
            parts.add(new Part.Facts(new ArrayList<>()));
        }
        ((Part.Facts) parts.get(parts.size() - 1)).rows().add(List.of(Lines.one(name), Lines.one(value instanceof Instant at ? UtcTime.words(at) : value.toString())));
        return this;
    }

    /**
     * A table.
     *
     * @param total how many rows there are; where that is more than are given, a line says how many more
     */
    public MailText table(List<String> columns, List<List<String>> rows, long total) {
        parts.add(new Part.Table(lines(columns), rows.stream().map(MailText::lines).toList(), total - rows.size()));
        return this;
    }

    /** A link that stands on a line of its own. */
    public MailText link(String label, URI target) {
        parts.add(new Part.Link(Lines.one(label), target));
        return this;
    }

    public String text() {
        StringBuilder out = new StringBuilder(headline).append("\r\n");
        parts.forEach(part -> part.text(out.append("\r\n")));
        return out.toString();
    }

    public String html() {
        String title = Part.escape(headline);
        StringBuilder out = new StringBuilder(1024)
                .append("<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>").append(title)
                .append("</title></head>\r\n<body style=\"margin:0;padding:24px;font:15px/1.5 sans-serif;\">\r\n")
                .append("<h1 style=\"margin:0 0 16px;font-size:20px;line-height:1.3;\">").append(title).append("</h1>\r\n");
        parts.forEach(part -> part.html(out));
        return out.append("</body></html>\r\n").toString();
    }

    private static List<String> lines(List<String> cells) {
        return cells.stream().map(Lines::one).toList();
    }
}
