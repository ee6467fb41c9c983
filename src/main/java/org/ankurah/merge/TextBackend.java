package org.ankurah.merge;

import java.util.List;
import java.util.function.Function;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.event.Operation;
import org.ankurah.merge.text.MalformedTextException;
import org.ankurah.merge.text.TextDocument;
import org.ankurah.merge.text.TextSplice;
import org.ankurah.merge.text.WordDiff;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code text}: what everybody wrote, so far as nobody deleted it. What editors do comes as updates in the format of
 * Yjs, and what others do is made into such updates.
 *
 * <p>A whole text that an event sets, as the one that an entity is created with, stands for a run of characters by a
 * writer of its own, whose number is drawn from the event's id. Of several such texts that of the greatest event shows;
 * what was written between their characters stays. As long as nobody edited, only that one is kept: so a text from the time
 * when the property was a plain string, which whole texts overwrote, is the same whether it is read from a stored state
 * or from the log.
 *
 * @param root the name of the text within its document, where it has none yet
 */
record TextBackend(String root) implements PropertyBackend {

    /** For what no name matters to: reading and writing. */
    static final TextBackend READER = new TextBackend("text");

    /** A document may be so much larger than its text may be long. */
    private static final int BYTES_PER_UNIT = 8;

    /** Some tenths of a second. */
    private static final long MAX_STEPS = 20_000_000;

    /** What a run of characters takes besides them. */
    private static final int SET_OVERHEAD = 64;

    /** The kind of edit that puts text in; its argument is place and text. */
    static final String INSERT = "insert";

    /** The kind of edit that takes text out; its argument is place and length. */
    static final String DELETE = "delete";

    /** The kind of edit that an editor made; its argument is the bytes of an update. */
    static final String UPDATE = "update";

    @Override
    public String label() {
        return Backend.TEXT.label();
    }

    @Override
    public PropertyState apply(@Nullable PropertyState before, Ulid eventId, Operation operation) {
        TextState current = before == null ? TextState.empty() : (TextState) before;
        if (operation instanceof Operation.Set set) {
            return set(current, eventId, set.value() instanceof Value.Str text ? text.value() : "");
        }
        return operation instanceof Operation.Edit edit && edit.content() instanceof Value.Bytes update
                ? current.apply(update)
                : current;
    }

    private TextState set(TextState current, Ulid eventId, String text) {
        Ulid former = current.writer();
        boolean shows = former == null || eventId.compareTo(former) > 0;
        if (former != null && current.isOnlyOf(writerOf(former))) {
            return shows ? set(TextState.empty(), eventId, text) : current;
        }
        return current.next(shows ? eventId : former, SET_OVERHEAD + 3 * text.length(), document -> {
            if (shows && former != null) {
                document.deleteRun(writerOf(former));
            }
            document.insertRun(writerOf(eventId), root, text, !shows);
        });
    }

    /** The half of an event's id that is a hash, as far as it fits. */
    private static long writerOf(Ulid eventId) {
        return eventId.low() & ((1L << Writer.BITS) - 1);
    }

    @Override
    public PropertyState join(PropertyState left, PropertyState right) {
        TextState one = adopt(left);
        TextState other = adopt(right);
        Ulid a = one.writer();
        Ulid b = other.writer();
        boolean first = b == null || b.equals(a) || (a != null && a.compareTo(b) > 0);
        Ulid loser = b == null || b.equals(a) ? null : first ? b : a;
        byte[] update = other.encoded();
        return one.next(first ? a : b, update.length, document -> {
            document.apply(update);
            if (loser != null) {
                document.deleteRun(writerOf(loser));
            }
        });
    }

    /** A former plain text becomes one that the event wrote which wrote the plain one. */
    @Override
    public TextState adopt(PropertyState stored) {
        if (stored instanceof TextState text) {
            return text;
        }
        Register register = LwwBackend.INSTANCE.adopt(stored);
        return set(
                TextState.empty(), register.writer(), register.value() instanceof Value.Str text ? text.value() : "");
    }

    @Override
    public void write(BinaryWriter out, PropertyState state) {
        TextState text = (TextState) state;
        Ulid writer = text.writer();
        out.writeBoolean(writer != null);
        if (writer != null) {
            out.writeUlid(writer);
        }
        out.writeBytes(text.encoded());
    }

    /** The document itself is read when somebody asks for it. */
    @Override
    public TextState read(BinaryReader in) {
        return new TextState(in.readBoolean() ? in.readUlid() : null, in.readBytes());
    }

