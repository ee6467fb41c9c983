package org.ankurah.demo.chinook;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions to a server that holds Chinook, each with the answer as plain Java computes it from the file. */
final class ChinookAnswers {

    private final ChinookData data;

    ChinookAnswers(ChinookData data) {
        this.data = data;
    }

    void check(Store store) throws IOException, InterruptedException {
        counts(store);
        patterns(store);
        filtersWithOrders(store);
        filterAcrossReferences(store);
        inverseReferences(store);
        referencesToItself(store);
        orderAcrossReference(store);
        decimals(store);
        rangeOfTime(store);
        pages(store);
    }

    private void counts(Store store) throws IOException, InterruptedException {
        for (String table : ChinookData.TABLES) {
            JsonNode answer = store.query("{ all: " + ChinookData.lowerFirst(table) + "s(first: 1) { totalCount } }");
            assertThat(answer.at("/all/totalCount").asInt())
                    .as(table)
                    .isEqualTo(data.rows(table).size());
        }
    }

    private void patterns(Store store) throws IOException, InterruptedException {
        assertThat(ask(
                        store,
                        "tracks(first: 1000, query: \"name LIKE '%Love%' ORDER BY name, milliseconds DESC\")",
                        "name"))
                .as("LIKE is about case")
                .isEqualTo(texts(
                        data.stream("Track")
                                .filter(track -> text(track, "Name").contains("Love"))
                                .sorted(comparing((JsonNode track) -> text(track, "Name"))
                                        .thenComparing(milliseconds().reversed())),
                        "Name"));
        assertThat(ask(store, "artists(first: 1000, query: \"name ILIKE '%ÃO%' ORDER BY name\")", "name"))
                .as("ILIKE folds Unicode")
                .isNotEmpty()
                .isEqualTo(texts(
                        data.stream("Artist")
                                .filter(artist -> text(artist, "Name")
                                        .toLowerCase(Locale.ROOT)
                                        .contains("ão"))
                                .sorted(comparing(artist -> text(artist, "Name"))),
                        "Name"));
    }

    private void filtersWithOrders(Store store) throws IOException, InterruptedException {
        assertThat(ask(
                        store,
                        "customers(where: {country: {in: [\"Brazil\", \"Canada\"]}, not: {state: {eq: \"SP\"}}},"
                                + " orderBy: [{country: DESC}, {lastName: ASC}])",
                        "email"))
                .as("IN, NOT and two orders")
                .isEqualTo(texts(
                        data.stream("Customer")
                                .filter(customer -> Set.of("Brazil", "Canada").contains(text(customer, "Country")))
                                .filter(customer -> !text(customer, "State").equals("SP"))
                                .sorted(comparing((JsonNode customer) -> text(customer, "Country"))
                                        .reversed()
                                        .thenComparing(customer -> text(customer, "LastName"))),
                        "Email"));
        assertThat(ask(store, "employees(where: {reportsTo: {isNull: true}})", "lastName"))
                .as("a reference that is not there")
                .isEqualTo(texts(
                        data.stream("Employee")
                                .filter(employee -> employee.path("ReportsTo").isNull()),
                        "LastName"));
    }

    private void filterAcrossReferences(Store store) throws IOException, InterruptedException {
        assertThat(ask(
                        store,
                        "tracks(first: 1000, where: {album: {artist: {name: {eq: \"Queen\"}}}},"
                                + " orderBy: [{name: ASC}, {bytes: ASC}])",
                        "name"))
                .as("a filter across two references")
                .isNotEmpty()
                .isEqualTo(texts(
                        data.stream("Track")
                                .filter(track -> artistOf(track).equals("Queen"))
                                .sorted(comparing((JsonNode track) -> text(track, "Name"))
                                        .thenComparing(
                                                track -> track.path("Bytes").asLong())),
                        "Name"));
    }

