package dev.decorum.practice;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.rules.Entry;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.practice.Scenario.Branch;
import dev.decorum.practice.Scenario.Condition;
import dev.decorum.practice.Scenario.Ending;
import dev.decorum.practice.Scenario.Result;
import dev.decorum.practice.Scenario.Scene;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a scenario and refuses one that somebody could get lost in: each way through it comes to
/// an ending, there is nothing that no way leads to, and the recommended replies end well. What is
/// wrong is said with file, line and key, in which scenes stand by name.
final class ScenarioReader {

  private static final Set<String> SCENARIO =
      Set.of(
          "scenario",
          "version",
          "title",
          "about",
          "client",
          "channel",
          "known",
          "secret",
          "scenes",
          "endings");
  private static final Set<String> SECRET = Set.of("clients", "notes");
  private static final Set<String> SCENE = Set.of("says", "replies");
  private static final Set<String> REPLY = Set.of("if", "words", "best", "why", "example", "then");
  private static final Set<String> ENDING = Set.of("result", "says", "why");

  private final Map<String, Entry> sceneEntries = new LinkedHashMap<>();
  private final Map<String, Entry> endingEntries = new LinkedHashMap<>();
  private final Map<Branch, Entry> nexts = new HashMap<>();

  private ScenarioReader() {}

  /// @throws PackProblem when it cannot be used
  static Scenario read(String file, String yaml) {
    return new ScenarioReader().scenario(Entry.read(file, yaml));
  }

  private Scenario scenario(Entry root) {
    var keys = root.map(SCENARIO);
    required(root, keys, "scenes").map().forEach(sceneEntries::put);
    required(root, keys, "endings").map().forEach(endingEntries::put);
    if (sceneEntries.isEmpty()) throw required(root, keys, "scenes").problem("it has no scene");
    endingEntries.forEach(
        (name, entry) -> {
          if (sceneEntries.containsKey(name)) throw entry.problem("a scene has this name already");
        });
    var scenes = new LinkedHashMap<String, Scene>();
    sceneEntries.forEach((name, entry) -> scenes.put(name, scene(name, entry)));
    var endings = new LinkedHashMap<String, Ending>();
    endingEntries.forEach((name, entry) -> endings.put(name, ending(name, entry)));
    var known = keys.get("known");
    var channel = keys.get("channel");
    var secret = keys.get("secret");
    Map<String, Entry> secrets = secret == null ? Map.of() : secret.map(SECRET);
    var scenario =
        new Scenario(
            text(root, keys, "scenario"),
            required(root, keys, "version").number(),
            text(root, keys, "title"),
            text(root, keys, "about"),
            text(root, keys, "client"),
            channel == null ? Channel.EMAIL : channel.constant(Channel.class),
            texts(known),
            texts(secrets.get("clients")),
            texts(secrets.get("notes")),
            scenes,
            endings);
    prove(scenario);
    return scenario;
  }

  private Scene scene(String name, Entry entry) {
    var keys = entry.map(SCENE);
    var replies = required(entry, keys, "replies").list();
    var branches = new ArrayList<Branch>();
    for (var reply : replies) {
      var branch = branch(reply, replies.getLast() == reply);
      for (var earlier : branches) {
        if (earlier.condition().covers(branch.condition())) {
          throw reply.problem("an earlier reply is always taken before this one");
        }
      }
      branches.add(branch);
    }
    if (branches.stream().filter(Branch::best).count() != 1) {
      throw entry.problem("one reply of a scene is the best");
    }
    return new Scene(name, text(entry, keys, "says"), branches);
  }

  private Branch branch(Entry entry, boolean last) {
    var keys = entry.map(REPLY);
    var condition = condition(keys.get("if"), keys.get("words"));
    if (condition.always() != last) {
      throw entry.problem(
          last
              ? "the last reply of a scene is for all that is left, without a condition"
              : "only the last reply of a scene has no condition");
    }
    var next = required(entry, keys, "then");
    if (!sceneEntries.containsKey(next.text()) && !endingEntries.containsKey(next.text())) {
      throw next.problem("there is no scene or ending of this name");
    }
    var branch =
        new Branch(
            condition,
            Entry.flag(keys.get("best")),
            text(entry, keys, "why"),
            text(entry, keys, "example"),
            next.text());
    nexts.put(branch, next);
    return branch;
  }

  private static Condition condition(@Nullable Entry signs, @Nullable Entry words) {
    var wanted = new EnumMap<Sign, Boolean>(Sign.class);
    if (signs != null) {
      for (var entry : signs.list()) {
        boolean there = !entry.text().startsWith("not ");
        var sign = sign(entry, there ? entry.text() : entry.text().substring("not ".length()));
        if (wanted.put(sign, there) != null) throw entry.problem("this sign stands here twice");
      }
    }
    return new Condition(wanted, texts(words).stream().map(Heard::plain).toList());
  }

  private static Sign sign(Entry entry, String word) {
    for (var sign : Sign.values()) {
      if (sign.word().equals(word)) return sign;
    }
    throw entry.problem(
        "there is no such sign; known are %s, each also with not before it"
            .formatted(List.of(Sign.values()).stream().map(Sign::word).toList()));
  }

  private static Ending ending(String name, Entry entry) {
    var keys = entry.map(ENDING);
    return new Ending(
        name,
        required(entry, keys, "result").constant(Result.class),
        text(entry, keys, "says"),
        text(entry, keys, "why"));
  }

  private void prove(Scenario scenario) {
    var met = new HashSet<>(Set.of(scenario.first().name()));
    walk(scenario, scenario.first(), new ArrayList<>(), met);
    sceneEntries.forEach((name, entry) -> expectMet(met, name, entry));
    endingEntries.forEach((name, entry) -> expectMet(met, name, entry));
    var scene = scenario.first();
    for (var next = scene; next != null; next = scenario.scenes().get(next.best().next())) {
      scene = next;
    }
    var end = scene.best().next();
    if (scenario.endings().get(end) instanceof Ending ending && ending.result() != Result.GOOD) {
      throw entry(endingEntries, end).problem("the best replies lead here, so it has to be good");
    }
  }

  /// Each scene once: what was walked through before leads to none of the scenes on the way.
  ///
  /// @param way the names of the scenes before this one
  private void walk(Scenario scenario, Scene scene, List<String> way, Set<String> met) {
    way.add(scene.name());
    for (var branch : scene.branches()) {
      if (way.contains(branch.next())) {
        throw entry(nexts, branch).problem("this leads in a circle: " + String.join(", ", way));
      }
      var next = scenario.scenes().get(branch.next());
      if (met.add(branch.next()) && next != null) walk(scenario, next, way, met);
    }
    way.removeLast();
  }

  private static void expectMet(Set<String> met, String name, Entry entry) {
    if (!met.contains(name)) throw entry.problem("nothing leads here");
  }

  private static <K> Entry entry(Map<K, Entry> entries, K key) {
    var entry = entries.get(key);
    if (entry == null) throw new IllegalStateException("No entry is known for it");
    return entry;
  }

  private static Entry required(Entry owner, Map<String, Entry> keys, String name) {
    var entry = keys.get(name);
    if (entry == null) throw owner.problem("the key %s is missing".formatted(name));
    return entry;
  }

  private static String text(Entry owner, Map<String, Entry> keys, String name) {
    return required(owner, keys, name).text();
  }

  private static List<String> texts(@Nullable Entry entry) {
    return entry == null ? List.of() : entry.texts();
  }
}
