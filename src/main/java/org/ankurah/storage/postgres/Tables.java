package org.ankurah.storage.postgres;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.jspecify.annotations.Nullable;

/** The tables of all collections. */
final class Tables {

    private final Map<String, Table> byCollection = new LinkedHashMap<>();
    private final Consumer<Table> used;

    /** The same tables under other names, which mean the present in statements about the past. */
    private final @Nullable Tables present;

    /**
     * Lays the tables out.
     *
     * @throws IllegalStateException when two collections would share a table, or two properties a column
     */
    Tables(Models models) {
        this.used = table -> {};
        this.present = null;
        for (ModelDescriptor model : models.all()) {
            Table table = new Table(model);
            all().stream()
                    .filter(other -> other.name().equals(table.name()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalStateException(model + ": its table would be called " + table.name()
                                + " like that of " + other.model() + ". Give one of the two another collection name.");
                    });
            byCollection.put(model.collection(), table);
        }
    }

    private Tables(Map<String, Table> tables, Consumer<Table> used, @Nullable Tables present) {
        this.used = used;
        this.present = present;
        byCollection.putAll(tables);
    }

    /**
     * The same tables for a statement about the past.
     *
     * @param asked is told of each that is asked for as of then
     * @param askedNow is told of each that is asked for as of now, under the name that it has there
     */
    Tables ofPast(Consumer<Table> asked, Consumer<Table> askedNow) {
        Map<String, Table> now = new LinkedHashMap<>();
        byCollection.forEach((collection, table) -> now.put(collection, table.named("ankurah_now_" + now.size())));
        return new Tables(byCollection, asked, new Tables(now, askedNow, null));
    }

    /** The tables as of now: these, unless they are for a statement about the past. */
    Tables present() {
        return present == null ? this : present;
    }

    Collection<Table> all() {
        return byCollection.values();
    }

    /** The table of a collection that exists. */
    Table get(String collection) {
        Table table = byCollection.get(collection);
        if (table == null) {
            throw new IllegalArgumentException("no such collection: " + collection);
        }
        used.accept(table);
        return table;
    }
}
