package org.ankurah.graphql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.event.CommittedEvent;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.node.Access;
import org.ankurah.node.Rights;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Entities;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.query.Truth;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an identity may be shown of a world, plainly and slowly: whether a rule is true of an entity is asked one by one,
 * and what is hidden is taken out before anything else is looked at.
 *
 * @param everything all entities, deleted ones included
 */
record AccessOracle(Models models, Access access, Map<Ulid, EntityState> everything) {

    /** The world without rules. */
    private Entities whole() {
        return world(state -> true, state -> true);
    }

    /** The world in which an identity's own predicates look. */
    private Entities seen() {
        return world(this::isRetrievable, this::isListed);
    }

    private Entities world(
            java.util.function.Predicate<EntityState> byId, java.util.function.Predicate<EntityState> listed) {
        return new Entities() {
            @Override
            public @Nullable EntityState find(String collection, Ulid id) {
                EntityState state = everything.get(id);
                return state != null && !state.deleted() && byId.test(state) ? state : null;
            }

            @Override
            public Collection<EntityState> referring(String collection, String property, Ulid target) {
                return living(models.get(collection)).stream()
                        .filter(state -> refers(state.value(property), target) && listed.test(state))
                        .toList();
            }
        };
    }

    private static boolean refers(Value value, Ulid target) {
        return value instanceof Value.Items items
                ? items.value().contains(new Value.Id(target))
                : value.equals(new Value.Id(target));
    }

    private List<EntityState> living(ModelDescriptor model) {
        return everything.values().stream()
                .filter(state -> !state.deleted() && state.model().collection().equals(model.collection()))
                .sorted(Comparator.comparing(EntityState::id))
                .toList();
    }

    Rights rights(ModelDescriptor model) {
        return access.of(model.collection());
    }

    private boolean holds(Predicate rule, EntityState state, Entities world) {
        return CompiledSelection.of(new Selection(state.model(), rule, List.of(), null))
                        .test(state, world)
                == Truth.TRUE;
    }

    boolean isListed(EntityState state) {
        return !state.deleted() && holds(rights(state.model()).read(), state, whole());
    }

    boolean isRetrievable(EntityState state) {
        return !state.deleted() && holds(rights(state.model()).retrieve(), state, whole());
    }

    /** Whether the past of an entity, deleted or not, may be seen. */
    boolean isRemembered(EntityState state) {
        return holds(rights(state.model()).history(), state, whole());
    }

    /** Whether a property of an entity that may be seen may be seen as well. */
    boolean isShown(EntityState state, String property) {
        return holds(rights(state.model()).shown(property), state, whole());
    }

    /** The entities of a list, by id. */
    List<EntityState> listed(ModelDescriptor model, Predicate own) {
        Entities seen = seen();
        return living(model).stream()
                .filter(this::isListed)
                .filter(state -> holds(own, state, seen))
                .toList();
    }

    /** The selection set of an entity for this identity: all that is not refused to it as a whole. */
    String selection(ModelDescriptor model) {
        StringBuilder text = new StringBuilder("{ id");
        for (PropertyDescriptor property : asked(model)) {
            text.append(' ').append(property.name()).append(property.target() == null ? "" : " { id }");
        }
        for (InverseField inverse : askedInverses(model)) {
            text.append(' ').append(inverse.name()).append("(first: 1000) { totalCount nodes { id } }");
        }
        if (!rights(model).history().equals(Rights.NEVER)) {
            text.append(" history(first: 1000) { totalCount nodes { id operations } }");
        }
        return text.append(" }").toString();
    }

    private List<PropertyDescriptor> asked(ModelDescriptor model) {
        return model.properties().stream()
                .filter(property -> rights(model).isOpen(property.name())
                        || (property.optional() && !rights(model).isHidden(property.name())))
                .toList();
    }

    private List<InverseField> askedInverses(ModelDescriptor model) {
        return models.inversesOf(model.collection()).stream()
                .filter(inverse -> {
                    Rights source = access.of(inverse.source());
                    return !source.read().equals(Rights.NEVER) && source.isOpen(inverse.property());
                })
                .toList();
    }

    /** What {@link #selection} answers for an entity that may be seen. */
    Map<String, Object> expected(EntityState state, List<CommittedEvent> log) {
        ModelDescriptor model = state.model();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("id", state.id().toString());
        for (PropertyDescriptor property : asked(model)) {
            expected.put(property.name(), isShown(state, property.name()) ? value(state, property) : null);
        }
        for (InverseField inverse : askedInverses(model)) {
            List<Map<String, Object>> nodes = living(models.get(inverse.source())).stream()
                    .filter(source -> refers(source.value(inverse.property()), state.id()) && isListed(source))
                    .map(AccessOracle::id)
                    .toList();
            expected.put(inverse.name(), connection(nodes));
        }
        if (!rights(model).history().equals(Rights.NEVER)) {
            expected.put(EntityTypes.HISTORY, connection(isRemembered(state) ? events(log, state.id()) : List.of()));
        }
        return expected;
    }

    /** The events of an entity. */
    List<Map<String, Object>> events(List<CommittedEvent> log, Ulid entity) {
        return log.stream()
                .filter(event -> event.event().entityId().equals(entity))
                .map(this::event)
                .toList();
    }

    /** An event as it is shown. */
    Map<String, Object> event(CommittedEvent event) {
        Map<String, Object> operations = new LinkedHashMap<>();
        Outputs.operations(models, event.event()).forEach((name, operation) -> {
            if (access.of(event.event().collection()).isOpen(name)) {
                operations.put(name, operation);
            }
        });
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", event.event().id().toString());
        shown.put("operations", operations);
        return shown;
    }

    static Map<String, Object> connection(List<Map<String, Object>> nodes) {
        Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("totalCount", nodes.size());
        connection.put("nodes", nodes);
        return connection;
    }

    private @Nullable Object value(EntityState state, PropertyDescriptor property) {
        Value value = state.value(property.name());
        if (property.target() == null) {
            return Outputs.of(value);
        }
        List<Object> targets = new ArrayList<>();
        for (Value item : value instanceof Value.Items items ? items.value() : List.of(value)) {
            EntityState target = item instanceof Value.Id id ? everything.get(id.value()) : null;
            if (target != null && isRetrievable(target)) {
                targets.add(id(target));
            }
        }
        if (property.isList()) {
            return value instanceof Value.Items ? targets : null;
        }
        return targets.isEmpty() ? null : targets.get(0);
    }

    private static Map<String, Object> id(EntityState state) {
        return new TreeMap<>(Map.of("id", state.id().toString()));
    }
}
