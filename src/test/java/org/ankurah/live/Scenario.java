package org.ankurah.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.node.Access;
import org.ankurah.node.Rights;
import org.ankurah.node.Slack;
import org.ankurah.node.Transaction;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.reactor.Bounds;
import org.ankurah.reactor.Interest;
import org.ankurah.storage.EngineUnderTest;
import org.ankurah.value.AnkurahException;

/**
 * A random life of a node and its clients: they come, write, leave, come back with what they held, ask for something
 * else; the node restarts, others write to its store. After each step every client is checked.
 *
 * <p>Each step has choices of its own, given by the seed and its number. So steps can be left out of a scenario that
 * fails while the others stay what they were, until those are left that matter.
 */
final class Scenario {

    private static final int MAX_CLIENTS = 8;
    private static final int MAX_GROUP_CLIENTS = 3;
    private static final int FIRST_WRITES = 30;
    private static final int MAX_LOGGED = 400;

    private final long seed;
    private final Stage stage;
    private final List<String> log = new ArrayList<>();

    private Scenario(long seed, EngineUnderTest store) {
        this.seed = seed;
        this.stage = new Stage(store, bounds(new Random(seed)), new Slack((int) (seed & 7), Slack.DEFAULT.pending()));
    }

    /** Mostly so little that windows run short and the replica is forgotten over and over. */
    private static Bounds bounds(Random random) {
        return random.nextInt(4) == 0
                ? Bounds.DEFAULT
                : new Bounds(1 + random.nextInt(3), 1 << random.nextInt(8), Bounds.DEFAULT.remembered());
    }

