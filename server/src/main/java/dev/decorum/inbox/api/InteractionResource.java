package dev.decorum.inbox.api;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Attachment;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.Kind;
import dev.decorum.staff.Staff;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An interaction as the API answers it. Fields are kept stable.
///
/// @param author who of us wrote it
/// @param newText the text without quoted text and signature
/// @param event what happened, for kind `event`
record InteractionResource(
    UUID id,
    Kind kind,
    @Nullable Channel channel,
    Direction direction,
    @Nullable Named author,
    @Nullable Address from,
    List<Address> to,
    List<Address> cc,
    Instant at,
    @Nullable String subject,
    String text,
    String newText,
    Happening.@Nullable What event,
    List<File> attachments,
    @Nullable Delivery delivery,
    @Nullable String deliveryReason) {

  static InteractionResource of(InteractionView view, Staff staff) {
    var newText = view.newText();
    return new InteractionResource(
        view.id().id(),
        view.kind(),
        view.channel(),
        view.direction(),
        view.authorMember() == null
            ? null
            : staff.member(view.authorMember()).map(m -> new Named(m.no(), m.name())).orElse(null),
        view.from(),
        view.recipients().to(),
        view.recipients().cc(),
        view.at(),
        view.subject(),
        view.text(),
        newText == null ? view.text().strip() : newText,
        view.happening() == null ? null : view.happening().what(),
        view.attachments().stream().map(File::of).toList(),
        // Held for a moment is on its way as well.
        view.delivery() == Delivery.HELD ? Delivery.QUEUED : view.delivery(),
        view.deliveryReason());
  }

  record File(String name, String type, long size, String url) {

    static File of(Attachment attachment) {
      return new File(
          attachment.name(),
          attachment.type(),
          attachment.size(),
          "/api/v1/attachments/" + attachment.file().id());
    }
  }
}
