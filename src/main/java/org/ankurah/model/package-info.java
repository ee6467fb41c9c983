/** Models: the annotations, references, and the descriptors read from annotated records. */
@NullMarked
package org.ankurah.model;

import org.jspecify.annotations.NullMarked;
