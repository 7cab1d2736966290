/// The command line.
@ApplicationModule(displayName = "Command line")
@NullMarked
package dev.decorum.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
