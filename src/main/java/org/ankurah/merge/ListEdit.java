package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.merge.ListState.Placing;
import org.ankurah.merge.Place.Level;
import org.ankurah.merge.Place.Spot;
import org.ankurah.value.Value;

/**
 * What one event does to an ordered list. Its content holds, flat: the number of placings that are undone and their
 * {@link Dot}s, then for each spot where something is put: the depth and the levels above it, the spot, the number of
 * elements, and for each of these whether it is moved, whose addition it was, and its value.
 *
 * @param placings what is put somewhere, in the order of their numbers
 * @param removed placings that are undone
 */
record ListEdit(List<Placing> placings, List<Dot> removed) {

    ListEdit {
        placings = List.copyOf(placings);
        removed = List.copyOf(removed);
    }

    static ListEdit read(Value content) {
        Parts parts = new Parts(content);
        List<Dot> removed = new ArrayList<>();
        for (long n = parts.nextNumber(); n > 0; n--) {
            removed.add(parts.nextDot());
        }
        List<Placing> placings = new ArrayList<>();
        while (parts.hasNext()) {
            Spot spot = readSpot(parts);
            for (long n = parts.nextNumber(); n > 0; n--) {
                boolean moved = ((Value.Bool) parts.next()).value();
                Dot identity = moved ? parts.nextDot() : null;
                placings.add(new Placing(identity, parts.next(), spot));
            }
        }
        return new ListEdit(placings, removed);
    }

    private static Spot readSpot(Parts parts) {
        List<Level> above = new ArrayList<>();
        for (long depth = parts.nextNumber(); depth > 0; depth--) {
            above.add(new Level(parts.nextNumber(), parts.nextEvent(), (int) parts.nextNumber()));
        }
        return new Spot(above, parts.nextNumber());
    }

    Value write() {
        Parts parts = new Parts().add(removed.size());
        removed.forEach(parts::add);
        int end;
        for (int start = 0; start < placings.size(); start = end) {
            Spot spot = placings.get(start).spot();
            end = start;
            while (end < placings.size() && placings.get(end).spot().equals(spot)) {
                end++;
            }
            writeSpot(parts, spot);
            parts.add(end - start);
            placings.subList(start, end).forEach(placing -> write(parts, placing));
        }
        return parts.toValue();
    }

    private static void writeSpot(Parts parts, Spot spot) {
        parts.add(spot.above().size());
        for (Level level : spot.above()) {
            parts.add(level.spot()).add(level.event()).add(level.number());
        }
        parts.add(spot.spot());
    }

    private static void write(Parts parts, Placing placing) {
        Dot moved = placing.moved();
        parts.add(new Value.Bool(moved != null));
        if (moved != null) {
            parts.add(moved);
        }
        parts.add(placing.element());
    }

    /** The values that are new in the list. */
    List<Value> inserted() {
        return placings.stream()
                .filter(placing -> placing.moved() == null)
                .map(Placing::element)
                .toList();
    }
}
