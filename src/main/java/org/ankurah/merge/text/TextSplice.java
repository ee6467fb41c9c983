package org.ankurah.merge.text;

/**
 * A piece of text that is replaced by another.
 *
 * @param at where it begins, in UTF-16 code units
 * @param deleted its length, in UTF-16 code units
 * @param inserted what takes its place
 */
public record TextSplice(int at, int deleted, String inserted) {}
