/// The page of a member's agenda, and the agenda itself.
@NullMarked
package dev.decorum.agenda.web;

import org.jspecify.annotations.NullMarked;
