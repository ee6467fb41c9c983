/** The policy as a file: reading it, and noticing that it has changed. */
@NullMarked
package org.ankurah.server.policy;

import org.jspecify.annotations.NullMarked;
