package dev.decorum.bench;

import java.util.HashMap;
import java.util.Map;

/// `--name value` pairs of a command line.
record Options(Map<String, String> values) {

  static Options parse(String[] args) {
    var values = new HashMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException("Options look like --name value, not " + args[i]);
      }
      values.put(args[i].substring(2), args[i + 1]);
    }
    return new Options(Map.copyOf(values));
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
  }
}
