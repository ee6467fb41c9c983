package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ankurah.model.Counter;
import org.ankurah.model.Inverse;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type of property, as it goes in, comes out, is filtered and ordered. */
class AllTypesTest {

    enum Color {
        RED,
        GREEN
    }

    @Model
    record Crate(
            @Required String name,
            boolean open,
            int count,
            long weight,
            double height,
            BigDecimal price,
            Instant packed,
            LocalDate due,
            UUID code,
            byte[] seal,
            @Nullable Color color,
            @Nullable Json extra,
            List<Integer> numbers,
            List<Color> colors,
            List<Ref<Crate>> inside,
            @Inverse("stacked") @Nullable Ref<Crate> below,
            @Counter long moves) {}

    private static final String ALL =
            "name open count weight height price packed due code seal color extra numbers colors"
                    + " moves below { name } inside { name }";

    private final Api api = new Api(List.of(Crate.class));

    private String crate(String name, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("name", name);
        return api.create("Crate", input);
    }

    private Object read(String id) {
        return api.run("query($id: ID!) { crate(id: $id) { " + ALL + " } }", Map.of("id", id))
                .at("crate");
    }

    @Test
    void whatIsNotGivenTakesItsZero() {
        assertThat(read(crate("a", Map.of())).toString())
                .isEqualTo("{name=a, open=false, count=0, weight=0, height=0.0, price=0, packed=1970-01-01T00:00:00Z,"
                        + " due=1970-01-01, code=00000000-0000-0000-0000-000000000000, seal=, color=null, extra=null,"
                        + " numbers=[], colors=[], moves=0, below=null, inside=[]}");
    }

    @Test
    void everyTypeComesBackAsItWentIn() {
        String below = crate("below", Map.of());
        Map<String, Object> input = new HashMap<>();
        input.put("open", true);
        input.put("count", Integer.MIN_VALUE);
        input.put("weight", Long.MAX_VALUE);
        input.put("height", -1.5e-7);
        input.put("price", "9.90");
        input.put("packed", "2024-05-17T14:30:00.1234567+02:00");
        input.put("due", "2024-02-29");
        input.put("code", "123e4567-e89b-12d3-a456-426614174000");
        input.put("seal", "AP8=");
        input.put("color", "GREEN");
        input.put("extra", List.of(1, "two", Map.of("three", new BigDecimal("3.50"))));
        input.put("numbers", List.of(3, 1, 3));
        input.put("colors", List.of("RED", "RED"));
        input.put("below", below);
        input.put("inside", List.of(below, below));
        input.put("moves", -3);

        assertThat(read(crate("a", input)).toString())
                .isEqualTo("{name=a, open=true, count=-2147483648, weight=9223372036854775807, height=-1.5E-7,"
                        + " price=9.90, packed=2024-05-17T12:30:00.123456Z, due=2024-02-29,"
                        + " code=123e4567-e89b-12d3-a456-426614174000, seal=AP8=, color=GREEN,"
                        + " extra=[1, two, {three=3.50}], numbers=[3, 1, 3], colors=[RED, RED], moves=-3,"
                        + " below={name=below}, inside=[{name=below}, {name=below}]}");
    }

    @Test
    void decimalsAreReadFromNumbersAsWell() {
        assertThat(api.run("mutation { createCrate(input: {name: \"a\", price: 12.50}) { crate { price } } }")
                        .text("createCrate", "crate", "price"))
                .isEqualTo("12.50");
        assertThat(api.run("{ crates(where: {price: {eq: \"12.5\"}}) { totalCount } }")
                        .at("crates", "totalCount"))
                .isEqualTo(1);
    }

    @Test
    void deletedTargetsAreLeftOut() {
        String gone = crate("gone", Map.of());
        String here = crate("here", Map.of());
        String box = crate("box", Map.of("inside", List.of(gone, here), "below", gone));

        api.run("mutation($id: ID!) { deleteCrate(id: $id) { cursor } }", Map.of("id", gone));

        Answer answer =
                api.run("query($id: ID!) { crate(id: $id) { below { name } inside { name } } }", Map.of("id", box));
        assertThat(answer.at("crate").toString()).isEqualTo("{below=null, inside=[{name=here}]}");
    }

