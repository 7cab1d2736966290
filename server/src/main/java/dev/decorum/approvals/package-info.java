/// Approval of replies by role: what the organisation does not let leave until a colleague has read
/// and approved it.
@ApplicationModule(
    displayName = "Approvals",
    allowedDependencies = {"staff", "clients", "inbox"})
@NullMarked
package dev.decorum.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
