package dev.decorum.promises;

import java.util.UUID;

/// The place of a promise among those that come again.
///
/// @param nth from 0
record Turn(UUID series, int nth) {}
