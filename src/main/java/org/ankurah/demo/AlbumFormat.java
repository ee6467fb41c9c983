package org.ankurah.demo;

import org.ankurah.model.Description;

/** How an album is published. */
@Description("How an album is published.")
public enum AlbumFormat {
    @Description("A long-playing record, usually twelve inches of vinyl.")
    LP,
    @Description("An extended play: more than a single, less than an album.")
    EP,
    @Description("One song, perhaps with another on its back.")
    SINGLE,
    @Description("A compact disc.")
    CD,
    @Description("Files only; nothing to put on a shelf.")
    DIGITAL
}
