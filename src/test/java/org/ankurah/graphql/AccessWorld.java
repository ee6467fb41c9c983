package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.AppliedEvents;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Access;
import org.ankurah.node.Identity;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Policy;
import org.ankurah.node.Rights;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionParser;
import org.ankurah.value.Ulid;

/** A music store that somebody who may do everything fills and changes at random, and others who may not see all of it. */
final class AccessWorld {

    /** May do everything. */
    private static final Identity OWNER = new Identity("owner");

    /** Rules over the entities of each collection: of their own, across references, against them, with nulls. */
    private static final Map<String, List<String>> RULES = Map.of(
            "artist", List.of("name < 'N'", "EXISTS albums (year > 1990)", "NOT (name = 'Björk')"),
            "album",
                    List.of(
                            "year > 1990",
                            "NOT (year = 1990)",
                            "artist.name = 'Abba'",
                            "format IN ('LP', 'CD') OR artist IS NULL",
                            "COUNT(tracks) < 2",
                            "'rock' IN tags"),
            "track",
                    List.of(
                            "explicit = false",
                            "album.artist.name <> 'Abba'",
                            "milliseconds < 200",
                            "album.year IS NULL"),
            "employee", List.of("city = 'Calgary'", "reportsTo.city = 'Calgary'", "reportsTo IS NULL"),
            "customer", List.of("supportRep.city = 'Calgary'", "country = 'CA'", "company IS NOT NULL"));

    final Random random;
    final Models models;
    final Api api;
    private final Map<String, Access> accesses = new ConcurrentHashMap<>();
    private final List<CommittedEvent> log = new ArrayList<>();
    private final Map<Ulid, EntityState> states = new LinkedHashMap<>();
    private int created;

    AccessWorld(Random random) {
        this.random = random;
        this.api = new Api(NodeOptions.defaults().withPolicy(new Policy() {
            @Override
            public Access of(Identity identity) {
                return accesses.getOrDefault(String.valueOf(identity.actor()), Access.EVERYTHING);
            }

            @Override
            public Runnable onChange(Runnable listener) {
                return () -> {};
            }
        }));
        this.models = api.node.models();
    }

    /** Somebody who may do this. */
    Identity somebody(Access access) {
        String name = "somebody " + accesses.size();
        accesses.put(name, access);
        return new Identity(name);
    }

    AccessOracle oracle(Identity identity) {
        refresh();
        return new AccessOracle(models, accesses.get(String.valueOf(identity.actor())), Map.copyOf(states));
    }

    /** The oracle of the world as it was right behind a position. */
    AccessOracle oracle(Identity identity, long position) {
        Map<Ulid, EntityState> then = new LinkedHashMap<>();
        log().stream().filter(event -> event.position() <= position).forEach(event -> apply(then, event));
        return new AccessOracle(models, accesses.get(String.valueOf(identity.actor())), then);
    }

    /** The events so far. */
    List<CommittedEvent> log() {
        refresh();
        return log;
    }

    /** All entities, deleted ones included. */
    List<EntityState> all() {
        refresh();
        return List.copyOf(states.values());
    }

    private void refresh() {
        for (CommittedEvent event : api.storage.log(log.size(), 10_000).await().indefinitely()) {
            log.add(event);
            apply(states, event);
        }
    }

    private void apply(Map<Ulid, EntityState> world, CommittedEvent event) {
        ModelDescriptor model = models.get(event.event().collection());
        world.compute(
                event.event().entityId(),
                (id, before) ->
                        (before == null ? EntityState.empty(model, id) : before).apply(event, AppliedEvents.IN_ORDER));
    }

    /** Rights that are drawn. */
    Access access() {
        Map<String, Rights> rights = new HashMap<>();
        for (ModelDescriptor model : models.all()) {
            rights.put(model.collection(), rights(model));
        }
        return new Access(rights, Rights.NONE);
    }

    private Rights rights(ModelDescriptor model) {
        Predicate read = rule(model);
        Predicate retrieve = random.nextBoolean() ? read : either(read, rule(model));
        Predicate history = random.nextInt(3) == 0 ? Rights.NEVER : both(retrieve, rule(model));
        Map<String, Predicate> shown = new HashMap<>();
        for (PropertyDescriptor property : model.properties()) {
            if (random.nextInt(6) == 0) {
                shown.put(property.name(), random.nextBoolean() ? Rights.NEVER : ownRule(model));
            }
        }
        return new Rights(read, retrieve, Predicate.TRUE, Predicate.TRUE, Predicate.TRUE, history, shown, Map.of());
    }

