/** The Java API: nodes, contexts, transactions, views and mutables. */
@NullMarked
package org.ankurah.node;

import org.jspecify.annotations.NullMarked;
