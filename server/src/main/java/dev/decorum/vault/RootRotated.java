package dev.decorum.vault;

import java.nio.file.Path;
import java.util.UUID;

/// The outcome of replacing the root key.
///
/// @param from the root key that nothing needs any more
/// @param to the root key in force
/// @param rewrapped how many data keys this run wrapped anew; a run that was cut off did the others
/// @param file the root key file
/// @param fileReplaced false when the file could not be written: the new key then lies in
///   `successor` and must be put into its place by hand before any node starts again
/// @param successor where the new key was kept meanwhile
public record RootRotated(
    UUID from, UUID to, long rewrapped, Path file, boolean fileReplaced, Path successor) {}