    /**
     * Runs some steps of a scenario.
     *
     * @param steps the numbers of the steps, ascending
     * @return the position of the log at the end
     * @throws AssertionError with the steps that were taken, when a client was told something wrong
     */
    static long run(long seed, Collection<Integer> steps, EngineUnderTest store) {
        Scenario scenario = new Scenario(seed, store);
        int last = -1;
        try {
            scenario.begin();
            for (int step : steps) {
                last = step;
                scenario.step(step);
            }
            return scenario.stage.history().position();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + ", step " + last + "\n" + String.join("\n", scenario.log) + "\n"
                            + failure.getMessage(),
                    failure);
        } finally {
            scenario.stage.close();
        }
    }

    private Draw draw(int step) {
        return new Draw(seed, new Random(seed * 1_000_003 + step), stage.history());
    }

    private void begin() {
        write(draw(-1), FIRST_WRITES);
        note("begin", stage.history().now().size() + " entities");
        restrict();
    }

    /** Of every other scenario the clients may not see everything. */
    private void restrict() {
        Draw draw = draw(-2);
        if (draw.once(2)) {
            return;
        }
        RandomQueries queries = new RandomQueries(draw);
        Map<String, Rights> rights = new TreeMap<>();
        for (ModelDescriptor model : LiveModels.ALL.models().all()) {
            Predicate drawn = queries.selection(model, null).predicate();
            // Who may see nothing at all is refused.
            Predicate rule = drawn.equals(Rights.NEVER) ? Predicate.TRUE : drawn;
            rights.put(model.collection(), new Rights(rule, rule, rule, rule, rule, rule, Map.of(), Map.of()));
            note("rule", model + ": " + SelectionText.write(rule));
        }
        stage.restrict(new Access(rights, Rights.NONE));
    }

    private void step(int number) {
        stage.history().forgetResults();
        Draw draw = draw(number);
        int choice = draw.below(20);
        if (choice < 9) {
            write(draw, writes(draw));
        } else if (choice == 9) {
            burst(draw);
        } else if (choice < 13) {
            if (draw.once(4)) {
                aggregate(draw);
            } else {
                subscribe(draw);
            }
        } else if (choice == 13) {
            Client client = subscribe(draw);
            burst(draw);
            note("meanwhile", Wording.of(client.selection()));
        } else if (choice < 16) {
            leave(draw);
        } else if (choice < 18) {
            if (draw.once(5)) {
                comeBackToGroups(draw);
            } else {
                comeBack(draw);
            }
            if (draw.once(4)) {
                burst(draw);
            }
        } else if (choice == 18) {
            elsewhere(draw);
        } else if (draw.once(3)) {
            note("restart", "");
            stage.restart();
        }
        stallOrGoOn(draw);
        stage.check();
        fresh(draw);
    }

    /** Some client takes nothing more for a while, or goes on. */
    private void stallOrGoOn(Draw draw) {
        if (!draw.once(4)) {
            return;
        }
        List<Subscriber<?>> all = stage.subscribers();
        List<Subscriber<?>> stalled = all.stream().filter(Subscriber::isStalled).toList();
        List<Subscriber<?>> able = all.stream().filter(Subscriber::canStall).toList();
        if (!stalled.isEmpty() && draw.once(2)) {
            Subscriber<?> one = draw.one(stalled);
            note("goes on", one.describe());
            one.goOn();
        } else if (!able.isEmpty()) {
            Subscriber<?> one = draw.one(able);
            note("stalls", one.describe());
            one.stall();
        }
    }

    private static int writes(Draw draw) {
        return 1 + draw.below(draw.once(8) ? 12 : 3);
    }

    /**
     * The only one that may purge. What was written and purged before the node or the history heard of it is not known
     * to them, and then there is nothing to compare.
     */
    private void write(Draw draw, int writes) {
        boolean purges = stage.isUpToDate();
        commit(List.of(transaction -> new RandomWrites(draw, purges).write(transaction, writes)));
    }

    private void burst(Draw draw) {
        List<Consumer<Transaction>> transactions = new ArrayList<>();
        for (int n = 2 + draw.below(3); n > 0; n--) {
            int writes = writes(draw);
            transactions.add(transaction -> new RandomWrites(draw, false).write(transaction, writes));
        }
        commit(transactions);
    }

    private void commit(List<Consumer<Transaction>> transactions) {
        long before = stage.history().position();
        int refused = stage.transact(transactions);
        note("write", "behind " + before + (refused == 0 ? "" : ", refused: " + refused));
    }

    /** A new client, sometimes with a selection that another one has as well, or just like another one. */
    private Client subscribe(Draw draw) {
        if (stage.clients().size() == MAX_CLIENTS) {
            stage.clients().remove(0).disconnect();
        }
        RandomQueries queries = new RandomQueries(draw);
        List<Client> clients = stage.clients();
        Client like = clients.isEmpty() || !draw.once(3) ? null : draw.one(clients);
        Selection selection = like == null ? queries.selection() : like.selection();
        Interest interest = like != null && draw.once(2) ? like.interest() : interest(draw, queries, selection.model());
        note("subscribe", Wording.of(selection) + " " + Wording.of(interest));
        return stage.connect(selection, interest);
    }

    private void aggregate(Draw draw) {
        List<GroupClient> clients = stage.groupClients();
        if (clients.size() == MAX_GROUP_CLIENTS) {
            clients.remove(0).disconnect();
        }
        Aggregation aggregation = new RandomQueries(draw).aggregation();
        note("aggregate", Wording.of(aggregation));
        stage.connect(aggregation, draw.once(2));
    }

    private Interest interest(Draw draw, RandomQueries queries, ModelDescriptor model) {
        return new RandomInterests(draw, queries, stage.history()).interest(model);
    }

    private void leave(Draw draw) {
        if (!stage.clients().isEmpty()) {
            Client client = draw.one(stage.clients());
            note("leave", Wording.of(client.selection()));
            client.disconnect();
        }
    }

    /** A client continues behind the last payload that it took in, or behind an older one. */
    private void comeBack(Draw draw) {
        List<Client> away = stage.clients().stream()
                .filter(client -> !client.past().isEmpty())
                .toList();
        if (away.isEmpty()) {
            return;
        }
        Client client = draw.one(away);
        client.disconnect();
        List<Client.Held> past = client.past();
        Client.Held from = draw.once(3) ? draw.one(past) : past.get(past.size() - 1);
        Selection held = from.selection();
        Selection asked = draw.once(4) ? new RandomQueries(draw).selection(held.model(), limit(draw)) : held;
        note(
                "come back",
                "with what was at " + from.position() + " of " + Wording.of(held) + ", for " + Wording.of(asked));
        client.resume(stage.clientContext(), from, asked);
    }

    private void comeBackToGroups(Draw draw) {
        List<GroupClient> away = stage.groupClients().stream()
                .filter(client -> !client.past().isEmpty())
                .toList();
        if (!away.isEmpty()) {
            GroupClient client = draw.one(away);
            List<Long> past = client.past();
            long from = draw.once(3) ? draw.one(past) : past.get(past.size() - 1);
            note("come back", "to groups of " + from + ": " + Wording.of(client.aggregation()));
            client.resume(stage.clientContext(), from);
        }
    }

    private static Integer limit(Draw draw) {
        return draw.once(2) ? 1 + draw.below(6) : null;
    }

    /** Another node commits. */
    private void elsewhere(Draw draw) {
        try {
            stage.transactElsewhere(transaction -> new RandomWrites(draw, false).write(transaction, writes(draw)));
        } catch (AnkurahException refused) {
            note("refused", refused.getMessage());
        }
        note("elsewhere", "to " + stage.history().position());
    }

    private void fresh(Draw draw) {
        List<Client> clients = stage.clients();
        if (!clients.isEmpty()) {
            stage.checkFresh(draw.one(clients).selection());
        }
        List<GroupClient> groups = stage.groupClients();
        if (!groups.isEmpty()) {
            stage.checkFresh(draw.one(groups).aggregation());
        }
    }

    private void note(String what, Object details) {
        log.add("  at %d: %s %s".formatted(stage.history().position(), what, details));
        if (log.size() > MAX_LOGGED) {
            log.remove(0);
        }
    }
}
