package org.ankurah.storage.postgres;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;

/** The tables of all collections. */
final class Tables {

    private final Map<String, Table> byCollection = new LinkedHashMap<>();
    private final Consumer<Table> used;

    /**
     * Lays the tables out.
     *
     * @throws IllegalStateException when two collections would share a table, or two properties a column
     */
    Tables(Models models) {
        this.used = table -> {};
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

    private Tables(Tables tables, Consumer<Table> used) {
        this.used = used;
        byCollection.putAll(tables.byCollection);
    }

    /** The same tables; each that is asked for is told of. */
    Tables telling(Consumer<Table> asked) {
        return new Tables(this, asked);
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
