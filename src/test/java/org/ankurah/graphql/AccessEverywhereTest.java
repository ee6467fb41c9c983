package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Identity;
import org.ankurah.node.Rights;
import org.ankurah.query.Parameters;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionParser;
import org.ankurah.value.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/**
 * Whatever is asked, by whomever, the answer is that of a plain oracle: every way to read of the generated schema, with
 * random rights over random data, and live queries while the data changes. {@code -Dseed=} repeats one run.
 */
class AccessEverywhereTest {

    private static final AnswerWriter WRITER = new AnswerWriter();

    /** Selections of an asker's own, which must not look behind what is hidden. */
    private static final Map<String, List<String>> OWN = Map.of(
            "artist", List.of("EXISTS albums (title > 'A')", "COUNT(albums) = 0", "EVERY albums (year > 1980)"),
            "album",
                    List.of(
                            "artist.name < 'M'",
                            "NOT (artist.name = 'Abba')",
                            "artist.name IS NULL",
                            "EXISTS tracks (explicit = true)",
                            "COUNT(tracks) > 0"),
            "track", List.of("album.artist.name = 'Queen'", "NOT (album.year = 1990)", "album.title IS NULL"),
            "employee", List.of("reportsTo+.city = 'Calgary'", "EXISTS customers (country = 'CA')"),
            "customer", List.of("supportRep.lastName LIKE 'Last%'", "supportRep.reportsTo.city IS NULL"));

    @Test
    void everyWayToReadShowsWhatTheOracleShows() {
        Seeds.each("access everywhere", 12, random -> {
            AccessWorld world = new AccessWorld(random);
            for (int i = 0; i < 60; i++) {
                world.write();
            }
            for (int i = 0; i < 6; i++) {
                Identity identity = world.somebody(world.access());
                AccessOracle oracle = world.oracle(identity);
                for (ModelDescriptor model : world.models.all()) {
                    compare(world, identity, oracle, model);
                }
                compareEvents(world, identity, oracle);
                comparePast(
                        world, identity, oracle, 1 + random.nextInt(world.log().size()));
            }
        });
    }

