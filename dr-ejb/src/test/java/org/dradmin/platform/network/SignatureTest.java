package org.dradmin.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example of the specification's own libraries. */
    @Test
    void signsAsTheSpecificationHasIt() {
        Settings known = new Settings(key -> Optional.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(Signature.of(List.of(new SecretRef("env:DR_SECRET_X")), new Secrets(known), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                "{\"test\": 2432232314}")).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
