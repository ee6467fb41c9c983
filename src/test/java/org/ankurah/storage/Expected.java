package org.ankurah.storage;

import java.util.List;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Pages;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** What a selection that sees everything finds in a world of which something was taken away. */
final class Expected {

    final Selection selection;
    private final SeenWorld world;
    private final CompiledSelection compiled;
    private final List<EntityState> candidates;
    private final long position;

    Expected(SeenWorld world, Selection selection, long position) {
        this(world, selection, world.listed(), position);
    }

    private Expected(SeenWorld world, Selection selection, List<EntityState> candidates, long position) {
        this.world = world;
        this.selection = selection;
        this.compiled = CompiledSelection.of(selection);
        this.candidates = candidates;
        this.position = position;
    }

    /** The same among those alone that refer to a target. */
    Expected referring(String property, Ulid target) {
        Value id = new Value.Id(target);
        List<EntityState> own = candidates.stream()
                .filter(entity -> entity.value(property) instanceof Value.Items items
                        ? items.value().contains(id)
                        : entity.value(property).equals(id))
                .toList();
        return new Expected(world, selection, own, position);
    }

    /** The page at the place that a fetch names. */
    Page page(Fetch fetch) {
        Fetch own = new Fetch(selection, fetch.after(), fetch.before(), fetch.size(), fetch.fromEnd());
        return Pages.page(own, compiled, candidates, world, position);
    }

    long count() {
        return matches().size();
    }

    List<EntityState> matches() {
        return candidates.stream()
                .filter(entity -> compiled.matches(entity, world))
                .toList();
    }
}
