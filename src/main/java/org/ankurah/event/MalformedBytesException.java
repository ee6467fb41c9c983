package org.ankurah.event;

/** Stored or received bytes are not what they should be: cut off, damaged, or of a version that is not known here. */
public final class MalformedBytesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, and at which byte
     */
    public MalformedBytesException(String message) {
        super(message);
    }
}
