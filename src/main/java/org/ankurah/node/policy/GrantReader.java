package org.ankurah.node.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.Right;
import org.ankurah.node.Identity;
import org.ankurah.query.Nearest;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Checks grants against the models, and gathers all that is wrong with them. */
final class GrantReader {

    /** Decided inside of a commit, which knows the entities that it names beforehand and no others. */
    private static final Set<Right> WRITES = Set.of(Right.CREATE, Right.UPDATE, Right.DELETE);

    private static final List<String> BUILT_IN = List.of(Identity.ANONYMOUS_ROLE, Identity.AUTHENTICATED);

    private final Models models;
    private final List<String> problems = new ArrayList<>();

    GrantReader(Models models) {
        this.models = models;
    }

    /**
     * The entries of each role by collection.
     *
     * @throws PolicyException when some make no sense
     */
    Map<String, Map<String, List<Entry>>> read(List<Grant> grants) {
        Map<String, List<Grant>> byRole = new TreeMap<>();
        grants.forEach(grant -> byRole.computeIfAbsent(grant.role().text(), role -> new ArrayList<>())
                .add(grant));
        checkRoles(byRole);
        Map<String, Map<String, List<Entry>>> roles = new HashMap<>();
        byRole.forEach((role, own) -> roles.put(role, entries(own)));
        if (!problems.isEmpty()) {
            throw PolicyException.of(problems);
        }
        return roles;
    }

    private void checkRoles(Map<String, List<Grant>> byRole) {
        Map<String, String> seen = new HashMap<>();
        BUILT_IN.forEach(role -> seen.put(role, role));
        byRole.forEach((role, grants) -> {
            Said said = grants.get(0).role();
            if (role.isBlank() || !role.equals(role.strip()) || role.chars().anyMatch(Character::isISOControl)) {
                problem(said, "a role has a name without spaces around it");
            }
            String other = seen.putIfAbsent(role.toLowerCase(Locale.ROOT), role);
            if (other != null && !other.equals(role)) {
                problem(
                        said,
                        "the role " + role + " differs from " + other + " in case only; did you mean \"" + other
                                + "\"?");
            }
        });
    }

    private Map<String, List<Entry>> entries(List<Grant> grants) {
        Map<String, List<Entry>> entries = new HashMap<>();
        Set<String> named = new HashSet<>();
        grants.forEach(grant -> named.add(grant.collection().text()));
        for (Grant grant : grants) {
            for (ModelDescriptor model : concerned(grant, named)) {
                Entry entry = entry(grant, model);
                if (entry != null) {
                    entries.computeIfAbsent(model.collection(), collection -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        return entries;
    }

    private Collection<ModelDescriptor> concerned(Grant grant, Set<String> named) {
        String collection = grant.collection().text();
        if (collection.equals(Grant.OTHERS)) {
            return models.all().stream()
                    .filter(model -> !named.contains(model.collection()))
                    .toList();
        }
        ModelDescriptor model = models.find(collection);
        if (model == null) {
            List<String> known =
                    models.all().stream().map(ModelDescriptor::collection).toList();
            problem(
                    grant.collection(),
                    "there is no collection \"" + collection + "\""
                            + hint(Nearest.hint(collection, known), "; collections are " + String.join(", ", known)));
            return List.of();
        }
        return List.of(model);
    }

    private static String hint(String nearest, String otherwise) {
        return nearest.isEmpty() ? otherwise : nearest;
    }

    private @Nullable Entry entry(Grant grant, ModelDescriptor model) {
        Set<String> hide = properties(grant, grant.hide(), model);
        Set<String> freeze = properties(grant, grant.freeze(), model);
        Said where = grant.where();
        if (where == null) {
            return new Entry(grant.allow(), null, hide, freeze);
        }
        String about = about(grant, model);
        if (where.text().isBlank()) {
            problem(where, "a rule says something; leave it out where all entities are meant");
            return null;
        }
        if (grant.allow().isEmpty()) {
            problem(where, "a rule is for what is allowed, and nothing is; allow something, or leave the rule out");
            return null;
        }
        try {
            Rule rule = Rule.read(models, model, where);
            if (rule.hops() && grant.allow().stream().anyMatch(WRITES::contains)) {
                problem(
                        where,
                        "a rule for create, update or delete may follow references, but not ask with EXISTS, EVERY,"
                                + " COUNT or a reference that is followed any number of times, since it is decided"
                                + " within the commit");
            }
            return new Entry(grant.allow(), rule, hide, freeze);
        } catch (AnkurahException wrong) {
            problem(where, "in the rule" + about + ", " + wrong.getMessage());
            return null;
        }
    }

    private Set<String> properties(Grant grant, List<Said> names, ModelDescriptor model) {
        Set<String> found = new HashSet<>();
        for (Said name : names) {
            if (model.property(name.text()) == null) {
                List<String> known = model.properties().stream()
                        .map(PropertyDescriptor::name)
                        .toList();
                problem(
                        name,
                        model.collection() + " has no property \"" + name.text() + "\""
                                + hint(Nearest.hint(name.text(), known), about(grant, model)));
            }
            found.add(name.text());
        }
        return found;
    }

    /** What a grant for all other collections is about here. */
    private static String about(Grant grant, ModelDescriptor model) {
        return grant.collection().text().equals(Grant.OTHERS)
                ? " (read for " + model.collection() + ", which " + Grant.OTHERS + " stands for here)"
                : "";
    }

    private void problem(Said said, String what) {
        problems.add(said.place() + ": " + what + (what.endsWith("?") || what.endsWith(".") ? "" : "."));
    }
}
