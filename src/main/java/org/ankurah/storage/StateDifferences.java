package org.ankurah.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.merge.EntityState;
import org.ankurah.storage.RowDifference.Kind;
import org.ankurah.value.Ulid;

/** Compares stored states with what the log gives, for engines whose rows are the states themselves. */
public final class StateDifferences {

    private StateDifferences() {}

    /** States by collection and id. */
    public static Map<String, Map<Ulid, EntityState>> byCollection(Collection<EntityState> all) {
        Map<String, Map<Ulid, EntityState>> byCollection = new TreeMap<>();
        all.forEach(state -> byCollection
                .computeIfAbsent(state.model().collection(), name -> new TreeMap<>())
                .put(state.id(), state));
        return byCollection;
    }

    /**
     * What differs.
     *
     * @param replayed what the log gives
     * @param stored what there is, by collection and id; more than the range is no harm
     */
    public static List<RowDifference> of(Replayed replayed, Map<String, Map<Ulid, EntityState>> stored) {
        Map<String, Map<Ulid, EntityState>> should = byCollection(replayed.states());
        List<RowDifference> differences = new ArrayList<>();
        should.forEach((collection, expected) -> expected.forEach((id, state) -> {
            EntityState row = stored.getOrDefault(collection, Map.of()).get(id);
            if (row == null) {
                differences.add(new RowDifference(collection, id, Kind.MISSING, List.of()));
            } else if (!Arrays.equals(row.encode(), state.encode())) {
                List<RowDifference.Column> columns =
                        List.of(new RowDifference.Column("state", row.toString(), state.toString()));
                differences.add(new RowDifference(collection, id, Kind.DIFFERENT, columns));
            }
        }));
        stored.forEach((collection, rows) -> rows.keySet().stream()
                .filter(id -> replayed.range().contains(id)
                        && !replayed.unknown().contains(id)
                        && !should.getOrDefault(collection, Map.of()).containsKey(id))
                .forEach(id -> differences.add(new RowDifference(collection, id, Kind.SURPLUS, List.of()))));
        return differences;
    }
}
