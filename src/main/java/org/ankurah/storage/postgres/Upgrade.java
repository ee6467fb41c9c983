package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.storage.TypeNote;
import org.ankurah.storage.postgres.Catalog.Note;
import org.ankurah.storage.postgres.Table.Column;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What one collection's table needs so that it fits the model. Only compares and collects; {@link Migration} does
 * the work: first the statements, then the columns of existing rows are filled from their states if need be, then
 * the checks are asked, and any problem undoes everything.
 */
final class Upgrade {

    /** The backends that a property with plain values may change to. */
    private static final Set<Backend> TAKING_OVER =
            Set.of(Backend.TEXT, Backend.COUNTER, Backend.SET, Backend.LIST, Backend.MERGED);

    private final Table table;
    private final Catalog catalog;
    private final boolean existed;
    private final List<String> statements = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();
    private final List<String> neverKnown = new ArrayList<>();
    private final Set<String> columns;
    private final Set<String> indexes;
    private boolean projection;

    Upgrade(Table table, Catalog catalog) {
        this.table = table;
        this.catalog = catalog;
        this.existed = catalog.hasTable(table.name());
        this.indexes = catalog.indexes(table.name());
        this.columns = catalog.columns(table.name());
        if (existed && !catalog.hasColumn(table.name(), "state")) {
            problems.add(table.model() + ": there is a table " + table.name() + " that is not Ankurah's. Use another"
                    + " database or schema, or give the model another collection name.");
            return;
        }
        if (!existed) {
            create();
        }
        refuseLost();
        table.model().retired().forEach(this::retire);
        table.columns().forEach(this::fit);
        table.columns().forEach(this::index);
    }

    Table table() {
        return table;
    }

    /** Statements in order. */
    List<String> statements() {
        return statements;
    }

    /** What must not be found once the statements are done. */
    List<Check> checks() {
        return checks;
    }

    /** What stands against the upgrade already. */
    List<String> problems() {
        return problems;
    }

    /** Properties that the model gives up now; their columns are dropped. */
    List<String> retired() {
        return retired;
    }

    /** Names that the model gives up though nothing is stored under them. */
    List<String> neverKnown() {
        return neverKnown;
    }

    /** Whether the notes on this collection say already what they should say afterwards. */
    boolean isNoted() {
        Map<String, Note> notes = catalog.notes(table.model().collection());
        long current = notes.values().stream().filter(note -> !note.removed()).count();
        return current == table.columns().size()
                && table.columns().stream()
                        .allMatch(column -> Note.of(column)
                                .equals(notes.get(column.property().name())));
    }

    /** Whether the columns of existing rows have to be filled from their states. */
    boolean needsProjection() {
        return projection;
    }

    private void create() {
        String columns = table.columns().stream()
                .map(column -> ", " + definition(column))
                .collect(Collectors.joining());
        statements.add("CREATE TABLE " + table.sql() + " (\"id\" uuid PRIMARY KEY, \"head\" uuid[] NOT NULL,"
                + " \"state\" bytea NOT NULL, \"position\" bigint NOT NULL, \"created_at\" timestamptz NOT NULL,"
                + " \"updated_at\" timestamptz NOT NULL, \"deleted\" boolean NOT NULL" + columns + ")");
    }

    private static String definition(Column column) {
        return column.sql() + " " + SqlTypes.ofColumn(column.property().type());
    }

    private void fit(Column column) {
        PropertyDescriptor property = column.property();
        Note note = note(property);
        if (note != null && !fits(column, note)) {
            return;
        }
        if (note == null && columns.contains(column.name())) {
            problems.add(name(column) + ": its table has a column " + column.name() + " already that is not Ankurah's."
                    + " Rename or drop that column.");
        } else if (note == null || !columns.contains(note.column())) {
            add(column, note != null);
        } else {
            change(column, note);
        }
    }

