package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Model;
import org.ankurah.model.Required;

/** The format of a track's audio file. */
@Model
@Description("The format of a track's audio file, such as `FLAC audio file`.")
public record MediaType(
        @Required @Description("The name of the format.") String name) {}
