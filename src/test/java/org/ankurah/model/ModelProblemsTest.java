package org.ankurah.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ankurah.value.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bad model stops with one message that names the component and says what to do. */
@SuppressWarnings({"rawtypes", "UnusedVariable"})
class ModelProblemsTest {

    @Model
    record Fine(String name) {}

    record NoModel(String name) {}

    @Model
    static final class NoRecord {}

    @Model
    record Empty() {}

    @Test
    void whatIsNoAnnotatedRecord() {
        assertProblems(List.of("NoModel: is no model; annotate it @Model"), NoModel.class);
        assertProblems(List.of("NoRecord: is not a record; models are records"), NoRecord.class);
        assertProblems(List.of("Empty: has no properties; give the record a component"), Empty.class);
    }

    @Model
    record Types(
            float real,
            Date date,
            Optional<String> maybe,
            Set<String> set,
            String[] array,
            Fine fine,
            Json.Obj object,
            Thread thread,
            Object anything) {}

    @Test
    void typesThatNoPropertyCanHave() {
        assertProblems(
                List.of(
                        "Types.real: type float is not supported; use double",
                        "Types.date: type Date is not supported; use Instant",
                        "Types.maybe: type java.util.Optional<java.lang.String> is not supported;"
                                + " write the type itself and annotate it @Nullable",
                        "Types.set: type java.util.Set<java.lang.String> is not supported; use List",
                        "Types.array: type String[] is not supported; use List",
                        "Types.fine: type Fine is not supported; refer to the model with Ref<Fine>",
                        "Types.object: type Obj is not supported; use Json",
                        "Types.thread: type Thread is not supported; use String, boolean, int, long, double,"
                                + " BigDecimal, Instant, LocalDate, UUID, byte[], an enum, Ref<…>, Json,"
                                + " or a List of one of these",
                        "Types.anything: type Object is not supported; use Json"),
                Types.class);
    }

    @Model
    record Generics<T>(
            Ref raw,
            List list,
            List<List<String>> nested,
            List<List> nestedRaw,
            Ref<?> any,
            List<?> anything,
            Ref<T> open,
            List<Ref> refs) {}

    @Test
    void genericsThatSayTooLittle() {
        assertProblems(
                List.of(
                        "Generics.raw: a Ref must say to which model; write Ref<Album>, say",
                        "Generics.list: a List must say of what; write List<String>, say",
                        "Generics.nested: a List cannot hold Lists; use Json",
                        "Generics.nestedRaw: a List cannot hold Lists; use Json",
                        "Generics.any: a Ref must name one model, not ?",
                        "Generics.anything: type ? is not supported; use String, boolean, int, long, double,"
                                + " BigDecimal, Instant, LocalDate, UUID, byte[], an enum, Ref<…>, Json,"
                                + " or a List of one of these",
                        "Generics.open: a Ref must name one model, not T",
                        "Generics.refs: a Ref must say to which model; write Ref<Album>, say"),
                Generics.class);
    }

    @Model
    record Referrer(Ref<NoModel> target, List<Ref<Fine>> fines) {}

    @Test
    void referencesToWhatIsNoModel() {
        assertProblems(
                List.of(
                        "Referrer.target: refers to NoModel, which is no model; annotate it @Model and let it be found",
                        "Referrer.fines: refers to Fine, which is no model; annotate it @Model and let it be found"),
                Referrer.class);
        assertProblems(
                List.of("Referrer.target: refers to NoModel, which is no model; annotate it @Model and let it be"
                        + " found"),
                Referrer.class,
                Fine.class);
    }

    @Model
    record Reserved(
            String id,
            String revision,
            String history,
            String and,
            String or,
            String not,
            String isNull,
            String __x,
            String größe,
            String a$b,
            String aNameThatGoesOnAndOnAndOnUntilNoColumnOfPostgresCanHoldIt,
            String fooBar,
            String foo_bar) {}

    @Test
    void namesOfPropertiesThatCannotBe() {
        String reserved = ": the name is reserved; rename the component";
        String illegal = ": the name is not legal in GraphQL; use letters, digits and _, and no __ in front";
        assertProblems(
                List.of(
                        "Reserved.id" + reserved,
                        "Reserved.revision" + reserved,
                        "Reserved.history" + reserved,
                        "Reserved.and" + reserved,
                        "Reserved.or" + reserved,
                        "Reserved.not" + reserved,
                        "Reserved.isNull" + reserved,
                        "Reserved.__x" + illegal,
                        "Reserved.größe" + illegal,
                        "Reserved.a$b" + illegal,
                        "Reserved.aNameThatGoesOnAndOnAndOnUntilNoColumnOfPostgresCanHoldIt: the name is too long;"
                                + " use at most 60 characters, capitals count twice",
                        "Reserved.foo_bar: differs from fooBar in case and _ only; rename one of them"),
                Reserved.class);
    }

