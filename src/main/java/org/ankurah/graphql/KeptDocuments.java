package org.ankurah.graphql;

import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets SmallRye keep parsed only those documents that are not large. It keeps a number of them, whatever their size, and
 * parsed a document takes a hundred times the memory of its text: strangers could fill the heap with large ones.
 */
final class KeptDocuments extends SimplePerformantInstrumentation {

    /** As {@link RecentDocuments} has it; documents of applications are shorter. */
    private static final int LONGEST = 8_000;

    private final Instrumentation keeper;

    /** @param keeper SmallRye's, which keeps a document when its validation has come to a good end */
    KeptDocuments(Instrumentation keeper) {
        this.keeper = keeper;
    }

    @Override
    public @Nullable CompletableFuture<InstrumentationState> createStateAsync(
            InstrumentationCreateStateParameters parameters) {
        return keeper.createStateAsync(parameters);
    }

    @Override
    public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
        return parameters.getQuery().length() > LONGEST
                ? SimpleInstrumentationContext.noOp()
                : keeper.beginValidation(parameters, state);
    }
}
