package org.ankurah.node;

import org.jspecify.annotations.Nullable;

/**
 * Who acts. Events carry the actor's name.
 *
 * @param actor a stable name of the person or service, or null if nobody is known
 */
public record Identity(@Nullable String actor) {

    /** Nobody in particular. */
    public static final Identity ANONYMOUS = new Identity(null);
}
