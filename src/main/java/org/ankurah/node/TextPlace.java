package org.ankurah.node;

import org.ankurah.value.Ulid;

/**
 * One text of one entity.
 *
 * @param collection the entity's
 * @param id the entity's
 * @param property the text's name
 */
public record TextPlace(String collection, Ulid id, String property) {}
