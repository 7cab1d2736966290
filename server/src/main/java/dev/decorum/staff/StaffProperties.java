package dev.decorum.staff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a sign-in lasts.
///
/// @param idle a session ends when it was not used for so long
/// @param lifetime a session ends so long after the sign-in, however busy
@ConfigurationProperties("decorum.session")
record StaffProperties(@DefaultValue("8h") Duration idle, @DefaultValue("7d") Duration lifetime) {}
