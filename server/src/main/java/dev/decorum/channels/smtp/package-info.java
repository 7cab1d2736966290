/// The receiving side of SMTP (RFC 5321) and nothing else: it knows neither mailboxes nor the
/// database, but asks a [dev.decorum.channels.smtp.Reception].
@NullMarked
package dev.decorum.channels.smtp;

import org.jspecify.annotations.NullMarked;
