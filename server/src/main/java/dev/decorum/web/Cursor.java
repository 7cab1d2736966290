package dev.decorum.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Where a list goes on: the sort values of the last row shown, in their order, as one opaque word.
///
/// It names a place, not a permission: whoever makes one up sees no more than their own list from
/// another place on.
public final class Cursor {

  private static final int LONGEST = 400;

  private final List<Object> values;

  private Cursor(List<Object> values) {
    this.values = List.copyOf(values);
  }

  /// @param values `Long`, `Instant`, `UUID` or `String`
  public static Cursor of(Object... values) {
    return new Cursor(List.of(values));
  }

  /// @throws BadRequest when the text is not a cursor
  public static Cursor parse(String text) {
    if (text.length() > LONGEST) {
      throw invalid();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      var input = new DataInputStream(new ByteArrayInputStream(bytes));
      var values = new ArrayList<Object>();
      while (input.available() > 0) {
        values.add(read(input));
      }
      return new Cursor(values);
    } catch (IllegalArgumentException | IOException | DateTimeException notOurs) {
      throw invalid();
    }
  }

  private static Object read(DataInputStream input) throws IOException {
    return switch (input.readByte()) {
      case 'l' -> input.readLong();
      case 'i' -> Instant.ofEpochSecond(input.readLong(), input.readInt());
      case 'u' -> new UUID(input.readLong(), input.readLong());
      case 's' -> input.readUTF();
      default -> throw invalid();
    };
  }

  public long number(int place) {
    return value(place, Long.class);
  }

  public Instant instant(int place) {
    return value(place, Instant.class);
  }

  public UUID uuid(int place) {
    return value(place, UUID.class);
  }

  public String text(int place) {
    return value(place, String.class);
  }

  private <T> T value(int place, Class<T> type) {
    if (place >= values.size() || !type.isInstance(values.get(place))) {
      throw invalid();
    }
    return type.cast(values.get(place));
  }

  private static BadRequest invalid() {
    return new BadRequest("cursor.invalid");
  }

  /// The word that goes into an address.
  @Override
  public String toString() {
    var bytes = new ByteArrayOutputStream();
    var output = new DataOutputStream(bytes);
    try {
      for (Object value : values) {
        write(output, value);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static void write(DataOutputStream output, Object value) throws IOException {
    switch (value) {
      case Long number -> {
        output.writeByte('l');
        output.writeLong(number);
      }
      case Instant instant -> {
        output.writeByte('i');
        output.writeLong(instant.getEpochSecond());
        output.writeInt(instant.getNano());
      }
      case UUID uuid -> {
        output.writeByte('u');
        output.writeLong(uuid.getMostSignificantBits());
        output.writeLong(uuid.getLeastSignificantBits());
      }
      case String text -> {
        output.writeByte('s');
        output.writeUTF(text);
      }
      default ->
          throw new IllegalArgumentException(
              "A cursor cannot hold a " + value.getClass().getName());
    }
  }
}
