package org.dradmin.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

/** The PKCS12 file with the certificate and the key of https. */
record Keystore(String path, String password) {

    static Keystore of(Settings settings) {
        String path = settings.get("dr.https.keystore");
        String password = settings.get("dr.https.keystore.password");
        if (path == null || password == null) {
            throw Stop.refused("dr.https.port is set, so dr.https.keystore (a PKCS12 file) and dr.https.keystore.password are needed too.");
        }
        return new Keystore(path, password);
    }

    /** The name of its first private key. */
    String alias() {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias)) {
                    return alias;
                }
            }
            throw Stop.refused("The keystore " + path + " holds no private key.");
        } catch (IOException | GeneralSecurityException unreadable) {
            throw Stop.refused("The keystore " + path + " cannot be opened (" + unreadable.getMessage()
                    + "). It must be a PKCS12 file, with the password of dr.https.keystore.password.");
        }
    }

    List<String> jvmOptions() {
        return List.of("-Djavax.net.ssl.keyStore=" + path, "-Djavax.net.ssl.keyStoreType=PKCS12", "-Djavax.net.ssl.keyStorePassword=" + password);
    }
}
