package dev.decorum.conduct;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known around a reply.
///
/// @param clientMessage the message that is answered; null when the reply starts the conversation
/// @param clientName the client's name as on record; null when not known
/// @param agentName the writer's name; null when not known
/// @param firstContact whether this client hears from the organisation for the first time
/// @param sentAt when the reply leaves, in the writer's zone: due times are counted from it
/// @param locale language, and country for the order of day and month
/// @param otherClients names of clients who must not be mentioned to this one
/// @param internalNotes texts of notes that must not leave the organisation
/// @param wishes how the client asked to be addressed
public record Context(
    @Nullable String clientMessage,
    @Nullable String clientName,
    @Nullable String agentName,
    Channel channel,
    boolean firstContact,
    ZonedDateTime sentAt,
    Locale locale,
    List<String> otherClients,
    List<String> internalNotes,
    Wishes wishes) {

  public Context {
    otherClients = List.copyOf(otherClients);
    internalNotes = List.copyOf(internalNotes);
  }

  /// A mail in English to nobody known that leaves at the given time.
  public static Context sentAt(ZonedDateTime sentAt) {
    return new Context(
        null,
        null,
        null,
        Channel.EMAIL,
        false,
        sentAt,
        Locale.ENGLISH,
        List.of(),
        List.of(),
        Wishes.NONE);
  }

  public Context answering(@Nullable String message) {
    return new Context(
        message,
        clientName,
        agentName,
        channel,
        firstContact,
        sentAt,
        locale,
        otherClients,
        internalNotes,
        wishes);
  }

  public Context between(@Nullable String agent, @Nullable String client) {
    return new Context(
        clientMessage,
        client,
        agent,
        channel,
        firstContact,
        sentAt,
        locale,
        otherClients,
        internalNotes,
        wishes);
  }

  public Context by(Channel other) {
    return new Context(
        clientMessage,
        clientName,
        agentName,
        other,
        firstContact,
        sentAt,
        locale,
        otherClients,
        internalNotes,
        wishes);
  }

  public Context onFirstContact(boolean first) {
    return new Context(
        clientMessage,
        clientName,
        agentName,
        channel,
        first,
        sentAt,
        locale,
        otherClients,
        internalNotes,
        wishes);
  }

  public Context in(Locale other) {
    return new Context(
        clientMessage,
        clientName,
        agentName,
        channel,
        firstContact,
        sentAt,
        other,
        otherClients,
        internalNotes,
        wishes);
  }

  public Context keeping(List<String> clients, List<String> notes) {
    return new Context(
        clientMessage,
        clientName,
        agentName,
        channel,
        firstContact,
        sentAt,
        locale,
        clients,
        notes,
        wishes);
  }

  public Context wishing(Wishes other) {
    return new Context(
        clientMessage,
        clientName,
        agentName,
        channel,
        firstContact,
        sentAt,
        locale,
        otherClients,
        internalNotes,
        other);
  }
}
