package dev.decorum.conduct.rules;

/// Where something stands in a file of rules.
record Place(String file, int line, String key) {

  PackProblem problem(String reason) {
    return new PackProblem(file, line, key, reason);
  }
}
