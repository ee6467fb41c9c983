package org.ankurah.demo;

import org.ankurah.model.Description;
import org.ankurah.model.Model;
import org.ankurah.model.Required;

/** A named list of tracks. */
@Model
@Description("A named list of tracks. `playlistTracks` says which.")
public record Playlist(
        @Required @Description("The name of the playlist.") String name) {}
