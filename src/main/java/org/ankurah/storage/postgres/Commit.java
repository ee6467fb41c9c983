package org.ankurah.storage.postgres;

import io.smallrye.mutiny.Uni;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.CommitWork;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One commit, within a transaction of the session: locks the log, reads, decides, stores. Whatever fails undoes
 * the transaction.
 */
final class Commit {

    private Commit() {}

    /**
     * What came of it.
     *
     * @param position the end of the log
     */
    record Done<R>(R result, long position) {}

    static <R> Uni<Done<R>> run(Mutiny.StatelessSession session, Tables tables, CommitWork<R> work) {
        return Base.lock(session, tables, work.reads()).chain(base -> {
            CommitWork.Decision<R> decision = decide(work, base);
            decision.checkFollows(base.position());
            for (EntityState state : decision.states()) {
                Indexes.check(tables.get(state.model().collection()), state);
            }
            return Writes.store(session, tables, decision)
                    .map(stored -> new Done<>(
                            decision.result(),
                            base.position() + decision.events().size()));
        });
    }

    private static <R> CommitWork.Decision<R> decide(CommitWork<R> work, Base base) {
        try {
            return work.decide(base);
        } catch (RuntimeException refused) {
            throw new Failures.Undecided(refused);
        }
    }
}
