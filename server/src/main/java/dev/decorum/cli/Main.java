package dev.decorum.cli;

import dev.decorum.DecorumApplication;

/// Starts Decorum.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    DecorumApplication.main(args);
  }
}
