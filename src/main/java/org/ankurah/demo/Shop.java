package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Model;
import org.ankurah.model.Required;
import org.jspecify.annotations.Nullable;

/** A record store one can walk into. */
@Model
@Description("A record store one can walk into.")
public record Shop(
        @Required @Description("What its sign says.") String name,

        @Description("City.") @Nullable String city,

        @Description("Where it is.") @Nullable GeoPoint location,

        @Description("What it pays a month.") @Nullable Money rent) {}
