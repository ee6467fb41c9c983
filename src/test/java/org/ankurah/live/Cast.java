package org.ankurah.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.Change;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.node.Transaction;
import org.ankurah.query.Parameters;
import org.ankurah.query.Path;
import org.ankurah.query.Paths;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionParser;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** The entities of one case: makes and changes them in few words, each by a transaction of its own unless one is given. */
final class Cast {

    private final Stage stage;

    Cast(Stage stage) {
        this.stage = stage;
    }

    ModelDescriptor model(String collection) {
        return LiveModels.ALL.models().get(collection);
    }

    /** What a text selects. */
    Selection select(String collection, String query) {
        return SelectionParser.parse(LiveModels.ALL.models(), model(collection), query, Parameters.NONE);
    }

    /** What a predicate selects, by id. */
    Selection select(String collection, Predicate predicate) {
        return new Selection(model(collection), predicate, List.of(), null);
    }

    /** Where steps lead to from an entity. */
    Path path(String collection, String... steps) {
        return Paths.resolve(LiveModels.ALL.models(), model(collection), List.of(steps));
    }

    /** @param values names and values of further properties, by turns */
    Ulid album(String title, @Nullable Object... values) {
        return create("album", "title", title, values);
    }

    /** Albums of the years from 1, created at once. */
    List<Ulid> albums(int count) {
        List<Ulid> ids = new ArrayList<>();
        stage.transact(t -> {
            for (int year = 1; year <= count; year++) {
                ids.add(create(t, "album", "title", "album " + year, "year", year));
            }
        });
        return ids;
    }

    /** @param values names and values of further properties, by turns */
    Ulid artist(String name, @Nullable Object... values) {
        return create("artist", "name", name, values);
    }

    /** @param values names and values of further properties, by turns */
    Ulid track(String name, @Nullable Object... values) {
        return create("track", "name", name, values);
    }

    Ulid country(String name) {
        return create("country", "name", name);
    }

    private Ulid create(String collection, String naming, String name, @Nullable Object... values) {
        List<Ulid> ids = new ArrayList<>();
        stage.transact(t -> ids.add(create(t, collection, naming, name, values)));
        return ids.get(0);
    }

    private Ulid create(
            Transaction transaction, String collection, String naming, String name, @Nullable Object... values) {
        Map<String, Value> given = values(collection, values);
        given.put(naming, new Value.Str(name));
        return transaction.create(model(collection), given);
    }

    private static Map<String, Value> values(String collection, @Nullable Object... values) {
        ModelBinding<?> binding = LiveModels.ALL.binding(collection);
        Map<String, Value> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            String name = String.valueOf(values[i]);
            map.put(name, binding.toValue(name, values[i + 1]));
        }
        return map;
    }

    void set(Ulid id, String property, @Nullable Object value) {
        stage.transact(t -> set(t, id, property, value));
    }

    void set(Transaction transaction, Ulid id, String property, @Nullable Object value) {
        ModelDescriptor model = modelOf(id);
        Map<String, Change> changes = new LinkedHashMap<>();
        values(model.collection(), property, value).forEach((name, to) -> changes.put(name, new Change.SetTo(to)));
        transaction.update(model, id, changes, null);
    }

    void delete(Ulid id) {
        stage.transact(t -> delete(t, id));
    }

    void delete(Transaction transaction, Ulid id) {
        transaction.delete(modelOf(id), id, null);
    }

    void restore(Ulid id) {
        stage.transact(t -> t.restore(modelOf(id), id));
    }

    private ModelDescriptor modelOf(Ulid id) {
        return stage.history().now().stream()
                .filter(state -> state.id().equals(id))
                .map(EntityState::model)
                .findFirst()
                .orElseThrow();
    }
}
