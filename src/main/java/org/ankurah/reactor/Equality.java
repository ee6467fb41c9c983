package org.ankurah.reactor;

/**
 * A condition that the index looks up by hash: a property has a value with this key.
 *
 * @param property the property, or {@code id}
 * @param key what {@link HashKey} makes of the value
 */
record Equality(String property, Object key) {}
