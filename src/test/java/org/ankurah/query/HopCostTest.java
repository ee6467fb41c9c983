package org.ankurah.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hops cost what they lead to, however they are nested and however far they go. */
class HopCostTest {

    @Test
    void hopsThatLeadToTheSameEntitiesOnManyWaysTestEachOncePerLevel() {
        int albums = 40;
        QueryRows rows = new QueryRows();
        Ulid artist = rows.add(QueryModels.ARTIST, Map.of(), false);
        for (int i = 0; i < albums; i++) {
            rows.add(QueryModels.ALBUM, Map.of("artist", new Value.Id(artist)), false);
        }
        Counting entities = new Counting(rows.states());
        int depth = QueryLimits.MAX_HOP_DEPTH;

        CompiledSelection nested = selection(
                QueryModels.ALBUM, "EXISTS artist.albums (".repeat(depth) + "title = 'none'" + ")".repeat(depth));

        assertThat(nested.matches(rows.states().get(1), entities)).isFalse();
        assertThat(entities.hops).isLessThanOrEqualTo(depth * (albums + 1));
    }

    @Test
    void aChainIsFollowedToItsEnd() {
        int length = 20_000;
        QueryRows rows = new QueryRows();
        rows.add(QueryModels.EMPLOYEE, Map.of("name", new Value.Str("first")), false);
        for (int i = 1; i < length; i++) {
            rows.add(QueryModels.EMPLOYEE, Map.of("reportsTo", new Value.Id(QueryRows.id(i))), false);
        }
        EntityState last = rows.states().get(length - 1);
        Counting entities = new Counting(rows.states());

        assertThat(selection(QueryModels.EMPLOYEE, "reportsTo+.name = 'first'").matches(last, entities))
                .isTrue();
        assertThat(selection(QueryModels.EMPLOYEE, "EXISTS reportsTo+ (name = 'nobody')")
                        .matches(last, entities))
                .isFalse();
    }

    private static CompiledSelection selection(ModelDescriptor model, String text) {
        return CompiledSelection.of(SelectionParser.parse(QueryModels.ALL, model, text, Parameters.NONE));
    }

    /** Counts how often it is asked who refers to an entity. */
    private static final class Counting implements Entities {

        private final Map<Ulid, EntityState> entities = new HashMap<>();
        private final Living living;
        private int hops;

        Counting(List<EntityState> rows) {
            rows.forEach(row -> entities.put(row.id(), row));
            living = new Living(rows);
        }

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            return entities.get(id);
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            hops++;
            return living.referring(collection, property, target);
        }
    }
}
