/// Pages about sample data.
@NullMarked
package dev.decorum.demo.web;

import org.jspecify.annotations.NullMarked;
