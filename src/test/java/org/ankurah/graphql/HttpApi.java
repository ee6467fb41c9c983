package org.ankurah.graphql;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.Map;

/** What tests ask of the server under test by the way, over HTTP. */
final class HttpApi {

    private HttpApi() {}

    /** The whole answer, which has to be a 200. */
    static JsonPath ask(String document, Map<String, Object> variables) {
        return RestAssured.given()
                .contentType("application/json")
                .body(Map.of("query", document, "variables", variables))
                .post(HttpEndpoint.PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static void createGenre(String name) {
        ask("mutation($n: String!) { createGenre(input: {name: $n}) { cursor } }", Map.of("n", name));
    }
}
