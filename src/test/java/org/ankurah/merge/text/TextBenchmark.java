package org.ankurah.merge.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Replays what somebody typed while writing a program, here and in Yjs under Node.js, and prints the medians of both.
 *
 * <p>The argument is the file with the history, in the format of the collection "editing-traces": {@code startContent},
 * {@code endContent} and {@code txns} with {@code patches} of place, deleted and inserted. The long history is the same
 * one typed several times, each time in front of what is there.
 */
final class TextBenchmark {

    private static final String ROOT = "text";
    private static final int ROUNDS = 9;
    private static final int LONG = 13;
    private static final int SMALL = 10_000;

    /** Yjs needs minutes for more than some thousand updates in any order. */
    private static final int SHUFFLED = 4_000;

    private record Patch(int at, int deleted, String inserted) {}

    private final List<Patch> patches = new ArrayList<>();
    private final String end;
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private TextBenchmark(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            JsonNode history = new ObjectMapper().readTree(in);
            String start = history.get("startContent").textValue();
            if (!start.isEmpty()) {
                patches.add(new Patch(0, 0, start));
            }
            for (JsonNode transaction : history.get("txns")) {
                for (JsonNode patch : transaction.get("patches")) {
                    patches.add(new Patch(
                            patch.get(0).intValue(),
                            patch.get(1).intValue(),
                            patch.get(2).textValue()));
                }
            }
            end = history.get("endContent").textValue();
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.out.println("Which file?");
            return;
        }
        Path file = Path.of(args[0]).toAbsolutePath();
        TextBenchmark benchmark = new TextBenchmark(file);
        Map<String, Long> sizes = benchmark.run();
        JsonNode yjs = benchmark.yjs(file);
        System.out.printf("%d edits; medians of %d rounds%n%n", benchmark.patches.size(), ROUNDS);
        System.out.println("| | Ankurah | Yjs | ratio |\n|---|---|---|---|");
        benchmark.millis.forEach(
                (what, times) -> print(what, "ms", median(times), yjs.path(what).doubleValue()));
        sizes.forEach((what, size) -> print(what, "bytes", size, yjs.path(what).doubleValue()));
    }

    private static void print(String what, String unit, double ours, double theirs) {
        System.out.printf("| %s | %,.2f %s | %,.2f %s | %.2f |%n", what, ours, unit, theirs, unit, ours / theirs);
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private Map<String, Long> run() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> updates = new ArrayList<>();
            TextDocument document = timed("type", () -> replay(1, updates));
            require(document.text(ROOT).equals(end));
            TextDocument typed = timed("type, long", () -> replay(LONG, new ArrayList<>()));
            require(typed.text(ROOT).equals(end.repeat(LONG)));
            byte[] state = timed("encode", document::encode);
            byte[] longState = typed.encode();
            timed("load and read", () -> TextDocument.decode(state).text(ROOT));
            timed("load and read, long", () -> TextDocument.decode(longState).text(ROOT));
            timed("apply 10,000 updates", () -> apply(updates.subList(0, SMALL)));
            List<byte[]> few = new ArrayList<>(updates.subList(0, SHUFFLED));
            timed("apply 4,000 updates", () -> apply(few));
            Collections.shuffle(few, new Random(round));
            TextDocument shuffled = timed("apply 4,000 updates, shuffled", () -> apply(few));
            require(Arrays.equals(
                    shuffled.encode(), apply(updates.subList(0, SHUFFLED)).encode()));
            sizes.put("state", (long) state.length);
            sizes.put("state, long", (long) longState.length);
        }
        return sizes;
    }

    private TextDocument replay(int times, List<byte[]> updates) {
        TextDocument document = new TextDocument();
        for (int i = 0; i < times; i++) {
            for (Patch patch : patches) {
                updates.add(
                        document.edit(1, ROOT, List.of(new TextSplice(patch.at(), patch.deleted(), patch.inserted()))));
            }
        }
        return document;
    }

    private static TextDocument apply(List<byte[]> updates) {
        TextDocument document = new TextDocument();
        updates.forEach(document::apply);
        return document;
    }

    private interface Work<T> {
        T run();
    }

    private <T> T timed(String what, Work<T> work) {
        long began = System.nanoTime();
        T result = work.run();
        millis.computeIfAbsent(what, w -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
        return result;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("the text is not what was typed");
        }
    }

    private JsonNode yjs(Path file) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "test/yjs-benchmark.js", file.toString())
                .directory(Path.of("web-client").toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode figures = new ObjectMapper().readTree(node.getInputStream());
        node.waitFor();
        return figures;
    }
}
