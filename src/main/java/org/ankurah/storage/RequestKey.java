package org.ankurah.storage;

/**
 * Names a transaction that may be sent more than once.
 *
 * @param scope whose key it is, since two clients may choose the same one; empty for clients that nobody knows
 * @param key what the client chose
 */
public record RequestKey(String scope, String key) {

    /** In front of all others. */
    public static final RequestKey FIRST = new RequestKey("", "");
}
