package org.ankurah.storage.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.jspecify.annotations.Nullable;

/**
 * Which indexes there are. Stored beside them and read from the same snapshot, so that a read never trusts an index that
 * its snapshot does not have, or has only a part of. Immutable.
 */
final class Catalog {

    private static final byte[] KEY = Keys.note("indexes");

    private final int nextNumber;
    private final List<Index> indexes;
    private final Map<String, List<Index>> byCollection;

    Catalog(int nextNumber, List<Index> indexes) {
        this.nextNumber = nextNumber;
        this.indexes = List.copyOf(indexes);
        this.byCollection = indexes.stream().collect(Collectors.groupingBy(Index::collection));
    }

    /** The stored bytes of the catalog, or null if there was never any index. */
    static byte @Nullable [] stored(Snapshot snapshot) {
        return snapshot.get(KEY);
    }

    /**
     * The catalog of some bytes.
     *
     * @param models indexes on what these do not have are left out
     */
    static Catalog read(byte @Nullable [] bytes, Models models) {
        if (bytes == null) {
            return new Catalog(1, List.of());
        }
        BinaryReader in = Records.start(bytes);
        int nextNumber = (int) in.readVarint();
        List<Index> indexes = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            int number = (int) in.readVarint();
            String collection = in.readString();
            boolean declared = in.readBoolean();
            boolean ready = in.readBoolean();
            ModelDescriptor model = models.find(collection);
            List<Column> columns = new ArrayList<>();
            boolean known = model != null;
            for (int more = in.readCount(); more > 0; more--) {
                Column column = Column.read(in, model);
                if (column == null) {
                    known = false;
                } else {
                    columns.add(column);
                }
            }
            if (known) {
                indexes.add(new Index(number, collection, columns, declared, ready));
            }
        }
        in.expectEnd();
        return new Catalog(nextNumber, indexes);
    }

    private byte[] encode() {
        BinaryWriter out = Records.start();
        out.writeVarint(nextNumber);
        out.writeVarint(indexes.size());
        for (Index index : indexes) {
            out.writeVarint(index.number());
            out.writeString(index.collection());
            out.writeBoolean(index.isDeclared());
            out.writeBoolean(index.isReady());
            out.writeVarint(index.columns().size());
            index.columns().forEach(column -> column.write(out));
        }
        return out.toByteArray();
    }

    void write(WriteBatch batch) {
        batch.put(KEY, encode());
    }

    List<Index> all() {
        return indexes;
    }

    List<Index> of(String collection) {
        return byCollection.getOrDefault(collection, List.of());
    }

    /** The index of exactly these columns, or null. */
    @Nullable
    Index find(String collection, List<Column> columns) {
        return of(collection).stream()
                .filter(index -> index.columns().equals(columns))
                .findFirst()
                .orElse(null);
    }

    /** The same with a new index, which is not ready; the last of {@link #all}. */
    Catalog with(String collection, List<Column> columns, boolean declared) {
        List<Index> more = new ArrayList<>(indexes);
        more.add(new Index(nextNumber, collection, columns, declared, false));
        return new Catalog(nextNumber + 1, more);
    }

    /** The same with other indexes; those that become null are left out. */
    Catalog map(Function<Index, @Nullable Index> change) {
        List<Index> changed = new ArrayList<>();
        for (Index index : indexes) {
            Index now = change.apply(index);
            if (now != null) {
                changed.add(now);
            }
        }
        return new Catalog(nextNumber, changed);
    }
}
