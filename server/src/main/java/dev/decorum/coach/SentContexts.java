package dev.decorum.coach;

import dev.decorum.clients.Addressee;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.inbox.SentMessages.SentMessage;
import dev.decorum.inbox.SentMessages.Words;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Where, by whom and to whom messages were sent, for reading them again.
@Component
public class SentContexts {

  private final Clients clients;
  private final Staff staff;
  private final Organisation organisation;

  SentContexts(Clients clients, Staff staff, Organisation organisation) {
    this.clients = clients;
    this.staff = staff;
    this.organisation = organisation;
  }

  /// Of many messages, read at once.
  public static final class Around {

    private final Map<MemberId, String> members;
    private final Map<ClientId, Addressee> clients;
    private final ZoneId zone;

    private Around(Map<MemberId, String> members, Map<ClientId, Addressee> clients, ZoneId zone) {
      this.members = members;
      this.clients = clients;
      this.zone = zone;
    }

    public Context of(SentMessage message, Words words) {
      var client = clients.get(message.client());
      var language = client == null ? null : client.language();
      return Context.sentAt(message.at().atZone(zone))
          .answering(words.answers())
          .between(members.get(message.author()), client == null ? null : client.name())
          .by(channel(message))
          .onFirstContact(message.first())
          .in(language == null ? Locale.UK : language);
    }
  }

  public Around around(Collection<SentMessage> messages) {
    return new Around(
        staff.members().stream().collect(Collectors.toMap(Member::id, Member::name)),
        clients.addresseesBySystem(messages.stream().map(SentMessage::client).distinct().toList()),
        organisation.zone());
  }

  static Channel channel(SentMessage message) {
    return switch (message.channel()) {
      case CHAT -> Channel.CHAT;
      case PHONE, VIDEO, VISIT -> Channel.PHONE;
      case SOCIAL -> Channel.SOCIAL;
      case EMAIL, WEB -> Channel.EMAIL;
    };
  }
}
