/// Pages of the assistant.
@NullMarked
package dev.decorum.assistant.web;

import org.jspecify.annotations.NullMarked;
