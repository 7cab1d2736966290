/// Reports: how promises and targets were kept, over a period, and what each figure is made of.
///
/// It has no tables. What counts is said by the modules that keep it, in `promises.decided` and
/// `sla.decided`: rows of the same shape that a member may see.
@ApplicationModule(
    displayName = "Reports",
    allowedDependencies = {"staff", "clients", "inbox", "promises", "sla", "coaching"})
@NullMarked
package dev.decorum.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
