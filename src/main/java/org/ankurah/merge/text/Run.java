package org.ankurah.merge.text;

import java.util.Arrays;

/**
 * Characters that several items may show parts of: to split an item copies nothing, and who types on appends to what is
 * there.
 */
final class Run {

    char[] chars;
    int used;

    Run(String text) {
        chars = text.toCharArray();
        used = chars.length;
    }

    Run(char[] chars) {
        this(chars, chars.length);
    }

    Run(char[] chars, int used) {
        this.chars = chars;
        this.used = used;
    }

    void reserve(int count) {
        if (chars.length - used < count) {
            chars = Arrays.copyOf(chars, Math.max(used + count, used * 2));
        }
    }

    void append(String text) {
        reserve(text.length());
        text.getChars(0, text.length(), chars, used);
        used += text.length();
    }

    void append(char[] from, int start, int count) {
        reserve(count);
        System.arraycopy(from, start, chars, used, count);
        used += count;
    }
}
