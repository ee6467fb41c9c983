package org.ankurah;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the layers: which package may see which, and what each may see of the world outside. */
class ArchitectureTest {

    /**
     * From the innermost outwards; each may see itself and those before it. The engine's interface stands before
     * the node that is built on it, the engine on PostgreSQL behind.
     */
    private static final List<String> LAYERS = List.of(
            "org.ankurah.value",
            "org.ankurah.model",
            "org.ankurah.event",
            "org.ankurah.merge",
            "org.ankurah.query",
            "org.ankurah.reactor",
            "org.ankurah.node.sync",
            "org.ankurah.signal",
            "org.ankurah.storage",
            "org.ankurah.storage.kv",
            "org.ankurah.storage.rocksdb",
            "org.ankurah.storage.tikv",
            "org.ankurah.node",
            "org.ankurah.remote",
            "org.ankurah.storage.postgres",
            "org.ankurah.graphql",
            "org.ankurah.server",
            "org.ankurah.demo");

    private static final List<String> CORE = LAYERS.subList(0, LAYERS.indexOf("org.ankurah.node.sync") + 1);

    /** What the browser's compiler lacks, and what would make the core depend on anything but its arguments. */
    private static final Set<String> NOT_IN_CORE = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.Runtime",
            "java.security.MessageDigest",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.util.Timer",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.Semaphore",
            "java.util.concurrent.ThreadLocalRandom");

    /** The part of {@code java.io} that touches nothing but memory. */
    private static final Set<String> PURE_IO = Set.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.ObjectInputStream",
            "java.io.ObjectOutputStream",
            "java.io.Serializable");

    /** Calls that give another answer each time. */
    private static final Set<String> IMPURE_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ankurah");

    static List<String> layers() {
        return LAYERS;
    }

    static List<String> core() {
        return CORE;
    }

    @Test
    void everyClassBelongsToALayer() {
        List<String> strangers = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> LAYERS.stream().noneMatch(layer -> name.equals(layer) || isWithin(name, layer)))
                .distinct()
                .toList();

        assertThat(strangers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void arrowsPointInwardsOnly(String layer) {
        List<String> outer = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size());

        noClasses()
                .that(areIn(layer))
                .should()
                .dependOnClassesThat(areInAnyOf(outer))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("core")
    void coreKnowsOnlyTheJdk(String layer) {
        noClasses()
                .that(areIn(layer))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages("org.ankurah..", "java..", "org.jspecify.annotations.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("core")
    void coreIsPure(String layer) {
        noClasses()
                .that(areIn(layer))
                .should()
                .dependOnClassesThat(describe("reach outside of the program", ArchitectureTest::isImpure))
                .orShould()
                .callMethodWhere(describe("the answer changes", ArchitectureTest::isImpureCall))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheModelReaderReflects() {
        noClasses()
                .that(areInAnyOf(without(CORE, "org.ankurah.model")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nodeAndStorageAddMutinyAndNoFramework() {
        noClasses()
                .that(areInAnyOf(List.of("org.ankurah.storage", "org.ankurah.storage.kv", "org.ankurah.node")))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        "org.ankurah..",
                        "java..",
                        "org.jspecify.annotations..",
                        "io.smallrye.mutiny..",
                        "com.github.f4b6a3.ulid..",
                        "jakarta.validation..",
                        "org.jboss.logging.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void signalsStandAlone() {
        noClasses()
                .that(areIn("org.ankurah.signal"))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(
                        "org.ankurah.signal..", "java..", "org.jspecify.annotations..", "io.smallrye.mutiny.."))
                .check(CLASSES);
        noClasses()
                .that(areIn("org.ankurah.signal"))
                .and()
                .doNotHaveFullyQualifiedName("org.ankurah.signal.Signal")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.smallrye.mutiny.."))
                .check(CLASSES);
    }

    @Test
    void onlyItsStoreSeesRocksDb() {
        noClasses()
                .that(areInAnyOf(without(LAYERS, "org.ankurah.storage.rocksdb")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.rocksdb.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyItsStoreSeesTikv() {
        noClasses()
                .that(areInAnyOf(without(LAYERS, "org.ankurah.storage.tikv")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.tikv.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyThePostgresEngineSeesHibernateAndTheDatabaseClient() {
        noClasses()
                .that(areInAnyOf(without(LAYERS, "org.ankurah.storage.postgres", "org.ankurah.server")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.hibernate..",
                        "jakarta.persistence..",
                        "io.vertx..pgclient..",
                        "io.vertx..sqlclient..",
                        "java.sql.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheGraphqlLayerSeesGraphql() {
        noClasses()
                .that(areInAnyOf(without(LAYERS, "org.ankurah.graphql", "org.ankurah.server")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("graphql..", "io.smallrye.graphql..", "org.eclipse.microprofile.graphql.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheServerSeesQuarkus() {
        noClasses()
                .that(areInAnyOf(without(LAYERS, "org.ankurah.server")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsDocumentedAndNullMarked() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.getClasses().isEmpty())
                .filter(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(each -> each.getName())
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private static boolean isImpure(JavaClass type) {
        String name = type.getName();
        if (name.startsWith("java.io.")) {
            return !PURE_IO.contains(name) && !name.endsWith("Exception");
        }
        return NOT_IN_CORE.contains(name)
                || name.startsWith("java.util.concurrent.locks.")
                || name.startsWith("java.nio.file.")
                || name.startsWith("java.nio.channels.")
                || name.startsWith("java.net.")
                || name.startsWith("java.util.logging.");
    }

    private static boolean isImpureCall(JavaCall<?> call) {
        return IMPURE_CALLS.contains(call.getTargetOwner().getName() + "." + call.getName());
    }

    private static DescribedPredicate<JavaClass> areIn(String layer) {
        return areInAnyOf(List.of(layer));
    }

    /** In one of these layers, the innermost package deciding: the PostgreSQL engine is not part of {@code storage}. */
    private static DescribedPredicate<JavaClass> areInAnyOf(List<String> layers) {
        return describe("are in " + layers, type -> layers.contains(layerOf(type.getPackageName())));
    }

    private static String layerOf(String packageName) {
        return LAYERS.stream()
                .filter(layer -> packageName.equals(layer) || isWithin(packageName, layer))
                .reduce("", (best, layer) -> layer.length() > best.length() ? layer : best);
    }

    private static boolean isWithin(String packageName, String layer) {
        return packageName.startsWith(layer + ".");
    }

    private static List<String> without(List<String> layers, String... excluded) {
        List<String> rest = new ArrayList<>(layers);
        rest.removeAll(Arrays.asList(excluded));
        return rest;
    }
}
