package org.ankurah.node;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ankurah.reactor.Told;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers of one live query get at one time. All who get it share it, and with it the forms in which they show
 * it. Safe to use from any thread.
 *
 * @param <C> what is told
 */
public final class Delivery<C> {

    private final Told<C> told;

    /** By what tells them apart; null as long as there are none. */
    private @Nullable Map<Object, Object> forms;

    Delivery(Told<C> told) {
        this.told = told;
    }

    public C changes() {
        return told.changes();
    }

    /** As of which it is told. */
    public long position() {
        return told.position();
    }

    Told<C> told() {
        return told;
    }

    /**
     * A form in which this is shown, the same for all who ask for it.
     *
     * @param key of equal keys are equal forms, of the same type
     * @param maker makes one; must be quick
     */
    @SuppressWarnings("unchecked") // equal keys have forms of one type
    public synchronized <F> F form(Object key, Supplier<F> maker) {
        if (forms == null) {
            forms = new HashMap<>(2);
        }
        return (F) forms.computeIfAbsent(key, absent -> maker.get());
    }
}
