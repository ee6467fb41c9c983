package org.ankurah.faults;

import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.jspecify.annotations.Nullable;

/** What the tests of commits write. */
@Model
record Song(
        @Required String name,
        @Nullable @Unique String code,
        @Nullable Integer year,
        @Counter long plays) {}
