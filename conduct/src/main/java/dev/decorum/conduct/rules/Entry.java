package dev.decorum.conduct.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a YAML file that knows its place, so that whatever is wrong with it can be said with
/// file, line and key. What else comes as YAML is read by it too.
public final class Entry {

  private static final int DEEPEST = 50;

  private final String file;
  private final String key;
  private final Node node;

  private Entry(String file, String key, Node node) {
    this.file = file;
    this.key = key;
    this.node = node;
  }

  /// The one document of a file.
  public static Entry read(String file, String yaml) {
    try {
      var settings = LoadSettings.builder().setLabel(file).build();
      refuseDepth(file, new Parse(settings).parseString(yaml));
      var root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        throw new PackProblem(file, 1, "", "the file is empty");
      }
      return new Entry(file, "", root.get());
    } catch (MarkedYamlEngineException broken) {
      var line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new PackProblem(file, line, "", "this is not YAML: " + broken.getProblem());
    } catch (YamlEngineException broken) {
      throw new PackProblem(file, 1, "", "this is not YAML: " + broken.getMessage());
    }
  }

  /// Composing goes down as deep as the file does.
  private static void refuseDepth(String file, Iterable<Event> events) {
    var depth = 0;
    for (var event : events) {
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
          };
      if (depth > DEEPEST) {
        var line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        throw new PackProblem(file, line, "", "lists and mappings are nested too deeply");
      }
    }
  }

  public PackProblem problem(String reason) {
    return place().problem(reason);
  }

  Place place() {
    return new Place(file, line(), key);
  }

  String file() {
    return file;
  }

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /// The name under which this value stands, the last part of its place.
  public String name() {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /// The values of a mapping by name, in the order of the file; a name twice is an error.
  public Map<String, Entry> map() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("a mapping is expected here");
    }
    var all = new LinkedHashMap<String, Entry>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw problem("a plain word is expected as key");
      }
      var path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
      if (all.put(name.getValue(), new Entry(file, path, tuple.getValueNode())) != null) {
        throw new Entry(file, path, tuple.getKeyNode()).problem("this key stands here twice");
      }
    }
    return all;
  }

  /// As [#map], with no other names than the given ones.
  public Map<String, Entry> map(Set<String> known) {
    var all = map();
    all.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            throw entry.problem(
                "this key is not known; known are "
                    + String.join(", ", known.stream().sorted().toList()));
          }
        });
    return all;
  }

  /// What stands under a name of a mapping, where it is a plain word; whatever else is wrong.
  @Nullable String word(String name) {
    if (node instanceof MappingNode mapping) {
      for (var tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals(name)
            && tuple.getValueNode() instanceof ScalarNode value
            && !value.getValue().isBlank()) {
          return value.getValue().strip();
        }
      }
    }
    return null;
  }

  public List<Entry> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw problem("a list is expected here");
    }
    var all = new ArrayList<Entry>();
    for (var value : sequence.getValue()) {
      all.add(new Entry(file, key + "[" + all.size() + "]", value));
    }
    return all;
  }

  /// A list, or a single value that stands for a list of one.
  public List<String> texts() {
    return isList() ? list().stream().map(Entry::text).toList() : List.of(text());
  }

  public String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    throw problem("words are expected here");
  }

  public int number() {
    return parsed(Integer::valueOf, "a whole number is expected here");
  }

  double decimal() {
    return parsed(Double::valueOf, "a number is expected here");
  }

  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw problem("true or false is expected here");
    };
  }

  /// A word that names a constant of an enumeration.
  public <E extends Enum<E>> E constant(Class<E> type) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text())) {
        return constant;
      }
    }
    throw problem(
        "one of %s is expected here".formatted(List.of(type.getEnumConstants())).toLowerCase());
  }

  private <T> T parsed(Function<String, T> reader, String reason) {
    try {
      return reader.apply(text());
    } catch (NumberFormatException _) {
      throw problem(reason);
    }
  }

  public static boolean flag(@Nullable Entry entry) {
    return entry != null && entry.flag();
  }
}
