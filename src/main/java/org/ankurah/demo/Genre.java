package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Model;
import org.ankurah.model.Required;

/** A kind of music. */
@Model
@Description("A kind of music, such as `Jazz`. `tracks` lists what belongs to it.")
public record Genre(
        @Required @Description("The name of the genre.") String name) {}
