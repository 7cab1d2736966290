package dev.decorum.coach;

import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    return clients.bearing(viewer, candidates(text)).stream()
        .map(ClientSummary::name)
        .filter(name -> !own.contains(name))
        .sorted()
        .distinct()
        .toList();
  }

  /// Runs of up to five words of which the first and the last begin with a capital or a digit.
  static Set<String> candidates(String text) {
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
        if (found.size() == MOST_LOOKED_UP) return found;
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
