package org.ankurah.merge.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document that several people edit at once, merged as Yjs does: whoever has seen the same updates, in whatever order,
 * sees the same text. Mutable, and for one thread at a time.
 *
 * <p>Updates and state vectors are in the format of Yjs, version 1. Places and lengths are in UTF-16 code units. A
 * document may have several texts by name; other things that Yjs knows, such as formats, embedded objects and types
 * within types, are kept and merged, and not looked into.
 */
public final class TextDocument {

    /** How many bytes of memory may be taken by what waits for other updates to come. */
    public static final int MAX_WAITING = 16 << 20;

    private final Items items = new Items();
    private final Waiting waiting = new Waiting();
    private final WaitingDeletes waitingDeletes = new WaitingDeletes();
    private final Integration integration = new Integration(items, waiting, waitingDeletes);
    private final LocalEdits edits = new LocalEdits(items, integration);
    private boolean broken;

    /** A document without a text. */
    public TextDocument() {}

    /**
     * The document that an update makes of an empty one.
     *
     * @throws MalformedTextException when the bytes are no update
     */
    public static TextDocument decode(byte[] update) {
        TextDocument document = new TextDocument();
        document.apply(update);
        return document;
    }

    /**
     * Merges an update. What needs others that did not come yet waits for them.
     *
     * @return whether it brought anything that was not there
     * @throws MalformedTextException when the bytes are no update, or too much waits already; the document is as it was
     */
    public boolean apply(byte[] update) {
        return apply(Update.read(update), Long.MAX_VALUE);
    }

    /**
     * Merges an update of somebody who is not trusted: one can be made whose every item has to be compared with very
     * many others.
     *
     * @param maxSteps how many comparisons it may take
     * @throws MalformedTextException as {@link #apply(byte[])}; when it brings the character U+0000, which databases do
     *     not take; and when it takes more steps, then this document {@linkplain #isBroken is not to be used any more}
     */
    public boolean apply(byte[] update, long maxSteps) {
        Update read = Update.read(update);
        read.requireStorable();
        return apply(read, maxSteps);
    }

    private boolean apply(Update read, long maxSteps) {
        if (waiting.weight() > MAX_WAITING) {
            throw new MalformedTextException("too many updates wait for others that did not come");
        }
        broken = true;
        boolean changed = integration.apply(read, maxSteps);
        broken = false;
        return changed;
    }

    /** Whether an update was given up in the middle. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether anything waits for updates that did not come yet. */
    public boolean isPending() {
        return waiting.size() > 0 || !waitingDeletes.isEmpty();
    }

    /**
     * Puts text in.
     *
     * @param writer who does it; two that edit at the same time must not have the same number
     * @param root the name of the text
     * @return the update that does the same to others
     * @throws IllegalArgumentException when the place is outside the text
     */
    public byte[] insert(long writer, String root, int at, String text) {
        return edit(writer, root, List.of(new TextSplice(at, 0, text)));
    }

    /** Takes text out; otherwise as {@link #insert}. */
    public byte[] delete(long writer, String root, int at, int length) {
        return edit(writer, root, List.of(new TextSplice(at, length, "")));
    }

    /**
     * Replaces pieces of text; otherwise as {@link #insert}.
     *
     * @param splices in ascending order and without overlaps, by places in the text as it is before all of them
     */
    public byte[] edit(long writer, String root, List<TextSplice> splices) {
        return edits.make(writer, items.root(root), splices);
    }

    /**
     * Puts in a text as the first edit of a writer that never edits again, at the beginning; if that writer did so
     * before, nothing happens.
     *
     * @param deleted whether it is deleted at once
     */
    public void insertRun(long writer, String root, String text, boolean deleted) {
        edits.insertRun(writer, root, text, deleted);
    }

    /** Deletes all that a writer put in. */
    public void deleteRun(long writer) {
        edits.deleteRun(writer);
    }

    /** Whether nobody but this writer edited it, and nothing waits. */
    public boolean isOnlyOf(long writer) {
        return !isPending() && items.writers().keySet().stream().allMatch(other -> other == writer);
    }

    /** The names of the texts that ever had any content, in order. */
    public List<String> roots() {
        return items.roots().values().stream()
                .filter(root -> root.first != null)
                .map(root -> String.valueOf(root.name))
                .toList();
    }

    /** The text of a name; empty if there is none. */
    public String text(String root) {
        Sequence sequence = items.roots().get(root);
        return sequence == null ? "" : sequence.text();
    }

    /** The length of the text of a name. */
    public int length(String root) {
        Sequence sequence = items.roots().get(root);
        return sequence == null ? 0 : sequence.length();
    }

    /** The whole document as one update, deleted parts and what waits included. Equal documents give equal bytes. */
    public byte[] encode() {
        return encode(Map.of());
    }

    /**
     * What a document lacks, as one update.
     *
     * @param stateVector the other document's
     * @throws MalformedTextException when it is no state vector
     */
    public byte[] encodeSince(byte[] stateVector) {
        UpdateReader in = new UpdateReader(stateVector);
        Map<Long, Integer> known = new HashMap<>();
        for (long count = in.readNumber(); count > 0; count--) {
            known.put(in.readNumber(), in.readInt());
        }
        in.expectEnd();
        return encode(known);
    }

    private byte[] encode(Map<Long, Integer> known) {
        return new Encoder(items, waiting).encode(known, waitingDeletes);
    }

    /** How many edits of whom the document has; what waits does not count. */
    public byte[] stateVector() {
        UpdateWriter out = new UpdateWriter();
        out.writeNumber(items.writers().size());
        items.writers().forEach((writer, ofWriter) -> {
            out.writeNumber(writer);
            out.writeNumber(ofWriter.end());
        });
        return out.toByteArray();
    }
}