    @Test
    void inverseFieldsAreNamedAsAsked() {
        String below = crate("below", Map.of());
        crate("a", Map.of("below", below));
        crate("b", Map.of("below", below));

        Answer answer =
                api.run("query($id: ID!) { crate(id: $id) { stacked { nodes { name } } } }", Map.of("id", below));

        assertThat(answer.each("name", "crate", "stacked", "nodes")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {open: {eq: true}}                                              | full
            {open: {ne: true}}                                              | empty
            {height: {gt: 1}}                                               | full
            {weight: {in: [7000000000]}}                                    | full
            {price: {lt: "5.01", gt: 4}}                                    | full
            {packed: {gte: "2024-01-01T02:00:00+02:00"}}                    | full
            {packed: {gt: "2024-01-01T00:00:00Z"}}                          |
            {code: {eq: "123E4567-E89B-12D3-A456-426614174000"}}            | full
            {seal: {eq: "AP8="}}                                            | full
            {seal: {gt: "AA=="}}                                            | full
            {numbers: {contains: 2}}                                        | full
            {colors: {containsAny: [GREEN]}}                                | full
            {colors: {eq: [GREEN, RED]}}                                    | full
            {inside: {isEmpty: false}}                                      | full
            {inside: {contains: "nonsense"}}                                |
            {below: {name: {eq: "empty"}}}                                  | full
            {below: {below: {isNull: true}}}                                | empty full
            {moves: {gte: 2}}                                               | full
            {extra: {path: "a.1", eq: "x"}}                                 | full
            """)
    void everyTypeIsFiltered(String filter, String names) {
        String empty = crate("empty", Map.of());
        Map<String, Object> input = new HashMap<>();
        input.put("open", true);
        input.put("weight", 7_000_000_000L);
        input.put("height", 1.25);
        input.put("price", "5.00");
        input.put("packed", "2024-01-01T00:00:00Z");
        input.put("code", "123e4567-e89b-12d3-a456-426614174000");
        input.put("seal", "AP8=");
        input.put("numbers", List.of(1, 2));
        input.put("colors", List.of("GREEN", "RED"));
        input.put("inside", List.of(empty));
        input.put("below", empty);
        input.put("moves", 2);
        input.put("extra", Map.of("a", List.of(0, "x")));
        crate("full", input);

        Answer answer = api.run("{ crates(where: " + filter + ") { nodes { name } } }");

        assertThat(answer.each("name", "crates", "nodes"))
                .isEqualTo(names == null ? List.of() : List.of(names.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"open", "count", "weight", "height", "price", "packed", "due", "code", "seal", "color", "moves", "id"})
    void everyOrderedTypePages(String property) {
        for (int i = 0; i < 5; i++) {
            crate("c" + i, i % 2 == 0 ? Map.of("color", "RED", "price", i + ".0") : Map.of("count", i, "seal", "AP8="));
        }
        String page = "query($c: String) { crates(first: 2, after: $c, orderBy: [{" + property
                + ": DESC}]) { nodes { id } pageInfo { endCursor hasNextPage } } }";

        List<Object> walked = new ArrayList<>();
        Map<String, Object> cursor = new HashMap<>();
        Answer answer;
        do {
            answer = api.run(page, cursor);
            walked.addAll(answer.each("id", "crates", "nodes"));
            cursor.put("c", answer.at("crates", "pageInfo", "endCursor"));
        } while (Boolean.TRUE.equals(answer.at("crates", "pageInfo", "hasNextPage")));

        Answer whole = api.run("{ crates(orderBy: [{" + property + ": DESC}]) { nodes { id } } }");
        assertThat(walked).isEqualTo(whole.each("id", "crates", "nodes")).hasSize(5);
    }

    @Test
    void everyTypeIsAggregated() {
        String below = crate("below", Map.of());
        Map<String, Object> input = new HashMap<>();
        input.put("open", true);
        input.put("count", Integer.MAX_VALUE);
        input.put("weight", 7_000_000_000L);
        input.put("height", 1.25);
        input.put("price", "5.00");
        input.put("packed", "2024-01-01T00:00:00Z");
        input.put("due", "2024-02-29");
        input.put("code", "123E4567-E89B-12D3-A456-426614174000");
        input.put("seal", "AP8=");
        input.put("color", "GREEN");
        input.put("extra", Map.of("b", new BigDecimal("1.50"), "a", List.of()));
        input.put("numbers", List.of(1, 2));
        input.put("colors", List.of("GREEN", "RED"));
        input.put("inside", List.of(below));
        input.put("below", below);
        input.put("moves", 2);
        crate("a", input);
        crate("b", input);
        String bare = "open count weight height price packed due code seal color extra numbers colors inside below"
                + " moves";
        String ordered = "count weight height price packed due code seal color below moves name";
        String numbers = "count weight height price moves";

        Answer answer = api.run("{ cratesAggregate(where: {open: {eq: true}}, groupBy: [" + bare
                + "]) { groups { count key { "
                + bare + " name } sum { " + numbers + " } avg { " + numbers + " } min { " + ordered + " } max { "
                + ordered + " } countDistinct { name " + bare + " } } } }");

        String all = "count=2147483647, weight=7000000000, height=1.25, price=5.00, packed=2024-01-01T00:00:00Z,"
                + " due=2024-02-29, code=123e4567-e89b-12d3-a456-426614174000, seal=AP8=, color=GREEN, below=" + below
                + ", moves=2";
        assertThat(answer.list("cratesAggregate", "groups")).hasSize(1);
        assertThat(answer.at("cratesAggregate", "groups", 0, "count")).isEqualTo(2);
        assertThat(answer.at("cratesAggregate", "groups", 0, "key").toString())
                .isEqualTo("{open=true, count=2147483647, weight=7000000000, height=1.25, price=5,"
                        + " packed=2024-01-01T00:00:00Z, due=2024-02-29, code=123e4567-e89b-12d3-a456-426614174000,"
                        + " seal=AP8=, color=GREEN, extra={a=[], b=1.5}, numbers=[1, 2], colors=[GREEN, RED],"
                        + " inside=[" + below + "], below=" + below + ", moves=2, name=null}");
        assertThat(answer.at("cratesAggregate", "groups", 0, "sum").toString())
                .isEqualTo("{count=4294967294, weight=14000000000, height=2.5, price=10.00, moves=4}");
        assertThat(answer.at("cratesAggregate", "groups", 0, "avg").toString())
                .isEqualTo("{count=2.147483647E9, weight=7.0E9, height=1.25, price=5, moves=2.0}");
        assertThat(answer.at("cratesAggregate", "groups", 0, "min").toString()).isEqualTo("{" + all + ", name=a}");
        assertThat(answer.at("cratesAggregate", "groups", 0, "max").toString()).isEqualTo("{" + all + ", name=b}");
        assertThat(answer.at("cratesAggregate", "groups", 0, "countDistinct").toString())
                .startsWith("{name=2, open=1, count=1,")
                .doesNotContain("=0");
    }

    @Test
    void numbersBeyondFloatingPointAreRefused() {
        Answer written = api.run("mutation { createCrate(input: {name: \"a\", height: 1e999}) { cursor } }");
        Answer compared = api.run("{ crates(where: {height: {gt: 1e999}}) { totalCount } }");

        assertThat(List.of(written.code(), written.field())).isEqualTo(List.of("VALIDATION", "height"));
        assertThat(List.of(compared.code(), compared.field())).isEqualTo(List.of("BAD_QUERY", "height"));
    }
}
