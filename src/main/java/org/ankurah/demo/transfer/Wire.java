package org.ankurah.demo.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How JSON is read and written here: numbers keep every digit, and a member that is given twice is an error. */
final class Wire {

    static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private Wire() {}

    static ObjectReader strictReader() {
        return JSON.reader().without(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode text(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }
}
