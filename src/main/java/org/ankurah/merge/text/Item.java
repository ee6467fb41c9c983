package org.ankurah.merge.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of edits by one writer that follow each other: characters, things that are kept and not looked into, or what is
 * left of them after they were deleted. Edits of a writer are numbered from 0; the item's are {@link #clock} and the
 * {@link #length} - 1 that follow.
 */
final class Item {

    /** What an item is, by the numbers of the format. */
    static final int GARBAGE = 0;

    static final int DELETED = 1;
    static final int JSON = 2;
    static final int BINARY = 3;
    static final int STRING = 4;
    static final int EMBED = 5;
    static final int FORMAT = 6;
    static final int TYPE = 7;
    static final int ANY = 8;
    static final int DOCUMENT = 9;
    static final int SKIP = 10;

    /** In place of a number: there is no such edit. */
    static final int NONE = -1;

    final long writer;
    int clock;
    int length;
    int kind;

    /** The edit to the right of which it was inserted. */
    long originWriter;

    int originClock = NONE;

    /** The edit to the left of which it was inserted. */
    long rightOriginWriter;

    int rightOriginClock = NONE;

    /** Where it belongs to; null in garbage, and in what waits for others. */
    @Nullable
    Sequence parent;

    /** As an update says it: a name, or the edit that holds the sequence. Only where it has no origin at all. */
    @Nullable
    String parentName;

    long parentWriter;
    int parentClock = NONE;

    /** The named place inside the parent; null in a row. */
    @Nullable
    String key;

    /** Of a {@link #STRING}. */
    @Nullable
    Run run;

    int start;

    /** Of a kind that can be split, but is no string: the bytes of each part. Of another: its bytes. */
    byte @Nullable [] @Nullable [] parts;

    /** Of a {@link #TYPE}. */
    @Nullable
    Sequence content;

    boolean deleted;

    @Nullable
    Item left;

    @Nullable
    Item right;

    Sequence.@Nullable Block block;

    /** Marks of the walk that is under way, see {@link Integration}. */
    int passed;

    int conflicting;

    Item(long writer, int clock, int length, int kind) {
        this.writer = writer;
        this.clock = clock;
        this.length = length;
        this.kind = kind;
        this.deleted = kind == GARBAGE || kind == DELETED;
    }

    int end() {
        return clock + length;
    }

    boolean isGarbage() {
        return kind == GARBAGE;
    }

    /** How much text it shows, in UTF-16 code units. */
    int visible() {
        return kind == STRING && !deleted ? length : 0;
    }

    void appendTo(StringBuilder text) {
        if (visible() > 0 && run != null) {
            text.append(run.chars, start, length);
        }
    }

    boolean hasOrigin() {
        return originClock != NONE;
    }

    boolean hasRightOrigin() {
        return rightOriginClock != NONE;
    }

    boolean sameOrigin(Item other) {
        return originClock == other.originClock && (originClock == NONE || originWriter == other.originWriter);
    }

    boolean sameRightOrigin(Item other) {
        return rightOriginClock == other.rightOriginClock
                && (rightOriginClock == NONE || rightOriginWriter == other.rightOriginWriter);
    }

    /** Forgets what it held; only its place stays. */
    void empty() {
        kind = DELETED;
        deleted = true;
        run = null;
        parts = null;
        content = null;
    }

    /** Becomes garbage: not even its place is known any more. */
    void discard() {
        empty();
        kind = GARBAGE;
        parent = null;
        key = null;
        left = null;
        right = null;
        block = null;
        originClock = NONE;
        rightOriginClock = NONE;
    }

    /** Cuts off what comes before; for an item of which the document has the first part already. */
    void dropFirst(int count) {
        originWriter = writer;
        originClock = clock + count - 1;
        parentName = null;
        parentClock = NONE;
        clock += count;
        length -= count;
        cutContent(count);
        Run whole = run;
        if (whole != null && Character.isHighSurrogate(whole.chars[start - 1])) {
            run = new Run(Arrays.copyOfRange(whole.chars, start, start + length));
            start = 0;
            run.chars[0] = '\uFFFD';
        }
    }

    /** The part from {@code count} on, as an item of its own that is not linked yet; this one keeps the rest. */
    Item splitOff(int count) {
        Item rest = new Item(writer, clock + count, length - count, kind);
        rest.deleted = deleted;
        rest.parent = parent;
        rest.key = key;
        rest.originWriter = writer;
        rest.originClock = clock + count - 1;
        rest.rightOriginWriter = rightOriginWriter;
        rest.rightOriginClock = rightOriginClock;
        rest.run = run;
        rest.start = start;
        rest.parts = parts;
        rest.cutContent(count);
        length = count;
        if (kind == STRING && run != null) {
            splitPair(rest);
        } else if (parts != null) {
            parts = Arrays.copyOf(parts, count);
        }
        return rest;
    }

    private void cutContent(int count) {
        if (kind == STRING) {
            start += count;
        } else if (parts != null) {
            parts = Arrays.copyOfRange(parts, count, parts.length);
        }
    }

    /** A character of two code units that is cut in the middle becomes two of those that stand for what is lost. */
    private void splitPair(Item rest) {
        Run whole = run;
        if (whole != null && Character.isHighSurrogate(whole.chars[start + length - 1])) {
            run = new Run(Arrays.copyOfRange(whole.chars, start, start + length));
            start = 0;
            run.chars[length - 1] = '\uFFFD';
            rest.run = new Run(Arrays.copyOfRange(whole.chars, rest.start, rest.start + rest.length));
            rest.start = 0;
            rest.run.chars[0] = '\uFFFD';
        }
    }

    /** How much it takes, in bytes, roughly. */
    long weight() {
        long weight = 100L + (kind == STRING ? 2L * length : 0);
        if (parts != null) {
            for (byte[] part : parts) {
                weight += 24L + part.length;
            }
        }
        return weight;
    }

    /** Whether the next item of the same writer is nothing but this one's continuation. */
    boolean continuedBy(Item next) {
        if (kind != next.kind || deleted != next.deleted || end() != next.clock) {
            return false;
        }
        if (kind == GARBAGE) {
            return true;
        }
        boolean mergeable = kind == STRING || kind == DELETED || kind == ANY || kind == JSON;
        return mergeable
                && right == next
                && next.originClock == end() - 1
                && next.originWriter == writer
                && sameRightOrigin(next);
    }

    /** Takes over the content of its continuation. */
    void append(Item next) {
        if (kind == STRING && run != null && next.run != null) {
            boolean adjacent = run == next.run && start + length == next.start;
            if (!adjacent) {
                appendText(next.run, next.start, next.length);
            }
        } else if (parts != null && next.parts != null) {
            byte[][] all = Arrays.copyOf(parts, length + next.length);
            System.arraycopy(next.parts, 0, all, length, next.length);
            parts = all;
        }
        length += next.length;
    }

    /** Adds characters behind its own; {@link #length} is the caller's to set. */
    void appendText(Run from, int fromStart, int count) {
        Run mine = run;
        if (mine == null || mine.used != start + length) {
            char[] copy = new char[length + count];
            if (mine != null) {
                System.arraycopy(mine.chars, start, copy, 0, length);
            }
            mine = new Run(copy, length);
            run = mine;
            start = 0;
        }
        mine.append(from.chars, fromStart, count);
    }
}
