package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.ankurah.node.Context;
import org.ankurah.node.Receipt;
import org.ankurah.node.Transaction;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The mutation fields of one request, which commit as one transaction. Each field registers its writes and gets
 * a promise; when all have registered, the transaction commits and the promises are kept, or broken all at once:
 * first that of the field that is to blame, with the reason, then the others, which say that nothing was written.
 *
 * <p>Not safe for use by several threads before {@link #commit}.
 */
final class MutationBatch {

    private final Context context;
    private final Transaction transaction;
    private final Supervision supervision;
    private final Batches batches;
    private final int expected;
    private final List<Field> fields = new ArrayList<>();
    private @Nullable String key;
    private int size;

    /** Who may do what, and what is written down of those who may not. */
    interface Supervision {

        /**
         * Refuses everybody but an administrator.
         *
         * @throws AnkurahException with {@code FORBIDDEN}
         */
        void requireAdmin();

        /** A field was not allowed. */
        void refused(Target field, AnkurahException refusal);
    }

    /**
     * What a field is about.
     *
     * @param key its name in the answer
     * @param mutation its name in the schema
     * @param id of the entity that it names; null if it names none
     */
    record Target(String key, String mutation, @Nullable Ulid id) {}

    /**
     * @param key under which the request may be sent again, or null
     * @param supervision of the one who sent the request
     * @param expected how many fields will register
     */
    MutationBatch(Context context, @Nullable String key, Supervision supervision, Batches batches, int expected) {
        this.context = context;
        this.transaction = context.begin();
        this.key = key;
        this.supervision = supervision;
        this.batches = batches;
        this.expected = expected;
    }

    /**
     * Registers the writes of one field.
     *
     * @param own the idempotency key that the field was given, or null
     * @param writes adds them to the transaction and says how many; what it throws fails the whole batch
     */
    CompletableFuture<MutationPayload> register(
            Target target, @Nullable String own, ToIntFunction<Transaction> writes) {
        Field field = new Field(target, size);
        fields.add(field);
        try {
            takeKey(own);
            size += writes.applyAsInt(transaction);
        } catch (RuntimeException failure) {
            field.failure = failure;
        }
        field.end = size;
        return field.promise;
    }

    Supervision supervision() {
        return supervision;
    }

    /** All fields are one transaction, which has one key. */
    private void takeKey(@Nullable String own) {
        if (own != null && key != null && !own.equals(key)) {
            throw AnkurahException.badQuery(
                    "The mutations of one request are one transaction and have one idempotency key.",
                    MutationTypes.IDEMPOTENCY_KEY);
        }
        key = own == null ? key : own;
        if (key != null) {
            transaction.idempotent(key);
        }
    }

    /**
     * Commits what was registered, once no more fields will register. The promises are kept on the caller's event
     * loop: many requests share a commit, and the one event loop that ran it would answer them all.
     */
    void commit() {
        if (fields.size() < expected || fields.stream().anyMatch(field -> field.failure != null)) {
            batches.wave(this::refuse);
            return;
        }
        transaction
                .commit()
                .emitOn(EventLoops.current())
                .subscribe()
                .with(receipt -> batches.wave(() -> keep(receipt)), failure -> batches.wave(() -> blame(failure)));
    }

    private void keep(Receipt receipt) {
        String cursor = LogCursor.encode(receipt.position());
        for (Field field : fields) {
            field.promise.complete(
                    new MutationPayload(receipt.outcomes().subList(field.start, field.end), cursor, context));
        }
    }

    private void blame(Throwable failure) {
        int write = transaction.failedWrite();
        for (Field field : fields) {
            if (write < 0 || (field.start <= write && write < field.end)) {
                field.failure = failure;
            }
        }
        refuse();
    }

    private void refuse() {
        Field first = null;
        for (Field field : fields) {
            if (field.failure != null) {
                first = first == null ? field : first;
                note(field.target, field.failure);
                field.promise.completeExceptionally(field.failure);
            }
        }
        AnkurahException bystander = bystander(first);
        fields.forEach(field -> field.promise.completeExceptionally(bystander));
    }

    private void note(Target field, Throwable failure) {
        if (failure instanceof AnkurahException known
                && (known.code() == ErrorCode.FORBIDDEN || known.code() == ErrorCode.UNAUTHENTICATED)) {
            supervision.refused(field, known);
        }
    }

    /** What the fields are told that would have succeeded. */
    private static AnkurahException bystander(@Nullable Field culprit) {
        if (culprit == null) {
            // The engine refused a field before it could register, and reports that itself.
            return AnkurahException.badQuery("Nothing was written, because another field of the request failed.");
        }
        ErrorCode code = culprit.failure instanceof AnkurahException known ? known.code() : ErrorCode.INTERNAL;
        return new AnkurahException(code, "Nothing was written, because " + culprit.target.key() + " failed.", null);
    }

    /** One mutation field and its range of the transaction's writes. */
    private static final class Field {

        private final Target target;
        private final int start;
        private final CompletableFuture<MutationPayload> promise = new CompletableFuture<>();
        private int end;
        private @Nullable Throwable failure;

        Field(Target target, int start) {
            this.target = target;
            this.start = start;
        }
    }
}
