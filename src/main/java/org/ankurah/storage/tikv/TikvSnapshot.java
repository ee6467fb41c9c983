package org.ankurah.storage.tikv;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.ankurah.storage.kv.KeyRange;
import org.ankurah.storage.kv.Snapshot;
import org.jspecify.annotations.Nullable;
import org.tikv.kvproto.Kvrpcpb.KvPair;
import org.tikv.shade.com.google.protobuf.ByteString;

/** The store as of a timestamp. Costs the cluster nothing, which keeps former versions for a while by itself. */
final class TikvSnapshot implements Snapshot {

    /** What is read ahead at first: many walks end after a few entries. */
    private static final int FIRST_PART = 64;

    private static final int LARGEST_PART = 1_024;

    private final Cluster cluster;
    private final Layout layout;
    private final long version;

    TikvSnapshot(Cluster cluster, Layout layout, long version) {
        this.cluster = cluster;
        this.layout = layout;
        this.version = version;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return getAll(List.of(key)).get(0);
    }

    @Override
    public List<byte @Nullable []> getAll(List<byte[]> keys) {
        List<ByteString> stored = keys.stream().map(layout::key).toList();
        Map<ByteString, ByteString> found = Failures.told(
                Failures.SILENT,
                () -> cluster.getAll(
                        stored.stream().distinct().sorted(Cluster::compare).toList(), version));
        List<byte @Nullable []> values = new ArrayList<>(keys.size());
        stored.forEach(key -> values.add(Layout.value(found.get(key))));
        return values;
    }

    @Override
    public Scan scan(KeyRange range, boolean backwards) {
        return new Walk(range, backwards);
    }

    @Override
    public void close() {}

    private final class Walk implements Scan {

        private final boolean backwards;
        private ByteString from;
        private ByteString to;
        private boolean more;
        private int limit = FIRST_PART;
        private Iterator<KvPair> pairs = List.<KvPair>of().iterator();
        private @Nullable KvPair current;

        Walk(KeyRange range, boolean backwards) {
            this.backwards = backwards;
            this.from = layout.key(range.from());
            this.to = layout.key(range.to());
            this.more = !range.isEmpty();
        }

        @Override
        public boolean next() {
            while (!pairs.hasNext() && more) {
                fetch();
            }
            current = pairs.hasNext() ? pairs.next() : null;
            return current != null;
        }

        private void fetch() {
            Cluster.Part part = Failures.told(Failures.SILENT, () -> cluster.scan(from, to, backwards, limit, version));
            pairs = part.pairs().iterator();
            limit = Math.min(2 * limit, LARGEST_PART);
            ByteString rest = part.rest();
            more = rest != null;
            if (rest != null && backwards) {
                to = rest;
            } else if (rest != null) {
                from = rest;
            }
        }

        @Override
        public byte[] key() {
            return layout.original(entry().getKey());
        }

        @Override
        public byte[] value() {
            return entry().getValue().substring(1).toByteArray();
        }

        private KvPair entry() {
            if (current == null) {
                throw new NoSuchElementException("there is no entry here");
            }
            return current;
        }

        @Override
        public void close() {}
    }
}
