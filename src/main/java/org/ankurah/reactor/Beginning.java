package org.ankurah.reactor;

import org.ankurah.query.Page;

/**
 * What a live query starts from.
 *
 * @param page the beginning of the selection's result, at least as long as the window if there are so many
 * @param total the number of all matches at the page's position; anything if the interest does not ask for it, or if
 *     the page holds all
 */
public record Beginning(Page page, long total) {}
