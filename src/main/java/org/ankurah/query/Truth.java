package org.ankurah.query;

/** The three truth values of SQL. Only {@link #TRUE} matches. */
public enum Truth {
    TRUE,
    FALSE,
    /** Null was involved; the answer is not known. */
    UNKNOWN;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
