package org.ankurah;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.View;
import org.ankurah.node.policy.AnnotatedGrants;
import org.ankurah.node.policy.PolicyRules;
import org.ankurah.storage.MemoryEngine;
import org.junit.jupiter.api.Test;

/** What the README shows works. */
class ReadmeTest {

    private static List<String> blocks(String language) throws IOException {
        Matcher blocks = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(Files.readString(Path.of("README.md")));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void javaIsWhatTheTestsCompile() throws IOException {
        String compiled = withoutSpace(Files.readString(Path.of("src/test/java/org/ankurah/ReadmeSnippets.java"))
                + Files.readString(Path.of("src/main/java/org/ankurah/demo/Shop.java"))
                + Files.readString(Path.of("src/main/java/org/ankurah/demo/MoneyType.java"))
                + Files.readString(Path.of("src/test/java/org/ankurah/own/HighestBackend.java")));

        assertThat(blocks("java"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(compiled).contains(withoutSpace(block)));
    }

    @Test
    void javaRuns() {
        Node node = Node.open(
                        new MemoryEngine(),
                        RecordModels.read(List.of(ReadmeSnippets.Artist.class, ReadmeSnippets.Album.class)),
                        NodeOptions.defaults())
                .await()
                .indefinitely();

        List<View<ReadmeSnippets.Album>> found = ReadmeSnippets.fromJava(node);
        assertThat(found)
                .singleElement()
                .satisfies(
                        view -> assertThat(view.model()).isEqualTo(new ReadmeSnippets.Album("Dummy", 1995, null, 1)));
        assertThat(ReadmeSnippets.signals(node.context(new Identity("ann")), found.get(0)))
                .isEqualTo("Dummy, 1 plays of all");
    }

    @Test
    void nodesFollowEachOther() {
        Identity me = new Identity("me");
        Node client = ReadmeSnippets.following(me);

        await().until(() -> client.context(me)
                        .fetch(ReadmeSnippets.Album.class, "year = 2001")
                        .await()
                        .indefinitely()
                        .size()
                == 1);
    }

    @Test
    void modelsThatSayWhoMayDoWhatMakeSense() {
        RecordModels models = RecordModels.read(List.of(ReadmeSnippets.Employee.class, ReadmeSnippets.Customer.class));

        assertThat(PolicyRules.of(models.models(), AnnotatedGrants.of(models)).roles())
                .isEqualTo(1);
    }

    @Test
    void graphqlIsValidAgainstTheDemoSchema() throws IOException {
        assertThat(blocks("graphql")).isNotEmpty().allSatisfy(ReadmeTest::assertValid);
    }

    @Test
    void exampleOperationsAreValidAgainstTheDemoSchema() throws IOException {
        String examples = Files.readString(Path.of("src/main/resources/graphiql/examples.graphql"));

        assertThat(examples.split("(?m)^#---.*$")).hasSizeGreaterThan(3).allSatisfy(ReadmeTest::assertValid);
    }

    private static void assertValid(String document) throws IOException {
        GraphQLSchema schema =
                SchemaGenerator.createdMockedSchema(Files.readString(Path.of("graphql-schema/schema.graphql")));

        assertThat(new Validator().validateDocument(schema, Parser.parse(document), Locale.ENGLISH))
                .isEmpty();
    }
}
