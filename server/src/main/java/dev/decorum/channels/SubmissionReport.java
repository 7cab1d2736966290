package dev.decorum.channels;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a mail, for each recipient in the order given. Null: the server has taken it.
record SubmissionReport(List<@Nullable Trouble> fates) {

  static SubmissionReport allWith(int count, @Nullable Trouble fate) {
    var fates = new Trouble[count];
    Arrays.fill(fates, fate);
    return new SubmissionReport(Arrays.asList(fates));
  }
}
