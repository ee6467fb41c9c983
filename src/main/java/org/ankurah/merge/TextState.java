package org.ankurah.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ankurah.merge.text.TextDocument;
import org.ankurah.merge.text.TextUpdates;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Collaborative text as some events made it. Nobody sees it change, and it may be read from any thread.
 *
 * <p>A document is costly to copy and cheap to write to, so there is one for a whole line of states: the newest of them
 * has it and hands it on to the next. Whoever needs it takes it out of its state and so has it alone, puts it back, or
 * gives it to the state that it made. Who finds it gone makes another one, from the last written bytes and the steps
 * since: slow, right, and rare, since a state's text is kept once somebody asked for it.
 */
public final class TextState implements PropertyState {

    /** So many steps are made again at most, and so many states are held by the last of them. */
    private static final int MAX_STEPS = 256;

    /** So many updates are remembered, and so many bytes of them: for readers that are a moment behind. */
    private static final int MAX_MADE = 64;

    private static final int MAX_MADE_BYTES = 64 << 10;

    /** The update that does nothing. */
    private static final byte[] NOTHING = {0, 0};

    private final @Nullable Ulid writer;
    private final AtomicReference<@Nullable TextDocument> document = new AtomicReference<>();

    /** Stands for this state without holding what it holds. */
    private final Object identity = new Object();

    /** The last updates that made it, oldest first; empty if it came to be otherwise. */
    private final List<Made> made;

    /** How it came to be; null once it is written. */
    private volatile @Nullable Origin origin;

    private volatile byte @Nullable [] encoded;

    /** How many bytes it takes at most. */
    private volatile int weight;

    private volatile @Nullable String text;

    /** Of the text, in UTF-16 code units; -1 as long as nobody asked. */
    private volatile int length = -1;

    /** The last change that was tried upon this state: what is decided is done right after. */
    private volatile @Nullable Tried tried;

    private record Origin(TextState before, Consumer<TextDocument> step, int depth) {}

    /** @param of the identity of the state that the update was applied to */
    @SuppressWarnings("ArrayRecordComponent") // made here, and only read
    private record Made(Object of, byte[] update) {}

    private record Tried(Value.Bytes update, TextState after) {}

    /**
     * @param writer the event whose whole text shows, of those that wrote one; null if none did
     * @param encoded the document in the format of Yjs; a valid one
     */
    TextState(@Nullable Ulid writer, byte[] encoded) {
        this.writer = writer;
        this.encoded = encoded;
        this.weight = encoded.length;
        this.made = List.of();
    }

    private TextState(
            @Nullable Ulid writer, Origin origin, TextDocument document, int added, byte @Nullable [] update) {
        this.writer = writer;
        this.weight = origin.before().weight + added;
        this.made = update == null ? List.of() : origin.before().madeWith(update);
        this.origin = origin;
        // While the document is at hand: the next state will have it.
        this.length = TextEdits.length(document);
        this.document.set(document);
        if (origin.depth() == MAX_STEPS) {
            encoded();
        }
    }

    /** A text that nobody wrote anything into. Each is another one, as states share documents. */
    static TextState empty() {
        return new TextState(null, new TextDocument().encode());
    }

    /** The event whose whole text shows; null if none wrote one. */
    @Nullable
    Ulid writer() {
        return writer;
    }

    /** Whether nobody else ever edited it. */
    boolean isOnlyOf(long number) {
        return read(document -> document.isOnlyOf(number));
    }

    /** The text that readers see. Several texts of one document show one after another, in the order of their names. */
    public String text() {
        String known = text;
        if (known == null) {
            known = read(TextEdits::text);
            text = known;
        }
        return known;
    }

    /** The length of the text, in UTF-16 code units; found without making the text. */
    public int length() {
        int known = length;
        if (known < 0) {
            known = read(TextEdits::length);
            length = known;
        }
        return known;
    }

    /** The text; an empty one counts as never written, so that an optional text may be null. */
    @Override
    public Value value() {
        return text().isEmpty() ? Value.NULL : new Value.Str(text());
    }

    @Override
    public PropertyBackend backend() {
        return TextBackend.READER;
    }

    /** The whole document, deleted parts included, as one update in the format of Yjs. */
    public byte[] encode() {
        return encoded().clone();
    }

    /** How much of whose edits the document has, in the format of Yjs. */
    public byte[] stateVector() {
        return read(TextDocument::stateVector);
    }

    /**
     * What a document with that state vector lacks, as one update.
     *
     * @throws org.ankurah.merge.text.MalformedTextException when it is no state vector
     */
    public byte[] since(byte[] stateVector) {
        return read(document -> document.encodeSince(stateVector));
    }

