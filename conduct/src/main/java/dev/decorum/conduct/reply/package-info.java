/// What rules about whole replies need in code: parts that are missing, names, figures, marks.
@NullMarked
package dev.decorum.conduct.reply;

import org.jspecify.annotations.NullMarked;
