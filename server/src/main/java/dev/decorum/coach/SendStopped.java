package dev.decorum.coach;

import dev.decorum.conduct.Finding;
import dev.decorum.inbox.SendRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A message says something that must not leave.
final class SendStopped extends SendRefused {

  private final List<Finding> findings;

  /// @param words what is found where, masked
  SendStopped(String messageKey, String words, List<Finding> findings) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "conduct.stop", messageKey, words);
    this.findings = List.copyOf(findings);
  }

  /// The findings as the API tells them, without any of the words they are about.
  @Override
  public Map<String, Object> facts() {
    return Map.of("findings", findings.stream().map(SendStopped::fact).toList());
  }

  private static Map<String, @Nullable Object> fact(Finding finding) {
    var fact = new LinkedHashMap<String, @Nullable Object>();
    fact.put("category", finding.category());
    fact.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    fact.put("where", finding.where().name().toLowerCase(Locale.ROOT));
    fact.put("start", finding.start());
    fact.put("end", finding.end());
    fact.put("rule", finding.rule());
    fact.put("message", finding.message());
    fact.put("suggestion", finding.suggestion());
    return fact;
  }
}
