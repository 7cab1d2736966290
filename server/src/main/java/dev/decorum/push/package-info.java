/// Tells members through their browsers that something is new, where the organisation allows it.
///
/// `Pushes` keeps whom to tell, `Sealing` makes a message only one browser can read (RFC 8291),
/// `Voucher` says who sends it (RFC 8292), `PushService` hands it to the service of the browser's
/// maker (RFC 8030). A message never says anything of a client.
@ApplicationModule(
    displayName = "Push",
    allowedDependencies = {"staff", "inbox"})
@NullMarked
package dev.decorum.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
