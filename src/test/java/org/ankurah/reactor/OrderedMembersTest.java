package org.ankurah.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.SortKey;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

class OrderedMembersTest {

    private static final ModelDescriptor MODEL = new ModelDescriptor("Thing", "thing", "things", null, List.of());

    private static final Comparator<SortKey> ORDER =
            Comparator.comparingLong(OrderedMembersTest::number).thenComparing(SortKey::id);

    @Test
    void anEmptyResultHasNoMembersAndRankZeroForEveryKey() {
        OrderedMembers members = new OrderedMembers(ORDER, List.of());

        assertThat(members.size()).isZero();
        assertThat(members.range(0, 10)).isEmpty();
        assertThat(members.rank(member(5, 1).key())).isZero();
        assertThat(members.get(new Ulid(0, 1))).isNull();
    }

    @Test
    void anEntityCannotBeTwiceInAResult() {
        Member one = member(1, 1);
        OrderedMembers members = new OrderedMembers(ORDER, List.of(one));

        assertThatThrownBy(() -> members.insert(member(2, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new OrderedMembers(ORDER, List.of(one, member(2, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Enough members for many chunks, then down to none, so that chunks split and vanish. */
    @Test
    void ranksAreThoseOfASortedListThroughGrowthAndDecline() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("ordered members: seed " + seed);
        Random random = new Random(seed);
        List<Member> expected = new ArrayList<>();
        for (int id = 0; id < 3 * OrderedMembers.CHUNK; id++) {
            expected.add(member(random.nextInt(500), id));
        }
        OrderedMembers members = new OrderedMembers(ORDER, expected);
        expected.sort(Comparator.comparing(Member::key, ORDER));
        int next = expected.size();

        for (int step = 0; step < 40_000 && !expected.isEmpty(); step++) {
            boolean growing = step < 8_000;
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                Member member = member(random.nextInt(500), next++);
                expected.add(place(expected, member.key()), member);
                members.insert(member);
            } else {
                Member member = expected.remove(random.nextInt(expected.size()));
                members.remove(member);
            }
            if (step % 500 == 0) {
                assertSame(members, expected);
            }
        }
        expected.forEach(members::remove);
        assertThat(members.range(0, 10)).isEmpty();
    }

    @Test
    void aReplacedMemberKeepsItsPlace() {
        Member old = member(2, 2);
        Member next = member(2, 2);
        OrderedMembers members = new OrderedMembers(ORDER, List.of(member(1, 1), old, member(3, 3)));

        members.replace(old, next);

        assertThat(members.get(new Ulid(0, 2))).isSameAs(next);
        assertThat(members.at(1)).isSameAs(next);
    }

    @Test
    void truncatingKeepsTheFirstMembers() {
        List<Member> all = new ArrayList<>();
        for (int id = 0; id < 3 * OrderedMembers.CHUNK; id++) {
            all.add(member(id, id));
        }
        for (int size : List.of(3 * OrderedMembers.CHUNK, OrderedMembers.CHUNK + 7, OrderedMembers.CHUNK / 2, 1, 0)) {
            OrderedMembers members = new OrderedMembers(ORDER, all);

            members.truncate(size);

            assertSame(members, new ArrayList<>(all.subList(0, size)));
            all.subList(size, all.size())
                    .forEach(gone -> assertThat(members.get(gone.state().id())).isNull());
        }
    }

    private static void assertSame(OrderedMembers members, List<Member> expected) {
        assertThat(members.size()).isEqualTo(expected.size());
        assertThat(members.range(0, expected.size())).isEqualTo(expected);
        int from = expected.size() / 3;
        int to = expected.size() / 2;
        assertThat(members.range(from, to)).isEqualTo(expected.subList(from, to));
        for (int rank = 0; rank < expected.size(); rank += 97) {
            assertThat(members.rank(expected.get(rank).key())).isEqualTo(rank);
        }
        SortKey absent = new SortKey(List.of(new Value.Int(250)), Ulid.ZERO);
        assertThat(members.rank(absent)).isEqualTo(place(expected, absent));
    }

    private static int place(List<Member> sorted, SortKey key) {
        int place = 0;
        while (place < sorted.size() && ORDER.compare(sorted.get(place).key(), key) < 0) {
            place++;
        }
        return place;
    }

    private static Member member(int number, long id) {
        Ulid ulid = new Ulid(0, id);
        return new Member(new SortKey(List.of(new Value.Int(number)), ulid), EntityState.empty(MODEL, ulid));
    }

    private static long number(SortKey key) {
        return ((Value.Int) key.values().get(0)).value();
    }
}