    @Test
    void liveQueriesHoldWhatTheOracleShowsAtEveryCursor() {
        Seeds.each("live access", 12, random -> {
            AccessWorld world = new AccessWorld(random);
            for (int i = 0; i < 30; i++) {
                world.write();
            }
            List<Watch> watches = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Identity identity = world.somebody(world.access());
                for (String collection : List.of("album", "track", "customer", "artist")) {
                    Watch watch = Watch.open(world, identity, world.models.get(collection));
                    if (watch != null) {
                        watches.add(watch);
                    }
                }
            }
            watches.forEach(Watch::check);
            for (int i = 0; i < 40; i++) {
                world.write();
                watches.forEach(Watch::check);
            }
        });
    }

    private static void compare(AccessWorld world, Identity identity, AccessOracle oracle, ModelDescriptor model) {
        String many = Names.many(model);
        String selection = oracle.selection(model);
        Rights rights = oracle.rights(model);
        compareHidden(world, identity, oracle, model);
        Answer list = world.api.runAs(
                identity, "{ " + many + "(first: 1000) { totalCount nodes " + selection + " } }", Map.of());
        Answer figures =
                world.api.runAs(identity, "{ " + Names.aggregates(model) + " { groups { count } } }", Map.of());
        if (rights.read().equals(Rights.NEVER)) {
            assertThat(list.code()).as("%s", list).isEqualTo("FORBIDDEN");
            assertThat(figures.code()).isEqualTo("FORBIDDEN");
        } else {
            same(list.at(many), expected(world, oracle, oracle.listed(model, Predicate.TRUE)));
            assertThat(figures.at(Names.aggregates(model), "groups", 0, "count"))
                    .isEqualTo(oracle.listed(model, Predicate.TRUE).size());
            compareOwn(world, identity, oracle, model);
        }
        for (EntityState state : world.all()) {
            if (state.model().collection().equals(model.collection())) {
                compareOne(world, identity, oracle, state, selection);
            }
        }
    }

    private static void compareOne(
            AccessWorld world, Identity identity, AccessOracle oracle, EntityState state, String selection) {
        String one = Names.one(state.model());
        String document = "query($id: ID!) { " + one + "(id: $id) " + selection + " entity(id: $id) { id } }";
        Answer answer =
                world.api.runAs(identity, document, Map.of("id", state.id().toString()));
        boolean seen = oracle.isRetrievable(state);
        same(answer.at(one), seen ? oracle.expected(state, world.log()) : null);
        same(answer.at("entity"), seen ? Map.of("id", state.id().toString()) : null);
        for (PropertyDescriptor property : state.model().properties()) {
            boolean partly = !oracle.rights(state.model()).isOpen(property.name())
                    && !oracle.rights(state.model()).isHidden(property.name());
            if (seen && partly && !property.optional() && !oracle.isShown(state, property.name())) {
                Answer single = world.api.runAs(
                        identity,
                        "query($id: ID!) { " + one + "(id: $id) { " + property.name() + " } }",
                        Map.of("id", state.id().toString()));
                assertThat(single.code()).isEqualTo("FORBIDDEN");
                assertThat(single.field()).isEqualTo(property.name());
            }
        }
    }

    /** What is hidden can be neither selected, nor compared, sorted or grouped by. */
    private static void compareHidden(
            AccessWorld world, Identity identity, AccessOracle oracle, ModelDescriptor model) {
        for (PropertyDescriptor property : model.properties()) {
            String name = property.name();
            String below = property.target() == null ? "" : " { id }";
            if (oracle.rights(model).isHidden(name)) {
                refused(world, identity, "{ " + Names.one(model) + "(id: \"x\") { " + name + below + " } }", name);
            }
            if (!oracle.rights(model).isOpen(name)
                    && !oracle.rights(model).read().equals(Rights.NEVER)) {
                String list = Names.many(model);
                refused(
                        world,
                        identity,
                        "{ " + list + "(query: \"\\\"" + name + "\\\" IS NULL\") { totalCount } }",
                        name);
                refused(
                        world,
                        identity,
                        "{ " + Names.aggregates(model) + "(groupBy: [" + name + "]) { groups { count } } }",
                        name);
                if (!property.isList() && property.target() == null && !name.equals("details")) {
                    refused(world, identity, "{ " + list + "(orderBy: [{" + name + ": ASC}]) { nodes { id } } }", name);
                }
            }
        }
    }

    private static void refused(AccessWorld world, Identity identity, String document, String field) {
        Answer answer = world.api.runAs(identity, document, Map.of());
        assertThat(answer.code()).as("%s: %s", document, answer).isEqualTo("FORBIDDEN");
        assertThat(answer.field()).isEqualTo(field);
    }

    private static void compareOwn(AccessWorld world, Identity identity, AccessOracle oracle, ModelDescriptor model) {
        for (String text : OWN.getOrDefault(model.collection(), List.of())) {
            Predicate own = SelectionParser.parse(world.models, model, text, Parameters.NONE)
                    .predicate();
            Answer answer = world.api.runAs(
                    identity,
                    "query($text: String!) { " + Names.many(model)
                            + "(query: $text, first: 1000) { totalCount nodes { id } } }",
                    Map.of("text", text));
            if (!answer.errors().isEmpty()) {
                // It mentions something that is hidden.
                assertThat(answer.code()).as("%s: %s", text, answer).isEqualTo("FORBIDDEN");
                assertThat(answer.field()).isNotNull();
                continue;
            }
            List<Map<String, Object>> ids = oracle.listed(model, own).stream()
                    .map(state -> Map.<String, Object>of("id", state.id().toString()))
                    .toList();
            same(answer.at(Names.many(model)), AccessOracle.connection(ids));
        }
    }

    /** What was visible then, of what is remembered now. */
    private static void comparePast(AccessWorld world, Identity identity, AccessOracle now, long position) {
        AccessOracle then = world.oracle(identity, position);
        String at = LogCursor.encode(position);
        for (ModelDescriptor model : world.models.all()) {
            String many = Names.many(model);
            Answer list = world.api.runAs(
                    identity,
                    "query($at: String!) { " + many + "(first: 1000, at: $at) { totalCount nodes { id } } }",
                    Map.of("at", at));
            if (now.rights(model).read().equals(Rights.NEVER)
                    || now.rights(model).history().equals(Rights.NEVER)) {
                assertThat(list.code()).as("%s", list).isEqualTo("FORBIDDEN");
            } else {
                List<Map<String, Object>> ids = then.listed(model, Predicate.TRUE).stream()
                        .filter(state -> isRemembered(now, state))
                        .map(state -> Map.<String, Object>of("id", state.id().toString()))
                        .toList();
                same(list.at(many), AccessOracle.connection(ids));
            }
        }
        for (EntityState state : then.everything().values()) {
            Answer one = world.api.runAs(
                    identity,
                    "query($id: ID!, $at: String!) { entity(id: $id, at: $at) { id } }",
                    Map.of("id", state.id().toString(), "at", at));
            boolean seen = then.isRetrievable(state) && isRemembered(now, state);
            same(one.at("entity"), seen ? Map.of("id", state.id().toString()) : null);
        }
    }

    private static boolean isRemembered(AccessOracle now, EntityState then) {
        EntityState present = now.everything().get(then.id());
        return present != null && now.isRemembered(present);
    }

    private static void compareEvents(AccessWorld world, Identity identity, AccessOracle oracle) {
        Answer answer =
                world.api.runAs(identity, "{ events(first: 1000) { totalCount nodes { id operations } } }", Map.of());
        boolean any = world.models.all().stream()
                .anyMatch(model -> !oracle.rights(model).history().equals(Rights.NEVER));
        if (!any) {
            assertThat(answer.code()).isEqualTo("FORBIDDEN");
            return;
        }
        List<Map<String, Object>> events = world.log().stream()
                .filter(event -> {
                    EntityState state = oracle.everything().get(event.event().entityId());
                    return state != null && oracle.isRemembered(state);
                })
                .map(oracle::event)
                .toList();
        same(answer.at("events"), AccessOracle.connection(events));
    }

    private static Map<String, Object> expected(AccessWorld world, AccessOracle oracle, List<EntityState> states) {
        return AccessOracle.connection(states.stream()
                .map(state -> oracle.expected(state, world.log()))
                .toList());
    }

    private static void same(@Nullable Object found, @Nullable Object expected) {
        assertThat(WRITER.text(wrapped(found))).isEqualTo(WRITER.text(wrapped(expected)));
    }

    private static Map<String, Object> wrapped(@Nullable Object value) {
        Map<String, Object> wrapped = new LinkedHashMap<>();
        wrapped.put("value", value);
        return wrapped;
    }

    /** A live query of everything that somebody may list. */
    private record Watch(
            AccessWorld world,
            Identity identity,
            ModelDescriptor model,
            LiveFold fold,
            AssertSubscriber<ExecutionResult> payloads) {

        static @Nullable Watch open(AccessWorld world, Identity identity, ModelDescriptor model) {
            AccessOracle oracle = world.oracle(identity);
            String one = Names.one(model);
            ExecutionResult result = world.api.watchAs(
                    identity,
                    "subscription { " + Names.many(model)
                            + " { cursor reset totalCount changes { kind id index fields " + one + " "
                            + oracle.selection(model) + " } } }",
                    Map.of());
            if (oracle.rights(model).read().equals(Rights.NEVER)) {
                assertThat(new Answer(result.toSpecification()).code()).isEqualTo("FORBIDDEN");
                return null;
            }
            assertThat(result.getErrors()).isEmpty();
            Publisher<ExecutionResult> stream = result.getData();
            AssertSubscriber<ExecutionResult> payloads = AssertSubscriber.create(Long.MAX_VALUE);
            AdaptersToFlow.publisher(stream).subscribe(payloads);
            return new Watch(world, identity, model, new LiveFold(Names.many(model), one), payloads);
        }

        void check() {
            for (ExecutionResult payload : payloads.getItems()
                    .subList(fold.payloads(), payloads.getItems().size())) {
                fold.apply(payload.toSpecification());
            }
            AccessOracle oracle = world.oracle(identity);
            List<Map<String, Object>> expected = oracle.listed(model, Predicate.TRUE).stream()
                    .map(state -> oracle.expected(state, world.log()))
                    .toList();
            same(fold.items(), expected);
        }
    }
}
