/// Which servers a mailbox has, by what providers publish and domains say. Nothing is asked here
/// but DNS, and that by who calls.
@NullMarked
package dev.decorum.channels.autoconfig;

import org.jspecify.annotations.NullMarked;
