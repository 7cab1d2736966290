package dev.decorum.clients;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a client wants to be addressed and reached, as far as it is known. What nobody has noted is
/// null.
///
/// @param nameToUse as a letter begins, without the greeting: `Dr. Okafor`
/// @param pronunciation how the name is said: `ah-MAH-ra`
/// @param hours when they are in, in their own time: `08:00-17:30`
public record Manner(
    @Nullable String nameToUse,
    @Nullable String pronunciation,
    @Nullable String pronouns,
    @Nullable Formality formality,
    @Nullable Channel channel,
    @Nullable String hours) {

  public static final Manner UNKNOWN = new Manner(null, null, null, null, null, null);

  /// What these entries say of it.
  public static Manner of(List<Preference> entries) {
    return new Manner(
        value(entries, PreferenceKind.NAME_TO_USE, text -> text),
        value(entries, PreferenceKind.PRONUNCIATION, text -> text),
        value(entries, PreferenceKind.PRONOUNS, text -> text),
        value(entries, PreferenceKind.FORMALITY, Formality::of),
        value(entries, PreferenceKind.CHANNEL, Channel::of),
        value(entries, PreferenceKind.HOURS, text -> text));
  }

  private static <T> @Nullable T value(
      List<Preference> entries, PreferenceKind kind, Function<String, T> read) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind)
        .findFirst()
        .map(entry -> read.apply(entry.value()))
        .orElse(null);
  }
}
