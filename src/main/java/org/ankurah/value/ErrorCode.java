package org.ankurah.value;

/** The stable codes of errors that reach a caller; each says who can do something about it. */
public enum ErrorCode {
    /** A document, query text, filter, order, page or cursor is wrong: correct the request. */
    BAD_QUERY,
    /** The model refuses a value: correct the value. */
    VALIDATION,
    /** No such living entity is visible: the id is wrong or the entity is gone. */
    NOT_FOUND,
    /** The entity changed meanwhile, or a unique value is taken: read again and decide. */
    CONFLICT,
    /** The caller is not known: sign in. */
    UNAUTHENTICATED,
    /** The caller may not do this. */
    FORBIDDEN,
    /** The document that the request names by its digest is not known: send its text along. */
    PERSISTED_QUERY_NOT_FOUND,
    /** Documents cannot be named by their digests here: send their text. */
    PERSISTED_QUERY_NOT_SUPPORTED,
    /** The request asks for more than is allowed: ask for less. */
    LIMIT_EXCEEDED,
    /** The server cannot do it now: try again later. */
    UNAVAILABLE,
    /** A fault of the server; details are in its log only. */
    INTERNAL
}
