package dev.decorum.database;

/// The database that this process works with, until it is closed.
///
/// @param joined true when a running server has already brought its tables up to date
public record Database(DatabaseAddress address, boolean joined, Runnable end)
    implements AutoCloseable {

  /// The database of somebody else, which goes on running.
  public static Database external(DatabaseAddress address) {
    return new Database(address, false, () -> {});
  }

  /// Ours.
  public static Database embedded(EmbeddedPostgres postgres) {
    return new Database(postgres.address(), postgres.joined(), postgres::close);
  }

  @Override
  public void close() {
    end.run();
  }
}
