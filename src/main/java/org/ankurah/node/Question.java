package org.ankurah.node;

import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Reactor;
import org.ankurah.reactor.Told;

/**
 * What subscribers ask who share one live query: equal questions are one.
 *
 * @param <C> what they are told
 */
sealed interface Question<C> {

    /** Which entities are looked at. */
    Selection selection();

    /** Whether the number of all matches is to be known. */
    boolean counted();

    /** The number of all matches in an answer; -1 if it is not told. */
    long total(C changes);

    LiveQuery<C> register(Reactor reactor, Consumer<Told<C>> listener, Consumer<Throwable> onFailure);

    /** Which entities match. */
    record Entities(Selection selection, Interest interest, VisibleScope scope)
            implements Question<ChangeSet<EntityState>> {

        @Override
        public boolean counted() {
            return interest.total();
        }

        @Override
        public long total(ChangeSet<EntityState> changes) {
            return changes.totalCount();
        }

        @Override
        public LiveQuery<ChangeSet<EntityState>> register(
                Reactor reactor, Consumer<Told<ChangeSet<EntityState>>> listener, Consumer<Throwable> onFailure) {
            return reactor.register(selection, interest, listener, onFailure);
        }
    }

    /** Figures of those that match. */
    record Groups(Aggregation aggregation, boolean wantsAll, VisibleScope scope) implements Question<GroupChanges> {

        @Override
        public Selection selection() {
            return aggregation.selection();
        }

        @Override
        public boolean counted() {
            return false;
        }

        @Override
        public long total(GroupChanges changes) {
            return -1;
        }

        @Override
        public LiveQuery<GroupChanges> register(
                Reactor reactor, Consumer<Told<GroupChanges>> listener, Consumer<Throwable> onFailure) {
            return reactor.register(aggregation, wantsAll, listener, onFailure);
        }
    }
}
