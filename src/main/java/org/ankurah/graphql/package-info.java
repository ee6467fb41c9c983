/** The GraphQL API generated from the models: schema, fetchers and live-query transport. */
@NullMarked
package org.ankurah.graphql;

import org.jspecify.annotations.NullMarked;
