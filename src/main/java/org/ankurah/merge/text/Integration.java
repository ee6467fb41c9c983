package org.ankurah.merge.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the items of updates into a document, each as soon as those are there that it was made beside of. */
final class Integration {

    /** No writer has this number. */
    private static final long NOBODY = -1;

    private final Items items;
    private final Waiting waiting;
    private final WaitingDeletes waitingDeletes;

    /** Each walk and each part of it has a mark of its own. */
    private int marks;

    /** Put in with the last update, of that or of what waited for it; see {@link #contradicts}. */
    private final Set<Item> contradicting = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean changed;
    private long steps = Long.MAX_VALUE;

    Integration(Items items, Waiting waiting, WaitingDeletes waitingDeletes) {
        this.items = items;
        this.waiting = waiting;
        this.waitingDeletes = waitingDeletes;
    }

    /**
     * Whether the document is another one afterwards, what waits included.
     *
     * @param maxSteps how many comparisons it may take
     * @throws MalformedTextException when it takes more
     */
    boolean apply(Update update, long maxSteps) {
        steps = maxSteps;
        changed = false;
        contradicting.clear();
        int waitedBefore = waiting.size();
        long deletesBefore = waitingDeletes.changes();
        List<Waiting.Queue> added = new ArrayList<>();
        for (List<Item> ofWriter : update.items()) {
            if (!ofWriter.isEmpty()) {
                added.add(waiting.add(ofWriter.get(0).writer, ofWriter));
            }
        }
        run(new ArrayDeque<>(added));
        waiting.settle(added);
        update.deleted().byWriter().forEach((writer, ranges) -> ranges.forEach(range -> delete(writer, range)));
        items.compact();
        return changed || waiting.size() > waitedBefore || waitingDeletes.changes() > deletesBefore;
    }

    /** Lets those go on that waited for edits of a writer. */
    void release(long writer) {
        run(new ArrayDeque<>(waiting.released(writer)));
    }

    private void run(Deque<Waiting.Queue> ready) {
        while (!ready.isEmpty()) {
            ready.addAll(run(ready.poll()));
        }
    }

    /** Returns the queues that can go on now. */
    private Collection<Waiting.Queue> run(Waiting.Queue queue) {
        boolean advanced = false;
        for (Item item = queue.peek(); item != null; item = queue.peek()) {
            int end = items.end(item.writer);
            if (item.clock > end) {
                break;
            }
            if (item.end() > end) {
                long missing = missing(item, end);
                if (missing != NOBODY) {
                    waiting.await(missing, queue);
                    break;
                }
                if (item.clock < end) {
                    item.dropFirst(end - item.clock);
                }
                integrate(item);
                advanced = true;
            }
            queue.pop(item);
        }
        if (!advanced) {
            return List.of();
        }
        changed = true;
        waitingDeletes.takeBefore(queue.writer, items.end(queue.writer)).forEach(range -> delete(queue.writer, range));
        return waiting.released(queue.writer);
    }

    /** Whose edits it waits for. Of an item of which the first part is there, the rest stands behind that. */
    private long missing(Item item, int end) {
        boolean whole = item.clock == end;
        if (whole && item.hasOrigin() && isMissing(item, item.originWriter, item.originClock)) {
            return item.originWriter;
        }
        if (item.hasRightOrigin() && isMissing(item, item.rightOriginWriter, item.rightOriginClock)) {
            return item.rightOriginWriter;
        }
        boolean inItem = whole && item.parentClock != Item.NONE;
        return inItem && isMissing(item, item.parentWriter, item.parentClock) ? item.parentWriter : NOBODY;
    }

    private boolean isMissing(Item item, long writer, int clock) {
        return writer != item.writer && clock >= items.end(writer);
    }

    /** Puts in an item of which all is there that it needs. */
    void integrate(Item item) {
        items.touch(item.writer, item.clock, item.length);
        if (item.isGarbage()) {
            items.add(item);
            return;
        }
        Item left = item.hasOrigin() ? items.endingAt(item.originWriter, item.originClock) : null;
        Item right = item.hasRightOrigin() ? items.startingAt(item.rightOriginWriter, item.rightOriginClock) : null;
        Sequence parent = parent(item, left, right);
        if (parent == null) {
            item.discard();
            items.add(item);
            return;
        }
        item.parent = parent;
        if (left != null && left.end() - 1 != item.originClock) {
            // The right origin is inside the same item, and cut it short.
            left = items.endingAt(item.originWriter, item.originClock);
        }
        boolean between = left == null ? right != null && right.left == null : left.right == right;
        Item neighbour = between ? left : leftAmongConcurrent(item, parent, left, right);
        if (right != null && !isBefore(neighbour != null ? neighbour.right : first(parent, item.key), right)) {
            contradicting.add(item);
        }
        link(item, parent, neighbour);
    }

    private boolean isBefore(@Nullable Item from, Item wanted) {
        Item item = from;
        while (item != null && item != wanted) {
            step();
            item = item.right;
        }
        return item != null;
    }

