package org.ankurah.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.value.Json;

/** The binary form of a {@link Json} document, and its canonical equivalent. */
final class JsonCodec {

    /** Deeper documents are refused in both directions, so that what was written can be read on any stack. */
    static final int MAX_DEPTH = 512;

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int NUM = 3;
    private static final int STR = 4;
    private static final int ARR = 5;
    private static final int OBJ = 6;

    private JsonCodec() {}

    /**
     * @throws IllegalArgumentException when the document nests deeper than {@value #MAX_DEPTH} levels
     */
    static void write(BinaryWriter out, Json json) {
        write(out, json, 0);
    }

    private static void write(BinaryWriter out, Json json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a JSON document nests deeper than " + MAX_DEPTH + " levels");
        }
        if (json instanceof Json.Null) {
            out.writeByte(NULL);
        } else if (json instanceof Json.Bool bool) {
            out.writeByte(bool.value() ? TRUE : FALSE);
        } else if (json instanceof Json.Num num) {
            out.writeByte(NUM);
            ValueCodec.writeDecimal(out, num.value());
        } else if (json instanceof Json.Str str) {
            out.writeByte(STR);
            out.writeString(str.value());
        } else if (json instanceof Json.Arr arr) {
            out.writeByte(ARR);
            out.writeVarint(arr.value().size());
            arr.value().forEach(element -> write(out, element, depth + 1));
        } else if (json instanceof Json.Obj obj) {
            out.writeByte(OBJ);
            out.writeVarint(obj.value().size());
            obj.value().forEach((name, member) -> {
                out.writeString(name);
                write(out, member, depth + 1);
            });
        }
    }

    static Json read(BinaryReader in) {
        return read(in, 0);
    }

    private static Json read(BinaryReader in, int depth) {
        if (depth > MAX_DEPTH) {
            throw in.malformed("a JSON document that nests too deep");
        }
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> Json.NULL;
            case FALSE -> new Json.Bool(false);
            case TRUE -> new Json.Bool(true);
            case NUM -> new Json.Num(ValueCodec.readDecimal(in));
            case STR -> new Json.Str(in.readString());
            case ARR -> readArray(in, depth);
            case OBJ -> readObject(in, depth);
            default -> throw in.malformed("JSON of the unknown kind " + tag);
        };
    }

    private static Json readArray(BinaryReader in, int depth) {
        int count = in.readCount();
        List<Json> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(read(in, depth + 1));
        }
        return new Json.Arr(elements);
    }

    private static Json readObject(BinaryReader in, int depth) {
        int count = in.readCount();
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            members.put(in.readString(), read(in, depth + 1));
        }
        return new Json.Obj(members);
    }

    /**
     * The one document that stands for all that are equal to it: members ordered by name, numbers without
     * trailing zeros. So equal events have equal ids, whatever a transport did to the order of members.
     */
    static Json canonical(Json json) {
        if (json instanceof Json.Num num) {
            return new Json.Num(num.value().stripTrailingZeros());
        }
        if (json instanceof Json.Arr arr) {
            return new Json.Arr(arr.value().stream().map(JsonCodec::canonical).toList());
        }
        if (json instanceof Json.Obj obj) {
            Map<String, Json> members = new TreeMap<>();
            obj.value().forEach((name, member) -> members.put(name, canonical(member)));
            return new Json.Obj(members);
        }
        return json;
    }
}
