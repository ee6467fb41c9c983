package org.ankurah.demo;

import java.time.LocalDate;
import java.util.List;
import org.ankurah.model.Counter;
import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.Text;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** An album as the store sells it. */
@Model
@Description("An album as the store sells it. `tracks` lists its songs.")
public record Album(
        @Required @Description("The title on the cover.") String title,

        @Indexed @Description("Whose album it is; null for a collection by several artists.") @Nullable
        Ref<Artist> artist,

        @Description("The year in which it first came out.") @Nullable
        Integer year,

        @Description("How it was published.") @Nullable AlbumFormat format,

        @Description("Words to find it by, such as `live` or `debut`.")
        List<String> tags,

        @Text @Description("What the staff say about it; several people may write at once.")
        String notes,

        @Description("Anything else that is known of it, such as its label or where it was recorded.") @Nullable
        Json details,

        @Description("The day on which it first came out, where it is known.") @Nullable
        LocalDate released,

        @Counter @Description("How often it was played from start to end. Every increment counts.")
        long plays) {}
