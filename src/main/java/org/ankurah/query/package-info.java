/** Selections: lexer, parser, typing against a model, and the in-memory evaluator. */
@NullMarked
package org.ankurah.query;

import org.jspecify.annotations.NullMarked;
