package org.ankurah.node;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.ankurah.event.Clock;
import org.ankurah.merge.Change;
import org.ankurah.model.ModelBinding;
import org.ankurah.model.Property;
import org.ankurah.model.PropertyNames;
import org.ankurah.model.Ref;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Collects changes to one entity inside a transaction; properties are named by their accessors: {@code
 * t.edit(album).set(Album::year, 2001)}.
 *
 * @param <T> the model's record
 */
public final class Mutable<T> {

    private final Transaction transaction;
    private final ModelBinding<T> binding;
    private final Ulid id;
    private final @Nullable Clock ifHead;
    private PendingWrite.@Nullable Update lastUpdate;

    Mutable(Transaction transaction, ModelBinding<T> binding, Ulid id, @Nullable Clock ifHead) {
        this.transaction = transaction;
        this.binding = binding;
        this.id = id;
        this.ifHead = ifHead;
    }

    /** The entity's id; also of one that is created by this transaction. */
    public Ulid id() {
        return id;
    }

    /** A reference to the entity, for properties of others. */
    public Ref<T> ref() {
        return Ref.to(id);
    }

    ModelBinding<T> binding() {
        return binding;
    }

    /** Gives a property a value; null clears an optional one. */
    public <V> Mutable<T> set(Property<T, V> property, @Nullable V value) {
        String name = PropertyNames.of(property);
        return change(name, new Change.SetTo(binding.toValue(name, value)));
    }

    /** Adds to a counter; a negative amount subtracts. */
    public Mutable<T> increment(Property<T, Long> counter, long amount) {
        return change(PropertyNames.of(counter), Change.increment(amount));
    }

    /** Adds to a counter of decimals; a negative amount subtracts. */
    public Mutable<T> increment(Property<T, BigDecimal> counter, BigDecimal amount) {
        return change(PropertyNames.of(counter), Change.increment(amount));
    }

    /** Adds elements to a set. */
    @SafeVarargs
    @SuppressWarnings("varargs") // is only read
    public final <E> Mutable<T> addTo(Property<T, List<E>> set, E... elements) {
        String name = PropertyNames.of(set);
        return change(name, Change.addAndRemove(elements(name, List.of(elements)), List.of()));
    }

    /** Removes elements from a set. */
    @SafeVarargs
    @SuppressWarnings("varargs") // is only read
    public final <E> Mutable<T> removeFrom(Property<T, List<E>> set, E... elements) {
        String name = PropertyNames.of(set);
        return change(name, Change.addAndRemove(List.of(), elements(name, List.of(elements))));
    }

    /** Changes members of a document that merges, by a merge patch as in RFC 7396. */
    public Mutable<T> merge(Property<T, Json> document, Json patch) {
        return change(PropertyNames.of(document), Change.mergeJson(patch));
    }

    /** The elements of an ordered list, to be inserted, removed and moved. */
    public <E> ListEdit<T, E> list(Property<T, List<E>> property) {
        return new ListEdit<>(this, PropertyNames.of(property));
    }

    /** Elements of a list property as values. */
    List<Value> elements(String property, List<?> elements) {
        return ((Value.Items) binding.toValue(property, elements)).value();
    }

    /** The text of a property, to be edited in place. */
    public TextEdit<T> text(Property<T, String> property) {
        return new TextEdit<>(this, PropertyNames.of(property));
    }

    /** Changes that directly follow each other are one event, unless one property is changed twice. */
    Mutable<T> change(String property, Change change) {
        PendingWrite.Update open = lastUpdate;
        if (open == null || !transaction.endsWith(open) || open.changes().containsKey(property)) {
            open = new PendingWrite.Update(binding.model(), id, new LinkedHashMap<>(), ifHead);
            transaction.add(open);
            lastUpdate = open;
        }
        open.changes().put(property, change);
        return this;
    }
}
