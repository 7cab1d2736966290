@NullMarked
package dev.decorum.coach.web;

import org.jspecify.annotations.NullMarked;
