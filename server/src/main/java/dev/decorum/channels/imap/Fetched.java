package dev.decorum.channels.imap;

import dev.decorum.channels.spool.Spool;

/// A mail that was fetched, complete to the last byte. Whoever gets it closes it.
public record Fetched(long uid, Spool content) {}
