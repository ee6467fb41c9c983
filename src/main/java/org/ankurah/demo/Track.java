package org.ankurah.demo;

import java.math.BigDecimal;
import org.ankurah.model.Counter;
import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.jspecify.annotations.Nullable;

/** One piece of music, sold on its own or with its album. */
@Model
@Description("One piece of music, sold on its own or with its album.")
public record Track(
        @Required @Description("The title of the piece.") String name,

        @Indexed @Description("The album that it is on.") @Nullable
        Ref<Album> album,

        @Indexed @Description("The format of its audio file.") @Nullable
        Ref<MediaType> mediaType,

        @Indexed @Description("The kind of music that it is.") @Nullable
        Ref<Genre> genre,

        @Description("Who wrote it: one or more names.") @Nullable
        String composer,

        @Description("How long it plays, in milliseconds.") long milliseconds,

        @Description("How large its audio file is.") @Nullable
        Long bytes,

        @Description("What the store asks for it, in dollars.")
        BigDecimal unitPrice,

        @Description("What listeners think of it on average, from 0 to 5.") @Nullable
        Double rating,

        @Description("Whether its words are not for children.")
        boolean explicit,

        @Counter @Description("How often it was played. Every increment counts, however many listeners there are.")
        long plays) {}
