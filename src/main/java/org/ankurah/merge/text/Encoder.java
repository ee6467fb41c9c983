package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a document, or what another one lacks of it, as an update. */
final class Encoder {

    private final Items items;
    private final Waiting waiting;

    Encoder(Items items, Waiting waiting) {
        this.items = items;
        this.waiting = waiting;
    }

    /**
     * Writes what a document lacks. All that was deleted is named, as a state vector does not tell what of it is known.
     *
     * @param known how many edits of whom it has
     */
    byte[] encode(Map<Long, Integer> known, WaitingDeletes waitingDeletes) {
        Map<Long, List<Part>> parts = new TreeMap<>(Comparator.reverseOrder());
        TreeSet<Long> writers = new TreeSet<>(items.writers().keySet());
        waiting.writers().forEach(writers::add);
        for (long writer : writers) {
            List<Part> ofWriter = parts(writer, known.getOrDefault(writer, 0));
            if (!ofWriter.isEmpty()) {
                parts.put(writer, ofWriter);
            }
        }
        UpdateWriter out = new UpdateWriter();
        out.writeNumber(parts.size());
        parts.forEach((writer, ofWriter) -> write(out, writer, ofWriter));
        Ranges deleted = deleted();
        waitingDeletes.addTo(deleted);
        deleted.normalize();
        deleted.write(out);
        return out.toByteArray();
    }

    /** An item without its first edits; or, without an item, a gap. */
    private record Part(Item item, int offset) {

        int clock() {
            return item.clock + offset;
        }

        int length() {
            return item.length - offset;
        }
    }

    private List<Part> parts(long writer, int from) {
        List<Part> parts = new ArrayList<>();
        int next = from;
        WriterItems ofWriter = items.find(writer);
        if (ofWriter != null && from < ofWriter.end()) {
            int first = ofWriter.indexOf(from);
            for (int i = first; i < ofWriter.count; i++) {
                Item item = ofWriter.items[i];
                parts.add(new Part(item, i == first ? from - item.clock : 0));
            }
            next = ofWriter.end();
        }
        for (Item item : waiting.items(writer)) {
            if (item.end() <= next) {
                continue;
            }
            if (item.clock > next && !parts.isEmpty()) {
                parts.add(new Part(new Item(writer, next, item.clock - next, Item.SKIP), 0));
            }
            parts.add(new Part(item, Math.max(0, next - item.clock)));
            next = item.end();
        }
        return parts;
    }

    private static void write(UpdateWriter out, long writer, List<Part> parts) {
        out.writeNumber(parts.size());
        out.writeNumber(writer);
        out.writeNumber(parts.get(0).clock());
        for (Part part : parts) {
            if (part.item().kind == Item.SKIP) {
                out.writeByte(Item.SKIP);
                out.writeNumber(part.length());
            } else {
                Update.write(out, part.item(), part.offset());
            }
        }
    }

    private Ranges deleted() {
        Ranges deleted = new Ranges();
        items.writers().forEach((writer, ofWriter) -> {
            for (int i = 0; i < ofWriter.count; i++) {
                Item item = ofWriter.items[i];
                if (item.deleted) {
                    deleted.add(writer, item.clock, item.length);
                }
            }
        });
        return deleted;
    }
}
