package org.ankurah.node;

import org.ankurah.value.Ulid;

/** A rule needs to know what the commit that decides it has not read. Carries no stack trace: it is no fault. */
final class Unread extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Need need;

    /** What is needed. */
    sealed interface Need {

        /** An entity, if there is one. */
        record Entity(String collection, Ulid id) implements Need {}

        /** The entities of a collection that refer to a target. */
        record Referring(String collection, String property, Ulid target) implements Need {}
    }

    Unread(Need need) {
        super("not read: " + need, null, false, false);
        this.need = need;
    }

    Need need() {
        return need;
    }
}
