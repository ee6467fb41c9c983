package org.ankurah.storage.kv;

import org.ankurah.storage.EngineUnderTest;
import org.ankurah.storage.StorageEngine;

/** The engine on an ordered store in memory, which lives as long as this does. Indexes are made at the first question. */
public final class MemoryStorageUnderTest implements EngineUnderTest {

    private static final IndexLimits EAGER = new IndexLimits(4, 1, 20);

    private MemoryStorage store = new MemoryStorage();
    private KeyValueEngine engine = open();

    private KeyValueEngine open() {
        return new KeyValueEngine(store, Workers.direct(), true, EAGER);
    }

    @Override
    public void clear() {
        store = new MemoryStorage();
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
