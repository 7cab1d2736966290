/// Clients, their contact points, and merging of duplicates.
@ApplicationModule(
    displayName = "Clients",
    allowedDependencies = {"staff"})
@NullMarked
package dev.decorum.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
