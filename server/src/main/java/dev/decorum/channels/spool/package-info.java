/// Mails while they arrive, before they are kept.
@NullMarked
package dev.decorum.channels.spool;

import org.jspecify.annotations.NullMarked;