    private Predicate rule(ModelDescriptor model) {
        List<String> texts = RULES.getOrDefault(model.collection(), List.of());
        int choice = random.nextInt(texts.size() + 3);
        if (choice >= texts.size()) {
            return choice == texts.size() ? Rights.NEVER : Predicate.TRUE;
        }
        return parse(model, texts.get(choice));
    }

    /** One that looks at nothing but the entity, as those about properties do. */
    private Predicate ownRule(ModelDescriptor model) {
        return switch (model.collection()) {
            case "album" -> parse(model, "year > 1990");
            case "track" -> parse(model, "explicit = false");
            case "employee" -> parse(model, "city = 'Calgary'");
            default -> Rights.NEVER;
        };
    }

    private Predicate parse(ModelDescriptor model, String text) {
        return SelectionParser.parse(models, model, text, Parameters.NONE).predicate();
    }

    private static Predicate either(Predicate one, Predicate other) {
        return one.equals(Predicate.TRUE) || other.equals(Predicate.TRUE)
                ? Predicate.TRUE
                : new Predicate.Or(List.of(one, other));
    }

    private static Predicate both(Predicate one, Predicate other) {
        if (one.equals(Rights.NEVER) || other.equals(Rights.NEVER)) {
            return Rights.NEVER;
        }
        return one.equals(Predicate.TRUE) ? other : new Predicate.And(List.of(one, other));
    }

    /** Creates, changes, deletes or restores something. */
    void write() {
        List<EntityState> all = all();
        if (all.size() < 12 || random.nextInt(4) == 0) {
            create();
            return;
        }
        EntityState state = all.get(random.nextInt(all.size()));
        String type = state.model().typeName();
        String id = state.id().toString();
        if (state.deleted()) {
            run("mutation($id: ID!) { restore" + type + "(id: $id) { cursor } }", Map.of("id", id));
        } else if (random.nextInt(6) == 0) {
            run("mutation($id: ID!) { delete" + type + "(id: $id) { cursor } }", Map.of("id", id));
        } else {
            Map<String, Object> patch = values(state.model().collection());
            patch.keySet().retainAll(List.of(any(List.copyOf(patch.keySet()))));
            run(
                    "mutation($id: ID!, $patch: " + type + "Patch!) { update" + type
                            + "(id: $id, patch: $patch) { cursor } }",
                    Map.of("id", id, "patch", patch));
        }
    }

    private void create() {
        String type = any(List.of("Artist", "Album", "Album", "Track", "Track", "Employee", "Customer"));
        String collection = type.toLowerCase(java.util.Locale.ROOT);
        run(
                "mutation($input: " + type + "Input!) { create" + type + "(input: $input) { cursor } }",
                Map.of("input", values(collection)));
    }

    private void run(String document, Map<String, Object> variables) {
        // A reference may have been deleted meanwhile; then nothing is written.
        api.runAs(OWNER, document, variables);
    }

    private Map<String, Object> values(String collection) {
        Map<String, Object> values = new HashMap<>();
        created++;
        switch (collection) {
            case "artist" -> values.put("name", any(List.of("Abba", "Björk", "Queen", "Prince")));
            case "album" -> {
                values.put("title", "Album " + created);
                values.put("year", any(List.of(1980, 1990, 2000)));
                values.put("format", any(List.of("LP", "CD", "EP")));
                values.put("tags", any(List.of(List.of(), List.of("rock"), List.of("rock", "pop"))));
                refer(values, "artist", "artist");
            }
            case "track" -> {
                values.put("name", "Track " + created);
                values.put("milliseconds", 100 + random.nextInt(3) * 100);
                values.put("explicit", random.nextBoolean());
                values.put("composer", any(List.of("x", "y")));
                refer(values, "album", "album");
            }
            case "employee" -> {
                values.put("lastName", "Last " + created);
                values.put("firstName", "First");
                values.put("city", any(List.of("Calgary", "Edmonton")));
                refer(values, "reportsTo", "employee");
            }
            default -> {
                values.put("firstName", "First " + created);
                values.put("lastName", "Last");
                values.put("email", "c" + created + "@example.org");
                values.put("country", any(List.of("CA", "BR")));
                values.put("company", "Company");
                refer(values, "supportRep", "employee");
            }
        }
        return values;
    }

    private void refer(Map<String, Object> values, String property, String target) {
        List<EntityState> targets = all().stream()
                .filter(state -> !state.deleted() && state.model().collection().equals(target))
                .toList();
        if (!targets.isEmpty() && random.nextInt(4) > 0) {
            values.put(property, any(targets).id().toString());
        }
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
