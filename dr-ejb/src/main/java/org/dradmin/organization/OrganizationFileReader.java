package org.dradmin.organization;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.platform.Settings;

/**
 * Reads an organization file: strict JSON (RFC 8259) in UTF-8, each value with its line and column. Whatever is wrong
 * comes out as {@link FaultyFile}; what the values mean is checked by those who own them.
 */
@ApplicationScoped
public class OrganizationFileReader {

    private static final long MOST_BYTES = 64L << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build()).build();

    @Inject
    private Settings settings;

    /** A file as {@code dr.org.file} names it. */
    public OrganizationFile read(Path file) {
        String name = file.toAbsolutePath().normalize().toString();
        return read(name, content(name, file));
    }

    /** A file's text; the name is for messages. */
    public OrganizationFile read(String name, String text) {
        return read(name, text, null);
    }

    /** A file's text for the organization of this id, which it may leave out but not replace. */
    OrganizationFile read(String name, String text, String organizationId) {
        Set<FileFault> faults = new LinkedHashSet<>();
        return new OrganizationSections(parse(name, text, faults), SessionTimes.limits(settings)).read(name, faults, organizationId);
    }

    /** A part of such a file on its own, as a page takes it; what is wrong with its values is added to the faults. */
    public FilePart parse(String name, String text, Set<FileFault> faults) {
        FilePart.Document document = new FilePart.Document(faults, this::reference);
        try (JsonParser parser = JSON.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            if (parser.nextToken() == null) {
                throw new FaultyFile(name, List.of(new FileFault(0, 0, "", "It is empty.")));
            }
            FilePart root = part(document, parser, "");
            if (parser.nextToken() != null) {
                JsonLocation end = parser.currentTokenLocation();
                faults.add(new FileFault(end.getLineNr(), end.getColumnNr(), "", "The document has ended; nothing can follow it."));
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            faults.add(new FileFault(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), "", "This is not JSON: " + reason(e)));
            throw new FaultyFile(name, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(String name, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new FaultyFile(name, List.of(new FileFault(0, 0, "", "It is larger than " + (MOST_BYTES >> 20) + " MB.")));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new FaultyFile(name, List.of(new FileFault(0, 0, "", "It is not text in UTF-8.")));
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "There is no such file." : "It cannot be read (" + e + ").";
            throw new FaultyFile(name, List.of(new FileFault(0, 0, "", reason + " The setting dr.org.file names it.")));
        }
    }

    private Optional<String> reference(String name) {
        return name.equals("dr.base.url") ? Optional.of(settings.baseUrl().toString()) : settings.get(name);
    }

    private static FilePart part(FilePart.Document document, JsonParser parser, String pointer) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        Object value = switch (token) {
            case START_OBJECT -> members(document, parser, pointer);
            case START_ARRAY -> items(document, parser, pointer);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> null;
        };
        return new FilePart(document, at.getLineNr(), at.getColumnNr(), pointer, value);
    }

    private static Map<String, FilePart> members(FilePart.Document document, JsonParser parser, String pointer) throws IOException {
        Map<String, FilePart> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            FilePart member = part(document, parser, pointer + "/" + FilePart.escape(key));
            if (members.putIfAbsent(key, member) != null) {
                member.fault("The key " + key + " stands twice in this object.");
            }
        }
        return members;
    }

    private static List<FilePart> items(FilePart.Document document, JsonParser parser, String pointer) throws IOException {
        List<FilePart> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(part(document, parser, pointer + "/" + items.size()));
        }
        return items;
    }

    /** A token that the parser does not know may be a password without its quotation marks, so it is not repeated. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("Unrecognized token") ? "a word without quotation marks." : message.lines().findFirst().orElse("") + ".";
    }
}
