package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;

/** The engine on an ordered store in memory, which lives as long as this does. Indexes are made at the first question. */
public final class MemoryStoreUnderTest implements EngineUnderTest {

    private static final IndexLimits EAGER = new IndexLimits(4, 1, 20);

    private MemoryStore store = new MemoryStore();
    private KeyValueEngine engine = open();

    private KeyValueEngine open() {
        return new KeyValueEngine(store, Workers.direct(), true, EAGER);
    }

    @Override
    public void clear() {
        store = new MemoryStore();
        engine = open();
    }

    @Override
    public StorageEngine engine() {
        return engine;
    }

    @Override
    public boolean tellsAtOnce() {
        return true;
    }

    @Override
    public void close() {}
}
