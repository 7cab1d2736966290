/// What comes after a message has left: reviews in the background, and how writing changes over
/// time.
@ApplicationModule(
    displayName = "Coaching",
    allowedDependencies = {"staff", "clients", "inbox", "coach", "conduct"})
@NullMarked
package dev.decorum.coaching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
