/**
 * How two nodes keep in step: what they say to each other, and what each makes of it. Pure: messages come in, messages
 * and effects come out; no threads, no clock, no I/O. Carriers and stores are in {@code node}.
 */
@NullMarked
package org.ankurah.node.sync;

import org.jspecify.annotations.NullMarked;
