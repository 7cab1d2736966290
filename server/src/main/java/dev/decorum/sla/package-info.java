/// Targets: how soon a client is answered, kept informed and helped, and the clocks that run
/// towards that.
///
/// [Clocks] knows what happens to the clocks of one conversation; it needs neither database nor
/// today's date.
@ApplicationModule(
    displayName = "Targets",
    allowedDependencies = {"hours", "staff", "clients", "inbox", "coach", "conduct", "promises"})
@NullMarked
package dev.decorum.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
