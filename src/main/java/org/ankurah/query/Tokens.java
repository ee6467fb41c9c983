package org.ankurah.query;

import java.util.List;
import org.ankurah.value.AnkurahException;

/** A place among the tokens of a query, moving forward only. */
final class Tokens {

    private final Source source;
    private final List<Token> tokens;
    private int at;

    Tokens(Source source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token behind the next one. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean takesWord(String word) {
        boolean takes = peek().isWord(word);
        if (takes) {
            at++;
        }
        return takes;
    }

    boolean takesSymbol(String symbol) {
        boolean takes = peek().isSymbol(symbol);
        if (takes) {
            at++;
        }
        return takes;
    }

    void expectWord(String word) {
        if (!takesWord(word)) {
            throw expected(word);
        }
    }

    void expectSymbol(String symbol) {
        if (!takesSymbol(symbol)) {
            throw expected(symbol);
        }
    }

    /** The failure that something else than what stands here was expected. */
    AnkurahException expected(String what) {
        return source.error(peek().start(), "expected " + what + ", but found " + peek().shown());
    }
}
