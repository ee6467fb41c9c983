package org.ankurah.merge.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits that are made here, by places in the text. */
final class LocalEdits {

    private final Items items;
    private final Integration integration;

    LocalEdits(Items items, Integration integration) {
        this.items = items;
        this.integration = integration;
    }

    byte[] make(long writer, Sequence text, List<TextSplice> splices) {
        check(splices, text.length());
        int from = items.end(writer);
        Ranges deleted = new Ranges();
        int shift = 0;
        for (TextSplice splice : splices) {
            if (splice.deleted() == 0 && splice.inserted().isEmpty()) {
                // Nobody else would cut the text there.
                continue;
            }
            Item left = itemBefore(text, splice.at() + shift);
            delete(text, left, splice.deleted(), deleted);
            if (!splice.inserted().isEmpty()) {
                insert(writer, text, left, wellFormed(splice.inserted()));
            }
            shift += splice.inserted().length() - splice.deleted();
        }
        byte[] update = update(writer, from, deleted);
        items.compact();
        integration.release(writer);
        return update;
    }

    private static void check(List<TextSplice> splices, int length) {
        long end = 0;
        for (TextSplice splice : splices) {
            if (splice.at() < end || splice.deleted() < 0 || (long) splice.at() + splice.deleted() > length) {
                throw new IllegalArgumentException("the edit at " + splice.at() + " over " + splice.deleted()
                        + " is outside of the text, or before the end of the last edit");
            }
            end = (long) splice.at() + splice.deleted();
        }
    }

    private static String wellFormed(String text) {
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (whole == null) {
                whole = new StringBuilder(text);
            }
            whole.setCharAt(i, '\uFFFD');
        }
        return whole == null ? text : whole.toString();
    }

    /** The item that ends at a place of the text; null at its beginning. One that goes on is cut. */
    private @Nullable Item itemBefore(Sequence text, int at) {
        Sequence.Block block = text.firstBlock;
        if (at == 0 || block == null) {
            return null;
        }
        int rest = at;
        while (rest > block.visible && block.next != null) {
            rest -= block.visible;
            block = block.next;
        }
        Item item = block.start;
        while (item != null && item.visible() < rest) {
            rest -= item.visible();
            item = item.right;
        }
        if (item != null && rest < item.visible()) {
            items.cut(item, rest);
        }
        return item;
    }

    private void delete(Sequence text, @Nullable Item left, int count, Ranges deleted) {
        int rest = count;
        Item item = left == null ? text.first : left.right;
        while (item != null && rest > 0) {
            int visible = item.visible();
            if (visible > 0) {
                if (visible > rest) {
                    items.cut(item, rest);
                }
                rest -= item.length;
                deleted.add(item.writer, item.clock, item.length);
                integration.delete(item);
            }
            item = item.right;
        }
    }

    /** Behind what is deleted there, as others who type on do not see that either. */
    private void insert(long writer, Sequence text, @Nullable Item behind, String inserted) {
        Item left = behind;
        Item right = left == null ? text.first : left.right;
        while (right != null && right.deleted) {
            left = right;
            right = right.right;
        }
        Run run = new Run(inserted);
        if (left != null && continues(left, right, writer)) {
            left.appendText(run, 0, run.used);
            left.length += run.used;
            if (left.block != null) {
                left.block.visible += run.used;
            }
            return;
        }
        Item item = new Item(writer, items.end(writer), run.used, Item.STRING);
        item.run = run;
        item.parent = text;
        if (left != null) {
            item.originWriter = left.writer;
            item.originClock = left.end() - 1;
        }
        if (right != null) {
            item.rightOriginWriter = right.writer;
            item.rightOriginClock = right.clock;
        }
        integration.link(item, text, left);
    }

    /** Whether the writer's next edit behind an item is nothing but its continuation. */
    private boolean continues(Item left, @Nullable Item right, long writer) {
        if (left.writer != writer || left.kind != Item.STRING || left.end() != items.end(writer)) {
            return false;
        }
        return right == null
                ? !left.hasRightOrigin()
                : left.rightOriginClock == right.clock && left.rightOriginWriter == right.writer;
    }

    private byte[] update(long writer, int from, Ranges deleted) {
        UpdateWriter out = new UpdateWriter();
        WriterItems ofWriter = items.find(writer);
        if (ofWriter == null || ofWriter.end() == from) {
            out.writeNumber(0);
        } else {
            int first = ofWriter.indexOf(from);
            out.writeNumber(1);
            out.writeNumber((long) ofWriter.count - first);
            out.writeNumber(writer);
            out.writeNumber(from);
            for (int i = first; i < ofWriter.count; i++) {
                Item item = ofWriter.items[i];
                Update.write(out, item, i == first ? from - item.clock : 0);
            }
        }
        deleted.normalize();
        deleted.write(out);
        return out.toByteArray();
    }

    void insertRun(long writer, String root, String text, boolean deleted) {
        if (text.isEmpty() || items.end(writer) > 0) {
            return;
        }
        Run run = new Run(wellFormed(text));
        Item item = new Item(writer, 0, run.used, Item.STRING);
        item.run = run;
        item.parentName = root;
        integration.integrate(item);
        if (deleted) {
            integration.delete(item);
        }
        items.compact();
        integration.release(writer);
    }

    void deleteRun(long writer) {
        WriterItems ofWriter = items.find(writer);
        if (ofWriter == null) {
            return;
        }
        for (int i = 0; i < ofWriter.count; i++) {
            integration.delete(ofWriter.items[i]);
        }
        items.compact();
    }
}
