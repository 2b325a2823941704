package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.dradmin.streaming.LogStreams;
import org.dradmin.streaming.StreamKind;
import org.dradmin.streaming.StreamRow;
import org.dradmin.streaming.StreamSettings;

/** Settings &gt; Streams &gt; one stream: what it is, for a new one as for one that is there. */
@Named("streamView")
@ViewScoped
public class StreamView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient LogStreams streams;
    private String id;
    private boolean found = true;
    private int revision;
    private String name;
    private String kind = StreamKind.SYSLOG_TLS.name();
    private String address;
    private String filter;
    private String secret;
    private String caFile;
    private String keyFile;
    private String keyPassword;
    private String from;

    /** Looks the stream up that the address names; without one the page makes a new one. */
    public void load() {
        if (id != null) {
            streams.all().stream().filter(row -> row.id().equals(id)).findFirst().ifPresentOrElse(this::show, () -> found = false);
        }
    }

    private void show(StreamRow row) {
        StreamSettings settings = row.settings();
        revision = row.revision();
        name = settings.name();
        kind = settings.kind().name();
        address = settings.address();
        filter = settings.filter();
        secret = settings.secret();
        caFile = settings.caFile();
        keyFile = settings.keyFile();
        keyPassword = settings.keyPassword();
    }

    public List<SelectItem> getKinds() {
        return Arrays.stream(StreamKind.values()).map(each -> new SelectItem(each.name(), each.title())).toList();
    }

    /** Makes it or changes it, and goes back to all of them. */
    public void save() throws IOException {
        StreamSettings settings = new StreamSettings(name, StreamKind.valueOf(kind), address, filter, secret, caFile, keyFile, keyPassword);
        if (id == null) {
            streams.create(settings, StreamsView.instant(from));
        } else {
            streams.update(id, revision, settings);
        }
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        faces.addMessage(null, new FacesMessage("The stream " + settings.name() + " is saved."));
        external.getFlash().setKeepMessages(true);
        external.redirect(external.getRequestContextPath() + "/settings/streams.xhtml");
    }

    public boolean isFound() {
        return found;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getFilter() {
        return filter;
    }

    public void setFilter(String filter) {
        this.filter = filter;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public String getCaFile() {
        return caFile;
    }

    public void setCaFile(String caFile) {
        this.caFile = caFile;
    }

    public String getKeyFile() {
        return keyFile;
    }

    public void setKeyFile(String keyFile) {
        this.keyFile = keyFile;
    }

    public String getKeyPassword() {
        return keyPassword;
    }

    public void setKeyPassword(String keyPassword) {
        this.keyPassword = keyPassword;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
