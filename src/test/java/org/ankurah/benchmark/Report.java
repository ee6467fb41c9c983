package org.ankurah.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of a run: of each the rounds, by server. Tells medians, and how ours compares with the other. */
final class Report {

    private final String ours;
    private final String floor;
    private final Map<Figure, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Begins a report.
     *
     * @param floor the name of the server that ours is compared with
     */
    Report(String ours, String floor) {
        this.ours = ours;
        this.floor = floor;
    }

    private record Figure(String workload, String name, String unit) {}

    /** Adds what a round told. */
    void add(String workload, String name, String unit, Subject subject, double value) {
        figures.computeIfAbsent(new Figure(workload, name, unit), figure -> new LinkedHashMap<>())
                .computeIfAbsent(subject.name(), name1 -> new ArrayList<>())
                .add(value);
    }

    /** Adds a sentence to be read below the table. */
    void note(String text) {
        notes.add(text);
    }

    /** A table in Markdown. */
    String table() {
        StringBuilder table = new StringBuilder(
                "| workload | figure | %s | %s | ratio |%n|---|---|---|---|---|%n".formatted(ours, floor));
        figures.forEach((figure, rounds) -> table.append("| %s | %s | %s | %s | %s |%n"
                .formatted(
                        figure.workload(),
                        figure.name(),
                        shown(median(rounds.get(ours)), figure.unit()),
                        shown(median(rounds.get(floor)), figure.unit()),
                        shown(ratio(rounds), ""))));
        notes.forEach(note -> table.append("%n%s.%n".formatted(note)));
        return table.toString();
    }

    /**
     * Writes everything as JSON, the single rounds included.
     *
     * @param circumstances date, machine and the like
     */
    void write(Path file, Map<String, Object> circumstances) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>(circumstances);
        root.put("notes", notes);
        root.put(
                "figures",
                figures.entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .toList());
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private Map<String, Object> json(Figure figure, Map<String, List<Double>> rounds) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("workload", figure.workload());
        json.put("figure", figure.name());
        json.put("unit", figure.unit());
        json.put("rounds", rounds);
        Map<String, Double> medians = new LinkedHashMap<>();
        rounds.forEach((server, values) -> medians.put(server, median(values)));
        json.put("medians", medians);
        json.put("ratio", Double.isNaN(ratio(rounds)) ? null : ratio(rounds));
        return json;
    }

    private double ratio(Map<String, List<Double>> rounds) {
        return median(rounds.get(ours)) / median(rounds.get(floor));
    }

    private static double median(@org.jspecify.annotations.Nullable List<Double> rounds) {
        return rounds == null
                ? Double.NaN
                : rounds.stream().mapToDouble(value -> value).sorted().toArray()[rounds.size() / 2];
    }

    private static String shown(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "";
        }
        String number = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%,.0f";
        return (number + (unit.startsWith("/") || unit.isEmpty() ? "" : " ") + unit.replace("%", "%%"))
                .formatted(value);
    }
}
