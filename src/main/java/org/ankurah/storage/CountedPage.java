package org.ankurah.storage;

import org.ankurah.query.Page;

/**
 * A page with the number of all matches, read together.
 *
 * @param page one page
 * @param total the number of matches on any page, whatever the selection's limit
 */
public record CountedPage(Page page, long total) {}
