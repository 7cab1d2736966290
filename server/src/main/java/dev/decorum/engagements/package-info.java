/// Engagements: how one stays in touch with a client after something was said, resolved or not
/// answered.
///
/// [FollowUp] and [FollowUpTimes] know the rules; they need neither database nor today's date.
@ApplicationModule(
    displayName = "Engagements",
    allowedDependencies = {"hours", "staff", "clients", "inbox", "promises"})
@NullMarked
package dev.decorum.engagements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
