package org.ankurah.query;

/**
 * One key of an order. Ascending puts nulls last, descending puts them first.
 *
 * @param path what is ordered by; never a list nor JSON
 * @param descending whether greater values come first
 */
public record Order(Path path, boolean descending) {}
