/** What the commands that run instead of the server have in common: arguments, progress, exit codes. */
@NullMarked
package org.ankurah.server.command;

import org.jspecify.annotations.NullMarked;
