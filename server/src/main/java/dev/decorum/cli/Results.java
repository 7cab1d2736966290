package dev.decorum.cli;

import dev.decorum.coach.ReviewJson;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Review;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Writes what was found, text by text, and remembers how the command ends.
final class Results {

  private static final long QUIET_NANOS = 5_000_000_000L;

  private final CheckCommand.Format format;
  private final Level failOn;
  private final PrintWriter out;
  private final PrintWriter err;
  private final ReviewSarif sarif = new ReviewSarif();
  private int texts;
  private boolean found;
  private boolean quiet = true;
  private boolean failed;
  private long told = System.nanoTime();

  Results(CheckCommand.Format format, Level failOn, PrintWriter out, PrintWriter err) {
    this.format = format;
    this.failOn = failOn;
    this.out = out;
    this.err = err;
  }

  void add(String place, ReviewRequest request, Review review) {
    found |= review.findings().stream().anyMatch(finding -> finding.level().compareTo(failOn) <= 0);
    switch (format) {
      case TEXT -> {
        quiet &= review.findings().isEmpty();
        ReviewText.write(place, request, review, out);
      }
      case JSON -> json(ReviewJson.line(request, review));
      case JSONL -> line(ReviewJson.line(request, review));
      case SARIF -> sarif.add(place, request, review);
    }
    texts++;
    tellProgress();
  }

  /// A text or line that cannot be used gets its error in its place.
  void failed(String place, @Nullable String id, String why) {
    failed = true;
    switch (format) {
      case TEXT -> {
        out.flush();
        err.println(place.equals("-") ? why : place + ": " + why);
        err.flush();
      }
      case JSON -> json(ReviewJson.failure(id, why));
      case JSONL -> line(ReviewJson.failure(id, why));
      case SARIF -> sarif.failed(place, why);
    }
    texts++;
  }

  private void line(String json) {
    out.write(json);
    out.write('\n');
  }

  private void json(String json) {
    out.write(texts == 0 ? "[\n" : ",\n");
    out.write(json);
  }

  /// On long input a line now and then, on standard error.
  private void tellProgress() {
    var now = System.nanoTime();
    if (now - told > QUIET_NANOS) {
      told = now;
      err.printf("%,d texts checked …%n", texts);
      err.flush();
    }
  }

  void flush() {
    out.flush();
  }

  /// 0 all is well, 1 something was found, 2 something could not be used.
  int end() {
    switch (format) {
      case TEXT -> ReviewText.end(texts, quiet && !failed, out);
      case JSON -> out.write(texts == 0 ? "[]\n" : "\n]\n");
      case JSONL -> {}
      case SARIF -> line(sarif.log());
    }
    out.flush();
    return failed ? 2 : found ? 1 : 0;
  }
}
