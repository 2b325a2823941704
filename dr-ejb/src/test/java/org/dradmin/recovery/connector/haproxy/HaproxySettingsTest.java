package org.dradmin.recovery.connector.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaproxySettingsTest {

    private static HaproxySettings read(String json) throws JsonProcessingException {
        return JsonMapper.builder().build().readValue(json.replace('\'', '"'), HaproxySettings.class);
    }

    @Test
    void readsBothWays() throws JsonProcessingException {
        HaproxySettings servers = read("{'endpoints': ['unix:/run/a.sock', '[::1]:9999'], 'servers': {'e': ['b/s1', 'b/s2'], 'w': ['b/t']}, 'leave': 'maint',"
                + " 'files': ['/var/lib/haproxy/state']}");
        assertThat(servers.leaving()).isEqualTo(Leave.MAINT);
        HaproxySettings map = read("{'endpoints': ['lb.example.test:9999'], 'map': {'file': '/etc/haproxy/dr.map', 'values': {'e': 'be_e', 'w': 'be_w'}}, 'files': []}");
        assertThat(map.map().values()).containsEntry("w", "be_w");
        assertThat(map.answer().toSeconds()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | endpoints
            {'endpoints': ['/run/a.sock'], 'files': []} | unix:/path
            {'endpoints': ['h:99999'], 'files': []} | host:port
            {'endpoints': ['h:0'], 'files': []} | host:port
            {'endpoints': ['h:1'], 'files': []} | servers or by a map
            {'endpoints': ['h:1', 'h:1'], 'files': []} | twice
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/t']}} | files
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s']}, 'files': []} | two regions
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': []}, 'files': []} | has none
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/s']}, 'files': []} | twice
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/t']}, 'files': [], 'leave': 'kill'} | drain
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b']}, 'files': []} | backend/server
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/t;shutdown sessions server b/s']}, 'files': []} | cannot be given
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/t\\nshow info']}, 'files': []} | cannot be given
            {'endpoints': ['h:1'], 'servers': {'e': ['b/s'], 'w': ['b/t <<']}, 'files': []} | cannot be given
            {'endpoints': ['h:1'], 'map': {'file': '/m;x', 'values': {'e': '1', 'w': '2'}}, 'files': []} | cannot be given
            {'endpoints': ['h:1'], 'map': {'file': '/m', 'values': {'e': '1', 'w': '2 3'}}, 'files': []} | one word
            {'endpoints': ['h:1'], 'map': {'file': '/m', 'values': {'e': '1', 'w': '1'}}, 'files': []} | same value
            {'endpoints': ['h:1'], 'map': {'file': '/m', 'values': {'e': '1', 'w': '2'}}, 'files': [], 'leave': 'drain'} | leave
            {'endpoints': ['h:1'], 'map': {'file': '/m', 'values': {'e': '1', 'w': '2'}}, 'files': [], 'answerSeconds': 0} | answerSeconds
            """)
    void refusesWhatWouldNotWork(String json, String said) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(said);
    }
}
