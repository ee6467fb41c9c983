package org.ankurah.node;

/**
 * Who may read and write what, down to rows and fields. Asked for every request and whenever it has changed, from any
 * thread, so it answers at once.
 */
public interface Policy {

    /** Everybody may do everything. */
    Policy OPEN = new Policy() {
        @Override
        public Access of(Identity identity) {
            return Access.EVERYTHING;
        }

        @Override
        public Runnable onChange(Runnable listener) {
            return () -> {};
        }
    };

    /**
     * What an identity may do now. Identities that may do the same get equal answers, which is what lets their live
     * queries be one.
     */
    Access of(Identity identity);

    /**
     * Has a listener called after each change, on any thread; it must not block.
     *
     * @return ends that
     */
    Runnable onChange(Runnable listener);
}
