package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Properties of types that the application brings, through the API: places and money of the demo's shops. */
class OwnTypesTest {

    private static final String SHOP = " { nodes { name location rent } } }";

    private final Api api = new Api();

    private String shop(String name, Object lat, Object lon) {
        return api.create("Shop", Map.of("name", name, "location", Map.of("lat", lat, "lon", lon)));
    }

    private String rented(String name, Object amount, String currency) {
        return api.create("Shop", Map.of("name", name, "rent", Map.of("amount", amount, "currency", currency)));
    }

    private List<Object> names(String arguments) {
        return api.run("{ shops(" + arguments + ")" + SHOP).each("name", "shops", "nodes");
    }

    private List<Object> within(double south, double west, double north, double east) {
        return names("orderBy: {name: ASC}, where: {location: {within: {south: " + south + ", west: " + west
                + ", north: " + north + ", east: " + east + "}}}");
    }

    @Test
    void valuesAreWrittenAndReadInOneForm() {
        String id = api.run("mutation { createShop(input: {name: \"A\", location: {lat: \"52.50\", lon: -180},"
                        + " rent: {amount: 9.9, currency: \"EUR\"}}) { shop { id } } }")
                .text("createShop", "shop", "id");

        Answer read = api.run("query($id: ID!) { shop(id: $id) { location rent } }", Map.of("id", id));

        assertThat(read.at("shop", "location")).hasToString("{lat=52.5, lon=180}");
        assertThat(read.at("shop", "rent")).isEqualTo(Map.of("amount", "9.90", "currency", "EUR"));
    }

    @Test
    void boxesHoldTheirEdgesCrossTheDateLineAndReachThePoles() {
        shop("Berlin", 52.52, 13.405);
        shop("Suva", -18.14, 178.44);
        shop("Apia", -13.83, -171.77);
        shop("line", 0, -180);
        shop("pole", 90, 77);

        assertThat(within(52.52, 13.405, 52.52, 13.405)).containsExactly("Berlin");
        assertThat(within(-20, 170, 0, -170)).containsExactly("Apia", "Suva", "line");
        assertThat(within(-20, -180, 0, -170)).containsExactly("Apia", "line");
        assertThat(within(-20, -170, 60, 170)).containsExactly("Berlin");
        assertThat(within(80, 10, 90, 20)).containsExactly("pole");
        assertThat(within(-90, -180, 90, 180)).hasSize(5);
    }

    @Test
    void moneyComparesInItsCurrencyAndIsOrderedByIt() {
        rented("a", "10.00", "EUR");
        rented("b", "9.99", "EUR");
        rented("c", "100", "USD");
        rented("d", "123456789012345678.123456", "EUR");
        api.create("Shop", Map.of("name", "free"));

        assertThat(names("orderBy: {name: ASC}, where: {rent: {gt: {amount: \"9.99\", currency: \"EUR\"}}}"))
                .containsExactly("a", "d");
        assertThat(names("where: {rent: {eq: {amount: 10, currency: \"EUR\"}}}"))
                .containsExactly("a");
        assertThat(names("where: {rent: {in: [{amount: \"100.0\", currency: \"USD\"}]}}"))
                .containsExactly("c");
        assertThat(names("orderBy: {rent: ASC}")).containsExactly("b", "a", "d", "c", "free");
        assertThat(names("query: \"ORDER BY rent DESC\"")).containsExactly("free", "c", "d", "a", "b");
        assertThat(names("query: \"rent.amount > 99 AND rent.currency = 'USD'\""))
                .containsExactly("c");
        assertThat(names("where: {rent: {isNull: true}}")).containsExactly("free");
    }

    @Test
    void liveQueriesFollowWhatMovesInAndOut() {
        String id = shop("Berlin", 52.5, 13.4);
        var live =
                api.watch("subscription { shops(where: {location: {within: {south: 40, west: 0, north: 50, east: 20}}})"
                        + " { changes { kind shop { name location } } } }");
        await().until(() -> live.getItems().size() == 1);

        move(id, "{lat: 48.1, lon: 11.6}");
        await().until(() -> live.getItems().size() == 2);
        move(id, "{lat: 48.1, lon: 21}");
        await().until(() -> live.getItems().size() == 3);

        assertThat(live.getItems().get(1).toSpecification().toString()).contains("ADDED", "lat=48.1");
        assertThat(live.getItems().get(2).toSpecification().toString()).contains("REMOVED");
    }

    private void move(String id, String to) {
        assertThat(api.run(
                                "mutation($id: ID!) { updateShop(id: $id, patch: {location: " + to + "}) { cursor } }",
                                Map.of("id", id))
                        .errors())
                .isEmpty();
    }

    @Test
    void historyAndGroupsShowValuesAsClientsWriteThem() {
        String id = rented("a", "1", "EUR");
        api.run("mutation($id: ID!) { updateShop(id: $id, patch: {rent: null}) { cursor } }", Map.of("id", id));

        assertThat(api.run("query($id: ID!) { shop(id: $id) { history { nodes { operations } } } }", Map.of("id", id))
                        .response()
                        .toString())
                .contains("rent={set={amount=1.00, currency=EUR}}");
        rented("b", "2.5", "EUR");
        assertThat(api.run("{ shopsAggregate(groupBy: [rent]) { groups { key { rent } count } } }")
                        .response()
                        .toString())
                .contains("{rent={amount=2.50, currency=EUR}}");
    }

    @Test
    void badValuesAreRefusedWithTheirPlace() {
        for (String bad : List.of(
                "{lat: 91, lon: 0}",
                "{lat: 1}",
                "{lat: 1, lon: 2, alt: 3}",
                "{lat: \"NaN\", lon: 0}",
                "{lat: null, lon: 0}",
                "[1, 2]",
                "\"here\"",
                "{lat: 0.0000000000001, lon: 0}")) {
            Answer answer = api.run("mutation { createShop(input: {name: \"x\", location: " + bad + "}) { cursor } }");
            assertThat(answer.code()).as(bad).isEqualTo("VALIDATION");
            assertThat(answer.field()).as(bad).isEqualTo("location");
        }
        for (String huge : List.of("1e-400000", "1e99999")) {
            assertThat(api.run("mutation { createShop(input: {name: \"x\", location: {lat: " + huge
                                    + ", lon: 0}}) { cursor } }")
                            .errors())
                    .hasSize(1);
        }
        Answer currency = api.run(
                "mutation { createShop(input: {name: \"x\", rent: {amount: 1, currency: \"eur\"}}) { cursor } }");
        assertThat(currency.message()).contains("rent: a currency is a code of three capital letters");
    }

    @Test
    void badQuestionsAreRefusedWithTheirPlace() {
        for (String bad : List.of(
                "where: {location: {within: {south: 2, west: 0, north: 1, east: 0}}}",
                "where: {location: {within: {south: 0, west: -181, north: 1, east: 0}}}",
                "where: {location: {eq: {lat: 100, lon: 0}}}",
                "query: \"location.lta > 1\"",
                "query: \"location.lat.x > 1\"",
                "query: \"location.lat = 'north'\"")) {
            assertThat(api.run("{ shops(" + bad + ")" + SHOP).code()).as(bad).isEqualTo("BAD_QUERY");
        }
        assertThat(api.run("{ shops(query: \"location.lta > 1\")" + SHOP).message())
                .contains("lat");
    }
}
