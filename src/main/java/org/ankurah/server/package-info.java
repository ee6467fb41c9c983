/** The Quarkus application: configuration, start-up, embedded PostgreSQL, health and metrics. */
@NullMarked
package org.ankurah.server;

import org.jspecify.annotations.NullMarked;
