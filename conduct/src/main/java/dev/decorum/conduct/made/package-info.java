/// What the build makes of the texts of a language folder, so that a program need not read them.
@NullMarked
package dev.decorum.conduct.made;

import org.jspecify.annotations.NullMarked;
