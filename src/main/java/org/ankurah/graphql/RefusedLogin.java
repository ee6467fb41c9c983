package org.ankurah.graphql;

import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;

/** A token or key is not good. Nothing of it is told. */
public final class RefusedLogin extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** It cannot be read, or lacks what every token has. */
        MALFORMED("The token cannot be read, or lacks what a token must have."),
        /** It is not signed as tokens are, or by a key that is not known. */
        SIGNATURE("The token is not signed by a key that this server trusts."),
        /** Its time is over. */
        EXPIRED("The token has expired. Get a new one."),
        /** Its time has not come. */
        NOT_YET_VALID("The token is not valid yet."),
        /** Somebody else has made it. */
        ISSUER("The token is of another issuer."),
        /** It is meant for somebody else. */
        AUDIENCE("The token is meant for another audience."),
        /** No such key is known, or it was revoked. */
        UNKNOWN_KEY("The API key is not known, or was revoked."),
        /** The server takes no tokens. */
        NOT_SET_UP("The server takes no tokens: it was started without the settings ankurah.auth.");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    private final Reason reason;

    /** @param reason what is wrong with it */
    public RefusedLogin(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }

    /** What the client is told. */
    AnkurahException told() {
        return new AnkurahException(ErrorCode.UNAUTHENTICATED, reason.message, null);
    }
}
