package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.ankurah.model.Counter;
import org.ankurah.model.MergedBy;
import org.ankurah.model.Model;
import org.ankurah.model.ModelException;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.ankurah.own.HighestBackend;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A property that merges in a way of the application's own, through the API and after a restart. */
class OwnBackendTest {

    private static final String BID =
            "mutation($id: ID!, $bid: Decimal!) { updateLot(id: $id, patch: {price: {bid: $bid}}) { lot { price } events"
                    + " { operations } } }";

    @Model
    record Lot(@Required String name, @MergedBy("highest") BigDecimal price) {}

    @Model
    record Wrong(
            @MergedBy("hihgest") BigDecimal unknown,
            @MergedBy("highest") String unfit,
            @MergedBy("highest") @Unique BigDecimal unique,
            @MergedBy("highest") @Counter BigDecimal both) {}

    private final Api api = new Api(List.of(Lot.class));

    @Test
    void theHighestBidStays() {
        String id = api.create("Lot", Map.of("name", "Guitar", "price", "10"));
        AssertSubscriber<ExecutionResult> live =
                api.watch("subscription { lots(where: {price: {gt: 15}}) { changes { kind lot { price } } } }");
        Awaitility.await().until(() -> live.getItems().size() == 1);

        Answer bid = api.run(BID, Map.of("id", id, "bid", "20.50"));
        assertThat(bid.text("updateLot", "lot", "price")).isEqualTo("20.50");
        assertThat(bid.at("updateLot", "events", 0, "operations")).isEqualTo(Map.of("price", Map.of("set", "20.50")));
        Answer low = api.run(BID, Map.of("id", id, "bid", "20"));
        assertThat(low.code()).isEqualTo("VALIDATION");
        assertThat(low.field()).isEqualTo("price");
        Answer set = api.run(
                "mutation($id: ID!) { updateLot(id: $id, patch: {price: {set: 99}}) { cursor } }", Map.of("id", id));
        assertThat(set.message()).contains("raised by bid");
        Awaitility.await().until(() -> live.getItems().size() == 2);
        assertThat(live.getItems().get(1).getData().toString())
                .contains("ADDED")
                .contains("20.50");
        assertThat(api.run("{ lots { nodes { price } } }").each("price", "lots", "nodes"))
                .containsExactly("20.50");
    }

    @Test
    void whatIsWrongIsSaidAtTheStart() {
        assertThatThrownBy(() ->
                        RecordModels.read(List.of(Wrong.class), List.of(), List.<Backend>of(new HighestBackend())))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Wrong.unknown: there is no backend hihgest")
                .hasMessageContaining("there is highest")
                .hasMessageContaining("Wrong.unfit: the backend highest does not merge properties of type String")
                .hasMessageContaining("Wrong.unique: what is @MergedBy a backend cannot be @Unique")
                .hasMessageContaining("Wrong.both: @Counter and @MergedBy contradict each other");
        assertThatThrownBy(() -> RecordModels.read(
                        List.of(Lot.class), List.of(), List.<Backend>of(new HighestBackend(), new HighestBackend())))
                .hasMessageContaining("there are two backends of this label");
    }
}
