/// Raw mail in, a clean message out; and the composing of outgoing mail. No Spring, no network.
@NullMarked
package dev.decorum.mail;

import org.jspecify.annotations.NullMarked;
