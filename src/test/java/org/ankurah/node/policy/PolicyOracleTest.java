package org.ankurah.node.policy;

import static org.ankurah.node.policy.PolicyModels.DEAL;
import static org.ankurah.node.policy.PolicyModels.MODELS;
import static org.ankurah.node.policy.PolicyModels.holds;
import static org.ankurah.node.policy.PolicyModels.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Right;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.Rights;
import org.ankurah.node.policy.PlainPolicy.PlainEntry;
import org.ankurah.node.policy.PlainPolicy.Row;
import org.ankurah.query.Entities;
import org.ankurah.query.Predicate;
import org.ankurah.query.QueryRows;
import org.ankurah.value.Json;
import org.ankurah.value.Seeds;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random policies allow random identities exactly what a plain oracle says, entity by entity and right by right. */
class PolicyOracleTest {

    private static final List<String> PROPERTIES = List.of("note", "secret", "value");

    @Test
    void rulesComeToWhatThePlainOracleSays() {
        Seeds.each("policies", 400, PolicyOracleTest::compare);
    }

    private static void compare(Random random) {
        List<PlainEntry> entries = entries(random);
        Identity identity = identity(random);
        PlainPolicy oracle = new PlainPolicy(entries, identity.roles(), identity.claims());
        List<Grant> grants =
                new ArrayList<>(entries.stream().map(PolicyOracleTest::grant).toList());
        Access access = PolicyRules.of(MODELS, grants).resolve(identity);
        Collections.shuffle(grants, random);
        assertThat(PolicyRules.of(MODELS, grants).resolve(identity))
                .as("in another order")
                .isEqualTo(access);

        for (int i = 0; i < 20; i++) {
            Row row = row(random);
            World world = new World(row);
            String context = entries + " for " + identity + " of " + row;
            Rights rights = access.of("deal");
            rules(rights)
                    .forEach((right, rule) -> assertThat(holds(rule, world.deal, world))
                            .as("%s: %s", right, context)
                            .isEqualTo(oracle.may(right, row)));
            compareProperties(rights, oracle, row, world, context);
        }
    }

    private static void compareProperties(Rights rights, PlainPolicy oracle, Row row, World world, String context) {
        for (String property : PROPERTIES) {
            if (oracle.may(Right.RETRIEVE, row)) {
                boolean shown = holds(rights.shown(property), world.deal);
                boolean expected = oracle.shows(property, row);
                if (oracle.looksBeyond()) {
                    assertThat(shown && !expected)
                            .as("shown too much of %s: %s", property, context)
                            .isFalse();
                } else {
                    assertThat(shown).as("shown %s: %s", property, context).isEqualTo(expected);
                }
            }
            if (oracle.may(Right.UPDATE, row)) {
                assertThat(holds(rights.changeable(property), world.deal, world))
                        .as("changeable %s: %s", property, context)
                        .isEqualTo(oracle.changes(property, row));
            }
        }
    }

    private static Map<Right, Predicate> rules(Rights rights) {
        return Map.of(
                Right.READ, rights.read(),
                Right.RETRIEVE, rights.retrieve(),
                Right.CREATE, rights.create(),
                Right.UPDATE, rights.update(),
                Right.DELETE, rights.delete(),
                Right.HISTORY, rights.history());
    }

    private static List<PlainEntry> entries(Random random) {
        List<PlainEntry> entries = new ArrayList<>();
        int size = 1 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            Set<Right> allow = new TreeSet<>();
            int rights = 1 + random.nextInt(3);
            for (int j = 0; j < rights; j++) {
                allow.add(Right.values()[random.nextInt(Right.values().length)]);
            }
            entries.add(new PlainEntry(
                    "role" + random.nextInt(3),
                    allow,
                    random.nextInt(4) == 0 ? null : PlainPolicy.RULES.get(random.nextInt(PlainPolicy.RULES.size())),
                    some(random),
                    some(random)));
        }
        return entries;
    }

    private static Set<String> some(Random random) {
        Set<String> some = new HashSet<>();
        PROPERTIES.stream().filter(property -> random.nextInt(6) == 0).forEach(some::add);
        return some;
    }

    private static Grant grant(PlainEntry entry) {
        return new Grant(
                said(entry.role()),
                said("deal"),
                entry.allow(),
                entry.rule() == null ? null : said(entry.rule().text()),
                entry.hide().stream().map(PolicyModels::said).toList(),
                entry.freeze().stream().map(PolicyModels::said).toList());
    }

    private static Identity identity(Random random) {
        Set<String> roles = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextBoolean()) {
                roles.add("role" + i);
            }
        }
        Map<String, Json> claims = new HashMap<>();
        List<Json> values = List.of(
                new Json.Str("a"),
                new Json.Str("eu"),
                new Json.Num(BigDecimal.valueOf(3)),
                new Json.Arr(List.of(new Json.Str("eu"), new Json.Str("us"))),
                new Json.Arr(List.of()),
                new Json.Arr(List.of(new Json.Num(BigDecimal.ONE))),
                new Json.Arr(List.of(new Json.Str("eu"), Json.NULL)),
                Json.EMPTY_OBJECT,
                Json.NULL);
        List<Json> fits = List.of(values.get(0), values.get(3), values.get(2));
        for (int i = 0; i < 3; i++) {
            String name = List.of("sub", "regions", "most").get(i);
            int kind = random.nextInt(6);
            if (kind > 1) {
                claims.put(name, fits.get(i));
            } else if (kind == 1) {
                claims.put(name, values.get(random.nextInt(values.size())));
            }
        }
        return new Identity("somebody", roles, claims);
    }

    private static Row row(Random random) {
        return new Row(
                List.of("a", "b", "eu").get(random.nextInt(3)),
                List.of("eu", "us", "asia").get(random.nextInt(3)),
                random.nextInt(3) == 0 ? null : random.nextInt(6),
                random.nextInt(3) == 0 ? null : List.of("a", "eu").get(random.nextInt(2)));
    }

    /** A deal and its representative. */
    private static final class World implements Entities {

        private final EntityState deal;
        private final Map<Ulid, EntityState> all = new HashMap<>();

        World(Row row) {
            QueryRows rows = new QueryRows();
            Map<String, Value> values = new LinkedHashMap<>();
            values.put("owner", new Value.Str(row.owner()));
            values.put("region", new Value.Str(row.region()));
            if (row.value() != null) {
                values.put("value", new Value.Int(row.value()));
            }
            if (row.repRegion() != null) {
                Ulid rep = rows.add(MODELS.get("rep"), Map.of("region", new Value.Str(row.repRegion())), false);
                values.put("rep", new Value.Id(rep));
            }
            Ulid id = rows.add(DEAL, values, false);
            rows.states().forEach(state -> all.put(state.id(), state));
            deal = all.get(id);
        }

        @Override
        public @Nullable EntityState find(String collection, Ulid id) {
            EntityState found = all.get(id);
            return found != null && found.model().collection().equals(collection) ? found : null;
        }

        @Override
        public Collection<EntityState> referring(String collection, String property, Ulid target) {
            return List.of();
        }
    }
}
