/// Words with a meaning, and patterns over them, for grammars that live in language folders.
@NullMarked
package dev.decorum.conduct.grammar;

import org.jspecify.annotations.NullMarked;
