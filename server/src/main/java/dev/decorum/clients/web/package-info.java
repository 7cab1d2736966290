/// The pages of clients.
@NullMarked
package dev.decorum.clients.web;

import org.jspecify.annotations.NullMarked;
