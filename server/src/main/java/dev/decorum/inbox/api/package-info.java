/// Conversations for programs.
@NullMarked
package dev.decorum.inbox.api;

import org.jspecify.annotations.NullMarked;
