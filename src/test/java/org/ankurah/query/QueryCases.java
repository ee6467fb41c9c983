package org.ankurah.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Coercion;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The table of query cases in {@code query-cases.json}: rows, and for each query the ids it must give, in order,
 * or the error. Rows have short names; {@code {a1}} in a query or parameter stands for the id of row {@code a1}.
 */
public final class QueryCases {

    private static final Pattern ROW_NAME = Pattern.compile("\\{([a-z]\\d+)}");

    private final Map<String, Ulid> ids = new LinkedHashMap<>();
    private final Map<Ulid, String> names = new HashMap<>();
    private final QueryRows rows = new QueryRows();
    private final List<Case> cases = new ArrayList<>();

    /**
     * One query and what it must give.
     *
     * @param group what it is about
     * @param expected names of rows; empty if an error is expected
     * @param error the expected code, or null
     * @param says what the error's message must contain
     */
    public record Case(
            String group,
            ModelDescriptor model,
            String query,
            Parameters parameters,
            List<String> expected,
            @Nullable ErrorCode error,
            String says) {

        /** The selection of this case. */
        public Selection selection() {
            return SelectionParser.parse(QueryModels.ALL, model, query, parameters);
        }
    }

    private QueryCases(Json.Obj file) {
        Map<String, Json> collections = members(file.value().get("rows"));
        collections
                .values()
                .forEach(named -> members(named).keySet().forEach(name -> {
                    Ulid id = QueryRows.id(ids.size() + 1);
                    ids.put(name, id);
                    names.put(id, name);
                }));
        collections.forEach((collection, named) ->
                members(named).values().forEach(row -> addRow(QueryModels.ALL.get(collection), members(row))));
        String group = "";
        for (Json json : ((Json.Arr) file.value().get("cases")).value()) {
            Map<String, Json> given = members(json);
            if (given.containsKey("about")) {
                group = text(given.get("about"));
            } else {
                cases.add(readCase(group, given));
            }
        }
    }

    public static QueryCases load() {
        try (InputStream in = QueryCases.class.getResourceAsStream("/query-cases.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new QueryCases((Json.Obj) JsonText.parse(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Case> cases() {
        return cases;
    }

    /** The rows as entities, all collections, deleted ones included; the same instances each time. */
    public List<EntityState> states() {
        return rows.states();
    }

    /** The events that make the rows, for engines that keep them. */
    public List<CommittedEvent> events() {
        return rows.events();
    }

    /** The short name of a row. */
    public String name(Ulid id) {
        return names.getOrDefault(id, id.toString());
    }

    private void addRow(ModelDescriptor model, Map<String, Json> given) {
        Map<String, Value> values = new LinkedHashMap<>();
        given.forEach((property, json) -> {
            if (!property.startsWith("$")) {
                ValueType type =
                        Objects.requireNonNull(model.property(property)).type();
                values.put(property, Coercion.coerce(new Value.Doc(withIds(type, json)), type));
            }
        });
        rows.add(model, values, given.containsKey("$deleted"));
    }

    private Json withIds(ValueType type, Json json) {
        if (type instanceof ValueType.ListType list && json instanceof Json.Arr array) {
            return new Json.Arr(array.value().stream()
                    .map(element -> withIds(list.element(), element))
                    .toList());
        }
        return type instanceof ValueType.RefType
                ? new Json.Str(ids.get(text(json)).toString())
                : json;
    }

    private Case readCase(String group, Map<String, Json> given) {
        String collection = given.containsKey("in") ? text(given.get("in")) : "album";
        Json expected = given.getOrDefault("expect", new Json.Arr(List.of()));
        return new Case(
                group,
                QueryModels.ALL.get(collection),
                named(text(given.get("query"))),
                Parameters.ofJson(given.containsKey("params") ? namedInside(given.get("params")) : null),
                ((Json.Arr) expected).value().stream().map(QueryCases::text).toList(),
                given.containsKey("error") ? ErrorCode.valueOf(text(given.get("error"))) : null,
                given.containsKey("says") ? text(given.get("says")) : "");
    }

    private Json namedInside(Json json) {
        if (json instanceof Json.Arr array) {
            return new Json.Arr(array.value().stream().map(this::namedInside).toList());
        }
        return json instanceof Json.Str text ? new Json.Str(named(text.value())) : json;
    }

    private String named(String text) {
        return ROW_NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(ids.get(found.group(1)))));
    }

    private static Map<String, Json> members(Json json) {
        return ((Json.Obj) json).value();
    }

    private static String text(Json json) {
        return ((Json.Str) json).value();
    }
}
