package org.dradmin.organization.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereaboutsTest {

    @ParameterizedTest
    @CsvSource({"203.0.113.7,PUBLIC", "2001:db8::7,PUBLIC", "100.63.255.255,PUBLIC", "172.32.0.1,PUBLIC",
        "127.0.0.1,PRIVATE", "127.8.8.8,PRIVATE", "10.1.2.3,PRIVATE", "172.31.0.1,PRIVATE", "192.168.0.1,PRIVATE", "100.64.0.1,PRIVATE",
        "::1,PRIVATE", "fd12::1,PRIVATE", "fc00::1,PRIVATE", "::ffff:10.0.0.1,PRIVATE", "64:ff9b::7f00:1,PRIVATE", "2002:a00:1::,PRIVATE",
        "169.254.169.254,NEVER", "169.254.0.1,NEVER", "fe80::1,NEVER", "0.0.0.0,NEVER", "0.1.2.3,NEVER", "::,NEVER", "224.0.0.1,NEVER",
        "255.255.255.255,NEVER", "240.0.0.1,NEVER", "ff02::1,NEVER", "::ffff:169.254.169.254,NEVER", "64:ff9b::a9fe:a9fe,NEVER",
        "::a9fe:a9fe,NEVER", "2002:a9fe:a9fe::1,NEVER", "fd00:ec2::254,NEVER", "100.100.100.200,NEVER", "192.0.0.192,NEVER"})
    void tellsWhatIsOutsideFromWhatIsInsideAndFromWhereNoEndpointIs(String address, Whereabouts where) throws UnknownHostException {
        assertThat(Whereabouts.of(InetAddress.getByName(address))).isEqualTo(where);
    }
}
