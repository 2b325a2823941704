package org.dradmin.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** An application on the End-User Dashboard: a path on a protected domain. */
@Entity
@Table(name = "application")
public class Application {

    @Id
    private String id;
    private String label;
    @Column(name = "domain_name")
    private String domainName;
    private String path;
    private int place;
    @Version
    private int version;

    protected Application() {
    }

    public Application(String label, String domainName, String path, int place) {
        this.id = UUID.randomUUID().toString();
        this.label = label;
        this.domainName = domainName;
        this.path = path;
        this.place = place;
    }

    public String getId() {
        return id;
    }

    public String getLabel() {
        return label;
    }

    public String getDomainName() {
        return domainName;
    }

    public ApplicationFacts facts() {
        return new ApplicationFacts(label, domainName, path);
    }

    void describe(ApplicationFacts facts) {
        label = facts.label();
        domainName = facts.domain();
        path = facts.path();
    }

    /** @param newPlace from 0, the first of the dashboard */
    void stand(int newPlace) {
        place = newPlace;
    }

    /** Begins with a slash. */
    public String getPath() {
        return path;
    }
}
