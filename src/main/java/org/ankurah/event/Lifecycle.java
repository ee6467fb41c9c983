package org.ankurah.event;

/** What an event says of its entity as a whole, beside its operations on properties. */
public enum Lifecycle {
    /** Nothing: only properties change. */
    UNCHANGED,
    /** A deleted entity comes back. */
    RESTORED,
    /** The entity leaves every result; a later event may restore it. */
    DELETED,
    /** The contents of all earlier events of the entity are erased for good, and it never comes back. */
    PURGED,
    /** What the event said is not known any more: its entity was purged later. */
    ERASED
}
