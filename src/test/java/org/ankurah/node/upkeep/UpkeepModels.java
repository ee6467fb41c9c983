package org.ankurah.node.upkeep;

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
import org.ankurah.model.Text;
import org.ankurah.model.Unique;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** Models for tests of upkeep: a property of every type. */
final class UpkeepModels {

    static final RecordModels ALL = RecordModels.read(List.of(Maker.class, Thing.class));

    /** A build that has lost a model. */
    static final RecordModels MAKERS = RecordModels.read(List.of(Maker.class));

    private UpkeepModels() {}

    enum Size {
        SMALL,
        LARGE
    }

    @Model
    record Maker(
            @Required String name,
            @Nullable @Unique String code,
            @Nullable Ref<Maker> parent) {}

    @Model
    @SuppressWarnings("ArrayRecordComponent") // only its values are looked at
    record Thing(
            @Required String title,
            @Nullable String note,
            boolean ready,
            @Nullable Integer year,
            @Nullable Long weight,
            @Nullable Double rating,
            @Nullable BigDecimal price,
            @Nullable Instant madeAt,
            @Nullable LocalDate soldOn,
            @Nullable UUID serial,
            byte @Nullable [] data,
            @Nullable Json details,
            @Nullable Size size,
            @Nullable Ref<Maker> maker,
            List<String> tags,
            @Nullable List<BigDecimal> prices,
            @Nullable List<Json> documents,
            List<Ref<Maker>> makers,
            @Counter long plays,
            @Counter BigDecimal earned,
            @Text String story,
            @SetOf List<BigDecimal> marks,
            @SetOf List<Json> papers,
            @Ordered List<Ref<Maker>> queue,
            @Nullable @Merged Json notes) {}
}
