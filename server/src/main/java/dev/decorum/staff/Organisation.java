package dev.decorum.staff;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.DecorumProperties;
import dev.decorum.web.OrganisationSource;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The organisation that runs this installation: what it is called and where its clocks stand.
@Service
public class Organisation implements OrganisationSource {

  private static final String UNNAMED = "Decorum";
  private static final int LONGEST_NAME = 100;

  /// The audit log names every object by an id; there is one organisation.
  private static final UUID ITSELF = new UUID(0, 0);

  private final Directory directory;
  private final JdbcClient jdbc;
  private final Audit audit;
  private final Clock clock;
  private final DecorumProperties properties;

  Organisation(
      Directory directory,
      JdbcClient jdbc,
      Audit audit,
      Clock clock,
      DecorumProperties properties) {
    this.directory = directory;
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.properties = properties;
  }

  @Override
  public String name() {
    var name = directory.now().organisation();
    return name == null ? UNNAMED : name;
  }

  @Override
  public ZoneId zone() {
    var zone = directory.now().zone();
    return zone == null ? properties.zone() : zone;
  }

  /// False until somebody has said what the organisation is called.
  public boolean named() {
    return directory.now().organisation() != null;
  }

  /// @throws Refused when the name is missing or too long, or there is no such zone
  @Transactional
  public void change(Actor by, String name, String zone) {
    var stripped = name.strip();
    var objections = new ArrayList<Objection>();
    if (stripped.isEmpty()) {
      objections.add(Objection.NAME_MISSING);
    } else if (stripped.length() > LONGEST_NAME) {
      objections.add(Objection.NAME_TOO_LONG);
    }
    if (!isZone(zone)) {
      objections.add(Objection.ZONE_WRONG);
    }
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
    directory.beginChange();
    jdbc.sql(
            """
            insert into staff.organisation (name, zone, set_up_at)
            values (:name, :zone, :now)
                on conflict (singleton) do update
               set name = excluded.name,
                   zone = excluded.zone
            """)
        .param("name", stripped)
        .param("zone", zone)
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
    audit.changed(by, "organisation.changed", "organisation", ITSELF, Map.of("zone", zone));
  }

  static boolean isZone(String zone) {
    try {
      return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
