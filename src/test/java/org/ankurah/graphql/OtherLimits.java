package org.ankurah.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A server whose limits a test reaches at once; it has data of its own, as another may still run. */
abstract class OtherLimits implements QuarkusTestProfile {

    private final String name;
    private final Map<String, String> limits;

    /** @param limits by their names behind {@code ankurah.limits.} */
    OtherLimits(String name, Map<String, Object> limits) {
        this.name = name;
        Map<String, String> settings = new HashMap<>();
        limits.forEach((limit, value) -> settings.put("ankurah.limits." + limit, String.valueOf(value)));
        this.limits = Map.copyOf(settings);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(limits);
        settings.put("ankurah.data-dir", "target/test-data-" + name);
        return settings;
    }
}
