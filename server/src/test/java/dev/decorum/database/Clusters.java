package dev.decorum.database;

import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Folders and sessions for tests of the server we bring along.
final class Clusters {

  private Clusters() {}

  /// A folder in which PostgreSQL was never started; its programs need no unpacking.
  static Path newFolder() throws IOException {
    var folder = TestDatabase.newFolder().resolve("postgres");
    Files.createDirectories(folder);
    Files.createSymbolicLink(
        folder.resolve("pgsql-" + PostgresBinaries.VERSION), TestDatabase.programs());
    return folder;
  }

  static String ask(DatabaseAddress address, Login login, String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(address.url(), login.user(), login.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(query)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  static String ask(DatabaseAddress address, String query) throws SQLException {
    return ask(address, address.owner(), query);
  }
}
