/// What the writer of a message says that their side will do.
@NullMarked
package dev.decorum.conduct.commitments;

import org.jspecify.annotations.NullMarked;
