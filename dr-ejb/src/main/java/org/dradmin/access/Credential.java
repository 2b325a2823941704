package org.dradmin.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's password, kept as Argon2id (RFC 9106) with its salt and parameters in the hash (PHC string format), so
 * that parameters can be raised later without locking anybody out. The cost is the OWASP recommendation for Argon2id:
 * 19 MiB, two passes, one lane.
 */
@Entity
@Table(name = "credential")
public class Credential {

    /** NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has 15 characters at least. */
    public static final int LEAST_LENGTH = 15;
    public static final int MOST_LENGTH = 256;

    private static final String KIND = "$argon2id$";
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})"
            + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,171}");
    /** KiB: below OWASP's least for Argon2id nothing is imported, above a sign-in would take a server's memory. */
    private static final int LEAST_MEMORY = 7168;
    private static final int MOST_MEMORY = 262144;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19456, 2, 1, 32, Argon2.ID);
    /** Checked where there is no such person, so that the time tells nothing. */
    private static final String NOBODY = hash("nobody has this password");

    @Id
    @Column(name = "user_id")
    private String userId;
    @Column(name = "password_hash")
    private String passwordHash;
    @Column(name = "must_change")
    private boolean mustChange;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Version
    private int version;

    protected Credential() {
    }

    /** @param hash from {@link #hash(String)} */
    public Credential(User user, String hash, boolean mustChange, Instant now) {
        this.userId = user.getId();
        this.passwordHash = hash;
        this.mustChange = mustChange;
        this.changedAt = now;
    }

    public static String hash(String password) {
        return Password.hash(PasswordPolicy.normalized(password)).addRandomSalt(16).with(ARGON2).getResult().replace(kindAsTheLibraryHasIt(), KIND);
    }

    /** It puts the variant in lower case as the server's language does: in Turkish that is no "id". */
    private static String kindAsTheLibraryHasIt() {
        return "$argon2" + Argon2.ID.name().toLowerCase(Locale.getDefault()) + "$";
    }

    /** Whether a text is a hash as {@link #hash(String)} makes it, for the organization file. */
    public static boolean isHash(String text) {
        return text.startsWith(KIND);
    }

    /** Why a text that {@link #isHash} claims to be one cannot be used, as the end of a sentence; empty where it can. */
    static Optional<String> whyNoHash(String text) {
        Matcher hash = PHC.matcher(text);
        if (!hash.matches() || text.length() > 500) {
            return Optional.of("begins like an Argon2id hash and is none: it takes $argon2id$v=19$m=19456,t=2,p=1$ followed by salt, $ and hash.");
        }
        int memory = Integer.parseInt(hash.group(1));
        int passes = Integer.parseInt(hash.group(2));
        int lanes = Integer.parseInt(hash.group(3));
        boolean sound = memory >= LEAST_MEMORY && memory <= MOST_MEMORY && passes >= 1 && passes <= 10 && lanes >= 1 && lanes <= 16;
        return sound ? Optional.empty() : Optional.of("is an Argon2id hash whose cost is out of bounds: m from " + LEAST_MEMORY
                + " to " + MOST_MEMORY + ", t from 1 to 10, p from 1 to 16.");
    }

    /** What is kept of a password given from outside, which may be a hash already. */
    static String stored(String given) {
        return isHash(given) ? given : hash(given);
    }

    /** Takes the same time for an absent credential as for a wrong password. */
    static boolean matches(Credential credential, String password) {
        String stored = (credential == null ? NOBODY : credential.passwordHash).replace(KIND, kindAsTheLibraryHasIt());
        String given = password == null || password.length() > MOST_LENGTH ? "" : PasswordPolicy.normalized(password);
        return Password.check(given, stored).with(Argon2Function.getInstanceFromHash(stored)) && credential != null;
    }

    String getUserId() {
        return userId;
    }

    /** For the organization file, which holds no password. */
    String getPasswordHash() {
        return passwordHash;
    }

    /** Whether a password or hash from outside is the one that counts already. */
    boolean isSame(String given) {
        return isHash(given) ? given.equals(passwordHash) : matches(this, given);
    }

    boolean isMustChange() {
        return mustChange;
    }

    /** When the password was set. */
    Instant changedAt() {
        return changedAt;
    }

    /** A password that somebody else knows: good for one sign-in, at which it is changed. */
    void replaceOnce(String hash, Instant now) {
        passwordHash = hash;
        mustChange = true;
        changedAt = now;
    }

    void change(String hash, Instant now) {
        passwordHash = hash;
        mustChange = false;
        changedAt = now;
    }
}
