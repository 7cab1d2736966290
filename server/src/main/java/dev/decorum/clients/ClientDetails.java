package dev.decorum.clients;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is noted about a client and may be changed by hand.
///
/// @param about one line: function and organisation
/// @param emails the first is where we write to
/// @param phones the first is where we call
public record ClientDetails(
    ClientKind kind,
    String name,
    @Nullable String about,
    List<EmailAddress> emails,
    List<PhoneNumber> phones,
    @Nullable ZoneId zone,
    @Nullable Locale language) {

  public ClientDetails {
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
  }

  /// A person of whom nothing but this is known.
  public static ClientDetails person(String name) {
    return new ClientDetails(ClientKind.PERSON, name, null, List.of(), List.of(), null, null);
  }

  /// An organisation of which nothing but this is known.
  public static ClientDetails organisation(String name) {
    return new ClientDetails(ClientKind.ORGANISATION, name, null, List.of(), List.of(), null, null);
  }

  public ClientDetails withName(String to) {
    return new ClientDetails(kind, to, about, emails, phones, zone, language);
  }

  public ClientDetails withAbout(@Nullable String to) {
    return new ClientDetails(kind, name, to, emails, phones, zone, language);
  }

  public ClientDetails withEmails(EmailAddress... to) {
    return new ClientDetails(kind, name, about, List.of(to), phones, zone, language);
  }

  public ClientDetails withPhones(PhoneNumber... to) {
    return new ClientDetails(kind, name, about, emails, List.of(to), zone, language);
  }

  public ClientDetails in(@Nullable ZoneId to, @Nullable Locale speaking) {
    return new ClientDetails(kind, name, about, emails, phones, to, speaking);
  }
}
