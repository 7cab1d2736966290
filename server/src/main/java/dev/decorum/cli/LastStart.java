package dev.decorum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What commands have to know of the server that was started last on a folder, such as where its
/// links lead.
record LastStart(Map<String, String> values) {

  private static final Logger LOG = LoggerFactory.getLogger(LastStart.class);
  private static final String FILE = "last-start.properties";
  private static final List<String> KEPT =
      List.of("decorum.base-url", "decorum.zone", "decorum.bind", "decorum.port", "decorum.demo");

  static LastStart of(Map<String, Object> settings) {
    var kept = new HashMap<String, String>();
    for (var name : KEPT) {
      var value = settings.get(name);
      if (value != null) {
        kept.put(name, value.toString());
      }
    }
    return new LastStart(kept);
  }

  /// Empty when no server was started there.
  static LastStart read(Path folder) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve(FILE))) {
      properties.load(reader);
    } catch (NoSuchFileException _) {
      return new LastStart(Map.of());
    } catch (IOException unreadable) {
      LOG.warn("{} cannot be read, so links may lead elsewhere", folder.resolve(FILE));
    }
    var values = new HashMap<String, String>();
    properties.forEach((name, value) -> values.put(name.toString(), value.toString()));
    return new LastStart(values);
  }

  void write(Path folder) {
    var properties = new Properties();
    properties.putAll(values);
    try (var writer = Files.newBufferedWriter(folder.resolve(FILE))) {
      properties.store(writer, "Written at each start for commands on this folder");
    } catch (IOException failed) {
      LOG.warn(
          "{} cannot be written, so links of commands may lead elsewhere", folder.resolve(FILE));
    }
  }

  Map<String, Object> asProperties() {
    return Map.copyOf(values);
  }
}
