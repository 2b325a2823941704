package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dradmin.organization.FaultyFile;
import org.dradmin.organization.FileFault;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.RecoveryPlans;

/**
 * Settings &gt; Recovery plan: one version as a picture, all versions, and a new one by editing the JSON. What a person
 * has typed stays until it is saved: neither a fault nor somebody else's newer version takes it away.
 */
@Named("planView")
@ViewScoped
public class PlanView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 4_000_000;

    @Inject
    private RecoveryPlans plans;
    /** The version asked for; null for the one that counts. */
    private Integer version;
    /** The version that the one looked at is compared with; null for the one before it. */
    private Integer against;
    private int basedOn;
    private String document;
    private String remark;
    private String reason;
    private transient List<FileFault> faults;
    private transient Part file;
    private transient RecoveryPlan shown;
    private transient RecoveryPlan current;

    /** Before every drawing: what counts now. Until the next one, actions mean what the person saw. */
    public void load() {
        shown = null;
        current = null;
        if (document == null) {
            edit();
        }
    }

    private void edit() {
        shown = null;
        current = null;
        basedOn = getCurrent().getVersion();
        document = getCurrent().getDocument();
        remark = null;
    }

    public RecoveryPlan getCurrent() {
        if (current == null) {
            current = plans.current();
        }
        return current;
    }

    /** The version that is looked at. */
    public RecoveryPlan getShown() {
        if (shown == null) {
            shown = version == null || version == getCurrent().getVersion() ? getCurrent() : plans.version(version).orElse(getCurrent());
        }
        return shown;
    }

    public PlanWords getPicture() {
        return new PlanWords(getShown().getPlan());
    }

    /** What the version that is looked at has changed; null for the first one. */
    public PlanComparison getComparison() {
        int other = against == null ? getShown().getVersion() - 1 : against;
        return other == getShown().getVersion() ? null : plans.version(other)
                .map(older -> PlanComparison.of(other, older.getDocument(), getShown().getDocument())).orElse(null);
    }

    /** Whether the version that is looked at is the one that counts. */
    public boolean isCounting() {
        return getShown().getVersion() == getCurrent().getVersion();
    }

    /** Whether somebody has made another version since the editing began. */
    public boolean isOvertaken() {
        return getCurrent().getVersion() != basedOn;
    }

    /** Stands on the newest version, with the text as it is. */
    public void rebase() {
        basedOn = getCurrent().getVersion();
    }

    /** Throws the text away, for the version that counts. */
    public void discard() {
        faults = null;
        edit();
    }

    public void save() {
        if (store(document, basedOn, remark)) {
            edit();
        }
    }

    /** Makes the version that is looked at count again, as a new one. */
    public void restore() {
        int from = getShown().getVersion();
        if (store(getShown().getDocument(), getCurrent().getVersion(), "Restored from version " + from + ": " + reason)) {
            version = null;
            against = null;
            edit();
        }
    }

    private boolean store(String json, int base, String why) {
        FacesContext faces = FacesContext.getCurrentInstance();
        try {
            faults = null;
            int made = plans.save(json, base, why);
            faces.addMessage(null, made == base
                    ? new FacesMessage(FacesMessage.SEVERITY_WARN, "Nothing is different: version " + made + " counts as before.", null)
                    : new FacesMessage("Version " + made + " is saved, and counts for the operations that are requested from now on."));
            return true;
        } catch (FaultyFile faulty) {
            // Not a refusal for the log: the person is still writing.
            faults = faulty.faults();
            faces.validationFailed();
            return false;
        }
    }

    /** Takes an uploaded file into the editor; it is saved like what is typed there. */
    public void upload() throws IOException {
        if (file == null || file.getSize() == 0) {
            tell("Choose a file first.");
            return;
        }
        if (file.getSize() > MOST_BYTES) {
            tell("Nothing was taken over: the file is larger than a plan can be.");
            return;
        }
        try (var in = file.getInputStream()) {
            document = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
            faults = null;
            FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The file is in the editor below. Nothing is saved yet."));
        } catch (CharacterCodingException e) {
            tell("Nothing was taken over: the file is not text in UTF-8.");
        }
    }

    private static void tell(String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, words, null));
    }

    /** The newest versions first. */
    public List<RecoveryPlan> getVersions() {
        return plans.versions(0, 200);
    }

    /** The types of connectors that a plan can set up. */
    public String getTypes() {
        return String.join(", ", plans.connectorTypes());
    }

    public List<FileFault> getFaults() {
        return faults == null ? List.of() : faults;
    }

    public Integer getVersion() {
        return version;
    }

    public void setVersion(Integer version) {
        this.version = version;
    }

    public Integer getAgainst() {
        return against;
    }

    public void setAgainst(Integer against) {
        this.against = against;
    }

    public int getBasedOn() {
        return basedOn;
    }

    public String getDocument() {
        return document;
    }

    public void setDocument(String document) {
        this.document = document == null ? "" : document;
    }

    public String getRemark() {
        return remark;
    }

    public void setRemark(String remark) {
        this.remark = remark;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }
}
