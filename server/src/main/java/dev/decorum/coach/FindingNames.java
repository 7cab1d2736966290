package dev.decorum.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Finding;
import dev.decorum.vault.Vault;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Names of findings that are the same for the same rule and words, and of no use to who knows
/// neither.
@Component
public class FindingNames {

  private final Vault vault;

  FindingNames(Vault vault) {
    this.vault = vault;
  }

  /// @param text the reply it was found in
  public String of(Finding finding, String text) {
    return named(finding.rule(), quoted(finding, text));
  }

  private String named(String rule, String words) {
    var said = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    var digest = vault.digest("finding", (rule + '\0' + said).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }

  /// @param promise that was found in a reply
  String of(Commitment promise) {
    return named("promise", promise.text());
  }

  /// The words it is about, unmasked: never shown.
  static String quoted(Finding finding, String text) {
    return switch (finding.where()) {
      case REPLY -> text.substring(finding.start(), finding.end());
      case CLIENT_MESSAGE -> finding.text();
      case DOCUMENT -> "";
    };
  }

  /// Why its writer has set it aside.
  ///
  /// @param aside what was kept with the draft
  public Optional<Aside> aside(Finding finding, String text, Collection<String> aside) {
    if (aside.isEmpty()) return Optional.empty();
    var name = of(finding, text);
    return aside.stream()
        .filter(kept -> Aside.finding(kept).equals(name))
        .flatMap(kept -> Aside.reason(kept).stream())
        .findFirst();
  }
}
