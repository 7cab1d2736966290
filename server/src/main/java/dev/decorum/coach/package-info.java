/// The conduct coach: reads along while a message is written, stands at the door when it is sent.
@ApplicationModule(
    displayName = "Coach",
    allowedDependencies = {"staff", "clients", "templates", "inbox", "conduct"})
@NullMarked
package dev.decorum.coach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
