package org.ankurah.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ankurah.server.ServerProcess;

/** The packaged server. */
final class AnkurahServer implements Subject {

    private static final String PATH = "/graphql";

    private static final String CREATE_ALBUM = "{\"query\":\"mutation ($title: String!) { createAlbum(input:"
            + " {title: $title, year: 3000}) { album { id } } }\",\"variables\":{\"title\":\"Benchmark %d\"}}";
    private static final String CREATE_TRACK = "{\"query\":\"mutation ($name: String!, $composer: String) {"
            + " createTrack(input: {name: $name, composer: $composer}) { track { id } } }\","
            + "\"variables\":{\"name\":\"%c%d\",\"composer\":\"%s\"}}";
    private static final String CREATE_ALBUMS = "{\"query\":\"mutation ($inputs: [AlbumInput!]!) {"
            + " createAlbums(inputs: $inputs) { cursor } }\",\"variables\":{\"inputs\":[%s]}}";
    private static final String ALBUM = "{\"title\":\"Benchmark %d\",\"year\":3000}";
    private static final String LIVE_TRACKS = "{\"query\":\"subscription ($composer: String) { tracks(where: {composer:"
            + " {eq: $composer}}) { cursor changes { kind id track { id name composer } } } }\","
            + "\"variables\":{\"composer\":\"%s\"}}";

    private final ServerProcess process;

    AnkurahServer(ServerProcess process) {
        this.process = process;
    }

    @Override
    public String name() {
        return "Ankurah";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", URI.create(process.url()).getPort());
    }

    @Override
    public Post album(int number) {
        return new Post(PATH, CREATE_ALBUM.formatted(number));
    }

    /** Creates so many albums in one transaction. */
    Post albums(int number, int count) {
        return new Post(
                PATH,
                CREATE_ALBUMS.formatted(IntStream.range(number, number + count)
                        .mapToObj(ALBUM::formatted)
                        .collect(Collectors.joining(","))));
    }

    @Override
    public Post track(int number, String composer) {
        return new Post(PATH, CREATE_TRACK.formatted(MARK, number, composer));
    }

    @Override
    public String socketPath() {
        return PATH;
    }

    @Override
    public String liveTracks(String composer) {
        return LIVE_TRACKS.formatted(composer);
    }

    /** What is left of the heap's histogram, which is taken after a full collection, whichever collector is at work. */
    @Override
    public long heapBytes() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram = new ProcessBuilder(List.of(jcmd, Long.toString(pid()), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (BufferedReader output = histogram.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }
        histogram.waitFor();
        String[] total = lines.get(lines.size() - 1).strip().split("\\s+");
        if (total.length != 3 || !total[0].equals("Total")) {
            throw new IOException("jcmd gave no histogram: " + String.join("\n", lines));
        }
        return Long.parseLong(total[2]);
    }
}
