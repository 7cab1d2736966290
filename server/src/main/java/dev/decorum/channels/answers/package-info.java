/// What automatic answers say. Pure: neither Spring nor the database.
@NullMarked
package dev.decorum.channels.answers;

import org.jspecify.annotations.NullMarked;