    /**
     * What somebody lacks who has an earlier state of the same text, as one update; mostly the very one that made this
     * state, or the last few.
     */
    public byte[] since(TextState earlier) {
        if (earlier == this) {
            return NOTHING.clone();
        }
        for (int i = made.size() - 1; i >= 0; i--) {
            if (made.get(i).of() == earlier.identity) {
                List<byte[]> updates =
                        made.subList(i, made.size()).stream().map(Made::update).toList();
                return updates.size() == 1 ? updates.get(0).clone() : TextUpdates.merge(updates);
            }
        }
        return since(earlier.stateVector());
    }

    /** What the state remembers that an update makes of this one. */
    private List<Made> madeWith(byte[] update) {
        List<Made> all = new ArrayList<>(made);
        all.add(new Made(identity, update));
        int bytes = 0;
        int first = all.size();
        while (first > 0 && all.size() - first < MAX_MADE && bytes <= MAX_MADE_BYTES) {
            first--;
            bytes += all.get(first).update().length;
        }
        return List.copyOf(all.subList(first, all.size()));
    }

    /**
     * The name of the text inside the document that editors are to write to: the one that is there, or the property's.
     *
     * @param property the property's name
     */
    public String root(String property) {
        List<String> roots = read(TextDocument::roots);
        return roots.isEmpty() || roots.contains(property) ? property : roots.get(0);
    }

    byte[] encoded() {
        byte[] known = encoded;
        if (known == null) {
            known = read(TextDocument::encode);
            encoded = known;
            weight = known.length;
            origin = null;
        }
        return known;
    }

    /** The state after an update that was accepted. */
    TextState apply(Value.Bytes update) {
        Tried last = tried;
        if (last != null && last.update().equals(update)) {
            tried = null;
            return last.after();
        }
        byte[] bytes = update.value();
        Origin step = new Origin(this, document -> document.apply(bytes), depth() + 1);
        TextDocument taken = take();
        taken.apply(bytes);
        return new TextState(writer, step, taken, bytes.length, bytes);
    }

    /**
     * Makes a change and keeps what came of it until it is applied.
     *
     * @param change is made to the document; gives the update that does the same to others
     */
    Value.Bytes attempt(Function<TextDocument, byte[]> change) {
        TextDocument taken = take();
        Value.Bytes update;
        try {
            update = new Value.Bytes(change.apply(taken));
        } catch (RuntimeException refused) {
            document.set(taken.isBroken() ? null : taken);
            throw refused;
        }
        byte[] bytes = update.value();
        Origin step = new Origin(this, document -> document.apply(bytes), depth() + 1);
        tried = new Tried(update, new TextState(writer, step, taken, bytes.length, bytes));
        return update;
    }

    /** What came of the last attempt. */
    TextState attempted() {
        Tried last = tried;
        if (last == null) {
            throw new IllegalStateException("nothing was tried");
        }
        return last.after();
    }

    /** Whether it takes more bytes than these. */
    boolean exceeds(long bytes) {
        return weight > bytes && encoded().length > bytes;
    }

    /**
     * The state after a step.
     *
     * @param added how many bytes it adds at most
     * @param step must do the same to every document that has the same content
     */
    TextState next(@Nullable Ulid nextWriter, int added, Consumer<TextDocument> step) {
        Origin nextOrigin = new Origin(this, step, depth() + 1);
        TextDocument taken = take();
        step.accept(taken);
        return new TextState(nextWriter, nextOrigin, taken, added, null);
    }

    private int depth() {
        Origin known = origin;
        return known == null ? 0 : known.depth();
    }

    private <T> T read(Function<TextDocument, T> reader) {
        TextDocument taken = take();
        try {
            return reader.apply(taken);
        } finally {
            document.set(taken);
        }
    }

    private TextDocument take() {
        TextDocument taken = document.getAndSet(null);
        return taken == null ? make() : taken;
    }

    private TextDocument make() {
        Deque<Consumer<TextDocument>> steps = new ArrayDeque<>();
        TextState start = this;
        byte[] bytes = start.encoded;
        while (bytes == null) {
            // Read before the bytes are looked at again: whoever writes them forgets the origin afterwards.
            Origin from = start.origin;
            bytes = start.encoded;
            if (bytes == null && from != null) {
                steps.push(from.step());
                start = from.before();
                bytes = start.encoded;
            }
        }
        TextDocument made = TextDocument.decode(bytes);
        steps.forEach(step -> step.accept(made));
        return made;
    }
}
