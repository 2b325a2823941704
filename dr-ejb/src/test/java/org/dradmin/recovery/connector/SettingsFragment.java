package org.dradmin.recovery.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Settings of a connector as a plan gives them, for the tests of connectors. */
public final class SettingsFragment {

    private SettingsFragment() {
    }

    public static <S> S read(Class<S> type, String json) {
        try {
            return SettingsReader.read(type, new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
