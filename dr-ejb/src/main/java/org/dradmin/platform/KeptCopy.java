package org.dradmin.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;

/**
 * What is shown to people is also kept in a file of the data directory, from which a node that starts while the
 * database is away shows what was known last. A copy that cannot be read or written is a line in the log and no more.
 *
 * @param <T> a record of plain values, instants, lists and such records
 */
public final class KeptCopy<T> {

    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()));

    private final Path file;
    private final Class<T> type;

    public KeptCopy(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    public Optional<T> read() {
        try {
            return Files.exists(file) ? Optional.ofNullable(JSON.readValue(file.toFile(), type)) : Optional.empty();
        } catch (IOException e) {
            LogContext.logger().log(Level.WARNING, e, () -> "The copy " + file + " is not readable; the database is asked");
            return Optional.empty();
        }
    }

    /** Whole or not at all. */
    public void write(T value) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            JSON.writeValue(draft.toFile(), value);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LogContext.logger().log(Level.WARNING, e, () -> "The copy " + file + " cannot be written");
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}
