/// The machine that looks for patterns of words: one for all parts of the library, whatever their
/// notation.
@NullMarked
package dev.decorum.conduct.automaton;

import org.jspecify.annotations.NullMarked;
