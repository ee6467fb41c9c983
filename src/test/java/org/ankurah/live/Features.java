package org.ankurah.live;

/** Which parts of live queries exist. */
final class Features {

    /** Windows, counts that are not asked for. */
    static final boolean WINDOWS = Boolean.getBoolean("live.windows");

    /** Paths across references. */
    static final boolean REFERENCES = Boolean.getBoolean("live.references");

    /** Conditions on many others. */
    static final boolean HOPS = Boolean.getBoolean("live.hops");

    /** What was selected of others. */
    static final boolean NESTED = Boolean.getBoolean("live.nested");

    /** Coming back with what is held. */
    static final boolean RESUME = Boolean.getBoolean("live.resume");

    private Features() {}
}
