/// Practice: simulated clients who answer by what is found in one's replies, scored and repeatable.
@ApplicationModule(
    displayName = "Practice",
    allowedDependencies = {"staff", "coach", "conduct"})
@NullMarked
package dev.decorum.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
