/// Questions to DNS: asked once for all who want to know, remembered for a while, and not asked at
/// all while DNS is away. It knows neither Spring nor the database.
@NullMarked
package dev.decorum.channels.dns;

import org.jspecify.annotations.NullMarked;
