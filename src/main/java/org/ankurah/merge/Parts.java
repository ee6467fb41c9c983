package org.ankurah.merge;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;

/** The content of an edit as a flat list of values, since lists of lists are not stored: writes and reads it in order. */
final class Parts {

    private final List<Value> parts;
    private int at;

    Parts() {
        this.parts = new ArrayList<>();
    }

    Parts(Value content) {
        this.parts = ((Value.Items) content).value();
    }

    Value toValue() {
        return new Value.Items(parts);
    }

    Parts add(Value value) {
        parts.add(value);
        return this;
    }

    Parts add(long number) {
        return add(new Value.Int(number));
    }

    Parts add(Ulid event) {
        return add(new Value.Id(event));
    }

    Parts add(Dot dot) {
        return add(dot.event()).add(dot.code());
    }

    boolean hasNext() {
        return at < parts.size();
    }

    Value next() {
        return parts.get(at++);
    }

    long nextNumber() {
        return ((Value.Int) next()).value();
    }

    Ulid nextEvent() {
        return ((Value.Id) next()).value();
    }

    Dot nextDot() {
        return Dot.of(nextEvent(), nextNumber());
    }
}
