package dev.decorum.inbox;

import dev.decorum.files.FileId;
import org.jspecify.annotations.Nullable;

/// A file that came with a message and is already stored.
///
/// @param name its name, to be found by
/// @param contentId what the HTML of the message calls it, without `cid:`
/// @param inline whether it is part of the text rather than beside it
public record IncomingFile(FileId file, String name, @Nullable String contentId, boolean inline) {}
