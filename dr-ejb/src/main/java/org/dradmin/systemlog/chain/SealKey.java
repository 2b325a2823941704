package org.dradmin.systemlog.chain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 key that signs seals (RFC 8032), in PEM (PKCS#8) as {@code openssl genpkey -algorithm ed25519} writes it.
 * Needs nothing but Java.
 */
public final class SealKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM = Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SealKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static SealKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SealKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has Ed25519.", e);
        }
    }

    /**
     * The private keys of a PEM text, in their order: the first one signs, the others only introduce it.
     *
     * @throws IllegalArgumentException if there is none, or one that is no Ed25519 key
     */
    public static List<SealKey> read(String pem) {
        List<SealKey> keys = new ArrayList<>();
        Matcher block = PEM.matcher(pem);
        while (block.find()) {
            if (block.group(1).equals("PRIVATE")) {
                keys.add(of(decoded(block.group(2))));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("It holds no private key (-----BEGIN PRIVATE KEY-----)");
        }
        return keys;
    }

    /** @throws IllegalArgumentException if there is no Ed25519 public key in this PEM text */
    public static PublicKey readPublic(String pem) {
        Matcher block = PEM.matcher(pem);
        while (block.find()) {
            if (block.group(1).equals("PUBLIC")) {
                return publicKey(decoded(block.group(2)));
            }
        }
        throw new IllegalArgumentException("It holds no public key (-----BEGIN PUBLIC KEY-----)");
    }

    /** @throws IllegalArgumentException if these are not the bytes of an Ed25519 key (SubjectPublicKeyInfo) */
    static PublicKey publicKey(byte[] spki) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("It is no Ed25519 public key", e);
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static SealKey of(byte[] pkcs8) {
        try {
            PrivateKey own = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            SealKey key = new SealKey(own, publicOf(own.getEncoded()));
            // Java has no call for the public half; that this one belongs to the private one is tried, not assumed.
            byte[] text = "seal".getBytes(StandardCharsets.US_ASCII);
            if (!signed(text, key.sign(text), key.publicKey)) {
                throw new IllegalArgumentException("Its public half cannot be worked out");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("It is no Ed25519 key; openssl genpkey -algorithm ed25519 makes one", e);
        }
    }

    /** A generator whose chance is the key's own 32 bytes (the last ones of its PKCS#8 form) makes the same pair again. */
    private static PublicKey publicOf(byte[] pkcs8) throws GeneralSecurityException {
        byte[] seed = Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(255, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair().getPublic();
    }

    /** Names a key: the first half of the SHA-256 of its public half, in hexadecimal digits. */
    public static String id(PublicKey key) {
        return Digest.of(key.getEncoded()).substring(0, 32);
    }

    public String id() {
        return id(publicKey);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public static String pem(PublicKey key) {
        return block("PUBLIC", key.getEncoded());
    }

    /** For its owner's file only. */
    public String pem() {
        return block("PRIVATE", privateKey.getEncoded());
    }

    private static String block(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + " KEY-----\n";
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean signed(byte[] text, byte[] by, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text);
            return signature.verify(by);
        } catch (GeneralSecurityException noSignature) {
            return false;
        }
    }
}
