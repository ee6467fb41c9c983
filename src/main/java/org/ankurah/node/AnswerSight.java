package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Predicate.Comparison;
import org.ankurah.query.Selection;
import org.ankurah.query.Terms;
import org.ankurah.query.Truth;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Decides which entities of a first answer may be seen by whoever asks again: as they were, if the rule looks at nothing
 * else; otherwise as they are now, since what the rule looks at is known as of now.
 */
final class AnswerSight {

    private static final Entities UNREAD = new Entities() {
        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            throw new Unread(new Unread.Need.Entity(collection, id));
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            throw new Unread(new Unread.Need.Referring(collection, property, target));
        }
    };

    private final StorageEngine storage;
    private final Access access;

    AnswerSight(StorageEngine storage, Access access) {
        this.storage = storage;
        this.access = access;
    }

    Uni<Receipt> of(Receipt receipt) {
        if (access.isEverything()) {
            return Uni.createFrom().item(receipt);
        }
        return Multi.createFrom()
                .iterable(receipt.outcomes())
                .onItem()
                .transformToUniAndConcatenate(outcome -> sees(outcome.entity())
                        .map(visible ->
                                new Receipt.Outcome(outcome.entity(), outcome.events(), outcome.before(), visible)))
                .collect()
                .asList()
                .map(outcomes -> new Receipt(receipt.transactionId(), receipt.position(), outcomes));
    }

    private Uni<Boolean> sees(EntityState state) {
        ModelDescriptor model = state.model();
        Predicate rule = access.of(model.collection()).retrieve();
        try {
            Selection selection = new Selection(model, rule, List.of(), null);
            return Uni.createFrom().item(CompiledSelection.of(selection).test(state, UNREAD) == Truth.TRUE);
        } catch (Unread beyond) {
            Path id = new Path(List.of(), Path.ID, List.of(), new ValueType.RefType(model.collection()));
            Predicate itself = Terms.compare(id, Comparison.EQ, new Value.Id(state.id()));
            return storage.count(new Selection(model, new Predicate.And(List.of(itself, rule)), List.of(), null))
                    .map(count -> count > 0);
        }
    }
}
