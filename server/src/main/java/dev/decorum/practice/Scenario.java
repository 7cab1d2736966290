package dev.decorum.practice;

import dev.decorum.conduct.Channel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client to practise with: what they say, and what they say next, depending on the reply.
///
/// Scenes form a way without a circle: whatever is replied, an ending comes. Nothing here knows of
/// members, times or the database.
///
/// @param id in addresses, such as `delay`
/// @param version another when scenes, branches or endings are others
/// @param about what it is about, for the list
/// @param client the name of the client
/// @param known what the writer knows, and may say
/// @param otherClients names that must not be said to this client
/// @param internalNotes texts that must not leave
/// @param scenes by name; the first one begins
/// @param endings by name
public record Scenario(
    String id,
    int version,
    String title,
    String about,
    String client,
    Channel channel,
    List<String> known,
    List<String> otherClients,
    List<String> internalNotes,
    Map<String, Scene> scenes,
    Map<String, Ending> endings) {

  public Scenario {
    known = List.copyOf(known);
    otherClients = List.copyOf(otherClients);
    internalNotes = List.copyOf(internalNotes);
    scenes = Collections.unmodifiableMap(new LinkedHashMap<>(scenes));
    endings = Collections.unmodifiableMap(new LinkedHashMap<>(endings));
  }

  /// Something the client says, and what may come of the reply to it.
  ///
  /// @param branches the first whose condition holds is taken; that of the last always does
  public record Scene(String name, String says, List<Branch> branches) {

    public Scene {
      branches = List.copyOf(branches);
    }

    /// The place of the branch that this reply leads to.
    int taken(Heard reply) {
      for (int i = 0; i < branches.size(); i++) {
        if (branches.get(i).condition().holds(reply)) return i;
      }
      throw new IllegalStateException("No branch of " + name + " is left for the rest");
    }

    /// The branch that the scenario recommends.
    public Branch best() {
      return branches.stream().filter(Branch::best).findFirst().orElseThrow();
    }
  }

  /// What comes of a kind of reply.
  ///
  /// @param best whether the scenario recommends it; one branch of each scene
  /// @param why what made the client go on like this, for the writer to read afterwards
  /// @param example a reply that leads here
  /// @param next name of a scene or of an ending
  public record Branch(
      Condition condition, boolean best, String why, String example, String next) {}

  /// Which replies a branch is for.
  ///
  /// @param signs those that must be there (true) or must not (false)
  /// @param words one of them must be said; empty: none needs to be
  record Condition(Map<Sign, Boolean> signs, List<String> words) {

    Condition {
      signs = Map.copyOf(signs);
      words = List.copyOf(words);
    }

    boolean holds(Heard reply) {
      return signs.entrySet().stream()
              .allMatch(sign -> reply.signs().contains(sign.getKey()) == sign.getValue())
          && (words.isEmpty() || words.stream().anyMatch(reply::says));
    }

    boolean always() {
      return signs.isEmpty() && words.isEmpty();
    }

    /// Whether it holds wherever the other one does.
    boolean covers(Condition other) {
      boolean anyWords =
          words.isEmpty() || !other.words().isEmpty() && words.containsAll(other.words());
      return anyWords && other.signs().entrySet().containsAll(signs.entrySet());
    }
  }

  /// Where it comes to.
  ///
  /// @param says the client's last words
  /// @param why what was decisive
  public record Ending(String name, Result result, String says, String why) {}

  /// How it came out.
  public enum Result {
    GOOD,
    MIXED,
    BAD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Result of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Scene first() {
    return scenes.values().iterator().next();
  }

  public @Nullable Ending ending(String name) {
    return endings.get(name);
  }
}
