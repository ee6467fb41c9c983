package org.ankurah.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One payload of equal subscriptions: it is executed and written once, by whoever comes first, on that one's thread;
 * the others are woken when it is there.
 */
final class SharedPayload {

    private static final AnswerWriter WRITER = new AnswerWriter();

    /** What came of the execution. */
    static final class Outcome {

        private final byte @Nullable [] json;
        private final List<GraphQLError> errors;

        private Outcome(byte @Nullable [] json, List<GraphQLError> errors) {
            this.json = json;
            this.errors = errors;
        }

        /** The payload; null if nothing was executed. It is not to be changed. */
        byte @Nullable [] json() {
            return json;
        }

        /** Why nothing was executed. */
        List<GraphQLError> errors() {
            return errors;
        }
    }

    private boolean claimed;
    private List<Runnable> waiting = new ArrayList<>(0);
    private @Nullable Outcome outcome;

    /** Whether the caller is the one to execute it. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    void complete(ExecutionResult result) {
        Outcome made = written(result);
        List<Runnable> woken;
        synchronized (this) {
            outcome = made;
            woken = waiting;
            waiting = List.of();
        }
        woken.forEach(Runnable::run);
    }

    private static Outcome written(ExecutionResult result) {
        if (!result.isDataPresent()) {
            return new Outcome(null, result.getErrors());
        }
        try {
            return new Outcome(WRITER.bytes(AnswerWriter.response(result)), List.of());
        } catch (RuntimeException unwritable) {
            return new Outcome(null, List.of(ApiErrors.of(unwritable)));
        }
    }

    /** What came of it; null if that is not known yet, and then the caller is woken once it is. */
    synchronized @Nullable Outcome outcome(Runnable wake) {
        if (outcome == null) {
            waiting.add(wake);
        }
        return outcome;
    }
}
