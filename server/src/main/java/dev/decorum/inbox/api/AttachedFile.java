package dev.decorum.inbox.api;

import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.inbox.NewFile;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;

/// A file in the body of a request.
///
/// @param content in base64
record AttachedFile(@NotBlank String name, @Nullable String type, @NotNull String content) {

  static List<NewFile> opened(@Nullable List<AttachedFile> attached) {
    if (attached == null) return List.of();
    long bytes = attached.stream().mapToLong(file -> file.content().length() * 3L / 4).sum();
    if (bytes > Drafts.MOST_BYTES) throw new MessageRefused(Reason.FILES_TOO_LARGE);
    return attached.stream().map(AttachedFile::opened).toList();
  }

  private NewFile opened() {
    try {
      // Programs break lines; anything else that is not base64 is a mistake.
      var bytes = Base64.getDecoder().decode(content.replaceAll("\\s+", ""));
      var claimed = type == null || type.isBlank() ? "application/octet-stream" : type;
      return new NewFile(name, claimed, new ByteArrayResource(bytes));
    } catch (IllegalArgumentException _) {
      throw new MessageRefused(Reason.BAD_FILE);
    }
  }
}
