package org.ankurah.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.ValueType.Scalar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordModelsTest {

    /** How it came out. */
    @Description("How it came out.")
    enum Format {
        @Description("Vinyl.")
        LP,
        CD
    }

    @Model
    record Artist(@Required String name) {}

    @Model
    @Description(" An album. ")
    record Album(
            @Required @Description("On the cover.") String title,
            Integer year,
            Ref<Artist> artist,
            @Text String notes,
            @Counter long plays,
            @Indexed Format format,
            List<String> tags,
            @Nullable List<Ref<Artist>> guests,
            Json details,
            @Required Json label,
            @Unique @Renamed(from = {"ean", "code"}) String barcode) {}

    @Model
    record Everything(
            String text,
            boolean flag,
            int small,
            long big,
            double real,
            BigDecimal decimal,
            Instant instant,
            LocalDate day,
            UUID uuid,
            byte[] bytes,
            Boolean maybeFlag,
            Integer maybeSmall,
            Long maybeBig,
            Double maybeReal,
            byte @Nullable [] maybeBytes,
            @Nullable String maybeText,
            List<Format> formats,
            List<byte[]> chunks,
            List<String> words) {}

    /** Another annotation of that name, with the targets of the old kind. */
    static final class Old {
        @Retention(RetentionPolicy.RUNTIME)
        @Target({ElementType.PARAMETER, ElementType.METHOD})
        @interface Nullable {}
    }

    @Model
    record OldStyle(@Old.Nullable String text, String other) {}

    @Model
    record Employee(String name, Ref<Employee> reportsTo) {}

    @Model
    record Transfer(
            Ref<Employee> from,
            Ref<Employee> to,
            @Inverse("witnessed") Ref<Employee> witness) {}

    @Model(collection = "medium", plural = "media")
    record MediaType(Ref<Artist> artist) {}

    @Test
    void aModelHasItsNamesAndTexts() {
        ModelDescriptor album = read(Artist.class, Album.class).get("album");

        assertThat(album.typeName()).isEqualTo("Album");
        assertThat(album.plural()).isEqualTo("albums");
        assertThat(album.description()).isEqualTo("An album.");
        assertThat(property(album, "title").description()).isEqualTo("On the cover.");
        assertThat(property(album, "year").description()).isNull();
    }

    @Test
    void annotationsChooseBackendsAndFlags() {
        ModelDescriptor album = read(Artist.class, Album.class).get("album");

        assertThat(property(album, "title").required()).isTrue();
        assertThat(property(album, "plays").backend()).isEqualTo(Backend.COUNTER);
        assertThat(property(album, "notes").text()).isTrue();
        assertThat(property(album, "notes").backend()).isEqualTo(Backend.TEXT);
        assertThat(property(album, "format").indexed()).isTrue();
        assertThat(property(album, "barcode").unique()).isTrue();
        assertThat(album.propertyByAnyName("code")).isSameAs(property(album, "barcode"));
        assertThat(album.property("code")).isNull();
    }

    @Test
    void propertiesWithoutAZeroAreOptionalUnlessRequired() {
        ModelDescriptor album = read(Artist.class, Album.class).get("album");

        assertThat(optionals(album)).containsExactly("year", "artist", "format", "guests", "details");
    }

    @Test
    void everyTypeIsRead() {
        ModelDescriptor model = read(Everything.class).get("everything");

        assertThat(model.properties().stream().map(PropertyDescriptor::type))
                .startsWith(
                        Scalar.STRING,
                        Scalar.BOOLEAN,
                        Scalar.INT,
                        Scalar.LONG,
                        Scalar.DOUBLE,
                        Scalar.DECIMAL,
                        Scalar.INSTANT,
                        Scalar.DATE,
                        Scalar.UUID,
                        Scalar.BYTES);
        assertThat(property(model, "formats").type())
                .isEqualTo(new ValueType.ListType(new ValueType.EnumType("Format", List.of("LP", "CD"))));
        assertThat(property(model, "chunks").type()).isEqualTo(new ValueType.ListType(Scalar.BYTES));
        assertThat(optionals(model))
                .containsExactly("maybeFlag", "maybeSmall", "maybeBig", "maybeReal", "maybeBytes", "maybeText");
    }

    @Test
    void anyAnnotationNamedNullableCounts() {
        assertThat(optionals(read(OldStyle.class).get("oldStyle"))).containsExactly("text");
    }

    @Test
    void enumsKeepTheirTexts() {
        EnumDescriptor format =
                Objects.requireNonNull(read(Artist.class, Album.class).enumType("Format"));

        assertThat(format.description()).isEqualTo("How it came out.");
        assertThat(format.constants().keySet()).containsExactly("LP", "CD");
        assertThat(format.constants()).containsEntry("LP", "Vinyl.").containsEntry("CD", null);
    }

    @Test
    void anInverseFieldIsThePluralOfTheReferringModel() {
        Models models = read(Artist.class, Album.class, MediaType.class);

        assertThat(models.inversesOf("artist"))
                .containsExactly(
                        new Models.InverseField("albums", "album", "artist"),
                        new Models.InverseField("media", "medium", "artist"));
        assertThat(property(models.get("album"), "artist").inverse()).isEqualTo("albums");
        assertThat(property(models.get("album"), "guests").inverse()).isNull();
        assertThat(models.inversesOf("album")).isEmpty();
    }

    @Test
    void anAmbiguousInverseFieldNamesItsReference() {
        Models models = read(Employee.class, Transfer.class);

        assertThat(models.inversesOf("employee"))
                .extracting(Models.InverseField::name)
                .containsExactly("employeesByReportsTo", "transfersByFrom", "transfersByTo", "witnessed");
    }

    @Test
    void modelsAreOrderedByTypeName() {
        assertThat(read(MediaType.class, Artist.class, Album.class, Artist.class)
                        .all())
                .extracting(ModelDescriptor::typeName)
                .containsExactly("Album", "Artist", "MediaType");
    }

    @Test
    void namesFollowEnglish() {
        Map<String, String> plurals = Map.ofEntries(
                Map.entry("artist", "artists"),
                Map.entry("mediaType", "mediaTypes"),
                Map.entry("city", "cities"),
                Map.entry("box", "boxes"),
                Map.entry("day", "days"),
                Map.entry("match", "matches"),
                Map.entry("dish", "dishes"),
                Map.entry("status", "statuses"),
                Map.entry("analysis", "analyses"),
                Map.entry("contactPerson", "contactPeople"),
                Map.entry("child", "children"),
                Map.entry("x", "xes"),
                Map.entry("y", "ys"));

        plurals.forEach((one, many) -> assertThat(Names.plural(one)).isEqualTo(many));
        assertThat(Names.lowerCamel("MediaType")).isEqualTo("mediaType");
        assertThat(Names.lowerCamel("URLEntry")).isEqualTo("urlEntry");
        assertThat(Names.lowerCamel("CD")).isEqualTo("cd");
        assertThat(Names.lowerCamel("A1")).isEqualTo("a1");
        assertThat(Names.lowerCamel("album")).isEqualTo("album");
    }

    @Test
    void aRecordSurvivesTheWayToValuesAndBack() {
        ModelBinding<Album> albums =
                RecordModels.read(List.of(Artist.class, Album.class)).binding(Album.class);
        Ulid artist = new Ulid(7, 8);
        Album album = new Album(
                "1999",
                1982,
                Ref.to(artist),
                "",
                3,
                Format.LP,
                List.of("funk"),
                List.of(Ref.to(artist)),
                null,
                Json.NULL,
                "1");

        Map<String, Value> values = albums.toValues(album);

        assertThat(values.keySet())
                .containsExactlyElementsOf(albums.model().properties().stream()
                        .map(PropertyDescriptor::name)
                        .toList());
        assertThat(values)
                .containsEntry("format", new Value.Str("LP"))
                .containsEntry("artist", new Value.Id(artist))
                .containsEntry("details", Value.NULL)
                .containsEntry("label", new Value.Doc(Json.NULL));
        assertThat(albums.toRecord(name -> Objects.requireNonNull(values.get(name))))
                .isEqualTo(album);
    }

    @Test
    void everyTypeSurvivesTheWayToValuesAndBack() {
        ModelBinding<Everything> binding =
                RecordModels.read(List.of(Everything.class)).binding(Everything.class);
        Everything record = new Everything(
                "a",
                true,
                -1,
                Long.MAX_VALUE,
                0.5,
                new BigDecimal("1.00"),
                Instant.ofEpochSecond(1, 5000),
                LocalDate.EPOCH,
                new UUID(1, 2),
                new byte[] {1},
                null,
                5,
                null,
                1.5,
                null,
                null,
                List.of(Format.CD),
                List.of(new byte[] {2}),
                List.of("c"));

        Map<String, Value> values = binding.toValues(record);
        Everything back = binding.toRecord(name -> Objects.requireNonNull(values.get(name)));

        assertThat(back).usingRecursiveComparison().isEqualTo(record);
        assertThat(binding.toValues(back)).isEqualTo(values);
    }

    @Test
    void missingValuesBecomeNullOrZero() {
        ModelBinding<Everything> binding =
                RecordModels.read(List.of(Everything.class)).binding(Everything.class);

        Everything empty = binding.toRecord(name -> Value.NULL);

        assertThat(empty.text()).isEmpty();
        assertThat(empty.small()).isZero();
        assertThat(empty.maybeSmall()).isNull();
        assertThat(empty.formats()).isEmpty();
    }

    @Test
    void singleValuesAreConvertedAndChecked() {
        ModelBinding<Everything> binding =
                RecordModels.read(List.of(Everything.class)).binding(Everything.class);

        assertThat(binding.toValue("small", 5)).isEqualTo(new Value.Int(5));
        assertThat(binding.toValue("small", null)).isEqualTo(Value.NULL);
        assertThat(binding.toJava("formats", new Value.Items(List.of(new Value.Str("CD")))))
                .isEqualTo(List.of(Format.CD));
        assertThatThrownBy(() -> binding.toValue("small", "5"))
                .isInstanceOfSatisfying(
                        AnkurahException.class, e -> assertThat(e.field()).isEqualTo("small"));
        assertThatThrownBy(() -> binding.toValue("real", Double.NaN)).isInstanceOf(AnkurahException.class);
        assertThatThrownBy(() -> binding.toValue("formats", Arrays.asList(Format.CD, null)))
                .isInstanceOf(AnkurahException.class);
        assertThatThrownBy(() -> binding.toValue("words", Arrays.asList("a", null)))
                .isInstanceOf(AnkurahException.class);
        assertThatThrownBy(() -> binding.toValue("nothing", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bindingsAreFoundByRecordAndByCollection() {
        RecordModels models = RecordModels.read(List.of(Artist.class));

        assertThat(models.binding("artist")).isSameAs(models.binding(Artist.class));
        assertThatThrownBy(() -> models.binding(Album.class)).hasMessageContaining("Album");
        assertThatThrownBy(() -> models.binding("album")).hasMessageContaining("album");
    }

    @Test
    void propertiesAreNamedByTheirAccessors() {
        for (int i = 0; i < 2; i++) {
            assertThat(name(Album::year)).isEqualTo("year");
            assertThat(name(Album::plays)).isEqualTo("plays");
        }
        assertThatThrownBy(() -> name((Album album) -> album.year() + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Album::year");
    }

    private static <M, V> String name(Property<M, V> property) {
        return PropertyNames.of(property);
    }

    private static Models read(Class<?>... records) {
        return RecordModels.read(List.of(records)).models();
    }

    private static PropertyDescriptor property(ModelDescriptor model, String name) {
        return Objects.requireNonNull(model.property(name));
    }

    private static List<String> optionals(ModelDescriptor model) {
        return model.properties().stream()
                .filter(PropertyDescriptor::optional)
                .map(PropertyDescriptor::name)
                .toList();
    }
}
