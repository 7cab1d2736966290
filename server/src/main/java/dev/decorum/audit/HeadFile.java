package dev.decorum.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The last link that this node sealed, kept in a file outside the database. It shows that the end
/// of the chain was cut off, which the database alone cannot.
@Component
class HeadFile {

  private static final Logger log = LoggerFactory.getLogger(HeadFile.class);
  private static final HexFormat HEX = HexFormat.of();

  private final Path path;

  HeadFile(@Value("${decorum.data:data}") String data) {
    this.path = Path.of(data, "audit.head");
  }

  /// Nothing when this node has not sealed yet, or when the file says nothing sensible.
  Optional<Link> read() {
    try {
      var parts = Files.readString(path).strip().split(" ");
      return Optional.of(new Link(Long.parseLong(parts[0]), HEX.parseHex(parts[1])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      log.error("The file {} is unreadable or damaged.", path);
      return Optional.empty();
    }
  }

  /// Notes the new head, unless what the file holds is no longer in the chain: then it stays as
  /// evidence.
  synchronized void advance(Link head, Predicate<Link> inChain) {
    var before = read();
    if (before.isPresent() && !inChain.test(before.get())) {
      log.error(
          "The audit log no longer holds entry number {} as it was sealed; run `decorum audit verify`.",
          before.get().no());
      return;
    }
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      var draft = path.resolveSibling(path.getFileName() + ".tmp");
      Files.writeString(draft, head.no() + " " + HEX.formatHex(head.mac()) + "\n");
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      log.warn("The file {} cannot be written.", path);
    }
  }
}
