package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.Required;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters of decimals: exact, bounded, and shown as decimals are. */
class DecimalCounterTest {

    @Model
    record Account(
            @Required String name,
            @Counter BigDecimal balance,
            @Counter long visits) {}

    private final Api api = new Api(List.of(Account.class));

    private String account(String balance) {
        return api.create("Account", Map.of("name", "a", "balance", balance));
    }

    private Answer patch(String id, Map<String, Object> balance) {
        return api.run(
                "mutation($id: ID!, $p: DecimalCounterPatch) { updateAccount(id: $id, patch: {balance: $p}) {"
                        + " account { balance } events { operations } } }",
                Map.of("id", id, "p", balance));
    }

    @Test
    void incrementsAddUpExactlyAndTheGreatestScaleStays() {
        String id = account("1.5");

        assertThat(patch(id, Map.of("increment", "0.50")).text("updateAccount", "account", "balance"))
                .isEqualTo("2.00");
        Answer moved = patch(id, Map.of("set", "0.1"));
        assertThat(moved.at("updateAccount").toString())
                .isEqualTo("{account={balance=0.10}, events=[{operations={balance={increment=-1.90}}}]}");
        assertThat(patch(id, Map.of("set", "0.1")).at("updateAccount", "events"))
                .isEqualTo(List.of());
    }

    @Test
    void theyAreFilteredOrderedAndAggregated() {
        account("0.1");
        account("0.2");
        account("-7");

        assertThat(api.run(
                                "{ accounts(where: {balance: {gt: \"0\"}}, orderBy: [{balance: DESC}]) { nodes { balance } } }")
                        .at("accounts", "nodes")
                        .toString())
                .isEqualTo("[{balance=0.2}, {balance=0.1}]");
        assertThat(api.run("{ accountsAggregate { groups { sum { balance } max { balance } } } }")
                        .at("accountsAggregate", "groups")
                        .toString())
                .isEqualTo("[{sum={balance=-6.7}, max={balance=0.2}}]");
    }

    @ParameterizedTest
    @CsvSource({"increment, 1e-149", "set, 1e149", "increment, 0.01"})
    void whatCannotBeHeldIsRefusedAndChangesNothing(String kind, String number) {
        String id = account("1e149");
        String small = account("1e-149");

        Answer refused = patch(kind.equals("set") ? small : id, Map.of(kind, number));

        assertThat(refused.code()).isEqualTo("VALIDATION");
        assertThat(refused.field()).isEqualTo("balance");
        assertThat(api.run("query($id: ID!) { account(id: $id) { revision { head } } }", Map.of("id", id))
                        .at("account", "revision", "head"))
                .isEqualTo(List.of(id));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "1e151", "1e9999999", "ten"})
    void whatIsNoDecimalIsRefused(String number) {
        String id = account("1");

        assertThat(patch(id, Map.of("increment", number)).code()).isEqualTo("BAD_QUERY");
    }
}
