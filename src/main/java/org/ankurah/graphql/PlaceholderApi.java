package org.ankurah.graphql;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

/**
 * The one annotated operation that makes SmallRye GraphQL start at all; without any it sets up neither schema nor
 * endpoint. {@link SchemaBean} replaces the schema made from it, so no client ever sees it.
 */
@GraphQLApi
public class PlaceholderApi {

    @Query("placeholder")
    public String placeholder() {
        return "";
    }
}
