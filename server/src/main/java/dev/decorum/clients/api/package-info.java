/// Clients for programs.
@NullMarked
package dev.decorum.clients.api;

import org.jspecify.annotations.NullMarked;
