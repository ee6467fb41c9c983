package org.ankurah.value;

import java.util.Iterator;
import java.util.Map;

/** Reads and writes JSON documents as text (RFC 8259). */
public final class JsonText {

    /** Deepest nesting that is read: bounds the stack of every walk over a document. */
    public static final int MAX_DEPTH = 100;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /**
     * Reads one document. Cost is linear in the text.
     *
     * @throws AnkurahException {@code VALIDATION} with the place when the text is no JSON, is nested deeper than
     *     {@link #MAX_DEPTH}, names a member twice, holds NUL or half a surrogate pair, or a number is out of
     *     bounds
     */
    public static Json parse(String text) {
        return new JsonReader(text).document();
    }

    /** Writes a document without blanks; {@link #parse} reads it back as an equal one. */
    public static String write(Json json) {
        StringBuilder out = new StringBuilder();
        write(json, out);
        return out.toString();
    }

    /** Appends a document, as {@link #write(Json)} writes it. */
    public static void write(Json json, StringBuilder out) {
        if (json instanceof Json.Obj object) {
            writeMembers(object, out);
        } else if (json instanceof Json.Arr array) {
            out.append('[');
            for (int i = 0; i < array.value().size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                write(array.value().get(i), out);
            }
            out.append(']');
        } else if (json instanceof Json.Str text) {
            writeText(text.value(), out);
        } else if (json instanceof Json.Num number) {
            out.append(number.value());
        } else if (json instanceof Json.Bool truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private static void writeMembers(Json.Obj object, StringBuilder out) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> members = object.value().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            writeText(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    /** Appends text as a JSON string. */
    public static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
