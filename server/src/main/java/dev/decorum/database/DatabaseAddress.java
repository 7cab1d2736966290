package dev.decorum.database;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the database is, and the two roles that use it.
///
/// @param url a JDBC URL without user and password
/// @param owner creates and changes tables
/// @param application works with what is in them
public record DatabaseAddress(String url, Login owner, Login application) {

  /// A role and its password.
  public record Login(String user, String password) {

    @Override
    public String toString() {
      return user;
    }
  }

  /// False when the application works as the owner of its tables.
  public boolean hasSeparateOwner() {
    return !owner.user().equals(application.user());
  }

  /// The settings by which Spring's pool and Flyway find this database.
  public Map<String, Object> asSpringProperties() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("spring.datasource.url", url);
    properties.put("spring.datasource.username", application.user());
    properties.put("spring.datasource.password", application.password());
    properties.put("spring.flyway.url", url);
    properties.put("spring.flyway.user", owner.user());
    properties.put("spring.flyway.password", owner.password());
    return properties;
  }
}