    /** The note under the property's name, or else under a former name that no other property has now. */
    private @Nullable Note note(PropertyDescriptor property) {
        String collection = table.model().collection();
        Note own = catalog.note(collection, property.name());
        if (own != null) {
            return own;
        }
        return property.formerNames().stream()
                .filter(name -> table.model().property(name) == null)
                .map(name -> catalog.note(collection, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void add(Column column, boolean known) {
        if (!existed) {
            return;
        }
        String alter = "ALTER TABLE " + table.sql();
        String zero = SqlValues.text(column.property().zero());
        if (known || zero == null) {
            statements.add(alter + " ADD COLUMN " + definition(column));
            projection |= known;
        } else {
            // No event can have said anything of it, and a default fills any number of rows at once.
            String value = "CAST('" + zero.replace("'", "''") + "' AS "
                    + SqlTypes.of(column.property().type()) + ")";
            statements.add(alter + " ADD COLUMN " + definition(column) + " DEFAULT " + value);
            statements.add(alter + " ALTER COLUMN " + column.sql() + " DROP DEFAULT");
        }
        check(column, true, column.property().unique());
    }

    /** Whether all that is stored of a property, in its column or in states and events alone, fits what it is now. */
    private boolean fits(Column column, Note note) {
        TypeNote type = TypeNote.of(column.property());
        if (!note.type().widensTo(type)) {
            problems.add(name(column) + ": its values are stored as " + note.type() + ", the model says " + type
                    + ", and not every value could be kept. Give the property its former type, or declare one of"
                    + " another name and fill it.");
            return false;
        }
        String backend = column.property().backend().label();
        if (!canMerge(note, column.property())) {
            problems.add(name(column) + ": its changes are merged as " + note.backend() + ", the model says " + backend
                    + ", and what is stored cannot be merged in another way. Declare the property as it was, or one of"
                    + " another name, and fill that.");
            return false;
        }
        return true;
    }

    /** Whether the backend that the model names goes on from what is stored. A plain value is where most can begin. */
    private static boolean canMerge(Note note, PropertyDescriptor property) {
        String before = note.backend();
        if (before == null || before.equals(property.backend().label())) {
            boolean holdsElements = property.backend() == Backend.SET || property.backend() == Backend.LIST;
            return !holdsElements || SqlTypes.of(note.type().type()).equals(SqlTypes.of(property.type()));
        }
        boolean own = !(property.backend() instanceof PropertyDescriptor.BuiltIn);
        return before.equals(Backend.LWW.label()) && (own || TAKING_OVER.contains(property.backend()));
    }

    private void change(Column column, Note note) {
        PropertyDescriptor property = column.property();
        TypeNote type = TypeNote.of(property);
        if (!note.column().equals(column.name())) {
            rename(column, note);
        }
        String before = SqlTypes.of(note.type().type());
        String after = SqlTypes.of(property.type());
        if (!before.equals(after)) {
            statements.add("ALTER TABLE " + table.sql() + " ALTER COLUMN " + column.sql() + " TYPE "
                    + SqlTypes.ofColumn(property.type()) + " USING CAST(" + column.sql() + " AS " + after + ")");
        }
        if (!type.constants().isEmpty()
                && !type.constants().containsAll(note.type().constants())) {
            checks.add(Check.constants(table, column, type.constants()));
        }
        boolean stricter = note.optional() && !property.optional();
        boolean mergedOtherwise = note.backend() != null
                && !note.backend().equals(property.backend().label());
        projection |= note.removed() || stricter || mergedOtherwise;
        check(column, stricter || note.removed(), property.unique() && (!note.unique() || note.removed()));
    }

    private void rename(Column column, Note note) {
        if (columns.contains(column.name())) {
            problems.add(name(column) + ": it would take the column " + column.name() + ", which holds what a removed"
                    + " property left. Rename that column in the database, or the property in the model.");
            return;
        }
        String former = Names.quote(note.column());
        statements.add("ALTER TABLE " + table.sql() + " RENAME COLUMN " + former + " TO " + column.sql());
        for (String kind : Indexes.KINDS) {
            String index = Names.index(table.name(), note.column(), kind);
            if (indexes.remove(index)) {
                String renamed = Names.index(table.name(), column.name(), kind);
                statements.add("ALTER INDEX " + Names.quote(index) + " RENAME TO " + Names.quote(renamed));
                indexes.add(renamed);
            }
        }
    }

    private void check(Column column, boolean presence, boolean uniqueness) {
        PropertyDescriptor property = column.property();
        if (presence && !property.optional() && property.zero() == Value.NULL) {
            checks.add(Check.presence(table, column));
        }
        if (uniqueness) {
            checks.add(Check.uniqueness(table, column));
        }
        if (property.indexed() && existed) {
            Indexes.tooLong(table, column).ifPresent(checks::add);
        }
    }

    /** Makes the indexes that the column should have, and drops what it had and should not have any more. */
    private void index(Column column) {
        List<Indexes> wanted = Indexes.of(table, column);
        for (String kind : Indexes.KINDS) {
            String name = Names.index(table.name(), column.name(), kind);
            if (indexes.contains(name)
                    && wanted.stream().noneMatch(index -> index.name().equals(name))) {
                statements.add("DROP INDEX " + Names.quote(name));
            }
        }
        wanted.stream()
                .filter(index -> !indexes.contains(index.name()))
                .forEach(index -> statements.add(index.statement()));
    }

    /** What entities hold must not be lost because somebody dropped a component, or renamed one. */
    private void refuseLost() {
        ModelDescriptor model = table.model();
        catalog.notes(model.collection()).forEach((name, note) -> {
            if (!note.removed()
                    && model.propertyByAnyName(name) == null
                    && !model.retired().contains(name)) {
                problems.add(model + "." + name + ": the model has lost this property, and entities may hold values of"
                        + " it. If it has another name now, say so there with @Renamed(from = \"" + name
                        + "\"). If it is to go, say so with @Model(retired = \"" + name
                        + "\"). Otherwise put it back.");
            }
        });
    }

    private void retire(String name) {
        Note note = catalog.note(table.model().collection(), name);
        if (note == null) {
            if (existed) {
                neverKnown.add(name);
            }
        } else if (!isInUse(note.column()) && columns.remove(note.column())) {
            retired.add(name);
            statements.add("ALTER TABLE " + table.sql() + " DROP COLUMN " + Names.quote(note.column()));
            for (String kind : Indexes.KINDS) {
                indexes.remove(Names.index(table.name(), note.column(), kind));
            }
        }
    }

    /** Whether a column that a property once had is another one's by now. */
    private boolean isInUse(String column) {
        return catalog.notes(table.model().collection()).entrySet().stream()
                .anyMatch(entry -> !entry.getValue().removed()
                        && !table.model().retired().contains(entry.getKey())
                        && entry.getValue().column().equals(column));
    }

    static String name(Table table, Column column) {
        return table.model() + "." + column.property().name();
    }

    private String name(Column column) {
        return name(table, column);
    }
}
