/// The protocol beside a conversation, and where admins write protocols.
@NullMarked
package dev.decorum.protocols.web;

import org.jspecify.annotations.NullMarked;
