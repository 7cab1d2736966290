package dev.decorum.coach;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.leaks.Leak;
import dev.decorum.conduct.leaks.Leaks;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is confidential in a text, whomever it is for: nobody counts as its reader, so all names
/// are found, those of its writer and of its client as well.
@Service
public class Confidential {

  private final OtherClients others;
  private final Clock clock;

  Confidential(OtherClients others, Clock clock) {
    this.others = others;
    this.clock = clock;
  }

  /// In the order of the text. Clients are found by name as far as the viewer may see them.
  ///
  /// @param names of others that may stand in it, clients or not
  @Transactional(readOnly = true)
  public List<Leak> in(Viewer viewer, String text, Collection<String> names, Locale locale) {
    var language = Language.of(locale);
    var all = Stream.concat(others.all(viewer, text).stream(), names.stream()).distinct().toList();
    var context =
        Context.sentAt(clock.instant().atZone(viewer.zone())).in(locale).keeping(all, List.of());
    return Leaks.in(language).in(Reading.of(text, language), context);
  }
}
