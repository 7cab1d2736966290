@NullMarked
package dev.decorum.promises.api;

import org.jspecify.annotations.NullMarked;
