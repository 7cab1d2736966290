/// Pages about browser push.
@NullMarked
package dev.decorum.push.web;

import org.jspecify.annotations.NullMarked;
