/// Texts read once for all rules: zones, sentences, words.
@NullMarked
package dev.decorum.conduct.text;

import org.jspecify.annotations.NullMarked;
