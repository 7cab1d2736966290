/// Pages to write templates on.
@NullMarked
package dev.decorum.templates.web;

import org.jspecify.annotations.NullMarked;
