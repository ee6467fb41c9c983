package org.ankurah.faults;

import static org.ankurah.faults.Member.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ankurah.event.CommittedEvent;
import org.ankurah.node.Mutable;
import org.ankurah.node.Transaction;
import org.ankurah.node.View;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;

/**
 * A commit that something happens to: it creates a song, which takes a unique value, and adds to the plays of one that
 * all such commits share.
 */
final class StruckCommit {

    /** With this begin the names of all but those that warm up. */
    static final String NAME = "commit ";

    /**
     * So many commits of a node, nobody else's in between, and the next one is done without locking the log first: one
     * that meets the end that others left, one that meets its own, and one of that kind.
     */
    private static final int UNTIL_UNLOCKED = 3;

    private final View<Song> shared;
    private final String name;
    private Ulid song = Ulid.ZERO;
    private boolean acknowledged;

    private StruckCommit(View<Song> shared, String name) {
        this.shared = shared;
        this.name = name;
    }

    static StruckCommit numbered(View<Song> shared, int number) {
        return new StruckCommit(shared, NAME + number);
    }

    /**
     * Has a node commit some like it, so that its connection knows the statements, and the next one is done in one way
     * or the other. Of these the plays of the shared song are one more each.
     *
     * @param other is made to commit as well, if the log is to be locked
     * @return how many the node committed
     */
    static int warmUp(View<Song> shared, int number, Member node, Member other, boolean locked) {
        if (locked) {
            other.commit(t -> t.edit(shared).set(Song::year, number));
        }
        int commits = locked ? 1 : UNTIL_UNLOCKED;
        for (int i = 0; i < commits; i++) {
            StruckCommit warmUp = new StruckCommit(shared, "warm up " + number + "." + i);
            warmUp.run(node);
            assertThat(warmUp.acknowledged).isTrue();
        }
        return commits;
    }

    /** Commits, which succeeds or is {@code UNAVAILABLE}. */
    void run(Member member) {
        Transaction transaction = member.context().begin();
        Mutable<Song> created = transaction.create(new Song(name, name, null, 0));
        song = created.id();
        transaction.edit(shared).increment(Song::plays, 1);
        try {
            await(transaction.commit());
            acknowledged = true;
        } catch (AnkurahException failure) {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    boolean acknowledged() {
        return acknowledged;
    }

    /** It is in the log as a whole, once; or not at all if nobody was told that it is. Returns whether it is. */
    boolean check(List<CommittedEvent> log) {
        List<CommittedEvent> created = log.stream()
                .filter(event -> event.event().entityId().equals(song))
                .toList();
        assertThat(created).as("events of " + name).hasSizeBetween(acknowledged ? 1 : 0, 1);
        if (created.isEmpty()) {
            return false;
        }
        Ulid transaction = created.get(0).event().transactionId();
        assertThat(log)
                .filteredOn(event -> event.event().transactionId().equals(transaction))
                .as("transaction of " + name)
                .hasSize(2)
                .extracting(event -> event.event().entityId())
                .containsExactly(song, shared.id());
        return true;
    }
}
