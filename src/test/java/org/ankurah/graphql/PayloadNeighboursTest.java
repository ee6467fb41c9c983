package org.ankurah.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.query.Fetch;
import org.ankurah.query.Living;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeKind;
import org.ankurah.reactor.ChangeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything below a payload is as of the payload's position, whatever has happened since. */
class PayloadNeighboursTest {

    private final Api api = new Api();
    private final List<EntityState> then = new ArrayList<>();
    private String artist = "";
    private String album = "";
    private String track = "";

    @BeforeEach
    void aPastThatTheStorageKnowsNoMore() {
        artist = api.create("Artist", Map.of("name", "Prince"));
        album = api.create("Album", Map.of("title", "1999", "artist", artist));
        track = api.create("Track", Map.of("name", "Delirious", "album", album, "milliseconds", 3));
        api.create("Track", Map.of("name", "Automatic", "album", album, "milliseconds", 9));
        api.create("Track", Map.of("name", "Free", "album", album, "milliseconds", 5));
        api.node.models().all().forEach(model -> then.addAll(all(model)));
        change("updateArtist(id: $id, patch: {name: \"The Artist\"})", artist);
        change("updateAlbum(id: $id, patch: {title: \"2000\"})", album);
        change("deleteTrack(id: $id)", track);
        api.create("Track", Map.of("name", "Later", "album", album));
        api.storage.takeCalls();
    }

    @Test
    void referencesAreFoundInThePayload() {
        Answer answer = payload("{ title artist { name albums { nodes { title artist { name } } } } }");

        assertThat(answer.at("albums", "items").toString())
                .isEqualTo("[{title=1999, artist={name=Prince, albums={nodes=[{title=1999, artist={name=Prince}}]}}}]");
        assertThat(answer.at("albums", "changes", 0, "album")).isEqualTo(answer.at("albums", "items", 0));
        assertThat(api.storage.takeCalls()).isEmpty();
    }

    @Test
    void pagesAreTakenFromThePayload() {
        Answer answer = payload("{ tracks(orderBy: [{name: ASC}], first: 2) { totalCount nodes { name }"
                + " pageInfo { hasNextPage hasPreviousPage endCursor } } }");

        String place = answer.text("albums", "items", 0, "tracks", "pageInfo", "endCursor");
        assertThat(answer.at("albums", "items", 0, "tracks").toString())
                .isEqualTo("{totalCount=3, nodes=[{name=Automatic}, {name=Delirious}], pageInfo={hasNextPage=true,"
                        + " hasPreviousPage=false, endCursor=" + place + "}}");
        answer = payload("{ tracks(orderBy: [{name: ASC}], after: \"" + place + "\") { edges { node { name } }"
                + " pageInfo { hasNextPage hasPreviousPage } } }");
        assertThat(answer.at("albums", "items", 0, "tracks").toString())
                .isEqualTo("{edges=[{node={name=Free}}], pageInfo={hasNextPage=false, hasPreviousPage=true}}");
        assertThat(api.storage.takeCalls()).isEmpty();
    }

    @Test
    void pagesAreFilteredAcrossReferences() {
        Answer answer = payload("{ tracks(query: \"album.title = '1999' AND milliseconds > 4 ORDER BY milliseconds\")"
                + " { totalCount nodes { name } } }");

        assertThat(answer.at("albums", "items", 0, "tracks").toString())
                .isEqualTo("{totalCount=2, nodes=[{name=Free}, {name=Automatic}]}");
    }

    @Test
    void historiesEndAtThePayload() {
        Answer answer = payload("{ history { totalCount nodes { position } pageInfo { hasNextPage } }"
                + " artist { history(first: 1) { totalCount nodes { position } pageInfo { hasNextPage } } } }");

        assertThat(answer.at("albums", "items", 0).toString())
                .isEqualTo("{history={totalCount=1, nodes=[{position=2}], pageInfo={hasNextPage=false}},"
                        + " artist={history={totalCount=1, nodes=[{position=1}], pageInfo={hasNextPage=false}}}}");
    }

    private Answer payload(String album) {
        DataFetcher<Object> fetcher =
                field -> AdaptersToReactiveStreams.publisher(Multi.createFrom().item(handMade(Request.of(field))));
        return new HandMadeLive(api, fetcher)
                .first("subscription { albums { changes { album " + album + " } items " + album + " } }");
    }

    private DataFetcherResult<LivePayload> handMade(Request request) {
        List<EntityState> albums = then.stream()
                .filter(entity -> entity.model().collection().equals("album"))
                .toList();
        List<ChangeSet.Change<EntityState>> changes = new ArrayList<>();
        for (EntityState state : albums) {
            changes.add(
                    new ChangeSet.Change<>(ChangeKind.INITIAL, state.id(), state, changes.size(), java.util.Set.of()));
        }
        Living world = new Living(then);
        LivePayload payload = new LivePayload(new ChangeSet<>(5, true, changes, -1, albums, world), "x");
        return DataFetcherResult.<LivePayload>newResult()
                .data(payload)
                .localContext(new PayloadNeighbours(request, 5, world))
                .build();
    }

    private List<EntityState> all(ModelDescriptor model) {
        Page page = api.storage
                .fetch(Fetch.first(Selection.all(model), 100))
                .await()
                .indefinitely();
        return page.rows().stream().map(Page.Row::entity).toList();
    }

    private void change(String mutation, String id) {
        assertThat(api.run("mutation($id: ID!) { " + mutation + " { cursor } }", Map.of("id", id))
                        .errors())
                .isEmpty();
    }
}
