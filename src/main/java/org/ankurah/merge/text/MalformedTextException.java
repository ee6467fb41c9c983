package org.ankurah.merge.text;

/** Bytes that are no update, or no state vector, of a text; the message says what is wrong and where. */
public final class MalformedTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedTextException(String what) {
        super(what);
    }
}
