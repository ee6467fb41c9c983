package org.ankurah.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.storage.TestModels;
import org.ankurah.storage.TestModels.Property;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.RefType;
import org.ankurah.value.ValueType.Scalar;
import org.junit.jupiter.api.Test;

/** What becomes of properties that models give up, and of those whose changes are to merge in another way. */
class RetiredPropertiesTest extends MigrationCase {

    private static final Property A = Property.of("a", Scalar.STRING).indexed();
    private static final Property B = Property.of("b", Scalar.STRING).optional();

    @Test
    void aLostPropertyIsRefusedWithWhatToDo() {
        given(A, B);

        assertThatThrownBy(() -> reopen(B))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: the model has lost this property")
                .hasMessageContaining("@Renamed(from = \"a\")")
                .hasMessageContaining("@Model(retired = \"a\")");
    }

    @Test
    void aRetiredPropertyLosesItsColumnAndIndex() {
        Ulid id = given(A, B);

        ModelDescriptor model = reopen(retiring(Set.of("a"), B));

        assertThat(columns()).doesNotContain("a").contains("b");
        assertThat(under.query("SELECT indexname FROM pg_indexes WHERE tablename = 'item'"))
                .containsExactly("item_pkey");
        writer.commit(writer.setting(model, id, Map.of("b", text("y"))));
        assertThat(find(model, "b = 'y'")).containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void aRetiredPropertyThatComesBackHasItsValues() {
        Ulid id = given(A, B);
        ModelDescriptor without = reopen(retiring(Set.of("a"), B));
        Ulid later = writer.create(without, Map.of("b", text("later")));
        writer.commit(writer.setting(without, id, Map.of("b", text("y"))));

        ModelDescriptor model = reopen(A, B);

        assertThat(find(model, "a = 'x' AND b = 'y'")).containsExactly(id);
        assertThat(find(model, "a = ''")).containsExactly(later);
        projectionIsTrue(model);
    }

    @Test
    void aRetiredNameMayNotComeBackWithAnotherType() {
        given(A, B);
        reopen(retiring(Set.of("a"), B));

        assertThatThrownBy(() -> reopen(Property.of("a", Scalar.INT), B))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: its values are stored as string, the model says int");
        assertThatThrownBy(() -> reopen(Property.of("a", Scalar.LONG).counter(), B))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Item.a: its values are stored as string, the model says counter");
    }

    @Test
    void aRetiredPropertyMayComeBackUnderAnotherName() {
        Ulid id = given(A, B);
        reopen(retiring(Set.of("a"), B));

        ModelDescriptor model = reopen(B, Property.of("c", Scalar.STRING).formerly("a"));

        assertThat(find(model, "c = 'x'")).containsExactly(id);
        projectionIsTrue(model);
    }

    @Test
    void whatWasRenamedBeforeMayBeRetired() {
        given(A, B);
        reopen(B, Property.of("c", Scalar.STRING).formerly("a"));

        ModelDescriptor model = reopen(retiring(Set.of("a", "c"), B));

        assertThat(columns()).doesNotContain("a", "c");
        projectionIsTrue(model);
    }

    @Test
    void anotherPropertyMayTakeTheColumnAtOnce() {
        open(Property.of("fooBar", Scalar.STRING), B);
        writer.create(TestModels.model("Item", Property.of("fooBar", Scalar.STRING), B), Map.of());

        ModelDescriptor model = reopen(retiring(Set.of("fooBar"), Property.of("foo_bar", Scalar.INT), B));

        assertThat(find(model, "foo_bar = 0")).hasSize(1);
        projectionIsTrue(model);
    }

    @Test
    void retiringWhatNeverWasIsNoObstacle() {
        given(A, B);

        ModelDescriptor model = reopen(retiring(Set.of("never"), A, B));

        assertThat(find(model, "a = 'x'")).hasSize(1);
    }

    @Test
    void anotherBackendIsRefused() {
        open(Property.of("n", Scalar.LONG), Property.of("m", Scalar.LONG).counter());
        assertThatThrownBy(() -> reopen(Property.of("n", Scalar.LONG).counter(), Property.of("m", Scalar.LONG)))
                .hasMessageContaining("Item.m: its values are stored as counter, the model says long");
        clear();
        reopen(string(false));
        reopen(string(true));
        assertThatThrownBy(() -> reopen(string(false)))
                .hasMessageContaining("Item.a: its changes are merged as text, the model says lww");
    }

    @Test
    void storesThatDoNotSayHowChangesMergeTakeItFromTheModel() {
        reopen(string(false));
        under.execute("ALTER TABLE ankurah_property DROP COLUMN backend");

        reopen(string(true));

        assertThat(under.query("SELECT backend FROM ankurah_property")).containsExactly("text");
    }

    @Test
    void aPurgedEntityNeedsNoValue() {
        ModelDescriptor before = open(Property.of("r", new RefType("item")).optional());
        Ulid purged = writer.create(before, Map.of());
        writer.commit(writer.purging(before, purged));

        ModelDescriptor model = reopen(Property.of("r", new RefType("item")).required());
        Ulid deleted = writer.create(before, Map.of("r", new Value.Id(purged)));
        writer.commit(writer.deleting(model, deleted, true));

        projectionIsTrue(model);
    }

    private List<String> columns() {
        return under.query(
                "SELECT CAST(column_name AS text) FROM information_schema.columns WHERE table_name = 'item'");
    }

    private static ModelDescriptor retiring(Set<String> retired, Property... properties) {
        ModelDescriptor model = TestModels.model("Item", properties);
        return new ModelDescriptor("Item", "item", "items", null, List.copyOf(model.properties()), retired);
    }

    private static ModelDescriptor string(boolean text) {
        PropertyDescriptor property = new PropertyDescriptor(
                "a",
                List.of(),
                Scalar.STRING,
                text ? Backend.TEXT : Backend.LWW,
                false,
                false,
                false,
                false,
                null,
                null);
        return new ModelDescriptor("Item", "item", "items", null, Arrays.asList(property));
    }
}
