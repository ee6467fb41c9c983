package org.ankurah.server;

import org.ankurah.node.Node;

/**
 * Fired once while the server starts, when the node reads and writes and before the server says that it is
 * ready. Observers may fill the store; the start waits for them.
 *
 * @param node the open node
 * @param sampleData whether an empty store is to be filled with sample data
 */
public record NodeOpened(Node node, boolean sampleData) {}
