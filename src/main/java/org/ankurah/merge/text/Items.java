package org.ankurah.merge.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All items of a document, by writer, and its named sequences. */
final class Items {

    /** With more places than these, one pass over all is cheaper. */
    private static final int MAX_PASSES = 16;

    /** Writers with greater numbers first, as the format has them. */
    private final TreeMap<Long, WriterItems> sorted = new TreeMap<>(Comparator.reverseOrder());

    private final Map<Long, WriterItems> byWriter = new HashMap<>();
    private final TreeMap<String, Sequence> roots = new TreeMap<>();

    /** Where items may have become mergeable. */
    private Ranges touched = new Ranges();

    /** Items that follow each other mostly stem from one writer. */
    private @Nullable WriterItems last;

    @Nullable
    WriterItems find(long writer) {
        WriterItems known = last;
        if (known == null || known.writer != writer) {
            known = byWriter.get(writer);
            if (known != null) {
                last = known;
            }
        }
        return known;
    }

    /** What there is of a writer, which must have written something. */
    WriterItems of(long writer) {
        WriterItems known = find(writer);
        if (known == null) {
            throw new IllegalStateException("nothing of the writer " + writer + " is here");
        }
        return known;
    }

    private WriterItems make(long writer) {
        WriterItems known = find(writer);
        if (known == null) {
            known = new WriterItems(writer);
            byWriter.put(writer, known);
            sorted.put(writer, known);
        }
        return known;
    }

    /** The number that the writer's next edit has. */
    int end(long writer) {
        WriterItems known = find(writer);
        return known == null ? 0 : known.end();
    }

    void add(Item item) {
        make(item.writer).add(item);
    }

    Item find(long writer, int clock) {
        return of(writer).find(clock);
    }

    /** The item that begins with an edit; the one that holds it is cut if need be. */
    Item startingAt(long writer, int clock) {
        WriterItems items = of(writer);
        int index = items.indexOf(clock);
        Item item = items.items[index];
        if (item.clock == clock || item.isGarbage()) {
            return item;
        }
        return cut(items, index, clock - item.clock);
    }

    /** The item that ends with an edit; the one that holds it is cut if need be. */
    Item endingAt(long writer, int clock) {
        WriterItems items = of(writer);
        int index = items.indexOf(clock);
        Item item = items.items[index];
        if (clock != item.end() - 1 && !item.isGarbage()) {
            cut(items, index, clock - item.clock + 1);
        }
        return item;
    }

    /** Cuts an item in two. Returns the second part. */
    Item cut(Item item, int count) {
        WriterItems items = of(item.writer);
        return cut(items, items.indexOf(item.clock), count);
    }

    private Item cut(WriterItems items, int index, int count) {
        Item item = items.items[index];
        touch(item.writer, item.clock + count, 1);
        if (item.isGarbage()) {
            Item rest = new Item(item.writer, item.clock + count, item.length - count, Item.GARBAGE);
            item.length = count;
            items.insert(index + 1, rest);
            return rest;
        }
        int visible = item.visible();
        Item rest = item.splitOff(count);
        rest.left = item;
        rest.right = item.right;
        item.right = rest;
        if (rest.right != null) {
            rest.right.left = rest;
        }
        items.insert(index + 1, rest);
        Sequence parent = item.parent;
        if (parent != null) {
            linked(parent, item, rest, visible);
        }
        return rest;
    }

    private static void linked(Sequence parent, Item item, Item rest, int visibleBefore) {
        if (item.key == null) {
            if (item.block != null) {
                item.block.visible += item.visible() - visibleBefore;
            }
            parent.added(rest);
        } else if (rest.right == null) {
            parent.setPlace(item.key, rest);
        }
    }

    /** Notes that items may have become mergeable. */
    void touch(long writer, int clock, int length) {
        touched.add(writer, clock, length);
    }

    /** Merges what became mergeable. */
    void compact() {
        Ranges ranges = touched;
        touched = new Ranges();
        ranges.byWriter().forEach((writer, touchedOfWriter) -> {
            WriterItems items = of(writer);
            if (touchedOfWriter.size() <= MAX_PASSES) {
                touchedOfWriter.forEach(range -> items.compact(range.clock(), range.end() - 1));
            } else {
                int from = Integer.MAX_VALUE;
                int to = 0;
                for (Ranges.Range range : touchedOfWriter) {
                    from = Math.min(from, range.clock());
                    to = Math.max(to, range.end() - 1);
                }
                items.compact(from, to);
            }
        });
    }

    /** The sequence of a name, which is made if need be. */
    Sequence root(String name) {
        return roots.computeIfAbsent(name, key -> new Sequence(key, null));
    }

    Map<String, Sequence> roots() {
        return roots;
    }

    Map<Long, WriterItems> writers() {
        return sorted;
    }
}
