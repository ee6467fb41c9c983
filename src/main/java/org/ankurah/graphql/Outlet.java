package org.ankurah.graphql;

import graphql.GraphQLError;
import java.util.List;

/**
 * Where the results of one operation go: some transport's way to one client. After {@link #error} or
 * {@link #complete} nothing follows. Called by one thread at a time, whichever that is; must not block.
 */
interface Outlet {

    /** Whether more can be taken without piling up. When that changes for the better, call {@link OperationRun#resume}. */
    boolean isReady();

    /**
     * One more result.
     *
     * @param result its JSON, in UTF-8; shared with other clients, so not to be changed
     */
    void next(byte[] result);

    /** Sends the results so far; they may have waited for more of them. {@link #error} and {@link #complete} do as well. */
    void flush();

    /** The operation was refused or failed. */
    void error(List<GraphQLError> errors);

    /** The operation has nothing more to say. */
    void complete();
}
