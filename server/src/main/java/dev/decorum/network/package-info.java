/// How far connections from here may go.
@ApplicationModule(displayName = "Network")
@NullMarked
package dev.decorum.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
