package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items that came before others that they need: of each writer in the order of their numbers. */
final class Waiting {

    private final Map<Long, Queue> queues = new HashMap<>();

    /** The queues that go on once there is more of a writer. */
    private final Map<Long, List<Queue>> awaiting = new HashMap<>();

    private int size;
    private long weight;

    /** What is to be put in of one writer; overlaps are possible. */
    final class Queue {

        final long writer;

        /** Of the update that is being applied, which mostly needs no waiting. */
        private List<Item> fresh = List.of();

        private int next;
        private final TreeMap<Integer, Item> old = new TreeMap<>();

        private Queue(long writer) {
            this.writer = writer;
        }

        @Nullable
        Item peek() {
            Item first = next < fresh.size() ? fresh.get(next) : null;
            if (old.isEmpty() || (first != null && first.clock <= old.firstKey())) {
                return first;
            }
            return old.firstEntry().getValue();
        }

        void pop(Item item) {
            if (next < fresh.size() && fresh.get(next) == item) {
                next++;
            } else {
                old.pollFirstEntry();
                size--;
                weight -= item.weight();
            }
        }

        /** Keeps what could not be put in, unless something that waits already has all of it. */
        private void keep() {
            for (; next < fresh.size(); next++) {
                Item item = fresh.get(next);
                Map.Entry<Integer, Item> before = old.floorEntry(item.clock);
                if (before == null || before.getValue().end() < item.end()) {
                    Item shorter = old.put(item.clock, item);
                    size += shorter == null ? 1 : 0;
                    weight += item.weight() - (shorter == null ? 0 : shorter.weight());
                }
            }
            fresh = List.of();
            next = 0;
        }
    }

    /** Adds what an update has of one writer. */
    Queue add(long writer, List<Item> items) {
        Queue queue = queues.computeIfAbsent(writer, Queue::new);
        queue.keep();
        queue.fresh = items;
        return queue;
    }

    /** Lets a queue go on when there is more of a writer. */
    void await(long writer, Queue queue) {
        List<Queue> ofWriter = awaiting.computeIfAbsent(writer, w -> new ArrayList<>());
        if (!ofWriter.contains(queue)) {
            ofWriter.add(queue);
        }
    }

    /** The queues that waited for a writer; they wait no more. */
    List<Queue> released(long writer) {
        List<Queue> ofWriter = awaiting.isEmpty() ? null : awaiting.remove(writer);
        return ofWriter == null ? List.of() : ofWriter;
    }

    /** How many items wait from one update to the next. */
    int size() {
        return size;
    }

    /** How much memory they take, in bytes, roughly. */
    long weight() {
        return weight;
    }

    /** To be called at the end of an update, with the queues that it added to. */
    void settle(List<Queue> added) {
        for (Queue queue : added) {
            queue.keep();
            if (queue.old.isEmpty()) {
                queues.remove(queue.writer);
            }
        }
        if (queues.isEmpty()) {
            awaiting.clear();
        }
    }

    /** What waits of a writer. */
    Iterable<Item> items(long writer) {
        Queue queue = queues.get(writer);
        return queue == null ? List.of() : queue.old.values();
    }

    /** Those of whom something waits. */
    Iterable<Long> writers() {
        return queues.keySet();
    }
}
