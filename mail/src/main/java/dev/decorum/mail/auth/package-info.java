/// Tells who really sent a mail: SPF, DKIM, DMARC and ARC; signs mails with DKIM.
///
/// The door is [MailAuthentication]; DNS is asked through a [Resolver] of the caller.
@NullMarked
package dev.decorum.mail.auth;

import org.jspecify.annotations.NullMarked;
