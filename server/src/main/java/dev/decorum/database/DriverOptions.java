package dev.decorum.database;

/// What we ask of the PostgreSQL driver, as parameters of a JDBC URL.
final class DriverOptions {

  /// A server's detail of an error quotes the row that caused it, so it stays out of exceptions.
  static final String TEXT =
      "ApplicationName=Decorum&reWriteBatchedInserts=true&tcpKeepAlive=true&connectTimeout=5&logServerErrorDetail=false";

  private DriverOptions() {}
}
