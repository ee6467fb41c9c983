package org.ankurah.storage.kv;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.PathReader;
import org.ankurah.value.OrderedBytes;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/**
 * An index: for each living entity of a collection an entry, whose key has the values of the columns in their order and
 * then the id, and whose value is empty. If its first column is a list, an entity has an entry for each element.
 *
 * <p>Immutable, and safe to use from any thread.
 */
final class Index {

    static final byte[] NOTHING = new byte[0];

    private final int number;
    private final String collection;
    private final List<Column> columns;
    private final boolean declared;
    private final boolean ready;
    private final List<PathReader> readers;

    /**
     * @param number part of its keys; never used again for another index
     * @param columns one at least; only the first may be a list
     * @param declared whether the model asks for it, so that it stays
     * @param ready whether all entities have their entries; if not, those have that were written since it is there
     */
    Index(int number, String collection, List<Column> columns, boolean declared, boolean ready) {
        this.number = number;
        this.collection = collection;
        this.columns = List.copyOf(columns);
        this.declared = declared;
        this.ready = ready;
        this.readers = columns.stream().map(column -> column.field().reader()).toList();
    }

    Index asReady() {
        return new Index(number, collection, columns, declared, true);
    }

    int number() {
        return number;
    }

    String collection() {
        return collection;
    }

    List<Column> columns() {
        return columns;
    }

    boolean isDeclared() {
        return declared;
    }

    boolean isReady() {
        return ready;
    }

    /** The bytes with which all of its keys begin. */
    byte[] prefix() {
        return Keys.index(number);
    }

    /** The bytes of a value in a column. */
    byte[] bytes(int column, Value value) {
        byte[] bytes = OrderedBytes.of(value);
        return columns.get(column).descending() ? OrderedBytes.inverted(bytes) : bytes;
    }

    /** The keys of an entity's entries; none if it is deleted. */
    SortedSet<byte[]> entries(EntityState entity) {
        SortedSet<byte[]> entries = new TreeSet<>(Arrays::compareUnsigned);
        if (entity.exists() && !entity.deleted()) {
            byte[] rest = rest(entity);
            Value first = readers.get(0).read(entity, Entities.NONE);
            if (!columns.get(0).field().isList()) {
                entries.add(entry(first, rest));
            } else if (first instanceof Value.Items items) {
                items.value().forEach(element -> entries.add(entry(element, rest)));
            }
        }
        return entries;
    }

    private byte[] entry(Value first, byte[] rest) {
        return Keys.join(prefix(), bytes(0, first), rest);
    }

    /** What stands behind the first column. */
    private byte[] rest(EntityState entity) {
        byte[][] values = new byte[columns.size()][];
        for (int i = 1; i < columns.size(); i++) {
            values[i - 1] = bytes(i, readers.get(i).read(entity, Entities.NONE));
        }
        values[columns.size() - 1] = entity.id().toBytes();
        return Keys.join(NOTHING, values);
    }

    /** Brings the entries of an entity to what they are to be. */
    void update(WriteBatch batch, EntityState before, EntityState after) {
        SortedSet<byte[]> were = entries(before);
        SortedSet<byte[]> are = entries(after);
        were.stream().filter(key -> !are.contains(key)).forEach(batch::delete);
        are.stream().filter(key -> !ready || !were.contains(key)).forEach(key -> batch.put(key, NOTHING));
    }

    /** The entity of an entry. */
    static Ulid entity(byte[] key) {
        return Keys.lastId(key);
    }
}
