/// Response protocols: the steps of a kind of interaction, and where a conversation stands in them.
@ApplicationModule(
    displayName = "Protocols",
    allowedDependencies = {"staff", "inbox", "coach", "conduct"})
@NullMarked
package dev.decorum.protocols;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
