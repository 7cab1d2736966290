/// The Brightwater sample organisation.
@ApplicationModule(
    displayName = "Demo",
    allowedDependencies = {"staff", "files", "clients", "inbox", "channels", "engagements"})
@NullMarked
package dev.decorum.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
