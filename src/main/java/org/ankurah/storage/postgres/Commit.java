package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One commit, in one of two ways.
 *
 * <p>{@linkplain #locked Locked}: within a transaction it locks the log, reads, decides, stores. That always works,
 * takes four round trips to the database, and holds up everybody else meanwhile.
 *
 * <p>{@linkplain #unlocked Unlocked}: it reads without a lock, if there is anything to read, decides, and stores in a
 * single statement that does nothing unless the log still ends where it did when it was read. Whoever is alone in
 * writing gets done in one or two round trips that way; with several at it, most would be in vain.
 */
final class Commit {

    private Commit() {}

    /**
     * What came of it.
     *
     * @param base the end of the log that it built on
     * @param end the end of the log that it left
     */
    record Done<R>(R result, LogEnd base, LogEnd end) {}

    /** In a transaction of the session. Whatever fails undoes the transaction. */
    static <R> Uni<Done<R>> locked(
            Mutiny.StatelessSession session, Tables tables, CommitWork<R> work, CommitWork.Reads reads) {
        return Base.lock(session, tables, reads).chain(base -> {
            CommitWork.Decision<R> decision = decide(tables, work, base);
            return Writes.store(session, tables, decision, base.end()).map(isStored -> {
                if (!isStored) {
                    throw new IllegalStateException("the log has moved while it was locked");
                }
                return done(decision, base);
            });
        });
    }

    /**
     * On a session without a transaction.
     *
     * @param left where the log ended when somebody last looked
     * @return null if nothing was stored, as it has to be done with a lock
     */
    static <R> Uni<@Nullable Done<R>> unlocked(
            Mutiny.StatelessSession session, Tables tables, CommitWork<R> work, CommitWork.Reads reads, LogEnd left) {
        Uni<Base> current =
                reads.isEmpty() ? Uni.createFrom().item(new Base(left)) : new BaseSql(tables, reads).read(session);
        return current.chain(base -> {
            if (base.position() > reads.known()) {
                return Uni.createFrom().nullItem();
            }
            CommitWork.Decision<R> decision = decide(tables, work, base);
            return Writes.store(session, tables, decision, base.end())
                    .map(isStored -> isStored ? done(decision, base) : null);
        });
    }

    private static <R> Done<R> done(CommitWork.Decision<R> decision, Base base) {
        return new Done<>(decision.result(), base.end(), base.end().behind(decision));
    }

    private static <R> CommitWork.Decision<R> decide(Tables tables, CommitWork<R> work, Base base) {
        CommitWork.Decision<R> decision;
        try {
            decision = work.decide(base);
        } catch (RuntimeException refused) {
            throw new Failures.Undecided(refused);
        }
        decision.checkFollows(base.position());
        for (EntityState state : decision.states()) {
            Indexes.check(tables.get(state.model().collection()), state);
        }
        return decision;
    }
}
