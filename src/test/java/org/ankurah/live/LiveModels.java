package org.ankurah.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ankurah.model.Counter;
import org.ankurah.model.Merged;
import org.ankurah.model.Model;
import org.ankurah.model.Ordered;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.SetOf;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/**
 * Models for tests of live queries: a property of every type, references three levels deep, two references to one
 * target, a list of references, and references of a model to itself.
 */
final class LiveModels {

    static final RecordModels ALL = RecordModels.read(List.of(Country.class, Artist.class, Album.class, Track.class));

    private LiveModels() {}

    enum Format {
        LP,
        EP,
        CD
    }

    @Model
    record Country(@Required String name, @Nullable Long population) {}

    @Model
    record Artist(
            @Required String name,
            @Nullable Integer born,
            @Nullable Ref<Country> country,
            @Nullable Ref<Artist> mentor) {}

    @Model
    @SuppressWarnings("ArrayRecordComponent") // only its values are looked at
    record Album(
            @Required String title,
            @Nullable String subtitle,
            @Nullable Integer year,
            @Counter long plays,
            @Nullable Double rating,
            @Nullable BigDecimal price,
            @Nullable Instant recorded,
            @Nullable LocalDate released,
            @Nullable UUID barcode,
            byte @Nullable [] cover,
            @Nullable Format format,
            @Nullable Boolean live,
            List<String> tags,
            @Nullable List<Integer> chart,
            List<Ref<Artist>> guests,
            @Nullable Json details,
            @Nullable Ref<Artist> artist,
            @Nullable Ref<Album> original) {}

    @Model
    record Track(
            @Required String name,
            @Nullable Ref<Album> album,
            @Nullable Ref<Artist> singer,
            @Nullable Long seconds,
            @Counter long plays,
            @Counter BigDecimal earned,
            @SetOf List<String> moods,
            @Ordered List<Ref<Artist>> band,
            @Nullable @Merged Json notes) {}
}
