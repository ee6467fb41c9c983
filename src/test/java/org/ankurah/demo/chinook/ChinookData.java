package org.ankurah.demo.chinook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Chinook sample database as its authors publish it, and as lines that an import reads. */
final class ChinookData {

    /** The tables, each behind those that it refers to. */
    static final List<String> TABLES = List.of(
            "Genre",
            "MediaType",
            "Artist",
            "Album",
            "Track",
            "Employee",
            "Customer",
            "Invoice",
            "InvoiceLine",
            "Playlist",
            "PlaylistTrack");

    /** The columns that refer to another table, and the property that each becomes. */
    private static final Map<String, String> REFERENCES = Map.of(
            "ArtistId", "artist",
            "AlbumId", "album",
            "MediaTypeId", "mediaType",
            "GenreId", "genre",
            "ReportsTo", "reportsTo",
            "SupportRepId", "supportRep",
            "CustomerId", "customer",
            "InvoiceId", "invoice",
            "TrackId", "track",
            "PlaylistId", "playlist");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, List<JsonNode>> tables = new LinkedHashMap<>();
    private final Map<String, Map<Integer, JsonNode>> byId = new HashMap<>();

    private ChinookData() {}

    static ChinookData read(Path file) throws IOException {
        ChinookData data = new ChinookData();
        String text = Files.readString(file);
        JsonNode root = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        for (String table : TABLES) {
            List<JsonNode> rows = new ArrayList<>();
            root.path(table).forEach(rows::add);
            data.tables.put(table, rows);
            Map<Integer, JsonNode> ids = new HashMap<>();
            rows.forEach(row -> ids.put(row.path(table + "Id").asInt(), row));
            data.byId.put(table, ids);
        }
        return data;
    }

    List<JsonNode> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    Stream<JsonNode> stream(String table) {
        return rows(table).stream();
    }

    /** The row of this table that a row's column refers to. */
    JsonNode referred(JsonNode row, String column, String table) {
        return byId.getOrDefault(table, Map.of()).getOrDefault(row.path(column).asInt(), JSON.missingNode());
    }

    int size() {
        return tables.values().stream().mapToInt(List::size).sum();
    }

    /** The lines of one table in the import's format. */
    List<String> lines(String table) {
        return stream(table).map(row -> line(table, row)).toList();
    }

    private static String line(String table, JsonNode row) {
        ObjectNode line = JSON.createObjectNode().put("collection", lowerFirst(table));
        String own = table + "Id";
        line.put(
                "key",
                row.has(own)
                        ? row.path(own).asText()
                        : row.path("PlaylistId").asText() + "-"
                                + row.path("TrackId").asText());
        ObjectNode values = line.putObject("values");
        ObjectNode refs = line.putObject("refs");
        row.properties().forEach(column -> {
            String name = column.getKey();
            JsonNode value = column.getValue();
            if (name.equals(own) || value.isNull()) {
                return;
            }
            if (REFERENCES.containsKey(name)) {
                refs.put(REFERENCES.get(name), value.asText());
            } else if (name.endsWith("Date")) {
                values.put(lowerFirst(name), value.asText() + "Z");
            } else {
                values.set(lowerFirst(name), value);
            }
        });
        return line.toString();
    }

    static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
