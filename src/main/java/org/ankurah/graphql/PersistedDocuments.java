package org.ankurah.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The documents that clients may name by the SHA-256 of their text instead of sending it, as Apollo's persisted queries
 * do: {@code extensions: {persistedQuery: {version: 1, sha256Hash: "…"}}}. Some are registered by the operator, others
 * are learned from clients, which send a text with its digest once. Safe for all threads.
 *
 * <p>Protocol: <a href="https://www.apollographql.com/docs/apollo-server/performance/apq">automatic persisted
 * queries</a>
 */
public final class PersistedDocuments {

    /** What of that is allowed. */
    public enum Mode {
        /** Documents come as text only. */
        OFF,
        /** Whoever sends a text with its digest may name it by that from then on. */
        AUTOMATIC,
        /** Nothing runs but what was registered. */
        ALLOW_LIST
    }

    /** Characters of all learned documents together, so that strangers do not fill the heap. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private static final String MEMBER = "persistedQuery";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Mode mode;

    /** By digest. */
    private final Map<String, String> registered = new HashMap<>();

    private final Set<String> essences = new HashSet<>();
    private final DocumentCache learned = new DocumentCache(MOST_CHARACTERS);

    /** @param registered the texts of documents that the operator vouches for */
    public PersistedDocuments(Mode mode, Collection<String> registered) {
        this.mode = mode;
        for (String text : registered) {
            this.registered.put(digest(text), text);
            essences.add(DocumentScan.essence(text));
        }
    }

    /** The SHA-256 of a text, as clients give it. */
    public static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How many documents the operator has registered. */
    public int registered() {
        return registered.size();
    }

    /** Whether a request names a document, rightly or not, so that it needs no text. */
    static boolean isNamedIn(@Nullable Object extensions) {
        return extensions instanceof Map<?, ?> map && map.get(MEMBER) != null;
    }

    /**
     * The document that a request is about.
     *
     * @param text what the request has as text; null if nothing
     * @param extensions of the request
     * @throws AnkurahException if there is none that may run, with what the client is to do
     */
    String resolve(@Nullable String text, @Nullable Object extensions) {
        String digest = mode == Mode.OFF && text != null ? null : digestOf(extensions);
        if (text == null) {
            return find(digest);
        }
        if (digest != null && !digest.equals(digest(text))) {
            throw AnkurahException.badQuery("'sha256Hash' is not the SHA-256 of 'query'.");
        }
        if (mode == Mode.ALLOW_LIST && !essences.contains(DocumentScan.essence(text))) {
            throw new AnkurahException(
                    ErrorCode.FORBIDDEN,
                    "This server runs registered documents only, and the one with the SHA-256 " + digest(text)
                            + " is none of them. To allow it, add its text to the server's directory of operations.",
                    null);
        }
        if (digest != null) {
            learned.put(digest, text);
        }
        return text;
    }

    private String find(@Nullable String digest) {
        if (mode == Mode.OFF) {
            // The words by which Apollo's clients know it, as with the other one.
            throw new AnkurahException(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported", null);
        }
        String known = digest == null ? null : registered.getOrDefault(digest, learned.get(digest));
        if (known == null) {
            throw new AnkurahException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound", null);
        }
        return known;
    }

    private static @Nullable String digestOf(@Nullable Object extensions) {
        if (!(extensions instanceof Map<?, ?> map) || map.get(MEMBER) == null) {
            return null;
        }
        if (map.get(MEMBER) instanceof Map<?, ?> query
                && query.get("version") instanceof Number version
                && version.intValue() == 1
                && query.get("sha256Hash") instanceof String given) {
            String digest = given.toLowerCase(Locale.ROOT);
            if (DIGEST.matcher(digest).matches()) {
                return digest;
            }
        }
        throw AnkurahException.badQuery(
                "'persistedQuery' must be {\"version\": 1, \"sha256Hash\": \"…\"} with 64 hexadecimal digits.");
    }
}
