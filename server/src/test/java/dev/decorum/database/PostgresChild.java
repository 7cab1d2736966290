package dev.decorum.database;

import java.io.OutputStream;
import java.nio.file.Path;

/// A process of its own that starts PostgreSQL, says where it is, and stays until it is killed or
/// its input ends.
final class PostgresChild {

  private PostgresChild() {}

  public static void main(String[] arguments) throws Exception {
    try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
      var address = postgres.address();
      System.out.printf(
          "READY %s %s %s%n", address.url(), address.owner().user(), address.owner().password());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
