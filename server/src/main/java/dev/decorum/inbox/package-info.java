/// Conversations and everything said in them.
@ApplicationModule(
    displayName = "Inbox",
    allowedDependencies = {"hours", "staff", "files", "clients", "templates"})
@NullMarked
package dev.decorum.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
