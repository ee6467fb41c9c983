package org.ankurah.server;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ankurah.model.Model;

/**
 * Finds the models: the classes annotated with {@link Model} in every place of the class path that holds the
 * marker file {@value #MARKER}, as the application does. Looking everywhere would take seconds of each start, and
 * hardly any library knows of us.
 */
public final class ModelDiscovery {

    /** A file, whatever is in it, by which an application or a library says that it brings models. */
    static final String MARKER = "META-INF/ankurah-models";

    private ModelDiscovery() {}

    /** All model classes of the running application, by name. What is wrong with them is for the reader to say. */
    public static List<Class<?>> findModels() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Set<Path> places = markedPlaces(loader);
        if (places.isEmpty()) {
            return List.of();
        }
        List<String> names;
        try (ScanResult scan = new ClassGraph()
                .overrideClasspath(places)
                .disableNestedJarScanning()
                .enableAnnotationInfo()
                .ignoreClassVisibility()
                .scan(1)) {
            names = new ArrayList<>(scan.getClassesWithAnnotation(Model.class).getNames());
        }
        Collections.sort(names);
        return names.stream().<Class<?>>map(name -> load(loader, name)).toList();
    }

    private static Set<Path> markedPlaces(ClassLoader loader) {
        try {
            Set<Path> places = new LinkedHashSet<>();
            for (URL marker : Collections.list(loader.getResources(MARKER))) {
                places.add(place(marker.toString()));
            }
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory or archive that holds a marker. */
    private static Path place(String marker) {
        String root = marker.substring(0, marker.length() - MARKER.length());
        boolean archive = root.startsWith("jar:");
        return Path.of(URI.create(archive ? root.substring("jar:".length(), root.lastIndexOf("!/")) : root));
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that was just found is gone: " + name, e);
        }
    }
}
