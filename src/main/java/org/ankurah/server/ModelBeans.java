package org.ankurah.server;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ankurah.merge.PropertyBackend;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyType;
import org.ankurah.model.RecordModels;

/** Reads the models on the class path, with the own types and backends that are beans, once. They are needed before anything is started: for the schema. */
@Singleton
public class ModelBeans {

    @Produces
    @Singleton
    RecordModels recordModels(@Any Instance<PropertyType<?>> types, @Any Instance<PropertyBackend> backends) {
        return RecordModels.read(
                ModelDiscovery.findModels(),
                types.stream().toList(),
                backends.stream().toList());
    }

    @Produces
    @Singleton
    Models models(RecordModels models) {
        return models.models();
    }
}
