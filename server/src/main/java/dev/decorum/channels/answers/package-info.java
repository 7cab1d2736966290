/// What automatic answers say, and when the office is open. Pure: neither Spring nor the database.
@NullMarked
package dev.decorum.channels.answers;

import org.jspecify.annotations.NullMarked;