    private void inverseReferences(Store store) throws IOException, InterruptedException {
        JsonNode maiden = store.query(
                "{ artists(where: {name: {eq: \"Iron Maiden\"}}) { nodes {"
                        + " albums(orderBy: [{title: ASC}]) { totalCount nodes { title tracks(first: 1) { totalCount } } } } } }");
        Map<String, Integer> trackCounts = data.stream("Track")
                .filter(track -> artistOf(track).equals("Iron Maiden"))
                .collect(groupingBy(
                        track -> text(data.referred(track, "AlbumId", "Album"), "Title"), summingInt(track -> 1)));
        assertThat(texts(
                        maiden.at("/artists/nodes/0/albums/nodes"),
                        album -> album.path("title").asText() + " "
                                + album.at("/tracks/totalCount").asText()))
                .as("inverse references, two levels deep")
                .isEqualTo(trackCounts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .sorted()
                        .toList());
    }

    private void referencesToItself(Store store) throws IOException, InterruptedException {
        JsonNode nancy =
                store.query("{ employees(where: {lastName: {eq: \"Edwards\"}}) { nodes { reportsTo { lastName }"
                        + " employeesByReportsTo(orderBy: [{hireDate: DESC}]) { nodes { firstName } } } } }");
        assertThat(nancy.at("/employees/nodes/0/reportsTo/lastName").asText()).isEqualTo("Adams");
        assertThat(texts(
                        nancy.at("/employees/nodes/0/employeesByReportsTo/nodes"),
                        employee -> employee.path("firstName").asText()))
                .as("a model that refers to itself")
                .isEqualTo(texts(
                        data.stream("Employee")
                                .filter(employee -> text(data.referred(employee, "ReportsTo", "Employee"), "LastName")
                                        .equals("Edwards"))
                                .sorted(comparing((JsonNode employee) -> text(employee, "HireDate"))
                                        .reversed()),
                        "FirstName"));
    }

    private void orderAcrossReference(Store store) throws IOException, InterruptedException {
        JsonNode grunge =
                store.query("{ playlistTracks(first: 100, query: \"playlist.name = 'Grunge' ORDER BY track.name\")"
                        + " { nodes { track { name album { artist { name } } } } } }");
        assertThat(texts(
                        grunge.at("/playlistTracks/nodes"),
                        link -> link.at("/track/name").asText() + " – "
                                + link.at("/track/album/artist/name").asText()))
                .as("an order across a reference")
                .isEqualTo(data.stream("PlaylistTrack")
                        .filter(link -> text(data.referred(link, "PlaylistId", "Playlist"), "Name")
                                .equals("Grunge"))
                        .map(link -> data.referred(link, "TrackId", "Track"))
                        .sorted(comparing(track -> text(track, "Name")))
                        .map(track -> text(track, "Name") + " – " + artistOf(track))
                        .toList());
    }

    private void decimals(Store store) throws IOException, InterruptedException {
        JsonNode dear = store.query("{ tracks(first: 1, where: {unitPrice: {gt: \"0.99\"}}) { totalCount } }");
        assertThat(dear.at("/tracks/totalCount").asLong())
                .isEqualTo(data.stream("Track")
                        .filter(track -> track.path("UnitPrice").decimalValue().compareTo(new BigDecimal("0.99")) > 0)
                        .count());
        JsonNode large = store.query("{ invoices(query: \"total > 20 ORDER BY total DESC, invoiceDate\")"
                + " { nodes { total invoiceDate customer { email supportRep { firstName } } } } }");
        assertThat(texts(
                        large.at("/invoices/nodes"),
                        invoice -> invoice.path("total").asText() + " "
                                + invoice.at("/customer/email").asText() + " "
                                + invoice.at("/customer/supportRep/firstName").asText()))
                .as("decimals keep their digits")
                .isNotEmpty()
                .isEqualTo(data.stream("Invoice")
                        .filter(invoice -> total(invoice).compareTo(BigDecimal.valueOf(20)) > 0)
                        .sorted(comparing(ChinookAnswers::total)
                                .reversed()
                                .thenComparing(invoice -> text(invoice, "InvoiceDate")))
                        .map(invoice -> total(invoice) + " " + text(customerOf(invoice), "Email") + " "
                                + text(data.referred(customerOf(invoice), "SupportRepId", "Employee"), "FirstName"))
                        .toList());
    }

