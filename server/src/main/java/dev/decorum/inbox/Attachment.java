package dev.decorum.inbox;

import dev.decorum.files.FileId;
import org.jspecify.annotations.Nullable;

/// A file at an interaction or a draft.
public record Attachment(
    FileId file, String name, String type, long size, boolean inline, @Nullable String contentId) {}
