package org.ankurah.merge.text;

import java.util.ArrayList;
import java.util.List;

/**
 * An update, read and checked, but for what only a document can tell.
 *
 * @param items by writer, each writer's in the order of their numbers; without those that only fill gaps
 * @param deleted what it deletes
 */
record Update(List<List<Item>> items, Ranges deleted) {

    private static final int HAS_ORIGIN = 0x80;
    private static final int HAS_RIGHT_ORIGIN = 0x40;
    private static final int HAS_KEY = 0x20;
    private static final int KIND = 0x1F;

    /**
     * Reads an update in the format of Yjs, version 1. Takes time and memory in the order of the bytes.
     *
     * @throws MalformedTextException when the bytes are none
     */
    static Update read(byte[] bytes) {
        UpdateReader in = new UpdateReader(bytes);
        List<List<Item>> items = new ArrayList<>();
        Run texts = new Run(new char[bytes.length], 0);
        for (long writers = in.readNumber(); writers > 0; writers--) {
            items.add(readWriter(in, texts));
        }
        Ranges deleted = Ranges.read(in);
        in.expectEnd();
        return new Update(items, deleted);
    }

    /** Refuses the one character that is valid UTF-8 and cannot be stored as text. */
    void requireStorable() {
        for (List<Item> ofWriter : items) {
            for (Item item : ofWriter) {
                for (int i = item.start; item.run != null && i < item.start + item.length; i++) {
                    if (item.run.chars[i] == 0) {
                        throw new MalformedTextException("the update holds the character U+0000");
                    }
                }
            }
        }
    }

    private static List<Item> readWriter(UpdateReader in, Run texts) {
        long count = in.readNumber();
        long writer = in.readNumber();
        int clock = in.readInt();
        List<Item> items = new ArrayList<>();
        for (; count > 0; count--) {
            int info = in.readByte();
            int kind = info & KIND;
            if (kind == Item.SKIP) {
                clock = after(in, clock, in.readInt());
                continue;
            }
            Item item = kind == Item.GARBAGE
                    ? new Item(writer, clock, in.readInt(), Item.GARBAGE)
                    : readItem(in, texts, writer, clock, info);
            clock = after(in, clock, item.length);
            items.add(item);
        }
        return items;
    }

    private static int after(UpdateReader in, int clock, int length) {
        if (length == 0) {
            throw in.malformed("an item is empty");
        }
        if (length > Integer.MAX_VALUE - clock) {
            throw in.malformed("a number is too large");
        }
        return clock + length;
    }

    private static Item readItem(UpdateReader in, Run texts, long writer, int clock, int info) {
        Item item = new Item(writer, clock, 1, info & KIND);
        if ((info & HAS_ORIGIN) != 0) {
            item.originWriter = in.readNumber();
            item.originClock = readEarlier(in, item, item.originWriter);
        }
        if ((info & HAS_RIGHT_ORIGIN) != 0) {
            item.rightOriginWriter = in.readNumber();
            item.rightOriginClock = readEarlier(in, item, item.rightOriginWriter);
        }
        if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) == 0) {
            readParent(in, item);
            if ((info & HAS_KEY) != 0) {
                item.key = in.readString();
            }
        }
        readContent(in, item, texts);
        return item;
    }

    /** An edit that must have been there before: of the same writer it has a smaller number. */
    private static int readEarlier(UpdateReader in, Item item, long writer) {
        int clock = in.readInt();
        if (writer == item.writer && clock >= item.clock) {
            throw in.malformed("an item stands beside a later one of the same writer");
        }
        return clock;
    }

    private static void readParent(UpdateReader in, Item item) {
        if (in.readNumber() == 1) {
            item.parentName = in.readString();
        } else {
            item.parentWriter = in.readNumber();
            item.parentClock = readEarlier(in, item, item.parentWriter);
        }
    }

    private static void readContent(UpdateReader in, Item item, Run texts) {
        switch (item.kind) {
            case Item.DELETED -> item.length = in.readInt();
            case Item.STRING -> {
                item.run = texts;
                item.start = texts.used;
                item.length = in.readInto(texts);
            }
            case Item.JSON, Item.ANY -> {
                item.parts = readParts(in, item.kind);
                item.length = item.parts.length;
            }
            case Item.BINARY, Item.EMBED, Item.FORMAT, Item.TYPE, Item.DOCUMENT -> {
                int start = in.position();
                skipSingle(in, item.kind);
                item.parts = new byte[][] {in.since(start)};
            }
            default -> throw in.malformed("an item is of the unknown kind " + item.kind);
        }
    }

    private static byte[][] readParts(UpdateReader in, int kind) {
        List<byte[]> parts = new ArrayList<>();
        for (long count = in.readNumber(); count > 0; count--) {
            int start = in.position();
            if (kind == Item.JSON) {
                in.skip(in.readLength());
            } else {
                in.skipAny();
            }
            parts.add(in.since(start));
        }
        return parts.toArray(new byte[0][]);
    }

    private static void skipSingle(UpdateReader in, int kind) {
        switch (kind) {
            case Item.BINARY, Item.EMBED -> in.skip(in.readLength());
            case Item.FORMAT -> {
                in.readString();
                in.readString();
            }
            case Item.TYPE -> {
                long type = in.readNumber();
                if (type > 6) {
                    throw in.malformed("an item holds the unknown type " + type);
                }
                if (type == 3 || type == 5) {
                    in.readString();
                }
            }
            default -> {
                in.readString();
                in.skipAny();
            }
        }
    }

    static void write(UpdateWriter out, Item item, int offset) {
        if (item.isGarbage()) {
            out.writeByte(Item.GARBAGE);
            out.writeNumber(item.length - offset);
            return;
        }
        boolean origin = offset > 0 || item.hasOrigin();
        out.writeByte(item.kind
                | (origin ? HAS_ORIGIN : 0)
                | (item.hasRightOrigin() ? HAS_RIGHT_ORIGIN : 0)
                | (item.key != null ? HAS_KEY : 0));
        if (origin) {
            out.writeNumber(offset > 0 ? item.writer : item.originWriter);
            out.writeNumber(offset > 0 ? item.clock + offset - 1 : item.originClock);
        }
        if (item.hasRightOrigin()) {
            out.writeNumber(item.rightOriginWriter);
            out.writeNumber(item.rightOriginClock);
        }
        if (!origin && !item.hasRightOrigin()) {
            writeParent(out, item);
            if (item.key != null) {
                out.writeString(item.key);
            }
        }
        writeContent(out, item, offset);
    }

    private static void writeParent(UpdateWriter out, Item item) {
        Sequence parent = item.parent;
        String name = parent == null ? item.parentName : parent.name;
        if (name != null) {
            out.writeNumber(1);
            out.writeString(name);
            return;
        }
        Item holder = parent == null ? null : parent.holder;
        out.writeNumber(0);
        out.writeNumber(holder == null ? item.parentWriter : holder.writer);
        out.writeNumber(holder == null ? item.parentClock : holder.clock);
    }

    private static void writeContent(UpdateWriter out, Item item, int offset) {
        Run run = item.run;
        byte[][] parts = item.parts;
        if (item.kind == Item.DELETED) {
            out.writeNumber(item.length - offset);
        } else if (run != null) {
            out.writeString(run.chars, item.start + offset, item.length - offset);
        } else if (parts != null) {
            if (item.kind == Item.JSON || item.kind == Item.ANY) {
                out.writeNumber(parts.length - offset);
            }
            for (int i = offset; i < parts.length; i++) {
                out.writeRaw(parts[i]);
            }
        }
    }
}
