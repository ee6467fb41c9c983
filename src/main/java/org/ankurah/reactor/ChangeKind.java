package org.ankurah.reactor;

/** How an entity's place in a live result changed. */
public enum ChangeKind {
    /** It is part of the first result. */
    INITIAL,
    /** It started to match. */
    ADDED,
    /** It matched and still does, with other values. */
    UPDATED,
    /** It does not match any more. */
    REMOVED
}
