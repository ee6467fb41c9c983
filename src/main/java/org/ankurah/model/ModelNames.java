package org.ankurah.model;

/** The names of a model as its record and the annotation on it say. */
final class ModelNames {

    private ModelNames() {}

    static String collection(Class<?> record) {
        Model model = record.getAnnotation(Model.class);
        return model == null || model.collection().isEmpty()
                ? Names.lowerCamel(record.getSimpleName())
                : model.collection();
    }

    static String plural(Class<?> record) {
        Model model = record.getAnnotation(Model.class);
        return model == null || model.plural().isEmpty() ? Names.plural(collection(record)) : model.plural();
    }
}
