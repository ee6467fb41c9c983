package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Indexed;
import org.ankurah.model.Model;
import org.ankurah.model.Ref;
import org.ankurah.model.Required;

/** That a track is on a playlist. */
@Model
@Description("That a track is on a playlist.")
public record PlaylistTrack(
        @Required @Indexed @Description("The playlist.") Ref<Playlist> playlist,

        @Required @Indexed @Description("The track that is on it.")
        Ref<Track> track) {}
