package org.ankurah.node.upkeep;

/** Is told how far the work is. Called by the thread that does the work. */
public interface Watcher {

    /** For those who do not care. */
    Watcher NOBODY = new Watcher() {
        @Override
        public void begin(String verb, long total) {}

        @Override
        public void done(long count) {}
    };

    /**
     * A new stretch of work begins.
     *
     * @param verb what will be done with events, such as {@code checked}
     * @param total about how many there are
     */
    void begin(String verb, long total);

    /** So many more are done. */
    void done(long count);
}
