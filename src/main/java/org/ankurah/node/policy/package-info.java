/** Policies that are made of rules: what roles are granted, and what that comes to for an identity. */
@NullMarked
package org.ankurah.node.policy;

import org.jspecify.annotations.NullMarked;
