package org.ankurah.value;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a caller is told about. The message is for people: it says what is wrong, where, and what to
 * do, and never names classes, SQL or paths of the server.
 */
public final class AnkurahException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    /**
     * @param code the stable code
     * @param message text for people
     * @param field the property or argument that it is about, or null
     */
    public AnkurahException(ErrorCode code, String message, @Nullable String field) {
        super(message);
        this.code = code;
        this.field = field;
    }

    public static AnkurahException badQuery(String message) {
        return new AnkurahException(ErrorCode.BAD_QUERY, message, null);
    }

    public static AnkurahException badQuery(String message, @Nullable String field) {
        return new AnkurahException(ErrorCode.BAD_QUERY, message, field);
    }

    public static AnkurahException validation(String message, @Nullable String field) {
        return new AnkurahException(ErrorCode.VALIDATION, message, field);
    }

    public static AnkurahException forbidden(String message, @Nullable String field) {
        return new AnkurahException(ErrorCode.FORBIDDEN, message, field);
    }

    public static AnkurahException notFound(String message) {
        return new AnkurahException(ErrorCode.NOT_FOUND, message, null);
    }

    public static AnkurahException conflict(String message, @Nullable String field) {
        return new AnkurahException(ErrorCode.CONFLICT, message, field);
    }

    public static AnkurahException limitExceeded(String message) {
        return new AnkurahException(ErrorCode.LIMIT_EXCEEDED, message, null);
    }

    public static AnkurahException unavailable(String message) {
        return new AnkurahException(ErrorCode.UNAVAILABLE, message, null);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }
}
