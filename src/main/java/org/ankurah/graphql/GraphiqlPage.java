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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * GraphiQL at {@code /graphiql}. The page is ours, so that it opens with example operations, one in each tab;
 * the scripts are those that SmallRye brings along, so that nothing is fetched from elsewhere.
 */
@Singleton
public class GraphiqlPage {

    static final String PATH = "/graphiql";

    private static final String PAGE = "graphiql/index.html";

    /**
     * Operations to open with; a line that starts with {@code #---} ends one. What follows it on the line, if
     * anything, is the operation's variables as JSON.
     */
    private static final String EXAMPLES = "graphiql/examples.graphql";

    private static final String END_OF_TAB = "#---";

    private static final String PLACE_OF_TABS = "/*TABS*/";

    void register(@Observes Router router) {
        String page = page();
        router.getWithRegex("/graphiql/?")
                .order(-1)
                .handler(routing -> routing.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .end(page));
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
