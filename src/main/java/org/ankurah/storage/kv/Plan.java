package org.ankurah.storage.kv;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ankurah.query.Fetch;
import org.ankurah.query.Order;
import org.ankurah.query.SortKey;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Where candidates for a selection are looked for. All matches are among them; what matches is the evaluator's to say. */
sealed interface Plan {

    /** Whether the candidates come in the selection's order. */
    boolean ordered();

    /** The columns of the index that would serve best; null if there is none better than what is used. */
    @Nullable
    List<Column> wanted();

    /** The same plan, which is ordered, without what lies in front of a page or behind it, as far as that can be told. */
    Plan between(Fetch fetch);

    /** Among these entities. */
    record ByIds(Set<Ulid> ids) implements Plan {

        @Override
        public boolean ordered() {
            return false;
        }

        @Override
        public @Nullable List<Column> wanted() {
            return null;
        }

        @Override
        public Plan between(Fetch fetch) {
            return this;
        }
    }

    /**
     * Among all entities of the collection, by id.
     *
     * @param collection which collection
     * @param states the keys of their states
     */
    record Everything(
            String collection,
            KeyRange states,
            boolean ordered,
            @Nullable List<Column> wanted) implements Plan {

        @Override
        public Plan between(Fetch fetch) {
            KeyRange part = part(states, key(fetch.after()), key(fetch.before()));
            return new Everything(collection, part, ordered, wanted);
        }

        private byte @Nullable [] key(@Nullable SortKey place) {
            return place == null ? null : Keys.state(collection, place.id());
        }
    }

    /**
     * Among the entities that an index names.
     *
     * @param ranges of the index's keys, in order, without common keys
     * @param ordered whether there is one range, and its entries come in the selection's order
     * @param prefix if ordered, the bytes with which all keys of the range begin
     * @param fixed if ordered, the number of columns that the prefix has
     */
    @SuppressWarnings("ArrayRecordComponent") // made by the planner, and only read
    record ByIndex(
            Index index,
            List<KeyRange> ranges,
            boolean ordered,
            byte[] prefix,
            int fixed,
            @Nullable List<Column> wanted)
            implements Plan {

        @Override
        public Plan between(Fetch fetch) {
            List<Order> order = fetch.selection().order();
            KeyRange part = part(ranges.get(0), key(order, fetch.after()), key(order, fetch.before()));
            return new ByIndex(index, List.of(part), ordered, prefix, fixed, wanted);
        }

        /** The key that an entity at this place has, if it can be told. */
        private byte @Nullable [] key(List<Order> order, @Nullable SortKey place) {
            if (place == null) {
                return null;
            }
            List<Column> columns =
                    index.columns().subList(fixed, index.columns().size());
            if (order.size() != columns.size()) {
                // By what has one value among the matches, a place may all the same lie in front of them or behind.
                return null;
            }
            byte[] key = prefix;
            for (Column column : columns) {
                byte[] value = value(order, place, column.field());
                if (value == null) {
                    return null;
                }
                key = Keys.join(key, column.descending() ? OrderedBytes.inverted(value) : value);
            }
            return Keys.join(key, place.id().toBytes());
        }

        private static byte @Nullable [] value(List<Order> order, SortKey place, Column.Field field) {
            for (int i = 0; i < order.size(); i++) {
                if (field.equals(Column.Field.of(order.get(i).path()))) {
                    Value value = place.values().get(i);
                    OrderedBytes.Place bytes = OrderedBytes.place(field.type(), value);
                    if (value == Value.NULL) {
                        return OrderedBytes.of(value);
                    }
                    return bytes != null && bytes.exact() && bytes.isPoint() ? bytes.low() : null;
                }
            }
            return null;
        }
    }

    private static KeyRange part(KeyRange range, byte @Nullable [] after, byte @Nullable [] before) {
        byte[] from = after == null || Arrays.compareUnsigned(after, range.from()) < 0 ? range.from() : after;
        byte[] to = before == null || Arrays.compareUnsigned(before, range.to()) > 0 ? range.to() : before;
        return new KeyRange(from, to);
    }
}
