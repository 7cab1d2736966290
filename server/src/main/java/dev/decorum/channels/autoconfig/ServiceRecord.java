package dev.decorum.channels.autoconfig;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A record that names the host of a service (RFC 2782), as the DNS client writes it down.
///
/// @param priority the lowest comes first
/// @param weight the highest comes first among equals; chance is for load, not for a suggestion
record ServiceRecord(int priority, int weight, int port, String host) {

  private static final Comparator<ServiceRecord> ORDER =
      Comparator.comparingInt(ServiceRecord::priority)
          .thenComparing(Comparator.comparingInt(ServiceRecord::weight).reversed());

  /// The best of them; empty when there is none, or the domain says that it has no such service.
  static Optional<ServiceRecord> best(List<String> records) {
    return records.stream()
        .flatMap(text -> parse(text).stream())
        .filter(one -> !one.host().isEmpty() && one.port() > 0)
        .min(ORDER);
  }

  private static Optional<ServiceRecord> parse(String text) {
    var parts = text.split(" ", -1);
    if (parts.length != 4) return Optional.empty();
    try {
      return Optional.of(
          new ServiceRecord(
              Integer.parseInt(parts[0]),
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]),
              parts[3].equals(".") ? "" : parts[3]));
    } catch (NumberFormatException malformed) {
      return Optional.empty();
    }
  }
}
