package dev.decorum.coach;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Where;
import dev.decorum.inbox.SendGate;
import dev.decorum.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Keeps back what is confidential, before anything else is asked; all else leaves. What cannot be
/// read stays as well: a gate that fails is closed.
@Component
@Order(0)
class ConfidentialityGate implements SendGate {

  private static final Logger log = LoggerFactory.getLogger(ConfidentialityGate.class);
  private static final int MOST_NAMED = 5;

  private final Coach coach;
  private final OpenPasses passes;
  private final MessageSource words;

  ConfidentialityGate(Coach coach, OpenPasses passes, MessageSource words) {
    this.coach = coach;
    this.passes = passes;
    this.words = words;
  }

  @Override
  public void check(Leaving message) {
    var stops = stops(message);
    if (stops.isEmpty()) return;
    boolean first = message.subject() != null;
    if (!first && passes.use(message.author(), message.in().id(), message.text())) return;
    var where =
        stops.stream()
            .limit(MOST_NAMED)
            .map(stop -> place(stop, message.text()))
            .collect(Collectors.joining("; "));
    throw new SendStopped(first ? "coach.stopped.first" : "coach.stopped", where, stops);
  }

  private List<Finding> stops(Leaving message) {
    try {
      var stops = new ArrayList<>(stops(message, message.text()));
      var subject = message.subject();
      if (subject != null) stops(message, subject).forEach(stop -> stops.add(ofSubject(stop)));
      return stops;
    } catch (Refusal | DataAccessException known) {
      throw known;
    } catch (RuntimeException failed) {
      log.error("A message could not be checked and stays: {}", failed.getClass().getName());
      throw new SendUnchecked();
    }
  }

  private List<Finding> stops(Leaving message, String text) {
    return coach.findings(message.author(), message.in(), text).stream()
        .filter(finding -> finding.level() == Level.STOP)
        .toList();
  }

  /// Offsets of a finding count in the text; one in the subject is of the message as a whole.
  private static Finding ofSubject(Finding stop) {
    return new Finding(
        stop.rule(),
        stop.category(),
        stop.level(),
        Where.DOCUMENT,
        0,
        0,
        stop.text(),
        stop.message(),
        stop.suggestion());
  }

  private String place(Finding stop, String text) {
    var what = word("coach.finding." + stop.category());
    if (stop.where() == Where.DOCUMENT) return word("coach.place.subject", what, stop.text());
    long line = text.substring(0, stop.start()).lines().count();
    boolean begins = stop.start() == 0 || text.charAt(stop.start() - 1) == '\n';
    return word("coach.place", what, begins ? line + 1 : line, stop.text());
  }

  private String word(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, Locale.UK));
  }
}
