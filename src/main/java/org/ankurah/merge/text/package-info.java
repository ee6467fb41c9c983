/**
 * Collaborative text: a sequence that several people edit at once, merged as Yjs does.
 *
 * <p>{@link org.ankurah.merge.text.TextDocument} is one document. It holds {@code Item}s, each a run of characters (or
 * of something else that is kept and not looked into) by one writer, in two orders: by writer and number ({@code
 * WriterItems}), as the format of updates wants it, and in the order of the text ({@code Sequence}). How concurrent
 * insertions at one place are ordered is YATA's rule, in {@code Integration}; see Nicolaescu, Jahns, Derntl, Klamma:
 * "Near Real-Time Peer-to-Peer Shared Editing on Extensible Data Types" (2016), and the format of Yjs's updates,
 * version 1.
 */
@NullMarked
package org.ankurah.merge.text;

import org.jspecify.annotations.NullMarked;
