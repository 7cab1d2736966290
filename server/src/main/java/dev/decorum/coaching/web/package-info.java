@NullMarked
package dev.decorum.coaching.web;

import org.jspecify.annotations.NullMarked;
