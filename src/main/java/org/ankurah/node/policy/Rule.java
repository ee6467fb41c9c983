package org.ankurah.node.policy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.Rights;
import org.ankurah.query.Claims;
import org.ankurah.query.Predicate;
import org.ankurah.query.SelectionParser;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** A condition over the entities of one collection in which claims stand, checked as far as it can be without them. */
final class Rule {

    private static final Logger LOG = System.getLogger(Rule.class.getName());

    /** Puts claims in an order. */
    static final Comparator<List<String>> ORDER = Comparator.comparing(steps -> String.join("\0", steps));

    private final Models models;
    private final ModelDescriptor model;
    private final Said said;
    private final Set<List<String>> claims;
    private final Predicate unresolved;
    private final AtomicBoolean told = new AtomicBoolean();

    private Rule(Models models, ModelDescriptor model, Said said, Set<List<String>> claims, Predicate unresolved) {
        this.models = models;
        this.model = model;
        this.said = said;
        this.claims = claims;
        this.unresolved = unresolved;
    }

    /**
     * Reads a rule.
     *
     * @throws AnkurahException when it makes no sense, whatever the claims are
     */
    static Rule read(Models models, ModelDescriptor model, Said said) {
        Set<List<String>> claims = new TreeSet<>(ORDER);
        Predicate unresolved = parse(models, model, said.text(), steps -> {
            claims.add(List.copyOf(steps));
            return Value.NULL;
        });
        return new Rule(models, model, said, claims, unresolved);
    }

    /** The claims that it names. */
    Set<List<String>> claims() {
        return claims;
    }

    /** Whether it asks about entities that are not at the end of a reference. */
    boolean hops() {
        return Predicates.hops(unresolved);
    }

    /** The condition for somebody with these claims: never, if one of those that it names is missing or does not fit. */
    Predicate resolve(Map<String, Json> values) {
        if (claims.isEmpty()) {
            return unresolved;
        }
        try {
            return parse(models, model, said.text(), Claims.of(values));
        } catch (AnkurahException unfit) {
            tell(values);
            return Rights.NEVER;
        }
    }

    /** Says once that the rule does not work for everybody, and why; claims may be personal, so not for whom. */
    private void tell(Map<String, Json> values) {
        if (told.compareAndSet(false, true)) {
            String missing = shown(claims.stream()
                    .filter(claim -> Claims.find(values, claim) == null)
                    .toList());
            LOG.log(
                    Level.WARNING,
                    "The rule at " + said.place() + " grants nothing to somebody, as "
                            + (missing.isEmpty()
                                    ? "the value of a claim does not fit: one of " + shown(claims)
                                    : "a claim is missing: " + missing)
                            + ". This is said once.");
        }
    }

    private static String shown(Collection<List<String>> claims) {
        return claims.stream().map(claim -> "$jwt." + String.join(".", claim)).collect(Collectors.joining(", "));
    }

    /** An id that is none is like an unknown one to a query; in a rule {@code <>} would be true of it. */
    private static Predicate parse(Models models, ModelDescriptor model, String text, Claims claims) {
        Predicate predicate = Predicates.normal(SelectionParser.parseRule(models, model, text, claims));
        boolean noId = Predicates.values(predicate).anyMatch(Rule::isNoId);
        if (noId) {
            throw AnkurahException.badQuery("a reference is compared with what is no id: a ULID of 26 characters");
        }
        return predicate;
    }

    private static boolean isNoId(@Nullable Value value) {
        if (value instanceof Value.Items items) {
            return items.value().stream().anyMatch(Rule::isNoId);
        }
        return value instanceof Value.Id id && id.value().equals(Ulid.ZERO);
    }
}
