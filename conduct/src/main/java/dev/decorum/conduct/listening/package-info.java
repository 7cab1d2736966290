/// Hears what clients say between the lines: frustration, urgency, thanks and the like.
@NullMarked
package dev.decorum.conduct.listening;

import org.jspecify.annotations.NullMarked;
