package org.ankurah.merge.text;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items in their order: a named text of the document, or what is inside an item that holds a whole type of its own. It
 * may have named places as well, as maps have; each is a row of items of which the last counts.
 *
 * <p>The items of the row are cut into blocks that know how much text they hold, so a place in the text is found by
 * looking at blocks first.
 */
final class Sequence {

    /** The name of a text of the document; null inside an item. */
    final @Nullable String name;

    /** The item that this is the content of; null if it has a name. */
    final @Nullable Item holder;

    @Nullable
    Item first;

    @Nullable
    Block firstBlock;

    /** The last item of each named place. */
    private @Nullable Map<String, Item> places;

    Sequence(@Nullable String name, @Nullable Item holder) {
        this.name = name;
        this.holder = holder;
    }

    @Nullable
    Item place(String key) {
        return places == null ? null : places.get(key);
    }

    void setPlace(String key, Item last) {
        if (places == null) {
            places = new HashMap<>();
        }
        places.put(key, last);
    }

    /** In an order that depends on nothing but the names. */
    Map<String, Item> places() {
        return places == null ? Map.of() : new TreeMap<>(places);
    }

    /** How much of the text shows, in UTF-16 code units. */
    int length() {
        int length = 0;
        for (Block block = firstBlock; block != null; block = block.next) {
            length += block.visible;
        }
        return length;
    }

    String text() {
        StringBuilder text = new StringBuilder(length());
        for (Item item = first; item != null; item = item.right) {
            item.appendTo(text);
        }
        return text.toString();
    }

    /** Takes note of an item that was linked in, next to its neighbours. */
    void added(Item item) {
        Item left = item.left;
        Item right = item.right;
        Block block = left != null ? left.block : right != null ? right.block : null;
        if (block == null) {
            block = new Block();
            firstBlock = block;
        }
        item.block = block;
        block.visible += item.visible();
        block.items++;
        if (left == null) {
            block.start = item;
        }
        if (block.items > Block.MAX_ITEMS) {
            block.split();
        }
    }

    /** Takes note of an item that was merged into its left neighbour, which shows what it showed. */
    void merged(Item left, Item item) {
        Block block = item.block;
        int visible = item.visible();
        if (block != null && left.block != null) {
            block.visible -= visible;
            left.block.visible += visible;
            block.items--;
            if (block.start == item) {
                // The block is the right neighbour's from now on, or nobody's.
                block.start = item.right != null && item.right.block == block ? item.right : null;
                if (block.start == null) {
                    unlink(block);
                }
            }
        }
    }

    private void unlink(Block block) {
        for (Block other = firstBlock; other != null; other = other.next) {
            if (other.next == block) {
                other.next = block.next;
                return;
            }
        }
    }

    /** A part of the row. */
    static final class Block {

        /** Large enough that there are few blocks, small enough that a walk through one is short. */
        static final int MAX_ITEMS = 128;

        @Nullable
        Block next;

        /** Its first item. */
        @Nullable
        Item start;

        int items;
        int visible;

        private void split() {
            Block half = new Block();
            half.next = next;
            next = half;
            Item item = start;
            for (int i = 0; item != null && i < MAX_ITEMS / 2; i++) {
                item = item.right;
            }
            half.start = item;
            while (item != null && item.block == this) {
                item.block = half;
                half.visible += item.visible();
                half.items++;
                item = item.right;
            }
            visible -= half.visible;
            items -= half.items;
        }
    }
}
