/// Words that members use again and again, by team and language, with fields to fill.
@ApplicationModule(
    displayName = "Templates",
    allowedDependencies = {"staff"})
@NullMarked
package dev.decorum.templates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
