package dev.decorum.coach.web;

import dev.decorum.coach.Checked;
import dev.decorum.coach.PromiseRemarks;
import dev.decorum.coach.WordingHelp;
import dev.decorum.staff.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What modules above have to say about the promises of a draft. Where one fails, the rest is shown
/// all the same.
@Component
class Remarks {

  private static final Logger log = LoggerFactory.getLogger(Remarks.class);

  private final ObjectProvider<PromiseRemarks> all;
  private final ObjectProvider<WordingHelp> wording;

  Remarks(ObjectProvider<PromiseRemarks> all, ObjectProvider<WordingHelp> wording) {
    this.all = all;
    this.wording = wording;
  }

  /// Whether other words for a sentence can be asked for.
  boolean reword() {
    return wording.stream().anyMatch(WordingHelp::offered);
  }

  /// By the name of the promise.
  ///
  /// @param in number of the conversation; null: it begins with the message
  Map<String, List<String>> on(Viewer writer, @Nullable Long in, Checked checked) {
    var remarks = new HashMap<String, List<String>>();
    for (var promise : checked.promises()) {
      if (!promise.tracked()) continue;
      try {
        remarks.put(
            promise.name(),
            all.orderedStream()
                .flatMap(one -> one.on(writer, in, promise.commitment()).stream())
                .toList());
      } catch (RuntimeException failed) {
        log.warn("Nothing could be said about a promise: {}", failed.getClass().getName());
      }
    }
    return remarks;
  }
}
