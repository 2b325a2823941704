package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** One attempt to prove who one is, from being admitted to its event. No transaction is open while a hash is computed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignInDesk {

    @Inject
    private SignInAttempts attempts;
    @Inject
    private SignInRecords records;
    @Inject
    private SystemLog log;

    /**
     * What the credentials are for.
     *
     * @param samePerson the id they must belong to; empty: anybody's
     * @param wrong the words of a no
     * @param newSession stands for the session that begins; null where none does
     */
    public record Purpose(EventType type, Optional<String> samePerson, String wrong, String newSession) { }

    @PermitAll
    public SignIn check(Purpose purpose, String username, String password, String browserToken) {
        if (username == null || username.isBlank() || password == null || password.isEmpty()) {
            return new SignIn.Rejected("Enter username and password.");
        }
        String name = username.length() > User.NAME_LENGTH ? username.substring(0, User.NAME_LENGTH) : username;
        SignInRecords.Person person = records.find(name, browserToken);
        SignInAttempts.Keys keys = SignInAttempts.Keys.of(User.key(name), Client.current().address(), person.knownBrowser());
        SignInAttempts.Admission admission = admit(keys);
        if (!admission.granted()) {
            return new SignIn.Delayed(admission.delay());
        }
        boolean right = Credential.matches(person.credential(), password) && person.user().isActive();
        boolean same = right && purpose.samePerson().map(person.user().getId()::equals).orElse(true);
        if (same) {
            attempts.succeeded(keys);
            return new SignIn.Accepted(person.user().getId(), records.accept(purpose.type(), person.user(), browserToken, purpose.newSession()));
        }
        log.writeApart(failure(purpose.type(), name, right ? "ANOTHER_PERSON" : "INVALID_CREDENTIALS"));
        if (admission.delayBegins()) {
            log.writeApart(failure(EventType.SIGN_IN_DELAYED, name, "TOO_MANY_FAILURES"));
        }
        return new SignIn.Rejected(purpose.wrong());
    }

    /** Checks the own password within a session; who guesses there is delayed like anybody else. */
    @PermitAll
    public SignIn prove(String username, String password) {
        SignInRecords.Person person = records.find(username, null);
        SignInAttempts.Keys keys = SignInAttempts.Keys.of(User.key(username), Client.current().address(), null);
        SignInAttempts.Admission admission = admit(keys);
        if (!admission.granted()) {
            return new SignIn.Delayed(admission.delay());
        }
        if (!Credential.matches(person.credential(), password)) {
            return new SignIn.Rejected("The current password is not right.");
        }
        attempts.succeeded(keys);
        return new SignIn.Accepted(person.user().getId(), null);
    }

    private static Entry failure(EventType type, String username, String reason) {
        return Entry.of(type).on(new Target("unknown", "User", username, username, java.util.Map.of())).failed(reason);
    }

    /** The first two attempts under a new key can collide on its row; the second then finds it. */
    private SignInAttempts.Admission admit(SignInAttempts.Keys keys) {
        try {
            return attempts.admit(keys);
        } catch (EJBException e) {
            return attempts.admit(keys);
        }
    }
}
