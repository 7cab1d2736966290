package dev.decorum.web;

import java.util.concurrent.ThreadLocalRandom;

/// Short codes such as `E-7F3K` that join what a person sees to a line of the log.
final class Reference {

  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Reference() {}

  static String next() {
    var code = new StringBuilder("E-");
    for (int i = 0; i < 4; i++) {
      code.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
