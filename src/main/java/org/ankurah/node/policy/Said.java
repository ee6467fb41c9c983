package org.ankurah.node.policy;

/**
 * A piece of a policy's text.
 *
 * @param text what it says
 * @param place where it stands, for people: a file with line and column, or an annotated record
 */
public record Said(String text, String place) {}
