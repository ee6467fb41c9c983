package org.ankurah.graphql;

import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;
import org.jspecify.annotations.Nullable;

/** Texts of the generated documentation that come from the models. */
final class Descriptions {

    private Descriptions() {}

    /** What the model says of itself, or what can be said of any. */
    static String of(ModelDescriptor model) {
        String text = model.description();
        return text != null ? text : "An entity of the collection `" + model.collection() + "`.";
    }

    /** What the model says of the property, or null. */
    static @Nullable String of(PropertyDescriptor property) {
        return property.description();
    }

    /** The same, with what a writer needs to know. */
    static @Nullable String forInput(PropertyDescriptor property) {
        String text = property.description();
        String note = property.unique() ? "No two may share it." : null;
        if (text == null || note == null) {
            return text == null ? note : text;
        }
        return text + " " + note;
    }
}
