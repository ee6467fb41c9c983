package org.ankurah.model;

import static org.ankurah.model.ModelProblemsTest.assertProblems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.ankurah.model.ModelProblemsTest.Fine;
import org.junit.jupiter.api.Test;

/** Names that models, enums and inverse fields cannot have, as something else has them. */
class ModelNamesTest {

    @Model
    record Order(String name) {}

    static final class Elsewhere {
        @Model(collection = "other")
        record Order(String name) {}
    }

    @Test
    void twoModelsOfOneName() {
        assertProblems(
                List.of("Order: this type name would be both model " + Elsewhere.Order.class.getName() + " and model "
                        + Order.class.getName() + "; rename one of them"),
                Order.class,
                Elsewhere.Order.class);
    }

    @Model(collection = "fine", plural = "others")
    record SameCollection(String name) {}

    @Model(plural = "fines")
    record SamePlural(String name) {}

    @Model(plural = "fine_")
    record AlmostTheSame(String name) {}

    @Model(collection = "Upper", plural = "a-b")
    record Overrides(String name) {}

    @Model(plural = "sheep")
    record Sheep(String name) {}

    @Test
    void collectionsAndPluralsThatCannotBe() {
        assertProblems(
                List.of("SameCollection: the collection fine is taken as the collection of Fine; choose another with"
                        + " @Model(collection = …)"),
                Fine.class,
                SameCollection.class);
        assertProblems(
                List.of("SamePlural: the plural fines is taken as the plural of Fine; choose another with"
                        + " @Model(plural = …)"),
                Fine.class,
                SamePlural.class);
        assertProblems(
                List.of("Fine: the collection fine is taken as the plural of AlmostTheSame; choose another with"
                        + " @Model(collection = …)"),
                Fine.class,
                AlmostTheSame.class);
        assertProblems(
                List.of("Sheep: one and many are both called sheep; choose a plural with @Model(plural = …)"),
                Sheep.class);
        assertProblems(
                List.of(
                        "Overrides: collection Upper is not legal; write it in lower camel case, such as mediaType",
                        "Overrides: plural a-b is not legal; write it in lower camel case, such as mediaType"),
                Overrides.class);
    }

    @Model
    record Query(String name) {}

    @Model
    record Json1(String name) {}

    @Model
    record FineFilter(String name) {}

    @Model
    record FineRelation(String name) {}

    @Model
    record StringFilter(String name) {}

    @Model
    record EventConnection(String name) {}

    @Model
    record Cursor(String name) {}

    @Model(plural = "events")
    record Happening(String name) {}

    @Test
    void namesThatTheApiNeedsItself() {
        String own = ": this type name would be both a type of the API itself and model ";
        assertProblems(List.of("Query" + own + Query.class.getName() + "; rename one of them"), Query.class);
        assertProblems(
                List.of("StringFilter" + own + StringFilter.class.getName() + "; rename one of them"),
                StringFilter.class);
        assertProblems(
                List.of("EventConnection" + own + EventConnection.class.getName() + "; rename one of them"),
                EventConnection.class);
        assertProblems(
                List.of("FineFilter: this type name would be both model " + FineFilter.class.getName()
                        + " and a type that is generated for model Fine; rename one of them"),
                Fine.class,
                FineFilter.class);
        assertProblems(
                List.of("FineRelationFilter: this type name would be both a type that is generated for model Fine and"
                        + " a type that is generated for model FineRelation; rename one of them"),
                Fine.class,
                FineRelation.class);
        assertProblems(List.of("Cursor: the collection name cursor is reserved; rename the record"), Cursor.class);
        assertProblems(
                List.of("Happening: the plural events is reserved; choose one with @Model(plural = …)"),
                Happening.class);
    }

    @Test
    void everyReservedModelName() {
        List<String> reserved = List.of(
                "Query",
                "Mutation",
                "Subscription",
                "Entity",
                "Revision",
                "Event",
                "PageInfo",
                "ChangeKind",
                "Direction",
                "Node",
                "String",
                "Int",
                "Float",
                "Boolean",
                "ID",
                "Long",
                "Decimal",
                "DateTime",
                "Date",
                "UUID",
                "Json",
                "Base64",
                "EventConnection",
                "EventBatch",
                "StringFilter",
                "IDFilter",
                "JsonFilter",
                "StringListFilter");
        for (String name : reserved) {
            Problems problems = new Problems();
            ModelDraft draft = new ModelDraft(Fine.class, name, "fine", "fines", null, List.of(), Set.of());
            new NameClaims(problems).check(List.of(draft), Set.of(), Set.of());

            assertThat(catchThrowableOfType(ModelException.class, problems::throwIfAny))
                    .as(name)
                    .isNotNull();
        }
    }

    enum Fines {
        A
    }

    static final class Second {
        enum Fines {
            B
        }
    }

    enum Void {}

    enum Odd {
        GRÖSSE
    }

    @Model
    record Enums(Fines one, Second.Fines two) {}

    @Model(collection = "numbers", plural = "manyNumbers")
    record Numbers(Void nothing, Odd odd) {}

    enum Format {
        A
    }

    static final class Other {
        @Model
        record Format(ModelNamesTest.Format format) {}
    }

    @Test
    void enumsThatClashOrCannotBeNamed() {
        assertProblems(
                List.of("Fines: this type name would be both enum " + Fines.class.getName() + " and enum "
                        + Second.Fines.class.getName() + "; rename one of them"),
                Enums.class);
        assertProblems(
                List.of(
                        "Odd.GRÖSSE: the constant's name is not legal in GraphQL; use letters, digits and _",
                        "Void: the enum has no constants; give it one"),
                Numbers.class);
        assertProblems(
                List.of(
                        "Format: this type name would be both model " + Other.Format.class.getName() + " and enum "
                                + Format.class.getName() + "; rename one of them",
                        "FormatFilter: this type name would be both a type that is generated for model Format and a type"
                                + " that is generated for enum Format; rename one of them"),
                Other.Format.class);
    }

    @Model
    record Target(String notes, Ref<Target> parent) {}

    @Model(plural = "notes")
    record Note(Ref<Target> target) {}

    @Model
    record Left(@Inverse("all") Ref<Target> target) {}

    @Model
    record Right(@Inverse("all") Ref<Target> target) {}

    @Test
    void inverseFieldsThatClash() {
        assertProblems(
                List.of(
                        "Note.target: its inverse field Target.notes clashes with another field of that name; name it with @Inverse"),
                Target.class,
                Note.class);
        assertProblems(
                List.of("Right.target: its inverse field Target.all clashes with that of Left.target;"
                        + " name it with @Inverse"),
                Target.class,
                Left.class,
                Right.class);
    }
}
