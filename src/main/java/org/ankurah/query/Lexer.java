package org.ankurah.query;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.query.Token.Kind;
import org.ankurah.value.Values;

/** Cuts a query text into tokens. Cost is linear in the text. */
final class Lexer {

    private static final List<String> SYMBOLS =
            List.of("!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "+", "*");

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** The tokens of a text; the last one is {@link Kind#END}. */
    static List<Token> tokens(Source source) {
        int illegal = Values.firstIllegal(source.text());
        if (illegal >= 0) {
            throw source.error(illegal, "a query cannot hold the character U+0000 or half of a surrogate pair");
        }
        return new Lexer(source).read();
    }

    /** Whether a name can be written without quotes, unless it is a keyword. */
    static boolean isPlainName(String name) {
        if (name.isEmpty() || !isNameStart(name.codePointAt(0))) {
            return false;
        }
        return name.codePoints().allMatch(Lexer::isNamePart);
    }

    private List<Token> read() {
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                tokens.add(new Token(Kind.END, "", text.length()));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() {
        int start = at;
        char c = text.charAt(at);
        if (c == '\'') {
            return new Token(Kind.TEXT, quoted('\''), start);
        }
        if (c == '"') {
            return new Token(Kind.QUOTED, quoted('"'), start);
        }
        if (c == '?') {
            at++;
            return new Token(Kind.POSITIONAL, "?", start);
        }
        if (c == ':' && isNameStart(codePoint(at + 1))) {
            at++;
            return new Token(Kind.NAMED, name(), start);
        }
        if (c == '$' && isNameStart(codePoint(at + 1))) {
            at++;
            return new Token(Kind.CLAIM, name(), start);
        }
        if (isDigit(c) && followsDot()) {
            return index();
        }
        if (isDigit(c) || startsNumber(c)) {
            return number();
        }
        return isNameStart(codePoint(at)) ? new Token(Kind.WORD, name(), start) : symbol();
    }

    /** A dot directly behind a name belongs to a path, any other to a number. */
    private boolean followsDot() {
        if (tokens.isEmpty() || at == 0 || text.charAt(at - 1) != '.') {
            return false;
        }
        return tokens.get(tokens.size() - 1).isSymbol(".");
    }

    private boolean startsNumber(char c) {
        if (c == '-') {
            char next = charAt(at + 1);
            return isDigit(next) || (next == '.' && isDigit(charAt(at + 2)));
        }
        boolean behindName = at > 0 && (isNamePart(text.codePointBefore(at)) || text.charAt(at - 1) == '"');
        return c == '.' && isDigit(charAt(at + 1)) && !behindName;
    }

    private Token index() {
        int start = at;
        digits();
        if (isNamePart(codePoint(at))) {
            throw source.error(start, "a name that begins with a digit goes into double quotes");
        }
        return new Token(Kind.INDEX, text.substring(start, at), start);
    }

    private Token number() {
        int start = at;
        if (charAt(at) == '-') {
            at++;
        }
        digits();
        if (charAt(at) == '.') {
            at++;
            digits();
        }
        if (charAt(at) == 'e' || charAt(at) == 'E') {
            at++;
            if (charAt(at) == '-' || charAt(at) == '+') {
                at++;
            }
            digits();
        }
        char last = text.charAt(at - 1);
        boolean malformed = (!isDigit(last) && last != '.') || isNamePart(codePoint(at)) || charAt(at) == '.';
        if (malformed) {
            throw source.error(start, "this is no number");
        }
        return new Token(Kind.NUMBER, text.substring(start, at), start);
    }

    private void digits() {
        while (isDigit(charAt(at))) {
            at++;
        }
    }

    /** Reads what stands between two quotes; a doubled quote stands for one. */
    private String quoted(char quote) {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw source.error(start, "the quote " + quote + " is never closed");
            }
            out.append(text, at, end);
            at = end + 1;
            if (charAt(at) != quote) {
                return out.toString();
            }
            out.append(quote);
            at++;
        }
    }

    private String name() {
        int start = at;
        while (isNamePart(codePoint(at))) {
            at += Character.charCount(codePoint(at));
        }
        return text.substring(start, at);
    }

    private Token symbol() {
        int start = at;
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Kind.SYMBOL, symbol, start);
            }
        }
        throw source.error(start, "unexpected character " + text.substring(at, text.offsetByCodePoints(at, 1)));
    }

    /** The character at an index, or NUL, which a query text never holds, outside of the text. */
    private char charAt(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : 0;
    }

    private int codePoint(int index) {
        return index < text.length() ? text.codePointAt(index) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(int codePoint) {
        return codePoint == '_' || Character.isLetter(codePoint);
    }

    private static boolean isNamePart(int codePoint) {
        return codePoint == '_' || Character.isLetterOrDigit(codePoint);
    }
}