    @Model
    record Annotated(
            @Counter int small,
            @Counter Long boxed,
            @Counter @Unique long both,
            @Text Integer number,
            @Text @Unique String text,
            @Unique List<String> list,
            @Unique Json json,
            @Inverse("xs") String noRef,
            @Inverse("__x") Ref<Fine> illegal,
            @Inverse("id") Ref<Fine> reserved,
            @Required Integer maybe,
            @Required @Nullable String maybeText,
            @Required int fine) {}

    @Test
    void annotationsThatDoNotFit() {
        assertProblems(
                List.of(
                        "Annotated.small: a @Counter is a long, not int",
                        "Annotated.boxed: a @Counter is a long, not Long",
                        "Annotated.both: a @Counter cannot be @Unique, since concurrent increments add up;"
                                + " leave one of them out",
                        "Annotated.number: @Text is for String, not Integer",
                        "Annotated.text: @Text cannot be @Unique, since concurrent edits are joined;"
                                + " leave one of them out",
                        "Annotated.list: a List or Json cannot be @Unique; leave it out",
                        "Annotated.json: a List or Json cannot be @Unique; leave it out",
                        "Annotated.noRef: @Inverse is for a Ref, not String",
                        "Annotated.illegal: @Inverse(\"__x\") is not legal as a name of a field; choose another",
                        "Annotated.reserved: its inverse field Fine.id clashes with another field of that name; name it with @Inverse",
                        "Annotated.maybe: @Required contradicts the boxed type Integer, which makes it optional;"
                                + " leave one of them out",
                        "Annotated.maybeText: @Required contradicts @Nullable, which makes it optional;"
                                + " leave one of them out"),
                Annotated.class,
                Fine.class);
    }

    /** An annotation that, unlike JSpecify's, the compiler takes on a primitive. */
    static final class Old {
        @Retention(RetentionPolicy.RUNTIME)
        @interface Nullable {}
    }

    @Model
    record Primitive(@Old.Nullable int number) {}

    @Test
    void aPrimitiveCannotBeNull() {
        assertProblems(List.of("Primitive.number: int cannot be @Nullable; use its boxed type"), Primitive.class);
    }

    @Model
    record Renames(
            @Renamed(from = "a") String a,
            @Renamed(from = "a") String b,
            @Renamed(from = {"x", "y"}) String c,
            @Renamed(from = "y") String d) {}

    @Test
    void formerNamesThatAreTaken() {
        assertProblems(
                List.of(
                        "Renames.a: @Renamed(from = \"a\") clashes: that is the name it has; leave it out",
                        "Renames.b: @Renamed(from = \"a\") clashes: a has or had that name; only one property can"
                                + " have its values",
                        "Renames.d: @Renamed(from = \"y\") clashes: c has or had that name; only one property can"
                                + " have its values"),
                Renames.class);
    }

    @Model(retired = {"a", "b", "z"})
    record Retiring(String a, @Renamed(from = "b") String c) {}

    @Test
    void retiredPropertiesThatAreStillThere() {
        assertProblems(
                List.of(
                        "Retiring.a: is retired, but still a property; drop the component, or its name from"
                                + " @Model(retired = …)",
                        "Retiring.c: was called b, which is retired; @Renamed keeps the values and retired gives them"
                                + " up: leave one of them out"),
                Retiring.class);
    }

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
            new NameClaims(problems).check(List.of(draft), Set.of());

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
        record Format(ModelProblemsTest.Format format) {}
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
                        "FormatFilter: this type name would be both a type that is generated for model Format and the"
                                + " filter of enum Format; rename one of them"),
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

    @Test
    void oneMessageListsAllProblemsOfAllModels() {
        ModelException failure =
                catchThrowableOfType(ModelException.class, () -> read(Empty.class, Sheep.class, NoModel.class));

        assertThat(failure).hasMessage("""
                        The models have problems:
                          - Empty: has no properties; give the record a component
                          - NoModel: is no model; annotate it @Model
                          - Sheep: one and many are both called sheep; choose a plural with @Model(plural = …)""");
    }

    @Test
    void aModelThatIsFineStopsNothing() {
        assertThatCode(() -> read(Fine.class, Json1.class)).doesNotThrowAnyException();
    }

    private static void assertProblems(List<String> expected, Class<?>... records) {
        ModelException failure = catchThrowableOfType(ModelException.class, () -> read(records));

        assertThat(failure).as("nothing was wrong").isNotNull();
        assertThat(failure.problems()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void read(Class<?>... records) {
        RecordModels.read(Arrays.asList(records));
    }
}
