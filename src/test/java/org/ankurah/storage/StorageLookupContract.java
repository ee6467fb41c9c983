package org.ankurah.storage;

import static org.ankurah.storage.StorageEngineContract.await;
import static org.ankurah.storage.StorageEngineContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Lookups.Referring;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** What every storage engine finds at once of entities that lie anywhere, and of those that refer to them. */
public abstract class StorageLookupContract extends EngineContract {

    @Test
    void scatteredEntitiesAreFoundAsOfOnePosition() {
        Ulid parent = writer.create(TestModels.MAKER, Map.of("name", text("p")));
        Ulid child = writer.create(TestModels.MAKER, Map.of("name", text("c"), "parent", new Value.Id(parent)));
        Ulid gone = writer.create(TestModels.MAKER, Map.of("name", text("g"), "parent", new Value.Id(parent)));
        Ulid thing = writer.create(TestModels.THING, Map.of("title", text("t"), "maker", new Value.Id(parent)));
        writer.commit(writer.deleting(TestModels.MAKER, gone, true));
        Ulid unknown = new Ulid(1, 1);
        Referring children = new Referring("maker", "parent", parent);
        Referring things = new Referring("thing", "maker", parent);
        Referring grandchildren = new Referring("maker", "parent", child);
        Referring nobodys = new Referring("thing", "maker", unknown);

        Found found = await(engine.find(new Lookups(
                Map.of("maker", Set.of(child, gone, unknown, thing), "thing", Set.of(thing)),
                Set.of(children, things, grandchildren, nobodys))));

        assertThat(found.position()).isEqualTo(5);
        assertThat(ids(found.entities())).containsExactlyInAnyOrder(child, thing);
        assertThat(found.referring()).containsOnlyKeys(children, things, grandchildren, nobodys);
        assertThat(ids(found.referring().get(children))).containsExactly(child);
        assertThat(ids(found.referring().get(things))).containsExactly(thing);
        assertThat(found.referring().get(grandchildren)).isEmpty();
        assertThat(found.referring().get(nobodys)).isEmpty();
        assertThat(found.referring().get(children).get(0).value("name")).isEqualTo(text("c"));
        assertThat(found.referring().get(children).get(0).encode())
                .isEqualTo(await(engine.load("maker", Set.of(child))).get(child).encode());
    }

    @Test
    void listsReferToEachOfTheirElements() {
        Ulid a = writer.create(TestModels.MAKER, Map.of("name", text("a")));
        Ulid b = writer.create(TestModels.MAKER, Map.of("name", text("b")));
        Ulid both = writer.create(TestModels.THING, Map.of("title", text("both"), "makers", items(a, b)));
        Ulid twice = writer.create(TestModels.THING, Map.of("title", text("twice"), "makers", items(a, a)));
        writer.create(TestModels.THING, Map.of("title", text("none"), "makers", items()));
        Ulid gone = writer.create(TestModels.THING, Map.of("title", text("gone"), "makers", items(b)));
        writer.commit(writer.deleting(TestModels.THING, gone, true), writer.deleting(TestModels.MAKER, b, true));
        Referring toA = new Referring("thing", "makers", a);
        Referring toB = new Referring("thing", "makers", b);

        Found found = await(engine.find(new Lookups(Map.of(), Set.of(toA, toB))));

        assertThat(found.entities()).isEmpty();
        assertThat(ids(found.referring().get(toA))).containsExactlyInAnyOrder(both, twice);
        assertThat(ids(found.referring().get(toB)))
                .as("of a deleted target, too")
                .containsExactly(both);
    }

    @Test
    void manyTargetsAreFoundAtOnce() {
        Map<Referring, Ulid> expected = new LinkedHashMap<>();
        Set<Ulid> makers = new LinkedHashSet<>();
        for (int i = 0; i < 40; i++) {
            Ulid maker = writer.create(TestModels.MAKER, Map.of("name", text("m" + i)));
            makers.add(maker);
            Ulid thing = writer.create(TestModels.THING, Map.of("title", text("t"), "maker", new Value.Id(maker)));
            expected.put(new Referring("thing", "maker", maker), thing);
        }

        Found found = await(engine.find(new Lookups(Map.of("maker", makers), expected.keySet())));

        assertThat(ids(found.entities())).containsExactlyInAnyOrderElementsOf(makers);
        expected.forEach((question, thing) ->
                assertThat(ids(found.referring().get(question))).containsExactly(thing));
    }

    @Test
    void whoAsksNothingIsToldThePosition() {
        assertThat(await(engine.find(new Lookups(Map.of(), Set.of())))).isEqualTo(new Found(0, List.of(), Map.of()));
        writer.create(TestModels.MAKER, Map.of("name", text("a")));
        assertThat(await(engine.find(new Lookups(Map.of("maker", Set.of()), Set.of()))))
                .isEqualTo(new Found(1, List.of(), Map.of()));
    }

    private static List<Ulid> ids(List<EntityState> entities) {
        return entities.stream().map(EntityState::id).toList();
    }

    private static Value items(Ulid... ids) {
        return new Value.Items(
                Arrays.stream(ids).map(id -> (Value) new Value.Id(id)).toList());
    }
}
