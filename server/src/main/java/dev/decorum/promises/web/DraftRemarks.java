package dev.decorum.promises.web;

import dev.decorum.coach.PromiseRemarks;
import dev.decorum.conduct.Commitment;
import dev.decorum.promises.Due;
import dev.decorum.promises.Prospects;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// In the coach's column: what speaks against a promise that is being written.
@Component
class DraftRemarks implements PromiseRemarks {

  private final Prospects prospects;
  private final DoubtWords words;

  DraftRemarks(Prospects prospects, DoubtWords words) {
    this.prospects = prospects;
    this.words = words;
  }

  @Override
  public List<String> on(Viewer writer, @Nullable Long in, Commitment promise) {
    var by = Due.of(promise.due());
    return words.withBetter(writer, by, true, prospects.of(writer, writer.id(), by, in));
  }
}
