/// The admin pages of mailboxes, and of mails that wait for a person.
@NullMarked
package dev.decorum.channels.web;

import org.jspecify.annotations.NullMarked;
