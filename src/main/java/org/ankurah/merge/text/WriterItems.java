package org.ankurah.merge.text;

import java.util.Arrays;

/** All edits of one writer in the order of their numbers, from 0 on and without gaps. */
final class WriterItems {

    final long writer;
    Item[] items = new Item[4];
    int count;

    WriterItems(long writer) {
        this.writer = writer;
    }

    /** The number that the writer's next edit has. */
    int end() {
        return count == 0 ? 0 : items[count - 1].end();
    }

    Item last() {
        return items[count - 1];
    }

    void add(Item item) {
        if (count == items.length) {
            items = Arrays.copyOf(items, count * 2);
        }
        items[count++] = item;
    }

    /** The place of the item that holds an edit; it must be there. */
    int indexOf(int clock) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (items[middle].clock <= clock) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    Item find(int clock) {
        return items[indexOf(clock)];
    }

    void insert(int index, Item item) {
        if (count == items.length) {
            items = Arrays.copyOf(items, count * 2);
        }
        System.arraycopy(items, index, items, index + 1, count - index);
        items[index] = item;
        count++;
    }

    /**
     * Merges items with those that continue them, from the item of one edit to that of another. One pass moves what
     * stays, however much is merged.
     */
    void compact(int fromClock, int toClock) {
        int from = Math.max(0, indexOf(fromClock) - 1);
        int to = Math.min(count - 1, indexOf(toClock) + 1);
        int kept = from;
        for (int i = from + 1; i <= to; i++) {
            Item item = items[i];
            Item before = items[kept];
            if (before.continuedBy(item)) {
                merge(before, item);
            } else {
                items[++kept] = item;
            }
        }
        int gone = to - kept;
        if (gone > 0) {
            System.arraycopy(items, to + 1, items, kept + 1, count - to - 1);
            Arrays.fill(items, count - gone, count, null);
            count -= gone;
        }
    }

    private static void merge(Item before, Item item) {
        before.append(item);
        if (before.isGarbage()) {
            return;
        }
        before.right = item.right;
        if (item.right != null) {
            item.right.left = before;
        }
        Sequence parent = item.parent;
        if (parent == null) {
            return;
        }
        if (item.key == null) {
            parent.merged(before, item);
        } else if (item.right == null) {
            parent.setPlace(item.key, before);
        }
    }
}
