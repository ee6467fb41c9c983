package org.ankurah.demo;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Receipt;
import org.ankurah.server.NodeOpened;
import org.ankurah.value.AnkurahException;
import org.jboss.logging.Logger;

/** Fills an empty store with the {@link SampleStore} when the server starts. */
@Singleton
public class SampleData {

    private static final Logger LOG = Logger.getLogger(SampleData.class);
    private static final Identity ACTOR = new Identity("sample-data");

    /** A store in which anything was ever written is not empty, even if all of it was deleted. */
    void fill(@Observes NodeOpened opened) {
        if (!opened.sampleData()) {
            return;
        }
        Context context = opened.node().unrestricted(ACTOR);
        if (context.position().await().indefinitely() > 0) {
            return;
        }
        try {
            Receipt receipt = SampleStore.create(context).await().indefinitely();
            LOG.infof(
                    "The store was empty and now holds the sample music store (%d entities).",
                    receipt.outcomes().size());
        } catch (IllegalArgumentException | AnkurahException e) {
            // Models that were changed cannot hold it; or another server on this database was a moment faster.
            LOG.warnf("The sample data was left out: %s", e.getMessage());
        }
    }
}
