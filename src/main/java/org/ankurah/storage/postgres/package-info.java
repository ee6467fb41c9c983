/** The storage engine on PostgreSQL, through Hibernate Reactive. */
@NullMarked
package org.ankurah.storage.postgres;

import org.jspecify.annotations.NullMarked;
