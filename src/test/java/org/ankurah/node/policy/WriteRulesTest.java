package org.ankurah.node.policy;

import static org.ankurah.node.policy.PolicyModels.about;
import static org.ankurah.node.policy.PolicyModels.freezing;
import static org.ankurah.node.policy.PolicyModels.hiding;
import static org.ankurah.node.policy.PolicyModels.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ankurah.event.Clock;
import org.ankurah.merge.Change;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Model;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;
import org.ankurah.model.Unique;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Receipt;
import org.ankurah.node.Transaction;
import org.ankurah.storage.MemoryEngine;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ErrorCode;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.junit.jupiter.api.Test;

/** Writes are held against the policy, before and after, within the commit that makes them. */
class WriteRulesTest {

    @Model
    record Team(@Required String name, String region) {}

    @Model
    record Agent(@Required String name, Ref<Team> team, Ref<Agent> boss) {}

    @Model
    record Deal(
            @Required String owner,
            String region,
            @Unique String code,
            String note,
            Ref<Agent> agent,
            List<Ref<Agent>> helpers) {}

    private static final RecordModels RECORDS = RecordModels.read(List.of(Team.class, Agent.class, Deal.class));
    private static final Identity ROOT = somebody("{}", "root");
    private static final Identity ANN = somebody("{\"sub\": \"ann\", \"region\": \"eu\"}", "sales");

