package org.ankurah.storage;

/** A store for one test class: made empty before each test, and found again by engines that are made later. */
public interface EngineUnderTest extends AutoCloseable {

    /** Forgets everything that is stored. */
    void clear();

    /** An engine on what is stored, not open yet. */
    StorageEngine engine();

    /** Whether others have heard of a commit when it is done. */
    default boolean tellsAtOnce() {
        return false;
    }

    @Override
    void close();
}
