/** Who sends a token: keys, signatures and claims. */
@NullMarked
package org.ankurah.server.auth;

import org.jspecify.annotations.NullMarked;
