package org.ankurah.storage.tikv;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;
import org.ankurah.storage.kv.IndexLimits;
import org.ankurah.storage.kv.KeyValueEngine;
import org.ankurah.storage.kv.ThreadWorkers;
import org.jspecify.annotations.Nullable;

/** A cluster of its own for one test class, of two regions. As only one engine at a time may use it, all share the same. */
public final class TikvUnderTest implements EngineUnderTest {

    private static final IndexLimits EAGER = new IndexLimits(4, 1, 20);

    private final TestCluster cluster = new TestCluster();
    private @Nullable KeyValueEngine engine;

    public TikvUnderTest() {
        // Between the answers, the keys of events, and the rest.
        cluster.split(new Layout("test").key(new byte[] {'l', 0, 0, 0, 0, 0, 0, 0, 3}));
    }

    @Override
    public void clear() {
        end();
        cluster.clear();
    }

    @Override
    public StorageEngine engine() {
        if (engine != null) {
            return engine;
        }
        try {
            KeyValueEngine opened =
                    new KeyValueEngine(TikvStorage.open(cluster.address(), "test"), new ThreadWorkers(), true, EAGER);
            engine = opened;
            return opened;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void end() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    @Override
    public void close() {
        end();
        cluster.close();
    }
}
