/// Members, teams, roles, sign-in and who may see what.
@ApplicationModule(
    displayName = "Staff",
    allowedDependencies = {})
@NullMarked
package dev.decorum.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
