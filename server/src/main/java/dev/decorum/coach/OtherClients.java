package dev.decorum.coach;

import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Viewer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which other clients a text may name. Names are sealed: what could be one is looked up by its
/// keyed index, all at once.
@Component
class OtherClients {

  private static final int LONGEST_NAME = 5;
  private static final int MOST_LOOKED_UP = 600;

  /// What may stand between the words of a name.
  private static final String JOINTS = " \u00a0.-&+,'\u2019";

  private final Clients clients;

  OtherClients(Clients clients) {
    this.clients = clients;
  }

  /// @param own names that may be said: those of whom the message is for
  List<String> in(Viewer viewer, String text, Set<String> own) {
    return names(viewer, candidates(text, MOST_LOOKED_UP))
        .filter(name -> !own.contains(name))
        .sorted()
        .distinct()
        .toList();
  }

  /// All of them, however many look-ups it takes.
  List<String> all(Viewer viewer, String text) {
    var candidates = List.copyOf(candidates(text, Integer.MAX_VALUE));
    return IntStream.iterate(0, from -> from < candidates.size(), from -> from + MOST_LOOKED_UP)
        .mapToObj(
            from -> candidates.subList(from, Math.min(candidates.size(), from + MOST_LOOKED_UP)))
        .flatMap(some -> names(viewer, some))
        .sorted()
        .distinct()
        .toList();
  }

  private Stream<String> names(Viewer viewer, Collection<String> candidates) {
    return clients.bearing(viewer, candidates).stream().map(ClientSummary::name);
  }

  /// Runs of up to five words of which the first and the last begin with a capital or a digit.
  ///
  /// @param most how many to look for
  static Set<String> candidates(String text, int most) {
    var starts = new ArrayList<Integer>();
    var ends = new ArrayList<Integer>();
    for (int at = 0; at < text.length(); ) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) at++;
      starts.add(start);
      ends.add(at);
    }
    var found = new LinkedHashSet<String>();
    for (int first = 0; first < starts.size(); first++) {
      if (!begins(text.charAt(starts.get(first)))) continue;
      for (int last = first; last < starts.size() && last - first < LONGEST_NAME; last++) {
        if (last > first && !joined(text, ends.get(last - 1), starts.get(last))) break;
        if (!begins(text.charAt(starts.get(last)))) continue;
        found.add(text.substring(starts.get(first), ends.get(last)));
        if (found.size() == most) return found;
      }
    }
    return found;
  }

  private static boolean begins(char c) {
    return Character.isUpperCase(c) || Character.isTitleCase(c) || Character.isDigit(c);
  }

  private static boolean joined(String text, int from, int to) {
    if (to - from > 3) return false;
    for (int at = from; at < to; at++) {
      if (JOINTS.indexOf(text.charAt(at)) < 0) return false;
    }
    return true;
  }
}
