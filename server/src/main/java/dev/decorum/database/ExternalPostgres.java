package dev.decorum.database;

import dev.decorum.database.DatabaseAddress.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// A PostgreSQL of the administrator's own.
public final class ExternalPostgres {

  static final int OLDEST = 18;

  private static final String PREFIX = "jdbc:postgresql://";

  private ExternalPostgres() {}

  /// The address of the database at `url`, once both roles could sign in there and have what they
  /// need.
  ///
  /// @throws DatabaseProblem with a sentence that says what to mend
  public static DatabaseAddress at(String url, Login owner, Login application) {
    var address = new DatabaseAddress(withOptions(url), owner, application);
    checkOwner(address);
    if (address.hasSeparateOwner()) {
      connect(address, application, "DECORUM_DATABASE_USER");
    }
    return address;
  }

  private static String withOptions(String url) {
    if (!url.startsWith(PREFIX) || Driver.parseURL(url, null) == null) {
      throw new DatabaseProblem(
          "The database URL is not understood: write it as jdbc:postgresql://HOST:5432/DATABASE.");
    }
    return url + (url.contains("?") ? "&" : "?") + DriverOptions.TEXT;
  }

  private static void checkOwner(DatabaseAddress address) {
    connect(
        address,
        address.owner(),
        address.hasSeparateOwner() ? "DECORUM_DATABASE_OWNER_USER" : "DECORUM_DATABASE_USER");
  }

  private static void connect(DatabaseAddress address, Login login, String variable) {
    try (var connection =
        DriverManager.getConnection(address.url(), login.user(), login.password())) {
      checkVersion(connection, address);
      if (login.equals(address.owner())) {
        checkRights(connection, login);
      }
    } catch (SQLException refused) {
      throw new DatabaseProblem(sentence(refused, address.url(), login, variable), refused);
    }
  }

  private static void checkVersion(Connection connection, DatabaseAddress address)
      throws SQLException {
    var version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST) {
      throw new DatabaseProblem(
          "The server at %s is PostgreSQL %s: Decorum needs version %d or newer."
              .formatted(
                  place(address.url()),
                  connection.getMetaData().getDatabaseProductVersion(),
                  OLDEST));
    }
  }

  private static void checkRights(Connection connection, Login owner) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select has_database_privilege(current_database(), 'create'), current_database()")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new DatabaseProblem(
            "The user %s may not create schemas: run  grant create on database %s to %s  as its owner, or name another user with DECORUM_DATABASE_OWNER_USER."
                .formatted(owner.user(), row.getString(2), owner.user()));
      }
    }
  }

  private static String sentence(SQLException refused, String url, Login login, String variable) {
    var state = String.valueOf(refused.getSQLState());
    return switch (state) {
      case "28P01", "28000" ->
          "PostgreSQL at %s refuses the user %s: check %s and its password or password file."
              .formatted(place(url), login.user(), variable);
      case "3D000" ->
          "There is no such database at %s: create it there, or mend --database-url."
              .formatted(place(url));
      case "42501" ->
          "The user %s may not connect to the database at %s: grant it the right to connect."
              .formatted(login.user(), place(url));
      case "53300" ->
          "PostgreSQL at %s has no connection left: raise its max_connections (Decorum uses up to 12 a node)."
              .formatted(place(url));
      case "57P03" ->
          "PostgreSQL at %s is starting or stopping: try again in a moment.".formatted(place(url));
      default ->
          state.startsWith("08")
              ? "No PostgreSQL answers at %s: see that it runs, and that host and port in --database-url are right."
                  .formatted(place(url))
              : "PostgreSQL at %s cannot be used: %s".formatted(place(url), refused.getMessage());
    };
  }

  /// Host, port and database of a URL, without parameters.
  private static String place(String url) {
    var properties = Driver.parseURL(url, null);
    return properties == null
        ? "the given URL"
        : "%s:%s/%s"
            .formatted(
                PGProperty.PG_HOST.getOrDefault(properties),
                PGProperty.PG_PORT.getOrDefault(properties),
                PGProperty.PG_DBNAME.getOrDefault(properties));
  }
}
