/// Promises: what somebody of us told a client they would do, by when, and what became of it.
///
/// [Promise] knows what follows from what happened to one; it needs neither database nor today's
/// date.
@ApplicationModule(
    displayName = "Promises",
    allowedDependencies = {"hours", "staff", "clients", "inbox", "coach", "conduct"})
@NullMarked
package dev.decorum.promises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
