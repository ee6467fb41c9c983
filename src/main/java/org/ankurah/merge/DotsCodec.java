package org.ankurah.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ankurah.event.BinaryReader;
import org.ankurah.event.BinaryWriter;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of {@link Dots}: first every event that is named, once and in order, then everything else by the
 * number of its event. Stored states hold it, so it never changes.
 */
final class DotsCodec {

    private final List<Ulid> events;
    private final Map<Ulid, Integer> numbers = new HashMap<>();

    private DotsCodec(List<Ulid> events) {
        this.events = events;
        for (int i = 0; i < events.size(); i++) {
            numbers.put(events.get(i), i);
        }
    }

    /** How what is kept of an addition is written. */
    interface PayloadWriter<P> {
        void write(BinaryWriter out, DotsCodec codec, P payload);
    }

    /** Reads what a {@link PayloadWriter} wrote. */
    interface PayloadReader<P> {
        P read(BinaryReader in, DotsCodec codec);
    }

    /** @param named further events that payloads name */
    static <P> void write(BinaryWriter out, Dots<P> dots, NavigableSet<Ulid> named, PayloadWriter<P> payloads) {
        NavigableSet<Ulid> all = new TreeSet<>(named);
        dots.living().keySet().forEach(dot -> all.add(dot.event()));
        dots.missed().forEach(dot -> all.add(dot.event()));
        Ulid base = dots.base();
        if (base != null) {
            all.add(base);
        }
        DotsCodec codec = new DotsCodec(List.copyOf(all));
        out.writeVarint(all.size());
        all.forEach(out::writeUlid);
        out.writeBoolean(base != null);
        if (base != null) {
            codec.writeEvent(out, base);
        }
        out.writeVarint(dots.living().size());
        dots.living().forEach((dot, payload) -> {
            codec.writeDot(out, dot);
            payloads.write(out, codec, payload);
        });
        out.writeVarint(dots.missed().size());
        dots.missed().forEach(dot -> codec.writeDot(out, dot));
    }

    static <P> Dots<P> read(BinaryReader in, PayloadReader<P> payloads) {
        int count = in.readCount();
        List<Ulid> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(in.readUlid());
        }
        DotsCodec codec = new DotsCodec(events);
        @Nullable Ulid base = in.readBoolean() ? codec.readEvent(in) : null;
        SortedMap<Dot, P> living = new TreeMap<>();
        for (int i = in.readCount(); i > 0; i--) {
            living.put(codec.readDot(in), payloads.read(in, codec));
        }
        NavigableSet<Dot> missed = new TreeSet<>();
        for (int i = in.readCount(); i > 0; i--) {
            missed.add(codec.readDot(in));
        }
        return new Dots<>(base, living, missed);
    }

    void writeEvent(BinaryWriter out, Ulid event) {
        Integer number = numbers.get(event);
        if (number == null) {
            throw new IllegalStateException("event " + event + " is not in the table");
        }
        out.writeVarint(number);
    }

    Ulid readEvent(BinaryReader in) {
        long number = in.readVarint();
        if (number < 0 || number >= events.size()) {
            throw in.malformed("an event that is not in the table");
        }
        return events.get((int) number);
    }

    void writeDot(BinaryWriter out, Dot dot) {
        writeEvent(out, dot.event());
        out.writeVarint(dot.code());
    }

    Dot readDot(BinaryReader in) {
        return Dot.of(readEvent(in), in.readVarint());
    }
}
