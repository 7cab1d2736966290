@NullMarked
package dev.decorum;

import org.jspecify.annotations.NullMarked;
