/// Reads what professionals write to clients and says what could be better: the place for findings,
/// commitments and signals.
@NullMarked
package dev.decorum.conduct;

import org.jspecify.annotations.NullMarked;
