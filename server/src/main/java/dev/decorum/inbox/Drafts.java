package dev.decorum.inbox;

import dev.decorum.files.FileId;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What members have written and not sent yet. A draft belongs to its writer alone.
@Service
public class Drafts {

  public Optional<Draft> find(Viewer viewer, long no, DraftKind kind) {
    throw new UnsupportedOperationException();
  }

  public Optional<Draft> find(Viewer viewer, DraftId id) {
    throw new UnsupportedOperationException();
  }

  public List<Draft> all(Viewer viewer) {
    throw new UnsupportedOperationException();
  }

  /// Keeps a reply or note under way. `revision` is that of the draft it was made from, 0 for the
  /// first.
  public DraftSaved save(
      Viewer viewer, long no, DraftKind kind, DraftContent content, long revision) {
    throw new UnsupportedOperationException();
  }

  /// Keeps a first message under way.
  public DraftSaved save(Viewer viewer, @Nullable DraftId id, DraftContent content, long revision) {
    throw new UnsupportedOperationException();
  }

  public Attachment attach(Viewer viewer, DraftId id, NewFile file) {
    throw new UnsupportedOperationException();
  }

  public void detach(Viewer viewer, DraftId id, FileId file) {
    throw new UnsupportedOperationException();
  }

  public void discard(Viewer viewer, DraftId id) {
    throw new UnsupportedOperationException();
  }
}