    private final MemoryEngine memory = new MemoryEngine();
    private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});
    private final RulePolicy policy = new RulePolicy(PolicyRules.of(RECORDS.models(), List.of(root())));
    private final Node node =
            await(Node.open(hooked(memory), RECORDS, NodeOptions.defaults().withPolicy(policy)));
    private final ModelDescriptor team = node.models().get("team");
    private final ModelDescriptor agent = node.models().get("agent");
    private final ModelDescriptor deal = node.models().get("deal");

    private static Grant root() {
        return about("*", PolicyModels.grant("root", "all"));
    }

    private static Grant grant(String collection, String rights) {
        return about(collection, PolicyModels.grant("sales", rights));
    }

    private static Grant grant(String collection, String rights, String where) {
        return about(collection, PolicyModels.grant("sales", rights, where));
    }

    private void inForce(Grant... grants) {
        List<Grant> all = new ArrayList<>(List.of(grants));
        all.add(root());
        policy.replace(PolicyRules.of(RECORDS.models(), all));
    }

    /** Runs something before each commit reaches the store, for writes that come in between. */
    private StorageEngine hooked(StorageEngine engine) {
        return (StorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StorageEngine.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("commit")) {
                            return Uni.createFrom().deferred(() -> {
                                beforeCommit.getAndSet(() -> {}).run();
                                return invoke(() -> method.invoke(engine, arguments));
                            });
                        }
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface Invocation {
        Object run() throws ReflectiveOperationException;
    }

    @SuppressWarnings("unchecked") // a commit answers with a Uni
    private static Uni<Object> invoke(Invocation invocation) {
        try {
            return (Uni<Object>) invocation.run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Receipt write(Identity identity, Consumer<Transaction> work) {
        return await(node.context(identity).transactAll(work));
    }

    private AnkurahException refused(Identity identity, Consumer<Transaction> work) {
        long position = await(memory.position());
        try {
            write(identity, work);
        } catch (AnkurahException failure) {
            assertThat(await(memory.position())).as("nothing is left").isEqualTo(position);
            return failure;
        }
        throw new AssertionError("it was not refused");
    }

    private void assertForbidden(Consumer<Transaction> work) {
        assertThat(refused(ANN, work).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    /** The failure is, but for the id, word by word that of an id which nothing has. */
    private void assertUnknown(ModelDescriptor model, Ulid hidden, BiConsumer<Transaction, Ulid> work) {
        Ulid nobody = new Ulid(hidden.high() - (1L << 40), hidden.low());
        AnkurahException unknown = refused(ANN, t -> work.accept(t, nobody));
        AnkurahException failure = refused(ANN, t -> work.accept(t, hidden));

        assertThat(failure.getMessage())
                .isEqualTo(String.valueOf(unknown.getMessage()).replace(nobody.toString(), hidden.toString()));
        assertThat(failure.code()).isEqualTo(unknown.code());
        assertThat(failure.field()).isEqualTo(unknown.field());
        assertThat(model).isNotNull();
    }

    private Ulid aTeam(String region) {
        return create(team, Map.of("name", text("a team"), "region", text(region)));
    }

    private Ulid anAgent(Ulid team) {
        return create(agent, Map.of("name", text("an agent"), "team", new Value.Id(team)));
    }

    private Ulid aDeal(String owner, String region) {
        return create(deal, values(owner, region));
    }

    private int codes;

    private Map<String, Value> values(String owner, String region) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("owner", text(owner));
        values.put("region", text(region));
        values.put("code", text("code " + codes++));
        return values;
    }

    private Ulid create(ModelDescriptor model, Map<String, Value> values) {
        Ulid[] id = new Ulid[1];
        write(ROOT, t -> id[0] = t.create(model, values));
        return id[0];
    }

    private static Value text(String text) {
        return new Value.Str(text);
    }

    private Consumer<Transaction> setting(Ulid id, String property, Value value) {
        return t -> t.update(deal, id, Map.of(property, new Change.SetTo(value)), null);
    }

    private EntityState state(Ulid id) {
        return await(memory.load("deal", Set.of(id))).get(id);
    }

    @Test
    void whatIsHiddenIsLikeWhatIsNotThere() {
        inForce(grant("deal", "read create update delete", "owner = $jwt.sub"), grant("deal", "history"));
        Ulid bobs = aDeal("bob", "eu");
        Ulid deleted = aDeal("bob", "eu");
        write(ROOT, t -> t.delete(deal, deleted, null));

        assertUnknown(deal, bobs, (t, id) -> t.update(deal, id, Map.of("note", new Change.SetTo(text("x"))), null));
        assertUnknown(
                deal, bobs, (t, id) -> t.update(deal, id, Map.of("note", new Change.SetTo(text("x"))), Clock.of(id)));
        assertUnknown(deal, bobs, (t, id) -> t.delete(deal, id, null));
        assertUnknown(deal, bobs, (t, id) -> t.restore(deal, id));
        assertUnknown(deal, deleted, (t, id) -> t.restore(deal, id));
    }

    @Test
    void nothingIsMovedIntoOrOutOfOnesScope() {
        inForce(
                grant("deal", "read update create", "owner = $jwt.sub"),
                grant("deal", "read update", "region = $jwt.region"));
        Ulid mine = aDeal("ann", "eu");
        Ulid far = aDeal("ann", "us");

        write(ANN, setting(mine, "note", text("well")));
        assertForbidden(setting(mine, "owner", text("bob")));
        assertForbidden(setting(mine, "region", text("us")));
        assertThat(refused(ANN, setting(far, "region", text("eu"))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertForbidden(t -> t.create(deal, values("bob", "eu")));
        write(ANN, t -> t.create(deal, values("ann", "us")));

        assertThat(state(mine).value("owner")).isEqualTo(text("ann"));
    }

    @Test
    void whatMayBeReadMayNotBeChangedUnlessThatIsAllowed() {
        inForce(
                grant("deal", "read"),
                grant("deal", "update", "owner = $jwt.sub"),
                grant("deal", "delete", "note = 'old'"));
        Ulid bobs = aDeal("bob", "eu");
        Ulid mine = aDeal("ann", "eu");

        assertForbidden(setting(bobs, "note", text("x")));
        assertForbidden(setting(bobs, "owner", text("ann")));
        assertForbidden(setting(mine, "owner", text("bob")));
        assertForbidden(t -> t.delete(deal, mine, null));
        assertForbidden(t -> t.create(deal, values("ann", "eu")));

        write(ANN, setting(mine, "note", text("old")));
        write(ANN, t -> t.delete(deal, mine, null));
        write(ANN, t -> t.restore(deal, mine));
        assertThat(state(mine).deleted()).isFalse();
    }

    @Test
    void eachWriteMeetsWhatTheOnesBeforeLeft() {
        inForce(grant("deal", "read create update", "owner = $jwt.sub"), grant("deal", "delete", "note = 'old'"));
        Ulid mine = aDeal("ann", "eu");

        write(ANN, t -> {
            setting(mine, "note", text("old")).accept(t);
            t.delete(deal, mine, null);
        });
        assertThat(state(mine).deleted()).isTrue();
        assertForbidden(t -> {
            Ulid made = t.create(deal, values("ann", "eu"));
            setting(made, "owner", text("bob")).accept(t);
        });
    }

    @Test
    void aTransactionWhoseSecondPartIsRefusedLeavesNothing() {
        inForce(grant("deal", "read create update", "owner = $jwt.sub"));
        Ulid mine = aDeal("ann", "eu");

        AnkurahException failure = refused(ANN, t -> {
            setting(mine, "note", text("changed")).accept(t);
            t.create(deal, values("bob", "eu"));
        });

        assertThat(failure.code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(state(mine).value("note")).isNotEqualTo(text("changed"));
    }

    @Test
    void hiddenAndFrozenPropertiesAreNotChanged() {
        inForce(freezing(hiding(grant("deal", "read create update"), "note"), "code"));
        Ulid any = aDeal("ann", "eu");

        for (String property : List.of("note", "code")) {
            AnkurahException failure = refused(ANN, setting(any, property, text("x")));
            assertThat(failure.code()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(failure.field()).isEqualTo(property);
            assertThat(refused(ANN, setting(any, property, state(any).value(property)))
                            .field())
                    .as("nor is it found out what they are")
                    .isEqualTo(property);
        }
        write(ANN, setting(any, "region", text("us")));
        Map<String, Value> given = values("ann", "eu");
        given.put("note", text("given"));
        write(ANN, t -> t.create(deal, given));
    }

    @Test
    void aRoleThatFreezesTakesNothingFromAnother() {
        inForce(
                freezing(grant("deal", "read update"), "note"),
                new Grant(
                        PolicyModels.said("owner"),
                        PolicyModels.said("deal"),
                        PolicyModels.rights("read update"),
                        PolicyModels.said("owner = $jwt.sub"),
                        List.of(),
                        List.of()));
        Identity both = somebody("{\"sub\": \"ann\"}", "sales", "owner");
        Ulid mine = aDeal("ann", "eu");
        Ulid bobs = aDeal("bob", "eu");

        write(both, setting(mine, "note", text("x")));
        write(both, setting(bobs, "region", text("x")));
        assertThat(refused(both, setting(bobs, "note", text("x"))).field()).isEqualTo("note");
        assertThat(refused(
                                both,
                                t -> t.update(
                                        deal,
                                        mine,
                                        Map.of(
                                                "note",
                                                new Change.SetTo(text("y")),
                                                "owner",
                                                new Change.SetTo(text("bob"))),
                                        null))
                        .field())
                .as("nor on its way out of where it may be changed")
                .isEqualTo("note");
    }

    @Test
    void whatOneMayNotSeeMayBeCreatedAndIsNotShown() {
        inForce(grant("deal", "create"), grant("deal", "read", "owner = $jwt.sub"));

        Receipt receipt = write(ANN, t -> {
            t.create(deal, values("bob", "eu"));
            t.create(deal, values("ann", "eu"));
        });

        assertThat(receipt.outcomes()).extracting(Receipt.Outcome::visible).containsExactly(false, true);
    }

    @Test
    void referencesLeadOnlyToWhatMayBeSeen() {
        inForce(grant("deal", "all"), grant("agent", "retrieve", "team.region = $jwt.region"));
        Ulid near = anAgent(aTeam("eu"));
        Ulid far = anAgent(aTeam("us"));
        Ulid mine = aDeal("ann", "eu");

        write(ANN, setting(mine, "agent", new Value.Id(near)));
        assertUnknown(
                agent, far, (t, id) -> setting(mine, "agent", new Value.Id(id)).accept(t));
        assertUnknown(
                agent,
                far,
                (t, id) -> setting(mine, "helpers", new Value.Items(List.of(new Value.Id(near), new Value.Id(id))))
                        .accept(t));
        assertUnknown(agent, far, (t, id) -> {
            Map<String, Value> values = values("ann", "eu");
            values.put("agent", new Value.Id(id));
            t.create(deal, values);
        });
    }

    @Test
    void rulesFollowReferencesAlsoWithinTheTransaction() {
        inForce(grant("deal", "all", "agent.team.region = $jwt.region"), grant("agent", "all"), grant("team", "all"));
        Ulid near = anAgent(aTeam("eu"));
        Ulid farTeam = aTeam("us");
        Ulid far = anAgent(farTeam);
        Map<String, Value> values = values("x", "x");
        values.put("agent", new Value.Id(near));
        Ulid mine = create(deal, values);
        values.put("agent", new Value.Id(far));
        values.put("code", text("another"));
        Ulid others = create(deal, values);

        write(ANN, setting(mine, "note", text("x")));
        assertThat(refused(ANN, setting(others, "note", text("x"))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertForbidden(setting(mine, "agent", new Value.Id(far)));
        assertForbidden(setting(mine, "agent", Value.NULL));
        write(ANN, t -> {
            t.update(team, farTeam, Map.of("region", new Change.SetTo(text("eu"))), null);
            setting(others, "note", text("x")).accept(t);
            setting(mine, "agent", new Value.Id(far)).accept(t);
        });
        assertThat(state(others).value("note")).isEqualTo(text("x"));
    }

    @Test
    void manyEntitiesThatRulesLookAtAreFoundTogether() {
        inForce(grant("deal", "all", "agent.team.region = $jwt.region"), grant("agent", "all"), grant("team", "all"));
        List<Ulid> agents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            agents.add(anAgent(aTeam("eu")));
        }

        Receipt receipt = write(
                ANN,
                t -> agents.forEach(each -> {
                    Map<String, Value> values = values("x", "x");
                    values.put("agent", new Value.Id(each));
                    t.create(deal, values);
                }));

        assertThat(receipt.outcomes()).hasSize(200).allMatch(Receipt.Outcome::visible);
    }

    @Test
    void aReferenceThatMovesBetweenReadingAndCommitLetsNothingThrough() {
        inForce(grant("deal", "all", "agent.team.region = $jwt.region"), grant("agent", "all"), grant("team", "all"));
        Ulid farTeam = aTeam("us");
        Ulid nearTeam = aTeam("eu");
        Ulid moving = anAgent(nearTeam);
        Map<String, Value> values = values("x", "x");
        values.put("agent", new Value.Id(moving));
        Ulid mine = create(deal, values);
        Node other = await(Node.open(memory, RECORDS, NodeOptions.defaults()));

        // The first try finds the agent missing, the second its team; before the third, the agent changes its team.
        beforeCommit.set(() -> beforeCommit.set(() -> beforeCommit.set(() -> await(other.context(Identity.ANONYMOUS)
                .transactAll(t ->
                        t.update(agent, moving, Map.of("team", new Change.SetTo(new Value.Id(farTeam))), null))))));
        assertThat(refused(ANN, setting(mine, "note", text("x")), 1).code()).isEqualTo(ErrorCode.NOT_FOUND);

        beforeCommit.set(() -> beforeCommit.set(() -> beforeCommit.set(() -> await(other.context(Identity.ANONYMOUS)
                .transactAll(t ->
                        t.update(agent, moving, Map.of("team", new Change.SetTo(new Value.Id(nearTeam))), null))))));
        write(ANN, setting(mine, "note", text("x")));
        other.close();
    }

    private AnkurahException refused(Identity identity, Consumer<Transaction> work, int meanwhile) {
        long position = await(memory.position());
        try {
            write(identity, work);
        } catch (AnkurahException failure) {
            assertThat(await(memory.position())).isEqualTo(position + meanwhile);
            return failure;
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void whoMaySeeSomethingMayDependOnWhatRefersToIt() {
        inForce(
                grant("agent", "read", "EXISTS deals (owner = $jwt.sub)"),
                grant("agent", "update"),
                grant("deal", "all", "owner = $jwt.sub"));
        Ulid mine = anAgent(aTeam("eu"));
        Ulid others = anAgent(aTeam("eu"));
        Map<String, Value> values = values("ann", "x");
        values.put("agent", new Value.Id(mine));
        Ulid own = create(deal, values);
        Consumer<Transaction> renaming =
                t -> t.update(agent, mine, Map.of("name", new Change.SetTo(text("renamed"))), null);

        write(ANN, renaming);
        assertUnknown(agent, others, (t, id) -> t.update(agent, id, Map.of("name", new Change.SetTo(text("x"))), null));
        assertThat(refused(ANN, t -> {
                            t.delete(deal, own, null);
                            renaming.accept(t);
                        })
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whoMaySeeSomethingMayDependOnAWholeChain() {
        inForce(grant("agent", "read", "boss+.name = $jwt.sub"), grant("agent", "update"));
        Ulid boss = create(agent, Map.of("name", text("ann")));
        Ulid last = boss;
        for (int i = 0; i < 20; i++) {
            last = create(agent, Map.of("name", text("x"), "boss", new Value.Id(last)));
        }
        Ulid end = last;

        write(ANN, t -> t.update(agent, end, Map.of("name", new Change.SetTo(text("y"))), null));
        assertThat(refused(ANN, t -> t.update(agent, boss, Map.of("name", new Change.SetTo(text("y"))), null))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aUniqueValueOfAHiddenEntityIsTaken() {
        inForce(grant("deal", "all", "owner = $jwt.sub"));
        Map<String, Value> bobs = values("bob", "eu");
        create(deal, bobs);
        Map<String, Value> mine = values("ann", "eu");
        mine.put("code", bobs.get("code"));

        assertThat(refused(ANN, t -> t.create(deal, mine)).code()).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void aRepeatedTransactionIsAnsweredToItsActorAsTheRightsAreNow() {
        inForce(grant("deal", "read create"));
        Map<String, Value> values = values("ann", "eu");
        Consumer<Transaction> creating = t -> {
            t.idempotent("key");
            t.create(deal, values);
        };
        Receipt first = write(ANN, creating);

        Receipt again = write(ANN, creating);
        inForce(grant("deal", "create"));
        Receipt hidden = write(ANN, creating);
        inForce(grant("deal", "create"), grant("deal", "read", "agent.team.region = $jwt.region"));
        Receipt beyond = write(ANN, creating);
        AnkurahException other = refused(somebodyElse(), creating);

        assertThat(List.of(again, hidden, beyond))
                .extracting(Receipt::transactionId)
                .containsOnly(first.transactionId());
        assertThat(again.outcomes().get(0).visible()).isTrue();
        assertThat(hidden.outcomes().get(0).visible()).isFalse();
        assertThat(beyond.outcomes().get(0).visible()).isFalse();
        assertThat(other.code())
                .as("its own transaction, which meets the unique code")
                .isEqualTo(ErrorCode.CONFLICT);
    }

    private static Identity somebodyElse() {
        return new Identity("somebody else", ANN.roles(), ANN.claims());
    }

    @Test
    void whoIsNotKnownIsToldToSayWhoItIs() {
        inForce(about("deal", PolicyModels.grant("anonymous", "read")));
        Ulid any = aDeal("ann", "eu");

        assertThat(refused(Identity.ANONYMOUS, setting(any, "note", text("x"))).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refused(Identity.ANONYMOUS, t -> t.create(deal, values("x", "x")))
                        .code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aContextKeepsTheRightsOfWhenItWasMade() {
        inForce(grant("deal", "create"));
        Context before = node.context(ANN);
        inForce();

        await(before.transactAll(t -> t.create(deal, values("ann", "eu"))));
        assertForbidden(t -> t.create(deal, values("ann", "eu")));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
