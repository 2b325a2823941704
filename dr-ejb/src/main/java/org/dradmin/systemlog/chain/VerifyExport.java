package org.dradmin.systemlog.chain;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The command of {@code dr-verify.jar}: verifies an export of the System Log with Java alone, without a server, a
 * database or a network.
 * <pre>
 * java -jar dr-verify.jar events.jsonl [links.jsonl ...] --seals seals.jws --key public.pem [--key ...]
 * </pre>
 * Ends with 0 when every event is proven, 1 when something contradicts, 2 when not all could be proven, 3 when it could
 * not work.
 */
public final class VerifyExport {

    private static final String USAGE = "java -jar dr-verify.jar events.jsonl [links.jsonl ...] --seals seals.jws --key public.pem [--key further.pem ...]";
    private static final int TOLD = 50;

    private final PrintStream out;
    private int faults;

    private VerifyExport(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(run(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), arguments));
    }

    static int run(PrintStream out, String... arguments) {
        List<Path> files = new ArrayList<>();
        List<Path> seals = new ArrayList<>();
        List<Path> keys = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            List<Path> to = arguments[i].equals("--seals") ? seals : arguments[i].equals("--key") ? keys : null;
            if (to == null) {
                files.add(Path.of(arguments[i]));
            } else if (++i < arguments.length) {
                to.add(Path.of(arguments[i]));
            }
        }
        if (files.isEmpty() || seals.size() != 1 || keys.isEmpty()) {
            out.println(USAGE);
            return 3;
        }
        try {
            return new VerifyExport(out).verify(files, seals.get(0), keys);
        } catch (IOException e) {
            out.println("A file cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            out.println("A key cannot be read: " + e.getMessage() + ".");
        }
        return 3;
    }

    private void fault(String text) {
        if (++faults <= TOLD) {
            out.println("WRONG  " + text);
        }
    }

    private int verify(List<Path> files, Path seals, List<Path> keys) throws IOException {
        List<PublicKey> trusted = new ArrayList<>();
        for (Path key : keys) {
            trusted.add(SealKey.readPublic(Files.readString(key)));
        }
        ExportProof proof = new ExportProof(this::fault);
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                long number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        proof.add(line, file.getFileName() + " line " + number);
                    }
                }
            }
        }
        proof.sort();
        seals(seals, trusted, proof);
        ExportProof.Verdict verdict = proof.verdict();
        verdict.words().forEach(out::println);
        if (faults > TOLD) {
            out.println("WRONG  and " + (faults - TOLD) + " more.");
        }
        if (faults > 0) {
            out.println("NOT AS IT WAS WRITTEN: " + faults + (faults == 1 ? " fault. " : " faults. ") + proven(verdict));
            return 1;
        }
        if (verdict.events() == 0) {
            out.println("NOTHING TO PROVE: the files hold no event.");
            return 2;
        }
        if (verdict.proven() < verdict.events()) {
            out.println("NOT ALL PROVEN, nothing contradicts: " + proven(verdict));
            return 2;
        }
        out.println(String.format(Locale.ROOT, "PROVEN: all %,d events are as they were written.", verdict.events()));
        return 0;
    }

    private static String proven(ExportProof.Verdict verdict) {
        return String.format(Locale.ROOT, "%,d of %,d events are proven.", verdict.proven(), verdict.events());
    }

    private void seals(Path file, List<PublicKey> trusted, ExportProof proof) throws IOException {
        SealRow row = new SealRow(trusted);
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    Seal seal = Seal.read(line);
                    Optional<String> wrong = row.next(seal);
                    wrong.ifPresent(text -> fault(text + "."));
                    if (wrong.isEmpty()) {
                        number++;
                        proof.seal(seal);
                    }
                } catch (IllegalArgumentException e) {
                    fault("A line of " + file.getFileName() + ": " + e.getMessage() + ".");
                }
            }
        }
        row.unproven().forEach(out::println);
        out.println(number + (number == 1 ? " seal is" : " seals are") + " good" + (row.last() == null ? "." : ", the last one of " + row.last().time() + " at place " + row.last().position() + "."));
    }
}
