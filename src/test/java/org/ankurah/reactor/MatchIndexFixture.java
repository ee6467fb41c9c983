package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ankurah.event.Operation;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Entities;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.reactor.TestLog.Step;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;

/** An index over albums, and words to fill it and to ask it. */
abstract class MatchIndexFixture {

    static final PropertyDescriptor TITLE = RandomWorld.property("title", Scalar.STRING, Backend.LWW, false);
    static final PropertyDescriptor YEAR = RandomWorld.property("year", Scalar.INT, Backend.LWW, true);
    static final PropertyDescriptor PRICE = RandomWorld.property("price", Scalar.DECIMAL, Backend.LWW, true);
    static final PropertyDescriptor LIVE = RandomWorld.property("live", Scalar.BOOLEAN, Backend.LWW, false);
    static final PropertyDescriptor TAGS =
            RandomWorld.property("tags", new ValueType.ListType(Scalar.STRING), Backend.LWW, true);
    static final PropertyDescriptor DETAILS = RandomWorld.property("details", Scalar.JSON, Backend.LWW, true);
    static final PropertyDescriptor ARTIST_REF =
            RandomWorld.property("artist", new ValueType.RefType("artist"), Backend.LWW, true);
    static final ModelDescriptor ALBUM = new ModelDescriptor(
            "Album", "album", "albums", null, List.of(TITLE, YEAR, PRICE, LIVE, TAGS, DETAILS, ARTIST_REF));
    static final ModelDescriptor ARTIST = new ModelDescriptor(
            "Artist",
            "artist",
            "artists",
            null,
            List.of(RandomWorld.property("name", Scalar.STRING, Backend.LWW, false)));

    /** A world for conditions that need none. */
    static final Entities ASKS_NOBODY = new Entities() {
        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            throw new AssertionError("asked for " + collection);
        }

        @Override
        public List<EntityState> referring(String collection, String property, Ulid target) {
            throw new AssertionError("asked for " + collection);
        }
    };

    final TestLog log = new TestLog();
    final MatchIndex<String> index = new MatchIndex<>();

    static Predicate between(PropertyDescriptor property, Value low, Value high) {
        return new Predicate.And(
                List.of(compare(property, Comparison.GE, low), compare(property, Comparison.LE, high)));
    }

    static Predicate like(String pattern, boolean ignoreCase) {
        return new Predicate.Like(path(TITLE), new Value.Str(pattern), ignoreCase);
    }

    static Operand text(String text) {
        return new Operand.Literal(new Value.Str(text));
    }

    static Operand literal(String json) {
        return new Operand.Literal(document(json));
    }

    static Value document(String json) {
        return new Value.Doc(JsonText.parse(json));
    }

    static Map<String, Value> details(String width) {
        return Map.of("details", document("{\"size\": {\"width\": " + width + "}}"));
    }

    static Map<String, Value> tags(String... tags) {
        List<Value> elements = new ArrayList<>();
        for (String tag : tags) {
            elements.add(new Value.Str(tag));
        }
        return Map.of("tags", new Value.Items(elements));
    }

    static <Q> Set<Q> touchedBy(MatchIndex<Q> index, EntityChange change) {
        return index.touchedBy(
                change.after().model(), living(change.before()), Entities.NONE, living(change.after()), Entities.NONE);
    }

    static @Nullable EntityState living(@Nullable EntityState state) {
        return state == null || state.deleted() ? null : state;
    }

    void add(String name, Predicate predicate) {
        index.add(new Selection(ALBUM, predicate, List.of(), null), name);
    }

    EntityChange create(Map<String, Value> values) {
        Map<String, Operation> operations = new HashMap<>();
        values.forEach((name, value) -> operations.put(name, new Operation.Set(value)));
        return only(new Step.Create(ALBUM, operations));
    }

    EntityChange write(EntityChange change, String property, Value value) {
        return only(new Step.Write(change.after().id(), Map.of(property, new Operation.Set(value))));
    }

    EntityChange only(Step step) {
        return log.commit(step).changes().get(0);
    }

    static Predicate equal(PropertyDescriptor property, Value value) {
        return compare(property, Comparison.EQ, value);
    }

    static Predicate compare(PropertyDescriptor property, Comparison op, Value value) {
        return new Predicate.Compare(new Operand.Field(path(property)), op, new Operand.Literal(value));
    }

    static Path path(PropertyDescriptor property) {
        return RandomWorld.path(property);
    }
}
