package org.ankurah.storage;

/** The engine in memory: what it stores lives as long as it does. */
public final class MemoryUnderTest implements EngineUnderTest {

    private MemoryEngine engine = new MemoryEngine();

    @Override
    public void clear() {
        engine = new MemoryEngine();
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
