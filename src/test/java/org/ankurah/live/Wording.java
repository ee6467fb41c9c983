package org.ankurah.live;

import java.util.Locale;
import java.util.stream.Collectors;
import org.ankurah.event.CommittedEvent;
import org.ankurah.event.Event;
import org.ankurah.event.Lifecycle;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Fetch;
import org.ankurah.query.Path;
import org.ankurah.query.Selection;
import org.ankurah.query.SelectionText;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.Shape;

/** Short texts for reports of failures. */
final class Wording {

    private Wording() {}

    static String of(Selection selection) {
        return selection.model() + " [" + SelectionText.write(selection) + "]";
    }

    static String of(Aggregation aggregation) {
        return of(aggregation.selection()) + " by "
                + aggregation.keys().stream().map(Path::property).toList() + " "
                + aggregation.measures().stream()
                        .map(measure ->
                                measure.function() + " " + measure.path().property())
                        .toList();
    }

    static String of(Interest interest) {
        return (interest.order() ? "order " : "")
                + (interest.items() ? "items " : "")
                + (interest.total() ? "total " : "")
                + of(interest.shape());
    }

    private static String of(Shape shape) {
        return "{" + (shape.everyChange() ? "* " : "")
                + shape.properties().stream().sorted().collect(Collectors.joining(" "))
                + shape.nested().stream().map(nested -> " " + of(nested)).collect(Collectors.joining()) + "}";
    }

    private static String of(Shape.Nested nested) {
        if (nested instanceof Shape.Referred referred) {
            return referred.property() + of(referred.shape());
        }
        Shape.Referring page = (Shape.Referring) nested;
        Fetch fetch = page.fetch();
        return "by " + page.property() + " " + of(fetch.selection()) + (fetch.fromEnd() ? " last " : " first ")
                + fetch.size()
                + (fetch.after() == null ? "" : " after " + fetch.after())
                + (fetch.before() == null ? "" : " before " + fetch.before())
                + " " + page.parts()
                + of(page.shape());
    }

    static String of(CommittedEvent committed) {
        Event event = committed.event();
        String what = event.isGenesis()
                ? "create"
                : event.lifecycle() == Lifecycle.UNCHANGED
                        ? "update"
                        : event.lifecycle().name().toLowerCase(Locale.ROOT);
        return committed.position() + " " + what + " " + event.collection() + " " + event.entityId() + " "
                + event.operations();
    }
}
