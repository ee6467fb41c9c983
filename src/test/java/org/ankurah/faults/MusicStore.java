package org.ankurah.faults;

import java.util.List;
import org.ankurah.demo.Album;
import org.ankurah.demo.Artist;
import org.ankurah.demo.Customer;
import org.ankurah.demo.Employee;
import org.ankurah.demo.Genre;
import org.ankurah.demo.Invoice;
import org.ankurah.demo.InvoiceLine;
import org.ankurah.demo.MediaType;
import org.ankurah.demo.Playlist;
import org.ankurah.demo.PlaylistTrack;
import org.ankurah.demo.Track;
import org.ankurah.model.Models;
import org.ankurah.model.RecordModels;

/** The models of the packaged server. */
final class MusicStore {

    static final Models MODELS = RecordModels.read(List.of(
                    Album.class,
                    Artist.class,
                    Customer.class,
                    Employee.class,
                    Genre.class,
                    Invoice.class,
                    InvoiceLine.class,
                    MediaType.class,
                    Playlist.class,
                    PlaylistTrack.class,
                    Track.class))
            .models();

    private MusicStore() {}
}
