package dev.decorum.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows on their way into one table by COPY.
final class CopyBuffer {

  private final String into;
  private final StringBuilder rows = new StringBuilder();

  CopyBuffer(String into) {
    this.into = into;
  }

  /// Values without tabs, line breaks and backslashes of their own.
  void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        rows.append('\t');
      }
      write(values[i]);
    }
    rows.append('\n');
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> rows.append("\\N");
      case byte[] bytes -> rows.append("\\\\x").append(HexFormat.of().formatHex(bytes));
      case long[] numbers -> {
        rows.append('{');
        for (int i = 0; i < numbers.length; i++) {
          rows.append(i == 0 ? "" : ",").append(numbers[i]);
        }
        rows.append('}');
      }
      case String text -> rows.append(text);
      case Integer number -> rows.append(number);
      case UUID id -> rows.append(id);
      case Instant time -> rows.append(time);
      default -> throw new IllegalArgumentException("Cannot copy a " + value.getClass());
    }
  }

  void copyTo(Connection connection) {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + into + " from stdin", new StringReader(rows.toString()));
    } catch (SQLException failed) {
      throw new IllegalStateException("COPY into " + into + " failed", failed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
