package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Parameters;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestModels.Property;
import org.ankurah.storage.TestWriter;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.EnumType;
import org.ankurah.value.ValueType.ListType;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** What becomes of stored data when models change between two starts. */
class MigrationTest extends MigrationCase {

    @Test
    void addedPropertyIsZeroEverywhere() {
        Ulid id = given(Property.of("a", Scalar.STRING));

        ModelDescriptor model = reopen(
                Property.of("a", Scalar.STRING),
                Property.of("count", Scalar.INT).indexed(),
                Property.of("tags", new ListType(Scalar.STRING)),
                Property.of("price", Scalar.DECIMAL),
                Property.of("at", Scalar.INSTANT),
                Property.of("data", Scalar.BYTES),
                Property.of("details", Scalar.JSON),
                Property.of("maybe", Scalar.DATE).optional());

        assertThat(find(model, "count = 0 AND tags IS EMPTY AND price = 0 AND maybe IS NULL"))
                .containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void renamedPropertyKeepsItsValuesColumnAndIndex() {
        Ulid id = given(Property.of("a", Scalar.STRING).indexed());

        ModelDescriptor model =
                reopen(Property.of("b", Scalar.STRING).indexed().formerly("a").formerly("z"));

        assertThat(find(model, "b = 'x'")).containsExactly(id);
        writer.commit(writer.setting(model, id, Map.of("b", text("y"))));
        assertThat(find(model, "b = 'y'")).containsExactly(id);
        assertThat(under.query("SELECT indexname FROM pg_indexes WHERE tablename = 'item' ORDER BY 1"))
                .containsExactly("item_b_ix", "item_pkey");
        projectionIsTrue(model);
    }

    @Test
    void renamingThereAndBackKeepsValues() {
        Ulid id = given(Property.of("a", Scalar.STRING));
        reopen(Property.of("b", Scalar.STRING).formerly("a"));

        ModelDescriptor model = reopen(Property.of("a", Scalar.STRING).formerly("b"));

        assertThat(find(model, "a = 'x'")).containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void widenedTypesKeepTheirValues() {
        ModelDescriptor before = open(
                Property.of("a", Scalar.INT),
                Property.of("b", Scalar.INT).optional(),
                Property.of("c", Scalar.INT).indexed(),
                Property.of("d", Scalar.LONG),
                Property.of("e", new EnumType("E", List.of("X", "Y"))).optional(),
                Property.of("f", new ListType(Scalar.INT)),
                Property.of("g", new EnumType("E", List.of("X"))).optional());
        Ulid id = writer.create(
                before,
                Map.of(
                        "a", new Value.Int(7),
                        "b", new Value.Int(7),
                        "c", new Value.Int(7),
                        "d", new Value.Int(Long.MAX_VALUE),
                        "e", text("X"),
                        "f", new Value.Items(List.of(new Value.Int(7))),
                        "g", text("X")));

        ModelDescriptor model = reopen(
                Property.of("a", Scalar.LONG),
                Property.of("b", Scalar.DOUBLE).optional(),
                Property.of("c", Scalar.DECIMAL).indexed(),
                Property.of("d", Scalar.DECIMAL),
                Property.of("e", Scalar.STRING).optional(),
                Property.of("f", new ListType(Scalar.DECIMAL)),
                Property.of("g", new EnumType("E", List.of("W", "X"))).optional());

        assertThat(find(model, "a = 7 AND b = 7.0 AND c = 7.00 AND d = 9223372036854775807 AND e = 'X' AND g = 'X'"))
                .containsExactly(id);
        writer.commit(writer.setting(
                model,
                id,
                Map.of(
                        "a", new Value.Int(5_000_000_000L),
                        "b", new Value.Real(0.5),
                        "c", new Value.Decimal(new BigDecimal("0.50")),
                        "e", text("anything"))));
        assertThat(find(model, "a = 5000000000 AND b = 0.5 AND c = 0.5 AND e = 'anything'"))
                .containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void plainValuesMayBecomeCountersSetsAndOrderedLists() {
        ListType texts = new ListType(Scalar.STRING);
        ModelDescriptor before = open(
                Property.of("n", Scalar.INT),
                Property.of("d", Scalar.DECIMAL),
                Property.of("set", texts),
                Property.of("list", texts),
                Property.of("json", Scalar.JSON),
                Property.of("text", Scalar.STRING));
        Value repeated = new Value.Items(List.of(text("b"), text("a"), text("b")));
        Ulid id = writer.create(
                before,
                Map.of(
                        "n",
                        new Value.Int(7),
                        "d",
                        new Value.Decimal(new BigDecimal("1.50")),
                        "set",
                        repeated,
                        "list",
                        repeated,
                        "text",
                        text("words")));

        Property[] after = {
            Property.of("n", Scalar.LONG).counter(),
            Property.of("d", Scalar.DECIMAL).counter(),
            Property.of("set", texts).merged(Backend.SET),
            Property.of("list", texts).merged(Backend.LIST),
            Property.of("json", Scalar.JSON).merged(Backend.MERGED),
            Property.of("text", Scalar.STRING).merged(Backend.TEXT)
        };
        ModelDescriptor model = reopen(after);

        assertThat(find(model, "n = 7 AND d = 1.5 AND set CONTAINS 'a' AND text = 'words'"))
                .containsExactly(id);
        projectionIsTrue(model);
        assertThatThrownBy(() -> reopen(
                        Property.of("n", Scalar.LONG),
                        Property.of("d", Scalar.DECIMAL).counter(),
                        Property.of("set", texts),
                        Property.of("list", texts).merged(Backend.SET),
                        Property.of("json", Scalar.JSON),
                        Property.of("text", Scalar.STRING).merged(Backend.TEXT)))
                .hasMessageContaining("Item.n: its values are stored as counter, the model says long")
                .hasMessageContaining("Item.set: its changes are merged as set, the model says lww")
                .hasMessageContaining("Item.list: its changes are merged as list, the model says set");
        projectionIsTrue(reopen(after));
    }

    @Test
    void requiredPropertyMayBecomeOptional() {
        Ulid id = given(Property.of("a", Scalar.STRING).required());

        ModelDescriptor model = reopen(Property.of("a", Scalar.STRING).optional());

        writer.commit(writer.setting(model, id, Map.of("a", Value.NULL)));
        assertThat(find(model, "a IS NULL")).containsExactly(id);
    }

    @Test
    void optionalPropertyWithAZeroMayBecomeRequired() {
        ModelDescriptor before = open(Property.of("a", Scalar.INT).optional());
        Ulid id = writer.create(before, Map.of());

        ModelDescriptor model = reopen(Property.of("a", Scalar.INT));

        assertThat(find(model, "a = 0")).containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void whatWouldLoseDataIsRefusedWhole() {
        Ulid id = given(
                Property.of("a", Scalar.STRING),
                Property.of("n", Scalar.LONG),
                Property.of("c", Scalar.LONG).counter(),
                Property.of("r", new RefType("item")).optional());

        assertThatThrownBy(() -> reopen(
                        Property.of("a", Scalar.INT),
                        Property.of("n", Scalar.INT),
                        Property.of("c", Scalar.LONG),
                        Property.of("r", Scalar.UUID).optional(),
                        Property.of("added", Scalar.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: its values are stored as string, the model says int")
                .hasMessageContaining("Item.n: its values are stored as long, the model says int")
                .hasMessageContaining("Item.c: its values are stored as counter, the model says long")
                .hasMessageContaining("Item.r: its values are stored as ref item, the model says uuid");

        assertThat(under.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'item'"))
                .doesNotContain("added");
        ModelDescriptor model = reopen(
                Property.of("a", Scalar.STRING),
                Property.of("n", Scalar.LONG),
                Property.of("c", Scalar.LONG).counter(),
                Property.of("r", new RefType("item")).optional());
        assertThat(find(model, "a = 'x'")).containsExactly(id);
    }

    @Test
    void uniqueIsRefusedWhileLivingEntitiesShareAValue() {
        ModelDescriptor before = open(Property.of("a", Scalar.STRING).optional());
        Ulid one = writer.create(before, Map.of("a", text("x")));
        writer.create(before, Map.of("a", text("x")));
        writer.create(before, Map.of());
        writer.create(before, Map.of());

        assertThatThrownBy(
                        () -> reopen(Property.of("a", Scalar.STRING).optional().unique()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: it is unique now")
                .hasMessageContaining(": 1.");

        writer.commit(writer.deleting(before, one, true));
        reopen(Property.of("a", Scalar.STRING).optional().unique());
    }

    @Test
    void requiredIsRefusedWhileAValueIsMissing() {
        ModelDescriptor before = open(Property.of("r", new RefType("item")).optional());
        Ulid id = writer.create(before, Map.of());

        assertThatThrownBy(() -> reopen(Property.of("r", new RefType("item")).required()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.r: it is required now")
                .hasMessageContaining(": 1.");
        assertThatThrownBy(() -> reopen(
                        Property.of("r", new RefType("item")).optional(),
                        Property.of("e", new EnumType("E", List.of("X"))).required()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.e: it is required now");

        writer.commit(writer.setting(before, id, Map.of("r", new Value.Id(id))));
        ModelDescriptor model = reopen(Property.of("r", new RefType("item")).required());
        assertThat(find(model, "r = id")).containsExactly(id);
    }

    @Test
    void enumConstantsInUseCannotGo() {
        ValueType before = new EnumType("E", List.of("X", "Y", "Z"));
        ModelDescriptor model = open(Property.of("e", before).optional(), Property.of("l", new ListType(before)));
        writer.create(model, Map.of("e", text("X"), "l", new Value.Items(List.of(text("Y")))));

        ValueType after = new EnumType("E", List.of("X", "Y"));
        reopen(Property.of("e", after).optional(), Property.of("l", new ListType(after)));
        ValueType tooFew = new EnumType("E", List.of("W"));

        assertThatThrownBy(() -> reopen(Property.of("e", tooFew).optional(), Property.of("l", new ListType(tooFew))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.e: its enum lost constants")
                .hasMessageContaining("Item.l: its enum lost constants");
    }

    @Test
    void indexIsRefusedOnLongText() {
        ModelDescriptor before = open(Property.of("a", Scalar.STRING));
        writer.create(before, Map.of("a", text("ä".repeat(1_001))));

        assertThatThrownBy(() -> reopen(Property.of("a", Scalar.STRING).indexed()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: it is indexed now");
    }

    @Test
    void indexGoesWithItsAnnotation() {
        Ulid id = given(Property.of("a", Scalar.STRING).indexed());

        ModelDescriptor model = reopen(Property.of("a", Scalar.STRING));

        writer.commit(writer.setting(model, id, Map.of("a", text("ä".repeat(100_000)))));
        assertThat(under.query("SELECT indexname FROM pg_indexes WHERE tablename = 'item'"))
                .containsExactly("item_pkey");
    }

    @Test
    void foreignTableOfTheSameNameIsLeftAlone() {
        under.execute("CREATE TABLE item (id int)");

        assertThatThrownBy(() -> open(Property.of("a", Scalar.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a table item that is not Ankurah's");
    }

    @Test
    void propertiesThatWouldShareAColumnAreRefused() {
        assertThatThrownBy(() -> open(Property.of("fooBar", Scalar.STRING), Property.of("foo_bar", Scalar.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.foo_bar")
                .hasMessageContaining("fooBar");
    }

    @Test
    void longAndOddNamesWork() {
        String longName = "a".repeat(80);
        ModelDescriptor order = TestModels.model(
                "Order",
                Property.of(longName + "1", Scalar.STRING).indexed(),
                Property.of(longName + "2", Scalar.STRING).indexed(),
                Property.of("select", Scalar.INT),
                Property.of("createdAt", Scalar.STRING),
                Property.of("größe", Scalar.INT));
        ModelDescriptor log = TestModels.model("AnkurahLog", Property.of("position", Scalar.INT));
        engine = under.engine();
        engine.open(TestModels.models(order, log)).await().atMost(PATIENCE);
        writer = new TestWriter(engine);

        Ulid id = writer.create(order, Map.of(longName + "2", text("x"), "createdAt", text("then")));
        Ulid other = writer.create(log, Map.of("position", new Value.Int(42)));

        assertThat(engine.position().await().atMost(PATIENCE)).isEqualTo(2);
        Selection selection = SelectionParser.parse(
                TestModels.models(order, log),
                order,
                longName + "2 = 'x' AND \"select\" = 0 AND createdAt = 'then'",
                Parameters.NONE);
        assertThat(engine.count(selection).await().atMost(PATIENCE)).isEqualTo(1);
        assertThat(engine.load("ankurahLog", java.util.Set.of(other, id))
                        .await()
                        .atMost(PATIENCE))
                .containsOnlyKeys(other);
    }

    @Test
    void serversThatStartAtOnceTakeTurns() {
        List<CompletableFuture<Void>> starts = IntStream.range(0, 5)
                .mapToObj(n -> under.engine().open(TestModels.ALL).subscribeAsCompletionStage())
                .toList();

        starts.forEach(CompletableFuture::join);

        assertThat(under.query("SELECT position::text FROM ankurah_log")).containsExactly("0");
    }
}
