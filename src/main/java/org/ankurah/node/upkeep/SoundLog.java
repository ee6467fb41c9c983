package org.ankurah.node.upkeep;

import org.ankurah.storage.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A log that should have no fault; remembers the first one that is found. */
final class SoundLog {

    private final LogCheck check;
    private @Nullable Finding first;

    /** @param position of the event in front of the first one */
    SoundLog(long position) {
        check = new LogCheck(position, this::found);
    }

    private void found(Finding finding) {
        if (first == null && !finding.kind().isHarmless()) {
            first = finding;
        }
    }

    void add(StoredEvent event) {
        check.add(event);
    }

    void end(long position) {
        check.end(position);
    }

    long position() {
        return check.position();
    }

    /** The first fault, or null. */
    @Nullable
    Finding finding() {
        return first;
    }
}
