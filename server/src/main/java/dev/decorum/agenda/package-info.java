/// The agenda: what is due to a member's clients, for the member's own calendar program.
///
/// It is made of what modules add to the page for today ([dev.decorum.inbox.TodayPart]). The
/// address and what it answers leave the house: there is nothing of a client in either.
@ApplicationModule(
    displayName = "Agenda",
    allowedDependencies = {"hours", "staff", "inbox"})
@NullMarked
package dev.decorum.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
