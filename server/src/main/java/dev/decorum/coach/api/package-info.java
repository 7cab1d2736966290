@NullMarked
package dev.decorum.coach.api;

import org.jspecify.annotations.NullMarked;
