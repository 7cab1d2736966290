/// A client for IMAP (RFC 3501 and 9051) that fetches mails to keep them: exact about bytes,
/// bounded in memory and time whatever a server sends. Knows neither Spring nor the database.
@NullMarked
package dev.decorum.channels.imap;

import org.jspecify.annotations.NullMarked;
