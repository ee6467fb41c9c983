package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * Where an element of an ordered list stands: a path in a tree, compared level by level, a shorter one first. An
 * element that is put between two neighbours takes a free number between theirs, or else becomes a descendant of the
 * left one. So places never move, and lists that grow at either end, or always at one spot, stay shallow.
 *
 * @param levels from the root; the last one is the element's own
 */
record Place(List<Level> levels) implements Comparable<Place> {

    /** Deeper places are not made: the list is laid out afresh instead. */
    static final int MAX_DEPTH = 64;

    Place {
        levels = List.copyOf(levels);
    }

    /**
     * One step of a path. What one event put into one spot stays together, since its numbers differ last.
     *
     * @param spot orders what was put beside each other knowingly
     * @param event who put it there
     * @param number counts the event's additions
     */
    record Level(long spot, Ulid event, int number) implements Comparable<Level> {

        @Override
        public int compareTo(Level other) {
            int order = Long.compare(spot, other.spot);
            order = order != 0 ? order : event.compareTo(other.event);
            return order != 0 ? order : Integer.compare(number, other.number);
        }
    }

    /**
     * Where something is to be put, by an event that is not known yet.
     *
     * @param above the levels that lead there
     * @param spot the spot of the last level
     */
    record Spot(List<Level> above, long spot) {

        static final Spot FIRST = new Spot(List.of(), 0);

        Spot {
            above = List.copyOf(above);
        }

        /** The spot between two places, the lesser one first; null stands for the end of the list. */
        static Spot between(@Nullable Place left, @Nullable Place right) {
            if (left == null || right == null) {
                if (left != null) {
                    return new Spot(List.of(), left.levels().get(0).spot() + 1);
                }
                return right == null
                        ? FIRST
                        : new Spot(List.of(), right.levels().get(0).spot() - 1);
            }
            List<Level> one = left.levels();
            List<Level> other = right.levels();
            int common = 0;
            while (common < one.size() && one.get(common).equals(other.get(common))) {
                common++;
            }
            long end = other.get(common).spot();
            if (common == one.size()) {
                return new Spot(one, end - 1);
            }
            if (end - one.get(common).spot() > 1) {
                return new Spot(one.subList(0, common), one.get(common).spot() + 1);
            }
            int depth = common + 1;
            long spot = one.size() > depth ? one.get(depth).spot() + 1 : 0;
            return new Spot(one.subList(0, depth), spot);
        }

        boolean isTooDeep() {
            return above.size() >= MAX_DEPTH;
        }

        /** The place of what this addition puts here. */
        Place of(Dot dot) {
            List<Level> levels = new ArrayList<>(above);
            levels.add(new Level(spot, dot.event(), dot.number()));
            return new Place(levels);
        }
    }

    @Override
    public int compareTo(Place other) {
        int depth = Math.min(levels.size(), other.levels.size());
        for (int i = 0; i < depth; i++) {
            int order = levels.get(i).compareTo(other.levels.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(levels.size(), other.levels.size());
    }
}