    private void rangeOfTime(Store store) throws IOException, InterruptedException {
        JsonNode spring = store.query("{ invoices(where: {invoiceDate: {gte: \"2023-03-01T00:00:00Z\","
                + " lt: \"2023-06-01T00:00:00Z\"}}, orderBy: [{invoiceDate: ASC}, {total: ASC}])"
                + " { nodes { invoiceDate billingCity } } }");
        assertThat(texts(
                        spring.at("/invoices/nodes"),
                        invoice -> invoice.path("invoiceDate").asText().substring(0, 10) + " "
                                + invoice.path("billingCity").asText()))
                .as("a range of time")
                .isNotEmpty()
                .isEqualTo(data.stream("Invoice")
                        .filter(invoice -> text(invoice, "InvoiceDate").compareTo("2023-03-01") >= 0)
                        .filter(invoice -> text(invoice, "InvoiceDate").compareTo("2023-06-01") < 0)
                        .sorted(comparing((JsonNode invoice) -> text(invoice, "InvoiceDate"))
                                .thenComparing(ChinookAnswers::total))
                        .map(invoice ->
                                text(invoice, "InvoiceDate").substring(0, 10) + " " + text(invoice, "BillingCity"))
                        .toList());
    }

    private void pages(Store store) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        String after = "null";
        for (int page = 0; page < 7; page++) {
            JsonNode answer = store.query("{ tracks(first: 10, after: " + after
                    + ", orderBy: [{milliseconds: DESC}]) { nodes { name } pageInfo { endCursor hasNextPage } } }");
            texts(answer.at("/tracks/nodes"), track -> track.path("name").asText())
                    .forEach(names::add);
            after = answer.at("/tracks/pageInfo/endCursor").toString();
            assertThat(answer.at("/tracks/pageInfo/hasNextPage").asBoolean()).isTrue();
        }
        assertThat(names)
                .as("seven pages forward")
                .isEqualTo(texts(
                        data.stream("Track").sorted(milliseconds().reversed()).limit(70), "Name"));
        List<String> all = texts(data.stream("Artist").sorted(comparing(artist -> text(artist, "Name"))), "Name");
        assertThat(ask(store, "artists(last: 12, orderBy: [{name: ASC}])", "name"))
                .as("the last page")
                .isEqualTo(all.subList(all.size() - 12, all.size()));
    }

    /** One text of each entity that a connection lists. */
    private static List<String> ask(Store store, String connection, String field)
            throws IOException, InterruptedException {
        JsonNode data = store.query("{ answer: " + connection + " { nodes { " + field + " } } }");
        return texts(data.at("/answer/nodes"), node -> node.path(field).asText());
    }

    private static List<String> texts(JsonNode array, Function<JsonNode, String> text) {
        return IntStream.range(0, array.size()).mapToObj(array::get).map(text).toList();
    }

    private String artistOf(JsonNode track) {
        return text(data.referred(data.referred(track, "AlbumId", "Album"), "ArtistId", "Artist"), "Name");
    }

    private JsonNode customerOf(JsonNode invoice) {
        return data.referred(invoice, "CustomerId", "Customer");
    }

    private static Comparator<JsonNode> milliseconds() {
        return comparing(track -> track.path("Milliseconds").asLong());
    }

    private static BigDecimal total(JsonNode invoice) {
        return invoice.path("Total").decimalValue();
    }

    private static List<String> texts(Stream<JsonNode> rows, String column) {
        return rows.map(row -> text(row, column)).toList();
    }

    private static String text(JsonNode row, String column) {
        return row.path(column).asText();
    }
}
