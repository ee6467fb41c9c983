package org.ankurah.node;

import java.util.List;
import org.ankurah.model.Counter;
import org.ankurah.model.Model;
import org.ankurah.model.Ordered;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.SetOf;
import org.ankurah.model.Text;
import org.ankurah.model.Unique;
import org.jspecify.annotations.Nullable;

/** What simulated nodes hold. */
final class SimModels {

    static final RecordModels ALL = RecordModels.read(List.of(Item.class, Shelf.class));
    static final Identity ME = new Identity("me");

    private SimModels() {}

    @Model
    record Item(
            @Required String name,
            @Nullable Integer size,
            @Counter long plays,
            @Text String notes,
            @SetOf List<String> tags,
            @Ordered List<String> steps,
            List<Integer> marks,
            @Unique @Nullable String code,
            @Nullable Ref<Shelf> shelf) {}

    @Model
    record Shelf(@Required String label, @Counter long plays) {}

    /** What is asked of each model: a selection without limit comes first, which selects everything. */
    static final List<Asked> QUESTIONS = List.of(
            new Asked(Item.class, ""),
            new Asked(Shelf.class, ""),
            new Asked(Item.class, "size > 3"),
            new Asked(Item.class, "size BETWEEN 2 AND 5 AND name <> 'n1'"),
            new Asked(Item.class, "name = 'n3' OR size = 2"),
            new Asked(Item.class, "code IS NOT NULL ORDER BY code DESC"),
            new Asked(Item.class, "plays > 500000000 ORDER BY plays"),
            new Asked(Item.class, "shelf IS NULL AND size < 6"),
            new Asked(Item.class, "size < 6 ORDER BY size DESC, name LIMIT 3"),
            new Asked(Item.class, "ORDER BY plays DESC LIMIT 2"),
            new Asked(Shelf.class, "label LIKE 'l1%' ORDER BY plays"));

    record Asked(Class<? extends Record> model, String query) {
        @Override
        public String toString() {
            return model.getSimpleName() + "[" + query + "]";
        }
    }
}
