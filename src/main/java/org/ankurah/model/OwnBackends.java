package org.ankurah.model;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.model.PropertyDescriptor.BuiltIn;
import org.jspecify.annotations.Nullable;

/** The ways to merge that an application brings, by their labels. */
final class OwnBackends {

    private final Map<String, Backend> byLabel = new TreeMap<>();

    OwnBackends(Collection<? extends Backend> backends, Problems problems) {
        for (Backend backend : backends) {
            String place = "PropertyBackend " + backend.label();
            if (!Names.isLegal(backend.label())
                    || Character.isUpperCase(backend.label().charAt(0))) {
                problems.add(place, "the label is not legal; write it in lower camel case, such as highestBid");
            }
            for (BuiltIn builtIn : BuiltIn.values()) {
                if (builtIn.label().equals(backend.label())) {
                    problems.add(place, "is the label of a backend that there is anyway; choose another");
                }
            }
            if (byLabel.putIfAbsent(backend.label(), backend) != null) {
                problems.add(place, "there are two backends of this label; rename one of them");
            }
            backend.edits().keySet().stream()
                    .filter(kind -> !Names.isLegal(kind) || kind.equals("set"))
                    .forEach(kind -> problems.add(
                            place, "the edit " + kind + " is not legal as a name, or is there anyway; choose another"));
        }
    }

    @Nullable
    Backend find(String label) {
        return byLabel.get(label);
    }

    /** The labels there are, for messages. */
    String labels() {
        return byLabel.isEmpty() ? "there is none" : "there is " + String.join(", ", byLabel.keySet());
    }
}
