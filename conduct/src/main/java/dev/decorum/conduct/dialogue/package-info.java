/// Finds what a client asks, and whether the reply answers it.
@NullMarked
package dev.decorum.conduct.dialogue;

import org.jspecify.annotations.NullMarked;
