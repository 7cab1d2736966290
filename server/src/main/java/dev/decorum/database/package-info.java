/// The PostgreSQL server that Decorum brings along, and the connection to one of your own.
@ApplicationModule(
    displayName = "Database",
    allowedDependencies = {})
@NullMarked
package dev.decorum.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
