package org.ankurah.node.upkeep;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.node.upkeep.Finding.Kind;
import org.ankurah.storage.StoreView;
import org.ankurah.storage.StoreView.Place;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.Ulid;

/** Looks for the parents of events: each has to be of the same entity and to lie in front of its child. */
final class ParentCheck {

    private final StoreView view;
    private final Consumer<Finding> findings;

    ParentCheck(StoreView view, Consumer<Finding> findings) {
        this.view = view;
        this.findings = findings;
    }

    void check(List<StoredEvent> events) {
        Set<Ulid> parents = new HashSet<>();
        events.forEach(event -> parents.addAll(event.parents()));
        if (parents.isEmpty()) {
            return;
        }
        Map<Ulid, Place> places = Await.done(view.places(parents));
        for (StoredEvent event : events) {
            for (Ulid parent : event.parents()) {
                Place place = places.get(parent);
                if (place == null) {
                    report(event, "its parent " + parent + " is not in the log");
                } else if (!place.entityId().equals(event.entityId())) {
                    report(event, "its parent " + parent + " is of another entity, " + place.entityId());
                } else if (place.position() >= event.position()) {
                    report(event, "its parent " + parent + " lies behind it, at position " + place.position());
                }
            }
        }
    }

    private void report(StoredEvent event, String what) {
        findings.accept(new Finding(Kind.HISTORY, LogCheck.place(event), what));
    }
}
