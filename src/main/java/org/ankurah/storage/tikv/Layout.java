package org.ankurah.storage.tikv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.storage.kv.WriteBatch;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;
import org.tikv.kvproto.Kvrpcpb.Mutation;
import org.tikv.kvproto.Kvrpcpb.Op;
import org.tikv.shade.com.google.protobuf.ByteString;

/**
 * Where the entries of a store are in the cluster.
 *
 * <pre>
 * prefix 0 0            who writes
 * prefix 0 1 key        1 and the value, as TiKV tells no empty value from none
 * </pre>
 *
 * The byte behind the prefix, which has none such, keeps stores apart of which one's prefix begins with the other's.
 */
final class Layout {

    /** TiKV refuses longer ones, unless it is told otherwise; so did its older versions, from half of it on. */
    static final int LARGEST_KEY = 4_096;

    /** Below 8 MiB, where TiKV refuses what it has to agree on in one piece. */
    static final int LARGEST_VALUE = 6 << 20;

    private static final byte HOLDER = 0;
    private static final byte ENTRY = 1;
    private static final byte VALUE = 1;

    private final byte[] prefix;

    /** @param prefix letters, digits and signs of ASCII, one at least */
    Layout(String prefix) {
        if (!prefix.matches("[!-~]{1,100}")) {
            throw new IllegalArgumentException("A prefix has 1 to 100 letters, digits or signs of ASCII: " + prefix);
        }
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    }

    /** The key of the record that says who writes; before all others of the store. */
    ByteString holder() {
        return join(prefix, new byte[] {0, HOLDER});
    }

    ByteString key(byte[] key) {
        return join(prefix, new byte[] {0, ENTRY}, key);
    }

    byte[] original(ByteString key) {
        return key.substring(prefix.length + 2).toByteArray();
    }

    static byte @Nullable [] value(@Nullable ByteString value) {
        return value == null ? null : value.substring(1).toByteArray();
    }

    /** What a batch does, in the order of its keys. */
    List<Mutation> mutations(WriteBatch batch) {
        Map<byte[], WriteBatch.Entry> last = new TreeMap<>(Arrays::compareUnsigned);
        batch.entries().forEach(entry -> last.put(entry.key(), entry));
        return last.values().stream().map(this::mutation).toList();
    }

    private Mutation mutation(WriteBatch.Entry entry) {
        ByteString key = key(entry.key());
        if (key.size() > LARGEST_KEY) {
            throw AnkurahException.limitExceeded("A value that is unique or indexed is too long for TiKV: with all that"
                    + " belongs to it, a key has " + LARGEST_KEY + " bytes at most.");
        }
        byte[] value = entry.value();
        if (value == null) {
            return Mutation.newBuilder().setOp(Op.Del).setKey(key).build();
        }
        if (value.length > LARGEST_VALUE) {
            throw AnkurahException.limitExceeded("An entity, or an event, is too large for TiKV: " + value.length
                    + " bytes, of at most " + LARGEST_VALUE + ".");
        }
        return put(key, join(new byte[] {VALUE}, value));
    }

    static Mutation put(ByteString key, ByteString value) {
        return Mutation.newBuilder().setOp(Op.Put).setKey(key).setValue(value).build();
    }

    private static ByteString join(byte[]... parts) {
        ByteString.Output out = ByteString.newOutput();
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteString();
    }
}
