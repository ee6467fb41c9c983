package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.storage.postgres.PostgresUnderTest;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Own operators and orders give the same answers in memory, in PostgreSQL and live. */
class OwnTypesEverywhereTest {

    private static final int ROUNDS = 40;
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
    private static final List<String> COMPARISONS = List.of("lt", "lte", "gt", "gte", "eq", "ne");

    @Test
    void memoryPostgresAndLiveQueriesAgree() {
        Seeds.each("OwnTypesEverywhereTest", 2, this::scenario);
    }

    private void scenario(Random random) {
        try (PostgresUnderTest under = new PostgresUnderTest(getClass())) {
            Api memory = new Api();
            Api postgres = new Api(Api.DEMO, new CountingEngine(under.engine()));
            List<String> ids = new ArrayList<>();
            List<String> filters = new ArrayList<>();
            List<AssertSubscriber<ExecutionResult>> live = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                filters.add(filter(random));
                live.add(memory.watch("subscription { shops(where: " + filters.get(i) + ") { items { name } } }"));
            }
            for (int i = 0; i < ROUNDS; i++) {
                write(random, i, ids, memory, postgres);
                String query =
                        "{ shops(where: " + filter(random) + order(random) + ") { nodes { name location rent } } }";
                assertThat(data(postgres.run(query))).as(query).isEqualTo(data(memory.run(query)));
            }
            for (int i = 0; i < filters.size(); i++) {
                AssertSubscriber<ExecutionResult> followed = live.get(i);
                Object expected = memory.run("{ shops(where: " + filters.get(i) + ") { nodes { name } } }")
                        .at("shops", "nodes");
                await().alias(filters.get(i)).until(() -> expected.equals(last(followed)));
            }
        }
    }

    private static String data(Answer answer) {
        return String.valueOf(answer.at("shops", "nodes"));
    }

    private static Object last(AssertSubscriber<ExecutionResult> live) {
        List<ExecutionResult> payloads = live.getItems();
        return payloads.isEmpty()
                ? null
                : new Answer(payloads.get(payloads.size() - 1).toSpecification()).at("shops", "items");
    }

    /** Names tell the order of creation, so equal orders by id are equal orders by name. */
    private static void write(Random random, int round, List<String> ids, Api memory, Api postgres) {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "location",
                random.nextInt(5) == 0 ? null : Map.of("lat", angle(random, 90), "lon", angle(random, 180)));
        values.put("rent", random.nextInt(5) == 0 ? null : money(random));
        if (ids.isEmpty() || random.nextInt(2) == 0) {
            values.put("name", "shop " + round);
            ids.add(memory.create("Shop", values) + " " + postgres.create("Shop", values));
            return;
        }
        String[] id = ids.get(random.nextInt(ids.size())).split(" ");
        String update = "mutation($id: ID!, $patch: ShopPatch!) { updateShop(id: $id, patch: $patch) { cursor } }";
        assertThat(memory.run(update, Map.of("id", id[0], "patch", values)).errors())
                .isEmpty();
        assertThat(postgres.run(update, Map.of("id", id[1], "patch", values)).errors())
                .isEmpty();
    }

    private static String filter(Random random) {
        String one = term(random);
        return switch (random.nextInt(4)) {
            case 0 -> "{not: " + one + "}";
            case 1 -> "{or: [" + one + ", " + term(random) + "]}";
            default -> one;
        };
    }

    private static String term(Random random) {
        if (random.nextInt(2) == 0) {
            int[] lat = {angle(random, 90), angle(random, 90)};
            return "{location: {within: {south: " + Math.min(lat[0], lat[1]) + ", west: " + angle(random, 180)
                    + ", north: " + Math.max(lat[0], lat[1]) + ", east: " + angle(random, 180) + "}}}";
        }
        Map<String, Object> money = money(random);
        return "{rent: {" + COMPARISONS.get(random.nextInt(COMPARISONS.size())) + ": {amount: " + money.get("amount")
                + ", currency: \"" + money.get("currency") + "\"}}}";
    }

    private static String order(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> ", orderBy: [{rent: ASC}, {location: DESC}]";
            case 1 -> ", orderBy: {location: ASC}, first: 3";
            case 2 -> ", orderBy: {rent: DESC}, last: 4";
            case 3 -> ", query: \"location.lat > 0 OR rent.currency < 'JPZ' ORDER BY rent.amount\"";
            default -> "";
        };
    }

    /** Coarse, so that edges, poles and the date line are often met. */
    private static int angle(Random random, int limit) {
        return (random.nextInt(5) - 2) * limit / 2;
    }

    private static Map<String, Object> money(Random random) {
        String amount =
                (random.nextInt(5) - 2) + List.of("", ".5", ".50", ".000001").get(random.nextInt(4));
        return Map.of("amount", amount, "currency", CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    }
}
