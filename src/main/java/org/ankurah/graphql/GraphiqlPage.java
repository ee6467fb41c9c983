package org.ankurah.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GraphiQL at {@code /graphiql}. The page is ours, so that it opens with example operations, one in each tab;
 * the scripts are those that SmallRye brings along, so that nothing is fetched from elsewhere.
 */
@Singleton
public class GraphiqlPage {

    static final String PATH = "/graphiql";

    /** Where the scripts are. */
    private static final String PARTS = "/q/graphql-ui";

    private static final String PAGE = "graphiql/index.html";

    /**
     * Operations to open with; a line that starts with {@code #---} ends one. What follows it on the line, if
     * anything, is the operation's variables as JSON.
     */
    private static final String EXAMPLES = "graphiql/examples.graphql";

    private static final String END_OF_TAB = "#---";

    private static final String PLACE_OF_TABS = "/*TABS*/";

    private static final String PLACE_OF_NOTE = "<!--NOTE-->";

    private static final String OPEN =
            "This server has no policy: everyone who reaches it may read and write everything.";

    private static final String CLOSED = "You see what your token lets you see. It belongs into the Headers tab:"
            + " <code>{\"Authorization\": \"Bearer …\"}</code>";

    /** The one script that stands in the page itself. */
    private static final Pattern OWN_SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    private final Switch setting;

    /**
     * Whether there is such a page.
     *
     * @param on as the operator says
     * @param open whether everybody may do everything, which the page then says
     */
    public record Switch(boolean on, boolean open) {}

    GraphiqlPage(Switch setting) {
        this.setting = setting;
    }

    void register(@Observes Router router) {
        if (!setting.on()) {
            router.routeWithRegex("(" + PATH + "|" + PARTS + ")(/.*)?")
                    .order(HttpEndpoint.ROUTE_ORDER)
                    .handler(routing -> routing.response().setStatusCode(404).end());
            return;
        }
        String page = page().replace(PLACE_OF_NOTE, setting.open() ? OPEN : CLOSED);
        String policy = policy(page);
        router.getWithRegex(PATH + "/?")
                .order(-1)
                .handler(routing -> routing.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .putHeader("Content-Security-Policy", policy)
                        .end(page));
    }

    /** Lets the page run its own script and those of the server, and nothing else. */
    private static String policy(String page) {
        Matcher script = OWN_SCRIPT.matcher(page);
        if (!script.find()) {
            throw new IllegalStateException("the page starts GraphiQL with a script");
        }
        return "default-src 'self'; script-src 'self' 'sha256-" + sha256(script.group(1)) + "';"
                + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
                + " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String page() {
        List<Map<String, String>> tabs = new ArrayList<>();
        StringBuilder operation = new StringBuilder();
        for (String line : (read(EXAMPLES) + END_OF_TAB).lines().toList()) {
            if (!line.startsWith(END_OF_TAB)) {
                operation.append(line).append('\n');
                continue;
            }
            String variables = line.substring(END_OF_TAB.length()).strip();
            tabs.add(Map.of("query", operation.toString().strip(), "variables", variables));
            operation.setLength(0);
        }
        try {
            // Inside a script element "</" would end it.
            String json = new ObjectMapper().writeValueAsString(tabs).replace("</", "<\\/");
            return read(PAGE).replace(PLACE_OF_TABS, json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings always have a JSON form", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