    /**
     * Whether the update that was just applied brought itself an item that says that it stands to the right of what it
     * stands to the left of. No editor makes such a one, and where it comes to stand depends on what came before.
     */
    boolean contradicts(Update update) {
        return !contradicting.isEmpty()
                && update.items().stream().flatMap(List::stream).anyMatch(contradicting::contains);
    }

    /** Where an item belongs to; null if that is gone, and the item is garbage therefore. */
    private @Nullable Sequence parent(Item item, @Nullable Item left, @Nullable Item right) {
        if ((left != null && left.isGarbage()) || (right != null && right.isGarbage())) {
            return null;
        }
        if (item.parentName != null) {
            return items.root(item.parentName);
        }
        if (item.parentClock != Item.NONE) {
            return items.find(item.parentWriter, item.parentClock).content;
        }
        Item neighbour = left != null ? left : right;
        if (neighbour == null) {
            return null;
        }
        item.key = neighbour.key;
        return neighbour.parent;
    }

    /**
     * The left neighbour of an item where others were inserted at the same place: YATA. Of those that have the same
     * origin the one of the smaller writer comes first, together with all that was inserted behind it.
     */
    private @Nullable Item leftAmongConcurrent(
            Item item, Sequence parent, @Nullable Item origin, @Nullable Item right) {
        Item left = origin;
        int passed = ++marks;
        int conflicting = ++marks;
        Item other = origin != null ? origin.right : first(parent, item.key);
        while (other != null && other != right) {
            step();
            other.passed = passed;
            other.conflicting = conflicting;
            if (item.sameOrigin(other)) {
                if (other.writer < item.writer) {
                    left = other;
                    conflicting = ++marks;
                } else if (item.sameRightOrigin(other)) {
                    break;
                }
            } else {
                Item itsOrigin = other.hasOrigin() ? items.find(other.originWriter, other.originClock) : null;
                if (itsOrigin == null || itsOrigin.passed != passed) {
                    break;
                }
                if (itsOrigin.conflicting != conflicting) {
                    left = other;
                    conflicting = ++marks;
                }
            }
            other = other.right;
        }
        return left;
    }

    private void step() {
        if (--steps < 0) {
            throw new MalformedTextException("too much of it stands in one place");
        }
    }

    private @Nullable Item first(Sequence parent, @Nullable String key) {
        if (key == null) {
            return parent.first;
        }
        Item first = parent.place(key);
        while (first != null && first.left != null) {
            step();
            first = first.left;
        }
        return first;
    }

    /** Puts an item to the right of another, or at the beginning. */
    void link(Item item, Sequence parent, @Nullable Item left) {
        Item right = left != null ? left.right : first(parent, item.key);
        item.left = left;
        item.right = right;
        if (left != null) {
            left.right = item;
        } else if (item.key == null) {
            parent.first = item;
        }
        if (right != null) {
            right.left = item;
        }
        items.add(item);
        if (item.kind == Item.TYPE) {
            item.content = new Sequence(null, item);
        }
        if (item.key == null) {
            parent.added(item);
        } else if (right == null) {
            parent.setPlace(item.key, item);
            if (left != null) {
                delete(left);
            }
        }
        if ((parent.holder != null && parent.holder.deleted) || (item.key != null && right != null)) {
            delete(item);
        }
    }

    private void delete(long writer, Ranges.Range range) {
        WriterItems ofWriter = items.find(writer);
        int end = ofWriter == null ? 0 : ofWriter.end();
        if (range.end() > end) {
            int from = Math.max(range.clock(), end);
            waitingDeletes.add(writer, new Ranges.Range(from, range.end() - from));
        }
        if (ofWriter == null || range.clock() >= end) {
            return;
        }
        int index = ofWriter.indexOf(range.clock());
        Item first = ofWriter.items[index];
        if (!first.deleted && first.clock < range.clock()) {
            items.cut(first, range.clock() - first.clock);
            index++;
        }
        for (; index < ofWriter.count && ofWriter.items[index].clock < range.end(); index++) {
            Item item = ofWriter.items[index];
            if (!item.deleted) {
                if (range.end() < item.end()) {
                    items.cut(item, range.end() - item.clock);
                }
                delete(item);
            }
        }
    }

    /** Deletes an item with all that is inside it; what was inside becomes garbage. */
    void delete(Item item) {
        if (item.deleted) {
            return;
        }
        changed = true;
        Sequence inside = item.content;
        if (item.block != null) {
            item.block.visible -= item.visible();
        }
        item.empty();
        items.touch(item.writer, item.clock, item.length);
        Deque<Sequence> rest = new ArrayDeque<>();
        if (inside != null) {
            rest.add(inside);
        }
        while (!rest.isEmpty()) {
            discard(rest.poll(), rest);
        }
    }

    private void discard(Sequence sequence, Deque<Sequence> rest) {
        discardRow(sequence.first, rest);
        for (Item last : sequence.places().values()) {
            Item first = last;
            while (first.left != null) {
                first = first.left;
            }
            discardRow(first, rest);
        }
    }

    private void discardRow(@Nullable Item first, Deque<Sequence> rest) {
        Item item = first;
        while (item != null) {
            Item next = item.right;
            if (item.content != null) {
                rest.add(item.content);
            }
            item.discard();
            items.touch(item.writer, item.clock, item.length);
            item = next;
        }
    }
}
