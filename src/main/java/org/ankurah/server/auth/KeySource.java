package org.ankurah.server.auth;

import io.smallrye.mutiny.Uni;

/** Where the trusted keys come from. Asked from any thread; never blocks. */
interface KeySource {

    /** The keys, as they are known; fails with {@code UNAVAILABLE} if none are known and none can be had. */
    Uni<TrustedKeys> current();

    /**
     * The keys, after some were found not to have the one that is asked for.
     *
     * @return the same if they are not to be asked for again so soon
     */
    Uni<TrustedKeys> instead(TrustedKeys known);

    /** Keys that never change. */
    static KeySource of(TrustedKeys keys) {
        Uni<TrustedKeys> always = Uni.createFrom().item(keys);
        return new KeySource() {
            @Override
            public Uni<TrustedKeys> current() {
                return always;
            }

            @Override
            public Uni<TrustedKeys> instead(TrustedKeys known) {
                return always;
            }
        };
    }
}
