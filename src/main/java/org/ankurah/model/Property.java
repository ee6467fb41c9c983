package org.ankurah.model;

import java.io.Serializable;
import java.util.function.Function;

/**
 * A property named by its accessor, such as {@code Album::year}. Serializable only because that is how Java tells the
 * accessor's name.
 *
 * @param <M> the model's record
 * @param <V> the type of the component
 */
@FunctionalInterface
public interface Property<M, V> extends Function<M, V>, Serializable {}
