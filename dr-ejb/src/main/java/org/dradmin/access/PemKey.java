package org.dradmin.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.organization.Refusal;

/** One public key as {@code openssl pkey -pubout} writes it: SubjectPublicKeyInfo in PEM (RFC 7468, 13). */
final class PemKey {

    private static final Pattern FORM = Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private PemKey() {
    }

    static JWK of(String text) {
        if (text.contains("PRIVATE KEY-----")) {
            throw new Refusal("This file holds a private or secret part, which must never leave its owner. Give the public key, "
                    + "and make a new pair: this one has been shown.");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw unusable();
        }
        try {
            X509EncodedKeySpec encoded = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(form.group(1)));
            // The object identifier of elliptic curve keys, 1.2.840.10045.2.1 (RFC 5480), tells the two kinds apart.
            return isElliptic(encoded.getEncoded()) ? elliptic(encoded) : new RSAKey.Builder((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded)).build();
        } catch (GeneralSecurityException | RuntimeException wrong) {
            throw unusable();
        }
    }

    private static JWK elliptic(X509EncodedKeySpec encoded) throws GeneralSecurityException {
        ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
        return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).build();
    }

    private static boolean isElliptic(byte[] encoded) {
        return HexFormat.of().formatHex(encoded).contains("06072a8648ce3d0201");
    }

    private static Refusal unusable() {
        return new Refusal("This is no JSON Web Key Set and no public key in PEM: RSA, or EC with P-256, P-384 or P-521, is taken.");
    }
}
