/**
 * Import and export of whole stores as files, through the public GraphQL API.
 *
 * <h2>The format</h2>
 *
 * <p>A file is UTF-8 text with one JSON object per line (NDJSON), one line per entity:
 *
 * <pre>{@code
 * {"collection":"artist","key":"1","values":{"name":"AC/DC"}}
 * {"collection":"album","key":"1","values":{"title":"Back in Black","year":1980},"refs":{"artist":"1"}}
 * }</pre>
 *
 * <ul>
 *   <li>{@code collection}: the model's name in lower camel case, such as {@code mediaType}.
 *   <li>{@code key}: any text that is not empty; it names the entity within its collection of this file. The
 *       server gives ids of its own.
 *   <li>{@code values}: the properties by their API names, as the API takes them on create. Counters and
 *       collaborative text are plain values. What is absent takes the model's default.
 *   <li>{@code refs}: the references by property name: the key of the target, or a list of keys for a list of
 *       references. The target's collection follows from the model. It may stand anywhere in the file, before
 *       or behind; an entity may refer to itself, and references may form circles as long as one in each
 *       circle is optional.
 * </ul>
 *
 * <p>{@code values} and {@code refs} may be left out when they would be empty. Empty lines are skipped, a byte
 * order mark at the beginning is ignored, and a member of another name is an error.
 */
@NullMarked
package org.ankurah.demo.transfer;

import org.jspecify.annotations.NullMarked;
