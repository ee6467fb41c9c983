package org.ankurah.reactor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ankurah.event.Clock;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.event.Operation;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.query.Operand;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;

/**
 * Live queries as a large application has them, and events that touch about a dozen of them, however many there
 * are: half ask for a value, a quarter for a range, the rest are {@code IN}, prefixes, {@code OR}, {@code NOT} and
 * {@code ILIKE}, in equal parts. The more queries, the more different values there are.
 */
final class MixedQueries {

    private static final PropertyDescriptor ARTIST = property("artist", new ValueType.RefType("artist"));
    private static final PropertyDescriptor LIVE = property("live", Scalar.BOOLEAN);
    private static final PropertyDescriptor CODE = property("code", Scalar.STRING);
    private static final PropertyDescriptor PRICE = property("price", Scalar.DECIMAL);
    private static final PropertyDescriptor RANK = property("rank", Scalar.LONG);
    private static final PropertyDescriptor WEIGHT = property("weight", Scalar.DOUBLE);
    private static final PropertyDescriptor TITLE = property("title", Scalar.STRING);
    private static final PropertyDescriptor PLAYS = RandomWorld.property("plays", Scalar.LONG, Backend.COUNTER, false);
    private static final ModelDescriptor ALBUM = new ModelDescriptor(
            "Album", "album", "albums", null, List.of(ARTIST, LIVE, CODE, PRICE, RANK, WEIGHT, TITLE, PLAYS));

    /** Queries for each value of a property. */
    private static final int PER_VALUE = 10;

    /** Bounds of open ranges lie below; of a twentieth of all queries about one is met. */
    private static final double TOP = 1e9;

    private static final int KINDS = 20;
    private static final String CONSONANTS = "bcdfghklmnprstvwz";
    private static final String VOWELS = "aeiou";

    private final Random random;
    private final int values;
    private final int queries;
    private int ids;

    MixedQueries(Random random, int queries) {
        this.random = random;
        this.queries = queries;
        this.values = queries / PER_VALUE;
    }

    /** The query of a number; the numbers go round through the kinds. */
    Selection selection(int number) {
        return new Selection(ALBUM, predicate(number % KINDS), List.of(), null);
    }

    private Predicate predicate(int kind) {
        return switch (kind) {
            case 0, 1, 2, 3, 4 -> compare(ARTIST, Comparison.EQ, artist());
            case 5, 6, 7 ->
                new Predicate.And(List.of(
                        compare(LIVE, Comparison.EQ, new Value.Bool(true)), compare(ARTIST, Comparison.EQ, artist())));
            case 8, 9 -> compare(CODE, Comparison.EQ, code());
            case 10, 11, 12 -> between();
            case 13 -> compare(RANK, Comparison.LT, new Value.Int((long) (random.nextDouble() * TOP)));
            case 14 -> compare(WEIGHT, Comparison.GT, new Value.Real(random.nextDouble() * TOP));
            case 15 -> new Predicate.In(RandomWorld.path(ARTIST), List.of(artist(), artist(), artist()));
            case 16 -> new Predicate.Like(RandomWorld.path(TITLE), new Value.Str(word() + "%"), false);
            case 17 ->
                new Predicate.Or(
                        List.of(compare(ARTIST, Comparison.EQ, artist()), compare(CODE, Comparison.EQ, code())));
            case 18 ->
                new Predicate.Not(new Predicate.Or(
                        List.of(compare(CODE, Comparison.NE, code()), compare(PRICE, Comparison.LT, price()))));
            default -> {
                String pattern = "%" + word().toUpperCase(Locale.ROOT) + "%";
                yield new Predicate.Like(RandomWorld.path(TITLE), new Value.Str(pattern), true);
            }
        };
    }

    /** A range that holds {@link #PER_VALUE} of as many prices as there are queries. */
    private Predicate between() {
        int low = random.nextInt(queries);
        return new Predicate.And(List.of(
                compare(PRICE, Comparison.GE, new Value.Int(low)),
                compare(PRICE, Comparison.LE, new Value.Int(low + PER_VALUE))));
    }

    /** An album of random values that was played once more. */
    EntityChange event() {
        Ulid id = new Ulid(++ids, 0);
        double far = TOP * KINDS / queries;
        TreeMap<String, Operation> operations = new TreeMap<>(Map.of(
                "artist", new Operation.Set(artist()),
                "live", new Operation.Set(new Value.Bool(random.nextBoolean())),
                "code", new Operation.Set(code()),
                "price", new Operation.Set(price()),
                "rank", new Operation.Set(new Value.Int((long) (TOP - far))),
                "weight", new Operation.Set(new Value.Real(far)),
                "title", new Operation.Set(new Value.Str(word() + " the " + word()))));
        EntityState before = apply(EntityState.empty(ALBUM, id), id, Clock.EMPTY, operations);
        Map<String, Operation> played = Map.of("plays", new Operation.Increment(1));
        return new EntityChange(before, apply(before, new Ulid(ids, 1), Clock.of(id), new TreeMap<>(played)));
    }

    private static EntityState apply(
            EntityState state, Ulid event, Clock parents, TreeMap<String, Operation> operations) {
        Event made = new Event(event, "album", state.id(), parents, event, null, 0, operations, Lifecycle.UNCHANGED);
        return state.apply(new CommittedEvent(made, 1, Instant.EPOCH), AppliedEvents.IN_ORDER);
    }

    private Value artist() {
        return new Value.Id(new Ulid(random.nextInt(values), 0));
    }

    private Value code() {
        return new Value.Str("C-" + random.nextInt(values));
    }

    private Value price() {
        return new Value.Decimal(BigDecimal.valueOf(random.nextInt(queries) * 100L + 99, 2));
    }

    /** One of half as many words, of four syllables, that begin alike now and then. */
    private String word() {
        int number = random.nextInt(values / 2);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            number = number * 31 + 17 & 0xFFFFFF;
            word.append(CONSONANTS.charAt(number / 7 % CONSONANTS.length()));
            word.append(VOWELS.charAt(number / 3 % VOWELS.length()));
        }
        return word.toString();
    }

    private static Predicate compare(PropertyDescriptor property, Comparison op, Value value) {
        return new Predicate.Compare(new Operand.Field(RandomWorld.path(property)), op, new Operand.Literal(value));
    }

    private static PropertyDescriptor property(String name, ValueType type) {
        return RandomWorld.property(name, type, Backend.LWW, true);
    }
}
