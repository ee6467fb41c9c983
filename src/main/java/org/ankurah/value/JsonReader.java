package org.ankurah.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recursive-descent reader of one JSON document; recursion ends at {@link JsonText#MAX_DEPTH}. */
final class JsonReader {

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Json document() {
        Json json = value();
        blanks();
        if (at < text.length()) {
            throw error("something follows the end of the document");
        }
        return json;
    }

    private Json value() {
        blanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", Json.NULL);
            default -> number();
        };
    }

    private Json object() {
        enter();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!endsAtOnce('}')) {
            do {
                blanks();
                if (peek() != '"') {
                    throw error("expected the name of a member in double quotes");
                }
                int start = at;
                String name = string();
                blanks();
                expect(':');
                if (members.put(name, value()) != null) {
                    at = start;
                    throw error("the member \"" + name + "\" comes twice");
                }
            } while (another('}'));
        }
        depth--;
        return new Json.Obj(members);
    }

    private Json array() {
        enter();
        List<Json> elements = new ArrayList<>();
        if (!endsAtOnce(']')) {
            do {
                elements.add(value());
            } while (another(']'));
        }
        depth--;
        return new Json.Arr(elements);
    }

    private void enter() {
        if (++depth > JsonText.MAX_DEPTH) {
            throw error("nested deeper than " + JsonText.MAX_DEPTH);
        }
        at++;
    }

    private boolean endsAtOnce(char end) {
        blanks();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    private boolean another(char end) {
        blanks();
        char c = peek();
        if (c != ',' && c != end) {
            throw error("expected , or " + end);
        }
        at++;
        return c == ',';
    }

    private String string() {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                at = start;
                throw error("a string does not end");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c < 0x20) {
                at--;
                throw error("a control character inside a string must be escaped");
            }
            out.append(c == '\\' ? escape() : c);
        }
        String string = out.toString();
        if (Values.firstIllegal(string) >= 0) {
            at = start;
            throw error("a string holds NUL or half of a surrogate pair");
        }
        return string;
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw error("unknown escape");
            }
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw error("\\u needs four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Json number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        BigDecimal number = Numbers.parse(text.substring(start, at));
        if (number == null) {
            at = start;
            throw error("a number beyond " + Numbers.MAX_DIGITS + " digits");
        }
        return new Json.Num(number);
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw error(at < text.length() ? "expected a value" : "the document ends too early");
        }
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw error("expected a value");
        }
        at += word.length();
        return value;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("expected " + c);
        }
        at++;
    }

    /** The next character, or NUL, which no document may hold there, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private AnkurahException error(String what) {
        return AnkurahException.validation("no valid JSON at character " + (at + 1) + ": " + what, null);
    }
}
