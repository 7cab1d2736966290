/// Finds what is confidential in a text before it leaves, and masks it.
@NullMarked
package dev.decorum.conduct.leaks;

import org.jspecify.annotations.NullMarked;
