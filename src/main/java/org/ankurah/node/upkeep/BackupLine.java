package org.ankurah.node.upkeep;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.storage.StoredEvent;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.JsonText;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * One line of a backup, a JSON object:
 *
 * <pre>{@code
 * {"format":"ankurah-backup","version":1,"position":2,"takenAt":"2026-11-22T10:00:00Z","collections":["album"]}
 * {"position":1,"id":"01…","collection":"album","entity":"01…","parents":[],"transaction":"01…","actor":"ann","committedAt":"…","body":"AQ…"}
 * {"position":2,"id":"01…", …}
 * {"sha256":"…","events":2}
 * {"end":"ankurah-backup","events":2,"collections":{"album":2}}
 * {"sha256":"…","events":2}
 * }</pre>
 *
 * A checksum is that of all bytes in front of its line. There is one every {@value #EVENTS_PER_CHECKSUM} events, and
 * one is the last line, so that a file that is cut off or damaged is noticed, and about where.
 */
sealed interface BackupLine {

    int EVENTS_PER_CHECKSUM = 1_000;

    int VERSION = 1;

    String FORMAT = "ankurah-backup";

    /**
     * The first line.
     *
     * @param position of the last event
     * @param takenAt when the backup was made
     * @param collections those that the server which made it had models of
     */
    record Header(int version, long position, Instant takenAt, List<String> collections) implements BackupLine {}

    /** One event. */
    record Of(StoredEvent event) implements BackupLine {}

    /**
     * A checksum.
     *
     * @param sha256 of all bytes in front of this line, in hexadecimal digits
     * @param events how many stand in front of it
     */
    record Checksum(String sha256, long events) implements BackupLine {}

    /**
     * The line but last.
     *
     * @param events how many there are
     * @param collections how many of each collection
     */
    record End(long events, Map<String, Long> collections) implements BackupLine {}

    /** The line's bytes, its end included. */
    default byte[] bytes() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(StringBuilder out) {
        if (this instanceof Header header) {
            out.append("{\"format\":\"" + FORMAT + "\",\"version\":").append(header.version);
            out.append(",\"position\":").append(header.position);
            out.append(",\"takenAt\":\"").append(header.takenAt).append("\",\"collections\":[");
            for (String collection : header.collections) {
                JsonText.writeText(collection, out.append(out.charAt(out.length() - 1) == '[' ? "" : ","));
            }
            out.append("]}");
        } else if (this instanceof Of line) {
            write(line.event, out);
        } else if (this instanceof Checksum checksum) {
            out.append("{\"sha256\":\"").append(checksum.sha256);
            out.append("\",\"events\":").append(checksum.events).append('}');
        } else if (this instanceof End end) {
            out.append("{\"end\":\"" + FORMAT + "\",\"events\":").append(end.events);
            String separator = ",\"collections\":{";
            for (Map.Entry<String, Long> collection : new TreeMap<>(end.collections).entrySet()) {
                JsonText.writeText(collection.getKey(), out.append(separator));
                out.append(':').append(collection.getValue());
                separator = ",";
            }
            out.append(end.collections.isEmpty() ? separator : "").append("}}");
        }
    }

    private static void write(StoredEvent event, StringBuilder out) {
        out.append("{\"position\":").append(event.position());
        out.append(",\"id\":\"").append(event.id()).append("\",\"collection\":");
        JsonText.writeText(event.collection(), out);
        out.append(",\"entity\":\"").append(event.entityId()).append("\",\"parents\":[");
        String separator = "\"";
        for (Ulid parent : event.parents()) {
            out.append(separator).append(parent).append('"');
            separator = ",\"";
        }
        out.append("],\"transaction\":\"").append(event.transactionId()).append('"');
        String actor = event.actor();
        if (actor != null) {
            JsonText.writeText(actor, out.append(",\"actor\":"));
        }
        out.append(",\"committedAt\":\"").append(event.committedAt()).append("\",\"body\":\"");
        out.append(Base64.getEncoder().encodeToString(event.body())).append("\"}");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static BackupLine parse(String text) {
        Json json;
        try {
            json = JsonText.parse(text);
        } catch (AnkurahException malformed) {
            throw new IllegalArgumentException("it is no JSON: " + malformed.getMessage(), malformed);
        }
        if (!(json instanceof Json.Obj object)) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        Members line = new Members(object.value());
        try {
            return line.parse();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("it holds a time that is none", malformed);
        }
    }

    /** The members of a line. */
    record Members(Map<String, Json> all) {

        private BackupLine parse() {
            if (all.containsKey("format")) {
                return header();
            } else if (all.containsKey("id")) {
                return new Of(event());
            } else if (all.containsKey("sha256")) {
                return new Checksum(text("sha256"), number("events"));
            } else if (all.containsKey("end")) {
                return end();
            }
            throw new IllegalArgumentException("it is no line of a backup");
        }

        private Header header() {
            if (!text("format").equals(FORMAT)) {
                throw new IllegalArgumentException("it begins something else");
            }
            int version = (int) number("version");
            // Nothing more is known of what other versions write.
            return version == VERSION
                    ? new Header(version, number("position"), Instant.parse(text("takenAt")), texts("collections"))
                    : new Header(version, 0, Instant.EPOCH, List.of());
        }

        private StoredEvent event() {
            return new StoredEvent(
                    number("position"),
                    id(text("id")),
                    text("collection"),
                    id(text("entity")),
                    texts("parents").stream().map(Members::id).toList(),
                    id(text("transaction")),
                    actor(),
                    Base64.getDecoder().decode(text("body")),
                    Instant.parse(text("committedAt")));
        }

        private End end() {
            Map<String, Long> counts = new TreeMap<>();
            if (all.get("collections") instanceof Json.Obj collections) {
                Members members = new Members(collections.value());
                collections.value().keySet().forEach(name -> counts.put(name, members.number(name)));
            }
            return new End(number("events"), counts);
        }

        private @Nullable String actor() {
            return all.containsKey("actor") ? text("actor") : null;
        }

        private String text(String name) {
            if (all.get(name) instanceof Json.Str text) {
                return text.value();
            }
            throw new IllegalArgumentException("it has no " + name);
        }

        private List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            if (!(all.get(name) instanceof Json.Arr array)) {
                throw new IllegalArgumentException("it has no " + name);
            }
            for (Json element : array.value()) {
                if (!(element instanceof Json.Str text)) {
                    throw new IllegalArgumentException("its " + name + " are no texts");
                }
                texts.add(text.value());
            }
            return texts;
        }

        private long number(String name) {
            try {
                if (all.get(name) instanceof Json.Num number) {
                    return number.value().longValueExact();
                }
            } catch (ArithmeticException fraction) {
                throw new IllegalArgumentException("its " + name + " is no whole number", fraction);
            }
            throw new IllegalArgumentException("it has no " + name);
        }

        private static Ulid id(String text) {
            Ulid id = Ulid.tryParse(text);
            if (id == null) {
                throw new IllegalArgumentException("it holds an id that is none: " + text);
            }
            return id;
        }
    }
}
