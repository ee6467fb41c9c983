package org.ankurah.graphql;

import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.concurrent.CompletableFuture;

/** Gives the failure of a fetcher its place in the answer. */
final class FaultHandler implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult()
                .error(ApiErrors.of(parameters.getException(), parameters.getPath(), parameters.getSourceLocation()))
                .build());
    }
}
