/** The music store of the quick start: models, sample data, import and export. */
@NullMarked
package org.ankurah.demo;

import org.jspecify.annotations.NullMarked;