    @Override
    public @Nullable Operation genesis(PropertyDescriptor property, Value value, Writer writer) {
        if (value instanceof Value.Str text) {
            checkLength(property, text.value().length(), writer);
        }
        return PropertyBackend.super.genesis(property, value, writer);
    }

    @Override
    public @Nullable Operation operation(
            PropertyDescriptor property, @Nullable PropertyState before, Change change, Writer writer) {
        TextState current = before == null ? TextState.empty() : (TextState) before;
        if (change instanceof Change.SetTo set) {
            String wanted = ValueCheck.fit(property, set.value()) instanceof Value.Str text ? text.value() : "";
            return edit(property, current, WordDiff.between(current.text(), wanted), writer);
        }
        Change.Edit edit = (Change.Edit) change;
        return switch (edit.kind()) {
            case INSERT -> edit(property, current, List.of(insertion(property, current, items(edit))), writer);
            case DELETE -> edit(property, current, List.of(deletion(property, current, items(edit))), writer);
            case UPDATE -> update(property, current, (Value.Bytes) edit.argument(), writer);
            default -> throw PropertyBackend.unfit(property, "set, or edited by insert, delete and update");
        };
    }

    private static List<Value> items(Change.Edit edit) {
        return ((Value.Items) edit.argument()).value();
    }

    private static TextSplice insertion(PropertyDescriptor property, TextState current, List<Value> argument) {
        Value inserted = ValueCheck.fit(property, argument.get(1));
        long at = ((Value.Int) argument.get(0)).value();
        checkRange(property, current.text(), at, 0);
        return new TextSplice((int) at, 0, ((Value.Str) inserted).value());
    }

    private static TextSplice deletion(PropertyDescriptor property, TextState current, List<Value> argument) {
        long at = ((Value.Int) argument.get(0)).value();
        long length = ((Value.Int) argument.get(1)).value();
        checkRange(property, current.text(), at, length);
        return new TextSplice((int) at, (int) length, "");
    }

    private static void checkRange(PropertyDescriptor property, String text, long at, long length) {
        if (at < 0 || length < 0 || at + length > text.length()) {
            throw AnkurahException.validation(
                    property.name() + " has " + text.length() + " UTF-16 code units; the edit from " + at + " over "
                            + length + " lies outside.",
                    property.name());
        }
        if (splitsPair(text, at) || splitsPair(text, at + length)) {
            throw AnkurahException.validation(
                    property.name() + ": the edit from " + at + " over " + length
                            + " begins or ends in the middle of a character that takes two UTF-16 code units.",
                    property.name());
        }
    }

    private static boolean splitsPair(String text, long at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt((int) at - 1))
                && Character.isLowSurrogate(text.charAt((int) at));
    }

    private @Nullable Operation edit(
            PropertyDescriptor property, TextState current, List<TextSplice> splices, Writer writer) {
        long length = current.text().length();
        boolean changes = false;
        for (TextSplice splice : splices) {
            length += splice.inserted().length() - (long) splice.deleted();
            changes |= splice.deleted() > 0 || !splice.inserted().isEmpty();
        }
        checkLength(property, length, writer);
        return changes ? attempt(current, document -> TextEdits.make(document, writer.number(), root, splices)) : null;
    }

    private @Nullable Operation update(
            PropertyDescriptor property, TextState current, Value.Bytes update, Writer writer) {
        byte[] bytes = update.value();
        try {
            Operation operation = attempt(current, document -> document.apply(bytes, MAX_STEPS) ? bytes : new byte[0]);
            if (operation != null) {
                TextState next = current.attempted();
                checkLength(property, next.length(), writer);
                checkSize(property, next, writer);
            }
            return operation;
        } catch (MalformedTextException malformed) {
            throw AnkurahException.validation(property.name() + ": " + malformed.getMessage(), property.name());
        }
    }

    private @Nullable Operation attempt(TextState current, Function<TextDocument, byte[]> change) {
        Value.Bytes update = current.attempt(change);
        return update.value().length == 0 ? null : new Operation.Edit(label(), update);
    }

    /** What is deleted, formats and embedded objects take room as well. */
    private static void checkSize(PropertyDescriptor property, TextState next, Writer writer) {
        long most = BYTES_PER_UNIT * (long) writer.maxText();
        if (next.exceeds(most)) {
            throw AnkurahException.validation(
                    property.name() + " would take more than " + most + " bytes with all that was deleted of it.",
                    property.name());
        }
    }

    private static void checkLength(PropertyDescriptor property, long length, Writer writer) {
        if (length > writer.maxText()) {
            throw AnkurahException.validation(
                    property.name() + " would have " + length + " UTF-16 code units; at most " + writer.maxText()
                            + " are allowed.",
                    property.name());
        }
    }
}
