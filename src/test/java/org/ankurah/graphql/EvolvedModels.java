package org.ankurah.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ankurah.model.Counter;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Renamed;
import org.ankurah.model.Required;
import org.ankurah.model.Text;
import org.ankurah.model.Unique;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;

/** The models of the store {@code store-1.sql} after all that may be done to models: see the README beside it. */
final class EvolvedModels {

    static final List<Class<? extends Record>> ALL = List.of(Maker.class, Thing.class);

    private EvolvedModels() {}

    /** The constants in another order, and one more. */
    enum Shade {
        BLACK,
        BLUE,
        GREEN,
        RED
    }

    @Model(collection = "maker")
    record Maker(
            @Required @Renamed(from = "name") String fullName,
            @Nullable @Unique String code,
            @Nullable String added) {}

    @Model(
            collection = "thing",
            retired = {"remark", "gone"})
    record Thing(
            @Required @Renamed(from = {"label", "name"}) String title,
            long amount,
            @Indexed double weight,
            BigDecimal price,
            BigDecimal total,
            @Nullable String color,
            List<Shade> colors,
            List<Long> sizes,
            @Counter long plays,
            @Text String story,
            boolean flag,
            double ratio,
            BigDecimal cost,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable UUID uuid,
            byte[] data,
            @Nullable Json details,
            List<String> tags,
            List<BigDecimal> rates,
            List<Json> docs,
            @Nullable Ref<Maker> maker,
            List<Ref<Maker>> makers,
            @Nullable Integer rank,
            @Renamed(from = "amountBefore") BigDecimal former,
            int level) {}
}
