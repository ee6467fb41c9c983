package org.ankurah.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.ListState.Placing;
import org.ankurah.merge.ListState.Standing;
import org.ankurah.merge.Place.Spot;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** An ordered list while somebody changes it by indexes. In the end it tells the difference from what it was. */
final class ListDraft {

    private final List<Standing> before;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param origin the element as it stood before; null if it is new
     * @param element its value
     * @param stays whether it keeps its place
     */
    private record Entry(@Nullable Standing origin, Value element, boolean stays) {

        Entry moving() {
            return new Entry(origin, element, false);
        }
    }

    ListDraft(ListState state) {
        this.before = state.standing();
        before.forEach(standing -> entries.add(new Entry(standing, standing.element(), true)));
    }

    int size() {
        return entries.size();
    }

    void insert(int at, List<Value> elements) {
        entries.addAll(
                at,
                elements.stream()
                        .map(element -> new Entry(null, element, false))
                        .toList());
    }

    void remove(int at, int count) {
        entries.subList(at, at + count).clear();
    }

    /** Moves an element so that it has the index {@code to} afterwards. */
    void move(int from, int to) {
        if (from != to) {
            entries.add(to, entries.remove(from).moving());
        }
    }

    /**
     * Makes the list hold exactly these elements. Those that it holds already keep their identity, the first with the
     * first of equal ones, and as many of them as can keep their places: the longest run that is in order already.
     */
    void become(List<Value> wanted) {
        Map<Value, Deque<Integer>> held = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            held.computeIfAbsent(before.get(i).element(), key -> new ArrayDeque<>())
                    .add(i);
        }
        int[] origins = new int[wanted.size()];
        for (int i = 0; i < origins.length; i++) {
            Deque<Integer> equal = held.get(wanted.get(i));
            Integer origin = equal == null ? null : equal.poll();
            origins[i] = origin == null ? -1 : origin;
        }
        boolean[] stays = longestRise(origins);
        entries.clear();
        for (int i = 0; i < origins.length; i++) {
            Standing origin = origins[i] < 0 ? null : before.get(origins[i]);
            Value element = origin == null ? wanted.get(i) : origin.element();
            entries.add(new Entry(origin, element, stays[i]));
        }
    }

    /** Which of these numbers belong to a longest strictly rising subsequence; negative ones never do. */
    private static boolean[] longestRise(int[] numbers) {
        int[] tails = new int[numbers.length];
        int[] previous = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[tails[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] rising = new boolean[numbers.length];
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
            rising[i] = true;
        }
        return rising;
    }

    /** The difference from what the list was; null if there is none. */
    @Nullable
    ListEdit edit() {
        List<Placing> placings = placings();
        if (placings == null) {
            entries.replaceAll(Entry::moving);
            placings = placings();
        }
        if (placings == null) {
            throw new AssertionError("a list without places needs no depth");
        }
        Map<Dot, Standing> gone = new HashMap<>();
        before.forEach(standing -> gone.put(standing.identity(), standing));
        entries.stream().filter(Entry::stays).forEach(entry -> gone.remove(identity(entry)));
        List<Dot> removed = new ArrayList<>();
        gone.values().forEach(standing -> removed.addAll(standing.placings()));
        removed.sort(null);
        return placings.isEmpty() && removed.isEmpty() ? null : new ListEdit(placings, removed);
    }

    /** What has to be put somewhere; null if some place would be too deep. */
    private @Nullable List<Placing> placings() {
        List<Placing> placings = new ArrayList<>();
        @Nullable Place[] following = new Place[entries.size() + 1];
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            following[i] =
                    entry.stays() && entry.origin() != null ? entry.origin().place() : following[i + 1];
        }
        Place left = null;
        Spot spot = null;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.stays()) {
                left = following[i];
                spot = null;
                continue;
            }
            spot = spot == null ? Spot.between(left, following[i]) : spot;
            if (spot.isTooDeep()) {
                return null;
            }
            placings.add(new Placing(entry.origin() == null ? null : identity(entry), entry.element(), spot));
        }
        return placings;
    }

    private static Dot identity(Entry entry) {
        Standing origin = entry.origin();
        if (origin == null) {
            throw new IllegalStateException("a new element has no identity yet");
        }
        return origin.identity();
    }
}
