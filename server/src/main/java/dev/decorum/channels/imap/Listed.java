package dev.decorum.channels.imap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mail on the server, before it is fetched.
///
/// @param size as the server says; some count line ends in their own way
/// @param arrived when the server got it; null: it does not say
public record Listed(long uid, long size, @Nullable Instant arrived) {}
