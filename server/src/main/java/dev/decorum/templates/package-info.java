/// Words that members use again and again, by team, language and formality, with fields to fill.
@ApplicationModule(
    displayName = "Templates",
    allowedDependencies = {"staff", "clients"})
@NullMarked
package dev.decorum.templates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
