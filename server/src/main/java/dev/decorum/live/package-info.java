/// Something changed: LISTEN/NOTIFY between nodes, server-sent events to browsers.
@ApplicationModule(displayName = "Live")
@NullMarked
package dev.decorum.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
