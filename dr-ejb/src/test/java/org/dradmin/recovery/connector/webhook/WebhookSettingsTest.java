package org.dradmin.recovery.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {

    private static WebhookSettings read(String json) throws JsonProcessingException {
        return JsonMapper.builder().build().readValue(json.replace('\'', '"'), WebhookSettings.class);
    }

    @Test
    void readsWhatThePlanSays() throws JsonProcessingException {
        WebhookSettings settings = read("{'url': 'https://h.example.test/x?y=1', 'secrets': ['env:DR_SECRET_A', 'file:b'], 'expect': [200],"
                + " 'status': 'https://h.example.test/{operation}', 'reversible': true}");
        assertThat(settings.secrets()).hasSize(2);
        assertThat(settings.answer()).hasSeconds(10);
        assertThat(settings.poll()).hasSeconds(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | url
            {'url': 'http://h.example.test', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | https URL
            {'url': 'http://127.0.0.1.example.test', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | https URL
            {'url': 'file:///etc/passwd', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | https URL
            {'url': 'https://u:p@h', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | without user
            {'url': 'https://h#x', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | fragment
            {'url': 'https://h x', 'secrets': ['file:a'], 'verifyUrl': 'https://h'} | no URL
            {'url': 'https://h', 'verifyUrl': 'https://h'} | secrets
            {'url': 'https://h', 'secrets': [], 'verifyUrl': 'https://h'} | secrets
            {'url': 'https://h', 'secrets': ['hunter2'], 'verifyUrl': 'https://h'} | by reference
            {'url': 'https://h', 'secrets': ['file:a']} | status or verifyUrl
            {'url': 'https://h', 'secrets': ['file:a'], 'status': 'https://h/status'} | earlier operation
            {'url': 'https://h', 'secrets': ['file:a'], 'status': 'http://h/{key}'} | https URL
            {'url': 'https://h', 'secrets': ['file:a'], 'verifyUrl': 'gopher://h'} | https URL
            {'url': 'https://h', 'secrets': ['file:a'], 'verifyUrl': 'https://h', 'expect': [404]} | expect
            {'url': 'https://h', 'secrets': ['file:a'], 'verifyUrl': 'https://h', 'answerSeconds': 0} | answerSeconds
            {'url': 'https://h', 'secrets': ['file:a'], 'verifyUrl': 'https://h', 'patienceSeconds': 100000} | patienceSeconds
            """)
    void refusesWhatWouldNotWork(String json, String said) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(said);
    }
}
