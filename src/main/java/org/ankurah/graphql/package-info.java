/** The GraphQL API generated from the models: schema, fetchers and live-query transport; and what else clients reach by WebSocket. */
@NullMarked
package org.ankurah.graphql;

import org.jspecify.annotations.NullMarked;
