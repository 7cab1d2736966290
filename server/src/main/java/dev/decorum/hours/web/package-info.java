@NullMarked
package dev.decorum.hours.web;

import org.jspecify.annotations.NullMarked;
