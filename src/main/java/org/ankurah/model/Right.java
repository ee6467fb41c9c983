package org.ankurah.model;

/** One thing that a role may be allowed to do with the entities of a collection. */
public enum Right {

    /** To list, count, aggregate and watch them, and to see them by their ids. */
    READ,

    /** To see those whose ids one knows, or to which a reference leads; they are not listed. */
    RETRIEVE,

    /** To create them. */
    CREATE,

    /** To change them. */
    UPDATE,

    /** To delete and restore them. */
    DELETE,

    /** To see the past of those that one may see. */
    HISTORY,

    /** All of it. */
    ALL
}
