package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Model;
import org.ankurah.model.Required;

/** Who makes the music: a person, a band or an orchestra. */
@Model
@Description("Who makes the music: a person, a band or an orchestra. `albums` lists what they recorded.")
public record Artist(
        @Required @Description("The name as it is printed on the records, such as `Miles Davis`.")
        String name) {}
