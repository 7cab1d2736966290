package dev.decorum.clients;

import java.util.Locale;

/// What an entry among a client's preferences is about.
public enum PreferenceKind {
  NAME_TO_USE(Group.MANNER),
  PRONUNCIATION(Group.MANNER),
  PRONOUNS(Group.MANNER),
  FORMALITY(Group.MANNER),
  LANGUAGE(Group.MANNER),
  CHANNEL(Group.REACH),
  HOURS(Group.REACH),
  ZONE(Group.REACH),
  COUNTRY(Group.REACH),
  /// What helps the client to read, hear, come in. Says something about health.
  ACCESSIBILITY(Group.CARE),
  /// What is good to know of the person.
  PERSON(Group.CARE),
  /// Customs to respect. May say something about origin or faith.
  CULTURE(Group.CARE);

  /// Entries that stand together on a page.
  public enum Group {
    MANNER,
    REACH,
    CARE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Group group;

  PreferenceKind(Group group) {
    this.group = group;
  }

  public Group group() {
    return group;
  }

  /// Whether there can be several of them.
  public boolean many() {
    return group == Group.CARE;
  }

  /// Whether the law protects it so that nothing is kept without the client's consent.
  public boolean needsConsent() {
    return this == ACCESSIBILITY || this == CULTURE;
  }

  /// The word in addresses and in what is kept.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is none of this word
  public static PreferenceKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
