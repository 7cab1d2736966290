package dev.decorum.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times as PostgreSQL keeps them: in microseconds, bound and read as `timestamptz`.
public final class Times {

  private Times() {}

  /// Now, as it comes back when it has been stored.
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public static @Nullable OffsetDateTime bound(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /// As text, for arrays: the driver binds none of times with zones.
  public static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /// As the text of an array: the driver binds no arrays of times with zones.
  public static String bound(List<Instant> times) {
    var text = new ArrayList<String>();
    times.forEach(time -> text.add("\"" + time.truncatedTo(ChronoUnit.MICROS) + "\""));
    return "{" + String.join(",", text) + "}";
  }

  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static List<Instant> read(Array array) throws SQLException {
    var times = new ArrayList<Instant>();
    for (var one : (Object[]) array.getArray()) {
      times.add(((java.sql.Timestamp) one).toInstant());
    }
    return times;
  }

  /// The microseconds of a length, as columns of lengths hold them.
  public static long micros(Duration length) {
    return length.toNanos() / 1_000;
  }

  public static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
