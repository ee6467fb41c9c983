package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The members of a live result in order, each with its rank.
 *
 * <p>A sorted list cut into chunks of at most {@link #CHUNK} members:
 *
 * <pre>
 *   chunks   [a b c] [d e] [f g h i]
 *   rank(f)   3     + 2    + 0        = 5
 * </pre>
 *
 * A place is found by binary search over the chunks' last keys and then within one chunk; its rank is the sum of
 * the sizes of the chunks before, plus the place within. Inserting and removing shift at most one chunk. So each
 * costs O(chunk + n / chunk), which is about √n at a million members and, since both terms are walks over small
 * arrays, faster than a balanced tree below that. Members are found by id through a hash map, so nobody has to
 * know an entity's former sort key.
 */
final class OrderedMembers {

    /** The most members in a chunk: near the square root of the largest result that is expected. */
    static final int CHUNK = 1024;

    private final Comparator<SortKey> order;
    private final Map<Ulid, Member> byId = new HashMap<>();
    private final List<List<Member>> chunks = new ArrayList<>();

    /**
     * @param order a total order: two keys are equal only if they have the same id
     * @param members the first members, in any order, with distinct ids
     */
    OrderedMembers(Comparator<SortKey> order, Collection<Member> members) {
        this.order = order;
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(Member::key, order));
        // Half full, so that the first inserts do not split every chunk.
        for (int from = 0; from < sorted.size(); from += CHUNK / 2) {
            chunks.add(new ArrayList<>(sorted.subList(from, Math.min(from + CHUNK / 2, sorted.size()))));
        }
        sorted.forEach(member -> byId.put(member.state().id(), member));
        if (byId.size() != sorted.size()) {
            throw new IllegalArgumentException("an entity is given twice");
        }
    }

    int size() {
        return byId.size();
    }

    /** The member of this id, or null if there is none. */
    @Nullable
    Member get(Ulid id) {
        return byId.get(id);
    }

    /** Adds an entity that is no member yet. */
    void insert(Member member) {
        if (byId.putIfAbsent(member.state().id(), member) != null) {
            throw new IllegalStateException(
                    "already a member: " + member.state().id());
        }
        if (chunks.isEmpty()) {
            chunks.add(new ArrayList<>(List.of(member)));
            return;
        }
        int at = Math.min(chunkOf(member.key()), chunks.size() - 1);
        List<Member> chunk = chunks.get(at);
        chunk.add(within(chunk, member.key()), member);
        if (chunk.size() > CHUNK) {
            List<Member> upper = chunk.subList(CHUNK / 2, chunk.size());
            chunks.add(at + 1, new ArrayList<>(upper));
            upper.clear();
        }
    }

    /** Takes a member out. */
    void remove(Member member) {
        int at = chunkOf(member.key());
        List<Member> chunk = chunks.get(at);
        Member gone = chunk.remove(within(chunk, member.key()));
        if (!gone.equals(member) || !byId.remove(member.state().id(), member)) {
            throw new IllegalStateException("not a member: " + member.state().id());
        }
        if (chunk.isEmpty()) {
            chunks.remove(at);
        }
    }

    /** Gives a member another state; its new key is at the same place. */
    void replace(Member member, Member next) {
        List<Member> chunk = chunks.get(chunkOf(member.key()));
        Member gone = chunk.set(within(chunk, member.key()), next);
        if (!gone.equals(member) || !byId.replace(member.state().id(), member, next)) {
            throw new IllegalStateException("not a member: " + member.state().id());
        }
    }

    /** The number of members before this key, whether or not there is a member with it. */
    int rank(SortKey key) {
        int at = chunkOf(key);
        int rank = 0;
        for (int i = 0; i < at; i++) {
            rank += chunks.get(i).size();
        }
        return at == chunks.size() ? rank : rank + within(chunks.get(at), key);
    }

    /** The member of this rank. */
    Member at(int rank) {
        return range(rank, rank + 1).get(0);
    }

    /** The members from one rank up to, but without, another, in order; ranks beyond the end have no members. */
    List<Member> range(int from, int to) {
        List<Member> range = new ArrayList<>(Math.max(0, Math.min(to, size()) - from));
        int start = 0;
        for (List<Member> chunk : chunks) {
            if (start >= to) {
                break;
            }
            int first = Math.max(0, from - start);
            int last = Math.min(chunk.size(), to - start);
            if (first < last) {
                range.addAll(chunk.subList(first, last));
            }
            start += chunk.size();
        }
        return range;
    }

    /** Takes out all but the first members. */
    void truncate(int size) {
        for (Member gone : range(size, size())) {
            byId.remove(gone.state().id());
        }
        while (byId.size() < sizeOfChunks()) {
            List<Member> last = chunks.get(chunks.size() - 1);
            int surplus = sizeOfChunks() - byId.size();
            if (surplus >= last.size()) {
                chunks.remove(chunks.size() - 1);
            } else {
                last.subList(last.size() - surplus, last.size()).clear();
            }
        }
    }

    private int sizeOfChunks() {
        return chunks.stream().mapToInt(List::size).sum();
    }

    /** The first chunk whose last key is not before this one; the number of chunks if there is none. */
    private int chunkOf(SortKey key) {
        int low = 0;
        int high = chunks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            List<Member> chunk = chunks.get(middle);
            if (order.compare(chunk.get(chunk.size() - 1).key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of members of a chunk before this key. */
    private int within(List<Member> chunk, SortKey key) {
        int low = 0;
        int high = chunk.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(chunk.get(middle).key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
