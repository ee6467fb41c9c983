package org.ankurah.server;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ankurah.model.Models;
import org.ankurah.model.RecordModels;

/** Reads the models on the class path, once. They are needed before anything is started: for the schema. */
@Singleton
public class ModelBeans {

    @Produces
    @Singleton
    RecordModels recordModels() {
        return RecordModels.read(ModelDiscovery.findModels());
    }

    @Produces
    @Singleton
    Models models(RecordModels models) {
        return models.models();
    }
}
