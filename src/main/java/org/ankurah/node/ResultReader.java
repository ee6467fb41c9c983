package org.ankurah.node;

import io.smallrye.mutiny.Uni;
import org.ankurah.query.Fetch;
import org.ankurah.query.Selection;
import org.ankurah.storage.CountedPage;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/** Reads the beginnings of live results from storage. */
final class ResultReader {

    /** Most entities in one live result: it is held in memory as long as the live query is open. */
    static final int MAX_RESULT = 100_000;

    private final StorageEngine storage;

    ResultReader(StorageEngine storage) {
        this.storage = storage;
    }

    /**
     * The window and some entities behind it, or all.
     *
     * @param lookAhead how many matches to read behind a window at least
     * @param counted whether the number of all matches is to be known, if that is not plain to see
     */
    Uni<CountedPage> read(Selection selection, int lookAhead, boolean counted) {
        Integer window = selection.limit();
        int size =
                window == null ? MAX_RESULT : (int) Math.min(MAX_RESULT, (long) window + Math.max(window, lookAhead));
        Fetch fetch = Fetch.first(selection.unlimited(), size);
        Uni<CountedPage> read = counted && window != null
                ? storage.fetchCounted(fetch)
                : storage.fetch(fetch).map(page -> new CountedPage(page, 0));
        return read.invoke(page -> {
            if (window == null && page.page().more()) {
                throw AnkurahException.limitExceeded("A live query holds at most " + MAX_RESULT
                        + " entities. Narrow its filter, or ask for the first ones.");
            }
        });
    }
}
