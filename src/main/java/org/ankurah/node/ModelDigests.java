package org.ankurah.node;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;

/** By which two nodes find out whether they mean the same by a collection: what it holds, and how that merges. */
final class ModelDigests {

    private static final int BYTES = 8;

    private ModelDigests() {}

    /** The digests of all models, by collection. */
    static Map<String, String> of(Models models) {
        Map<String, String> digests = new TreeMap<>();
        models.all().forEach(model -> digests.put(model.collection(), of(model)));
        return digests;
    }

    /** Constraints and names of the API are not part of it: they are the upstream's to hold. */
    private static String of(ModelDescriptor model) {
        StringBuilder text = new StringBuilder(model.collection());
        Map<String, PropertyDescriptor> sorted = new TreeMap<>();
        model.properties().forEach(property -> sorted.put(property.name(), property));
        sorted.forEach((name, property) -> text.append('\n')
                .append(name)
                .append(' ')
                .append(property.type())
                .append(' ')
                .append(property.backend().label())
                .append(property.optional() ? " optional" : ""));
        byte[] digest = new JvmDigest().sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }
}
