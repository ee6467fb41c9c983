package org.ankurah.model;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with the models. */
final class Problems {

    private final List<String> found = new ArrayList<>();

    /**
     * @param place a model, or a model and a component such as {@code Album.artist}
     * @param what what is wrong and what to do
     */
    void add(String place, String what) {
        found.add(place + ": " + what);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ModelException(found);
        }
    }
}
