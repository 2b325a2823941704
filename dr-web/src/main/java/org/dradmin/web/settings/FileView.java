package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.organization.FaultyFile;
import org.dradmin.organization.FileFault;
import org.dradmin.organization.OrganizationFiles;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.SectionDifference;

/**
 * Settings &gt; Organization file: taking it away, and bringing one in after a look at what it would change. The text
 * that was looked at is kept until it is imported or dropped, so that what was shown is what is done.
 */
@Named("fileView")
@ViewScoped
public class FileView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 4 * OrganizationFiles.MOST_CHARACTERS;
    /** Of a section's lines of one kind; more than anybody reads. */
    private static final int MOST_SHOWN = 200;

    @Inject
    private transient OrganizationFiles files;
    private transient Part file;
    private String pasted;
    private String name;
    /** What was looked at; null before, and where it has faults. */
    private String text;
    private List<SectionDifference> differences = List.of();
    private transient List<FileFault> faults;
    private boolean agreed;

    /** Reads the file where one was chosen and the pasted text otherwise, and shows what importing it would change. */
    public void look() throws IOException {
        boolean uploaded = file != null && file.getSize() > 0;
        drop();
        if (uploaded && pasted != null) {
            throw new Refusal("Choose a file or paste its text; both at once leaves open which is meant.");
        }
        if (!uploaded && pasted == null) {
            throw new Refusal("Choose a file or paste its text first.");
        }
        String given = uploaded ? content(file) : pasted;
        String givenName = uploaded ? file.getSubmittedFileName() : "(pasted text)";
        try {
            differences = new ArrayList<>(files.compare(givenName, given));
            text = given;
            name = givenName;
        } catch (FaultyFile faulty) {
            // Not a refusal for the log: the person is still trying.
            faults = faulty.faults();
            FacesContext.getCurrentInstance().validationFailed();
        }
    }

    private static String content(Part file) throws IOException {
        if (file.getSize() > MOST_BYTES) {
            throw new Refusal("The file is larger than an organization file can be here.");
        }
        try (InputStream in = file.getInputStream()) {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal("The file is not text in UTF-8.");
        }
    }

    /** Does what was shown. */
    public void apply() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!agreed || text == null) {
            faces.validationFailed();
            return;
        }
        agreed = false;
        try {
            files.apply(name, text, differences);
        } finally {
            // Refused or done: what was shown is worth nothing any more.
            drop();
        }
        pasted = null;
        faces.addMessage(null, new FacesMessage("The organization is what " + name + " says. The System Log holds what changed."));
    }

    /** Forgets what was looked at. */
    public void drop() {
        text = null;
        differences = List.of();
        faults = null;
        agreed = false;
    }

    /** Whether something has been looked at that can be imported. */
    public boolean isReady() {
        return text != null && !differences.isEmpty();
    }

    public boolean isSame() {
        return text != null && differences.isEmpty();
    }

    public List<String> shown(List<String> lines) {
        return lines.subList(0, Math.min(MOST_SHOWN, lines.size()));
    }

    public int hidden(List<String> lines) {
        return Math.max(0, lines.size() - MOST_SHOWN);
    }

    public String getName() {
        return name;
    }

    public List<SectionDifference> getDifferences() {
        return differences;
    }

    public List<FileFault> getFaults() {
        return faults;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }

    public String getPasted() {
        return pasted;
    }

    public void setPasted(String pasted) {
        this.pasted = pasted;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
