/// When somebody is at work: weeks, holidays, special days, zones, and sums with working time.
@ApplicationModule(
    displayName = "Hours",
    allowedDependencies = {"staff"})
@NullMarked
package dev.decorum.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
