/// Which rules fit a letter, and why. Pure: neither Spring nor the database, and nothing here takes
/// longer than a text is long.
@NullMarked
package dev.decorum.channels.routing;

import org.jspecify.annotations.NullMarked;
