package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ankurah.merge.EntityState;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Tells what differs between an entity at one moment and at another. */
final class HistoryDiff {

    static final String FROM = "from";
    static final String TO = "to";

    /** How it is told that the entity was created, deleted or restored. */
    static final String DELETED = "revision.deleted";

    private final Neighbours moment;
    private final EntityState entity;

    private HistoryDiff(Neighbours moment, EntityState entity) {
        this.moment = moment;
        this.entity = entity;
    }

    /** A property that differs; of an entity that did not exist everything is null. */
    record Line(
            String field, @Nullable Object before, @Nullable Object after) {}

    /** The difference that a field's arguments ask for, in the order of the model. */
    static CompletableFuture<List<Line>> fetch(DataFetchingEnvironment field, EventConnection history) {
        HistoryDiff diff = new HistoryDiff(history.neighbours(), history.entity());
        String from = Objects.requireNonNull(field.getArgument(FROM));
        String to = field.getArgument(TO);
        CompletableFuture<Optional<EntityState>> after =
                to == null ? CompletableFuture.completedFuture(Optional.of(history.entity())) : diff.state(to, TO);
        return diff.state(from, FROM).thenCombine(after, HistoryDiff::lines);
    }

    private CompletableFuture<Optional<EntityState>> state(String text, String argument) {
        return position(text, argument).thenCompose(position -> {
            if (position >= moment.upTo()) {
                return CompletableFuture.completedFuture(Optional.of(entity));
            }
            Request request = moment.request();
            return Loads.state(request, request.at(position), entity.model().collection(), entity.id());
        });
    }

    private CompletableFuture<Long> position(String text, String argument) {
        Ulid event = Ulid.tryParse(text);
        if (event != null) {
            return positionOf(event, argument);
        }
        return PositionArguments.position(moment.request(), text, argument).thenApply(position -> {
            if (position > moment.upTo() && !PositionArguments.isTime(text)) {
                throw AnkurahException.badQuery(argument + " is a cursor behind the moment that is shown.", argument);
            }
            return position;
        });
    }

    private CompletableFuture<Long> positionOf(Ulid id, String argument) {
        return Loads.event(moment.request(), id).thenApply(found -> {
            if (found.isEmpty()
                    || !found.get().event().entityId().equals(entity.id())
                    || found.get().position() > moment.upTo()) {
                throw AnkurahException.badQuery(
                        argument + " is the id of no event of this history up to the moment that is shown: " + id + ".",
                        argument);
            }
            return found.get().position();
        });
    }

    private static List<Line> lines(Optional<EntityState> before, Optional<EntityState> after) {
        List<Line> lines = new ArrayList<>();
        EntityState any = after.or(() -> before).orElse(null);
        if (any == null) {
            return lines;
        }
        for (PropertyDescriptor property : any.model().properties()) {
            String name = property.name();
            if (isWithheld(before, name) || isWithheld(after, name)) {
                continue;
            }
            Value old = value(before, name);
            Value now = value(after, name);
            if (!old.equals(now)) {
                lines.add(new Line(name, Outputs.of(property, old), Outputs.of(property, now)));
            }
        }
        add(lines, DELETED, deleted(before), deleted(after));
        return lines;
    }

    private static void add(List<Line> lines, String field, Value before, Value after) {
        if (!before.equals(after)) {
            lines.add(new Line(field, Outputs.of(before), Outputs.of(after)));
        }
    }

    private static boolean isWithheld(Optional<EntityState> state, String property) {
        return state.isPresent() && state.get().withholds(property);
    }

    private static Value value(Optional<EntityState> state, String property) {
        return state.map(one -> one.value(property)).orElse(Value.NULL);
    }

    private static Value deleted(Optional<EntityState> state) {
        return state.<Value>map(one -> new Value.Bool(one.deleted())).orElse(Value.NULL);
    }
}
