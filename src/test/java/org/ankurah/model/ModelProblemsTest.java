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
            @SetOf String noList,
            @Ordered @Nullable List<String> absent,
            @SetOf @Ordered List<String> torn,
            @Merged List<Json> noJson,
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
                        "Annotated.small: a @Counter is a long or a BigDecimal, not int",
                        "Annotated.boxed: a @Counter is a long or a BigDecimal, not Long",
                        "Annotated.both: a @Counter cannot be @Unique, since concurrent increments add up;"
                                + " leave one of them out",
                        "Annotated.number: @Text is for String, not Integer",
                        "Annotated.text: @Text cannot be @Unique, since concurrent edits are joined;"
                                + " leave one of them out",
                        "Annotated.noList: @SetOf is for a List, not String",
                        "Annotated.absent: @Ordered cannot be @Nullable, since it starts empty; leave one of them out",
                        "Annotated.torn: @SetOf and @Ordered contradict each other; leave one of them out",
                        "Annotated.noJson: @Merged is for Json, not List",
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

    @Test
    void oneMessageListsAllProblemsOfAllModels() {
        ModelException failure = catchThrowableOfType(
                ModelException.class, () -> read(Empty.class, ModelNamesTest.Sheep.class, NoModel.class));

        assertThat(failure).hasMessage("""
                        The models have problems:
                          - Empty: has no properties; give the record a component
                          - NoModel: is no model; annotate it @Model
                          - Sheep: one and many are both called sheep; choose a plural with @Model(plural = …)""");
    }

    @Test
    void aModelThatIsFineStopsNothing() {
        assertThatCode(() -> read(Fine.class, ModelNamesTest.Json1.class)).doesNotThrowAnyException();
    }

    static void assertProblems(List<String> expected, Class<?>... records) {
        ModelException failure = catchThrowableOfType(ModelException.class, () -> read(records));

        assertThat(failure).as("nothing was wrong").isNotNull();
        assertThat(failure.problems()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void read(Class<?>... records) {
        RecordModels.read(Arrays.asList(records));
    }
}
