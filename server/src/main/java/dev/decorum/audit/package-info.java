/// A tamper-evident log of changes and of reading.
@ApplicationModule(displayName = "Audit")
@NullMarked
package dev.decorum.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
