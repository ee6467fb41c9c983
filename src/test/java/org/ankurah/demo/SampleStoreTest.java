package org.ankurah.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ankurah.model.RecordModels;
import org.ankurah.node.Context;
import org.ankurah.node.Identity;
import org.ankurah.node.Node;
import org.ankurah.node.NodeOptions;
import org.ankurah.node.Receipt;
import org.ankurah.node.View;
import org.ankurah.storage.MemoryEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleStoreTest {

    private static final RecordModels MODELS = RecordModels.read(
            List.of(
                    Artist.class,
                    Genre.class,
                    MediaType.class,
                    Playlist.class,
                    Album.class,
                    Track.class,
                    PlaylistTrack.class,
                    Employee.class,
                    Customer.class,
                    Invoice.class,
                    InvoiceLine.class,
                    Shop.class),
            List.of(new GeoPointType(), new MoneyType()));

    private final Node node = await(Node.open(new MemoryEngine(), MODELS, NodeOptions.defaults()));
    private final Context context = node.context(new Identity("ann"));
    private Receipt receipt;

    @BeforeEach
    void fill() {
        receipt = await(SampleStore.create(context));
    }

    @Test
    void everythingIsOneTransaction() {
        assertThat(receipt.outcomes()).hasSize(678);
        assertThat(receipt.position()).isEqualTo(678);
        assertThat(await(context.fetch(Artist.class, ""))).hasSize(54);
        assertThat(await(context.fetch(Album.class, ""))).hasSize(71);
        assertThat(await(context.fetch(Track.class, ""))).hasSize(206);
    }

    @Test
    void referencesLeadToTheRightEntities() {
        assertThat(await(context.fetch(Album.class, "artist.name = 'Miles Davis' ORDER BY year")))
                .extracting(album -> album.model().title())
                .containsExactly("Kind of Blue", "Sketches of Spain", "Bitches Brew");
        assertThat(await(context.fetch(Employee.class, "reportsTo IS NULL")))
                .extracting(employee -> employee.model().title())
                .containsExactly("General Manager");
        assertThat(await(context.fetch(Employee.class, "reportsTo.reportsTo.firstName = 'Ines'")))
                .hasSize(4);
    }

    @Test
    void invoicesAddUp() {
        Map<Object, BigDecimal> sums = await(context.fetch(InvoiceLine.class, "")).stream()
                .map(View::model)
                .collect(Collectors.groupingBy(
                        line -> line.invoice().id(),
                        Collectors.reducing(
                                BigDecimal.ZERO,
                                line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())),
                                BigDecimal::add)));

        for (View<Invoice> invoice : await(context.fetch(Invoice.class, ""))) {
            assertThat(invoice.model().total()).isEqualByComparingTo(sums.get(invoice.id()));
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
