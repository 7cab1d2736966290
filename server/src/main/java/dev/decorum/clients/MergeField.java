package dev.decorum.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A detail of which a merged client keeps the one of this record or of that.
public enum MergeField {
  NAME,
  ABOUT,
  /// Which address we write to. The others stay as well.
  EMAIL,
  /// Which number we call. The others stay as well.
  PHONE,
  ZONE,
  LANGUAGE;

  /// The word in forms.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean ofPoints() {
    return this == EMAIL || this == PHONE;
  }

  /// Whether two records say the same of it.
  public boolean same(ClientDetails one, ClientDetails other) {
    return switch (this) {
      case NAME -> one.name().equals(other.name());
      case ABOUT -> Objects.equals(one.about(), other.about());
      case EMAIL -> first(one.emails()).equals(first(other.emails()));
      case PHONE -> first(one.phones()).equals(first(other.phones()));
      case ZONE -> Objects.equals(one.zone(), other.zone());
      case LANGUAGE -> Objects.equals(one.language(), other.language());
    };
  }

  /// `into`, with this detail of `from`.
  ClientDetails take(ClientDetails from, ClientDetails into) {
    return switch (this) {
      case NAME -> into.withName(from.name());
      case ABOUT -> into.withAbout(from.about());
      case EMAIL -> into.withEmails(led(from.emails(), into.emails()).toArray(EmailAddress[]::new));
      case PHONE -> into.withPhones(led(from.phones(), into.phones()).toArray(PhoneNumber[]::new));
      case ZONE -> into.in(from.zone(), into.language());
      case LANGUAGE -> into.in(into.zone(), from.language());
    };
  }

  private static <T> List<T> first(List<T> all) {
    return all.stream().limit(1).toList();
  }

  /// `all`, with the first of `leaders` in front.
  private static <T> List<T> led(List<T> leaders, List<T> all) {
    var ordered = new ArrayList<T>(all);
    for (T leader : first(leaders)) {
      if (ordered.remove(leader)) {
        ordered.addFirst(leader);
      }
    }
    return ordered;
  }
}
