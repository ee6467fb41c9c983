package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ankurah.value.Seeds;
import org.junit.jupiter.api.Test;

/** Whatever happens, folding the payloads of a live aggregate gives what the aggregate gives as a query. */
class LiveAggregateRandomTest {

    private static final int SCENARIOS = 4;
    private static final int STEPS = 50;

    @Test
    void foldedPayloadsAreWhatAQueryGives() {
        Seeds.each("live aggregates", SCENARIOS, random -> new Scenario(random).run());
    }

    /** A store that changes at random, and who watches it. */
    private static final class Scenario {

        private final Random random;
        private final List<String> artists = new ArrayList<>();
        private final List<String> albums = new ArrayList<>();
        private final List<String> tracks = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private final List<LiveAggregateClient> clients = new ArrayList<>();
        private Api api = new Api();

        private Scenario(Random random) {
            this.random = random;
        }

        void run() {
            for (int i = 0; i < 3; i++) {
                artists.add(api.create("Artist", Map.of("name", "artist" + i)));
                albums.add(api.create("Album", Map.of("title", "album" + i)));
                tracks.add(api.create("Track", Map.of("name", "track" + i)));
            }
            watch();
            for (int step = 0; step < STEPS; step++) {
                write();
                clients.stream().filter(client -> !client.away()).forEach(client -> client.checkStep(log.toString()));
                move();
            }
        }

        private void watch() {
            watch("albumsAggregate", "", "year", "count sum { plays year } max { title year } min { title }");
            watch(
                    "albumsAggregate",
                    "groupBy: [format]",
                    "format",
                    "count avg { year } min { year released } countDistinct { artist tags details }");
            watch("albumsAggregate", "groupBy: [artist, year]", "artist year", "sum { plays }");
            watch("albumsAggregate", "groupBy: [tags]", "tags", "max { released }");
            watch("albumsAggregate", "query: \"artist.name = 'artist1'\", groupBy: [year]", "year", "count");
            watch("albumsAggregate", "where: {tracks: {some: {explicit: {eq: true}}}}", "year", "count max { plays }");
            watch("albumsAggregate", "query: \"COUNT(tracks) > 1\", groupBy: [artist]", "artist", "min { title }");
            watch(
                    "tracksAggregate",
                    "where: {album: {artist: {name: {ne: \"artist2\"}}}}, groupBy: [explicit]",
                    "explicit",
                    "count sum { rating unitPrice bytes } avg { unitPrice rating } max { unitPrice }");
            watch("tracksAggregate", "groupBy: [unitPrice]", "unitPrice", "min { rating unitPrice } max { rating }");
        }

        private void watch(String field, String arguments, String key, String figures) {
            clients.add(new LiveAggregateClient(api, field, arguments, key, figures, random.nextBoolean()));
        }

        /** Clients leave and come back, and now and then the server is another one. */
        private void move() {
            if (random.nextInt(15) == 0) {
                log.add("restart");
                clients.forEach(LiveAggregateClient::leave);
                write();
                api = api.restarted();
                clients.forEach(this::comeBack);
            }
            LiveAggregateClient client = clients.get(random.nextInt(clients.size()));
            if (client.away()) {
                comeBack(client);
            } else if (random.nextInt(4) == 0) {
                client.leave();
            }
        }

        private void comeBack(LiveAggregateClient client) {
            client.comeBack(api);
            client.check(log.toString());
            assertThat(client.resets()).as(log.toString()).isEqualTo(1);
        }

        /** One transaction. */
        private void write() {
            StringBuilder mutation = new StringBuilder("mutation {");
            int writes = 1 + random.nextInt(3);
            for (int i = 0; i < writes; i++) {
                mutation.append(" w%d: %s".formatted(i, operation()));
            }
            log.add(mutation.toString());
            Answer answer = api.run(mutation + " }");
            if (!answer.errors().isEmpty()) {
                assertThat(answer.code()).as(log.toString()).isIn("NOT_FOUND", "VALIDATION");
                return;
            }
            Map<?, ?> made = (Map<?, ?>) answer.response().get("data");
            made.forEach((name, payload) -> remember((Map<?, ?>) payload));
        }

        private void remember(Map<?, ?> payload) {
            remember(payload.get("artist"), artists);
            remember(payload.get("album"), albums);
            remember(payload.get("track"), tracks);
        }

        private static void remember(Object entity, List<String> ids) {
            if (entity instanceof Map<?, ?> made && !ids.contains(made.get("id"))) {
                ids.add(String.valueOf(made.get("id")));
            }
        }

        private String operation() {
            return switch (random.nextInt(10)) {
                case 0 ->
                    "updateArtist(id: \"%s\", patch: {name: \"artist%d\"}) { artist { id } }"
                            .formatted(one(artists), random.nextInt(3));
                case 1, 2 ->
                    "createAlbum(input: {title: \"album%d\", %s}) { album { id } }"
                            .formatted(random.nextInt(9), album());
                case 3, 4 -> "updateAlbum(id: \"%s\", patch: {%s}) { album { id } }".formatted(one(albums), album());
                case 5 -> "createTrack(input: {name: \"track\", %s}) { track { id } }".formatted(track());
                case 6 -> "updateTrack(id: \"%s\", patch: {%s}) { track { id } }".formatted(one(tracks), track());
                case 7 ->
                    "updateAlbum(id: \"%s\", patch: {plays: {increment: %d}}) { album { id } }"
                            .formatted(one(albums), random.nextInt(5) - 2);
                case 8 -> remove("delete");
                default -> remove("restore");
            };
        }

        private String remove(String verb) {
            return switch (random.nextInt(4)) {
                case 0 -> verb + "Artist(id: \"" + one(artists) + "\") { artist { id } }";
                case 1 -> verb + "Track(id: \"" + one(tracks) + "\") { track { id } }";
                default -> verb + "Album(id: \"" + one(albums) + "\") { album { id } }";
            };
        }

        private String album() {
            return switch (random.nextInt(6)) {
                case 0 -> "year: " + any("null", "1980", "1981");
                case 1 -> "format: " + any("null", "LP", "CD");
                case 2 -> "artist: " + any("null", quoted(one(artists)), quoted(one(artists)));
                case 3 -> "tags: " + any("[]", "[\"a\"]", "[\"a\", \"b\"]", "[\"b\"]");
                case 4 -> "released: " + any("null", "\"1999-12-31\"", "\"2000-01-01\"");
                default -> "details: " + any("null", "{size: 1}", "{size: 1.0}", "[1]", "true");
            };
        }

        private String track() {
            return switch (random.nextInt(5)) {
                case 0 -> "album: " + any("null", quoted(one(albums)), quoted(one(albums)));
                case 1 -> "unitPrice: " + any("\"1\"", "\"1.00\"", "\"0.99\"", "\"-3.5\"");
                case 2 -> "rating: " + any("null", "0.1", "0.2", "-0.0", "0.0", "1e300");
                case 3 -> "bytes: " + any("null", "7", "9007199254740993");
                default -> "explicit: " + any("true", "false");
            };
        }

        private String one(List<String> ids) {
            return ids.get(random.nextInt(ids.size()));
        }

        private String any(String... values) {
            return values[random.nextInt(values.length)];
        }

        private static String quoted(String text) {
            return '"' + text + '"';
        }
    }
}
