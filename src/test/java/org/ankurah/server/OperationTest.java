package org.ankurah.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever runs the server relies on. */
@QuarkusTest
class OperationTest {

    @Inject
    Pool pool;

    @Test
    void readyMeansThatTheDatabaseAnswers() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("database"));
    }

    @Test
    void metricsAreInPrometheusFormat() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("# TYPE jvm_"));
    }

    @Test
    void graphiqlBringsEverythingItShows() {
        given().get("/graphiql")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("/q/graphql-ui/graphiql.min.js"))
                .body(not(containsString("https://")))
                .body(not(containsString("/*TABS*/")));
        given().get("/q/graphql-ui/graphiql.min.js").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void embeddedPostgresKeepsWhatItAcknowledges(String setting) {
        String value = pool.query("SHOW " + setting)
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);

        assertThat(value).isEqualTo("on");
    }

    @Test
    void embeddedPostgresComparesByCodePoint() {
        String locale = pool.query("SELECT datcollate FROM pg_database WHERE datname = current_database()")
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);

        assertThat(locale).isEqualTo("C.UTF-8");
    }

    @Test
    void modelsOfTheApplicationAreFound() {
        assertThat(ModelDiscovery.findModels())
                .extracting(Class::getName)
                .contains("org.ankurah.demo.Album", "org.ankurah.demo.Artist");
    }
}
