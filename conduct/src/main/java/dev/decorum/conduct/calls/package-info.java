/// Recorded calls as timed turns, and what there is to count in them.
@NullMarked
package dev.decorum.conduct.calls;

import org.jspecify.annotations.NullMarked;
