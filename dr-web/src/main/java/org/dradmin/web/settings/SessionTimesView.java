package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.dradmin.organization.ChangedFact;
import org.dradmin.organization.SessionMinutes;
import org.dradmin.organization.SessionRules;
import org.dradmin.organization.SessionTimes;
import org.dradmin.web.shell.NamedValue;

/** Settings &gt; Session times: the organization's own, within what the server allows. */
@Named("sessionTimesView")
@ViewScoped
public class SessionTimesView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient SessionRules rules;
    private SessionMinutes seen;
    private Integer idle;
    private Integer lifetime;
    private Integer stepUp;

    /** The form as it is stored; what was typed goes. */
    @PostConstruct
    public void takeTheirs() {
        seen = rules.own();
        idle = seen.idleMinutes();
        lifetime = seen.lifetimeMinutes();
        stepUp = seen.stepUpMinutes();
    }

    public void save() {
        rules.change(seen, new SessionMinutes(idle, lifetime, stepUp));
        takeTheirs();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The session times are saved. They count from everybody's next request."));
    }

    /** What somebody else has changed since. */
    public List<ChangedFact> getChanges() {
        return ChangedFact.between(seen.words(), rules.own().words());
    }

    /** What was typed is to be saved over it all the same. */
    public void keepMine() {
        seen = rules.own();
    }

    /** What counts now, also where the server's limit has been set lower since. */
    public List<NamedValue> getTimes() {
        SessionTimes times = rules.times();
        return List.of(new NamedValue("Idle session ends after", SessionTimes.words(times.idle())),
                new NamedValue("Any session ends after", SessionTimes.words(times.lifetime())),
                new NamedValue("Step-up lasts", SessionTimes.words(times.stepUp())));
    }

    public String getIdleHint() {
        return hint(rules.limits().idle());
    }

    public String getLifetimeHint() {
        return hint(rules.limits().lifetime());
    }

    public String getStepUpHint() {
        return hint(rules.limits().stepUp());
    }

    static String hint(Duration limit) {
        Duration least = Duration.ofMinutes(SessionMinutes.LEAST);
        return (limit.compareTo(least) > 0 ? "From " + SessionTimes.words(least) + " to " : "At most ") + SessionTimes.words(limit)
                + ", the limit of this server. Empty: that limit.";
    }

    public Integer getIdle() {
        return idle;
    }

    public void setIdle(Integer minutes) {
        this.idle = minutes;
    }

    public Integer getLifetime() {
        return lifetime;
    }

    public void setLifetime(Integer minutes) {
        this.lifetime = minutes;
    }

    public Integer getStepUp() {
        return stepUp;
    }

    public void setStepUp(Integer minutes) {
        this.stepUp = minutes;
    }
}
