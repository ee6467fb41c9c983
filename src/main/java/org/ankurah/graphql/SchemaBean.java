package org.ankurah.graphql;

import graphql.schema.GraphQLSchema;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ankurah.model.Models;

/** Replaces the schema that SmallRye made from annotations by the one generated from the models. */
@Singleton
public class SchemaBean {

    private final Models models;

    SchemaBean(Models models) {
        this.models = models;
    }

    void build(@Observes GraphQLSchema.Builder builder) {
        SchemaFactory.fill(builder, models);
    }
}
