package org.ankurah.query;

import org.ankurah.model.ModelDescriptor;

/**
 * A hop and where it leads.
 *
 * @param target the model of the entities that are reached
 */
record HopTo(Hop hop, ModelDescriptor target) {}
