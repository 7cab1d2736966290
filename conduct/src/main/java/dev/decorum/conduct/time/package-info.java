/// Dates and times that people write, and what they come to.
@NullMarked
package dev.decorum.conduct.time;

import org.jspecify.annotations.NullMarked;
