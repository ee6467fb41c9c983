package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Multi;
import java.util.List;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Operand;
import org.ankurah.query.Path;
import org.ankurah.query.Predicate;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.value.AnkurahException;
import org.reactivestreams.Publisher;

/** Starts a live query. */
final class LiveQueryFetcher implements DataFetcher<Publisher<ChangeSet>> {

    static final String FIRST = "first";
    static final String SINCE = "since";

    private final Models models;
    private final ModelDescriptor model;

    LiveQueryFetcher(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    @Override
    public Publisher<ChangeSet> get(DataFetchingEnvironment field) {
        Selection selection = SelectionReader.read(models, model, field);
        checkSupported(field, selection);
        Interest interest = InterestReader.read(model, field.getSelectionSet());
        Multi<ChangeSet> changes = Request.of(field).context().subscribe(selection, interest);
        return AdaptersToReactiveStreams.publisher(changes);
    }

    private static void checkSupported(DataFetchingEnvironment field, Selection selection) {
        if (field.getArgument(FIRST) != null) {
            throw AnkurahException.badQuery("Live queries cannot be cut to the first n yet: leave first out.", FIRST);
        }
        if (field.getArgument(SINCE) != null) {
            throw AnkurahException.badQuery(
                    "Live queries cannot go on from a cursor yet: leave since out and take the result anew.", SINCE);
        }
        if (selection.limit() != null) {
            throw AnkurahException.badQuery(
                    "Live queries cannot have a LIMIT yet: leave it out.", SelectionReader.QUERY);
        }
        boolean follows = followsReferences(selection.predicate())
                || selection.order().stream().anyMatch(key -> !key.path().refs().isEmpty());
        if (follows) {
            throw AnkurahException.badQuery(
                    "Live queries cannot look across references yet: filter and order by the entity's own"
                            + " properties, or by the id of a reference.");
        }
    }

    private static boolean followsReferences(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.terms().stream().anyMatch(LiveQueryFetcher::followsReferences);
        }
        if (predicate instanceof Predicate.Or or) {
            return or.terms().stream().anyMatch(LiveQueryFetcher::followsReferences);
        }
        if (predicate instanceof Predicate.Not not) {
            return followsReferences(not.term());
        }
        return paths(predicate).stream().anyMatch(path -> !path.refs().isEmpty());
    }

    private static List<Path> paths(Predicate condition) {
        if (condition instanceof Predicate.Compare compare) {
            return List.of(compare.left(), compare.right()).stream()
                    .filter(Operand.Field.class::isInstance)
                    .map(operand -> ((Operand.Field) operand).path())
                    .toList();
        }
        if (condition instanceof Predicate.In in) {
            return List.of(in.path());
        }
        if (condition instanceof Predicate.Like like) {
            return List.of(like.path());
        }
        if (condition instanceof Predicate.IsNull isNull) {
            return List.of(isNull.path());
        }
        if (condition instanceof Predicate.ListContains contains) {
            return List.of(contains.path());
        }
        if (condition instanceof Predicate.ListIsEmpty isEmpty) {
            return List.of(isEmpty.path());
        }
        return condition instanceof Predicate.JsonContains contains ? List.of(contains.path()) : List.of();
    }
}
