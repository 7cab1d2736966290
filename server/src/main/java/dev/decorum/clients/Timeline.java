package dev.decorum.clients;

import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What passed between a client and us, over all sources on one line of time.
@Service
@Transactional(readOnly = true)
public class Timeline {

  private final List<TimelineSource> sources;

  Timeline(ObjectProvider<TimelineSource> sources) {
    this.sources = sources.stream().toList();
  }

  /// The newest entries first.
  ///
  /// @param channel only this one; null: all
  /// @param cursor where the page before ended; null: from the newest on
  public Page<TimelineEntry> entries(
      Viewer viewer,
      ClientId client,
      @Nullable Channel channel,
      @Nullable Cursor cursor,
      int limit) {
    var before = cursor == null ? null : new TimelinePlace(cursor.instant(0), cursor.uuid(1));
    List<TimelineEntry> newest =
        sources.stream()
            .flatMap(s -> s.entries(viewer, client, channel, before, limit + 1).stream())
            .sorted(Comparator.comparing(TimelineEntry::place).reversed())
            .limit(limit + 1L)
            .toList();
    return Page.of(newest, limit, entry -> Cursor.of(entry.at(), entry.id()));
  }

  public ContactFigures figures(Viewer viewer, ClientId client) {
    return sources.stream()
        .map(source -> source.figures(viewer, client))
        .reduce(ContactFigures.NONE, ContactFigures::plus);
  }
}
