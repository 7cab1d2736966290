/// What every page shares: layout, components, error pages, security headers, API problems.
@ApplicationModule(displayName = "Web")
@NullMarked
package dev.decorum.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
