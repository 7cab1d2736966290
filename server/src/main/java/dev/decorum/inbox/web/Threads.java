package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Attachment;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.Happening;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionView;
import dev.decorum.inbox.MessageRemarks;
import dev.decorum.inbox.MessageRemarks.Remarks;
import dev.decorum.inbox.RecipientDelivery;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.UnderWay;
import dev.decorum.inbox.web.ConversationPage.Thread;
import dev.decorum.inbox.web.Entry.FileLink;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads what was said in a conversation, for pages.
@Component
class Threads {

  static final int ENTRIES = 30;

  /// As many as are printed at once.
  static final int SHEET = 200;

  private static final String NOBODY = "–";

  /// Events whose detail is what the client was told.
  private static final Set<Happening.What> SAID =
      Set.of(Happening.What.ACKNOWLEDGED, Happening.What.TOLD_AWAY);

  private final Inbox inbox;
  private final UnderWay underWay;
  private final Staff staff;
  private final ObjectProvider<MessageRemarks> remarks;
  private final Clock clock;

  Threads(
      Inbox inbox,
      UnderWay underWay,
      Staff staff,
      ObjectProvider<MessageRemarks> remarks,
      Clock clock) {
    this.inbox = inbox;
    this.underWay = underWay;
    this.staff = staff;
    this.remarks = remarks;
    this.clock = clock;
  }

  /// The newest entries before a place, the newest at the end.
  ///
  /// @param beside where what is done in it comes back to
  Thread thread(
      Viewer viewer, long no, ClientSummary client, @Nullable String before, Beside beside) {
    return thread(viewer, no, client, before, beside, ENTRIES, Room.ofPage());
  }

  /// The same on paper, with all that was said.
  Thread sheet(Viewer viewer, long no, ClientSummary client, @Nullable String before) {
    return thread(viewer, no, client, before, Beside.NOTHING, SHEET, Room.unlimited());
  }

  /// One entry with all that is in it.
  Thread whole(Viewer viewer, long no, ClientSummary client, InteractionId id, Beside beside) {
    InteractionView one = inbox.interaction(viewer, id);
    return new Thread(
        no, entries(viewer, no, client, List.of(one), beside, Room.unlimited()), null);
  }

  private Thread thread(
      Viewer viewer,
      long no,
      ClientSummary client,
      @Nullable String before,
      Beside beside,
      int most,
      Room room) {
    Slice<InteractionView> slice =
        inbox.latest(viewer, no, before == null ? null : new Cursor(before), most);
    Cursor next = slice.next();
    String earlier =
        next == null
            ? null
            : beside.in(
                "/c/"
                    + no
                    + "/earlier?before="
                    + URLEncoder.encode(next.text(), StandardCharsets.UTF_8));
    return new Thread(no, entries(viewer, no, client, slice.items(), beside, room), earlier);
  }

  private List<Entry> entries(
      Viewer viewer,
      long no,
      ClientSummary client,
      List<InteractionView> shown,
      Beside beside,
      Room room) {
    var said = new HashMap<InteractionId, Remarks>();
    remarks.orderedStream().map(module -> module.of(viewer, no, shown)).forEach(said::putAll);
    var place = new Place(viewer, no, client, beside, deliveries(shown), said, room);
    // The newest is what is read first.
    return shown.reversed().stream().map(one -> entry(place, one)).toList().reversed();
  }

  /// Where and for whom a thread is shown.
  private record Place(
      Viewer viewer,
      long no,
      ClientSummary client,
      Beside beside,
      Map<InteractionId, List<RecipientDelivery>> deliveries,
      Map<InteractionId, Remarks> remarks,
      Room room) {

    /// What is shown of a text and of files, and where the rest is.
    Part part(InteractionView one, String said) {
      String text = room.text(said);
      List<FileLink> all = Threads.files(one);
      List<FileLink> files = room.files(all);
      boolean cut = text.length() < said.length() || files.size() < all.size();
      return new Part(text, files, cut ? more(one) : null);
    }

    String more(InteractionView one) {
      return beside.in("/messages/" + one.id().id());
    }
  }

  private record Part(String text, List<FileLink> files, @Nullable String more) {}

  /// Asked for only where one may have got what another did not.
  private Map<InteractionId, List<RecipientDelivery>> deliveries(List<InteractionView> shown) {
    List<InteractionId> unlike =
        shown.stream()
            .filter(one -> one.delivery() == Delivery.QUEUED || one.delivery() == Delivery.FAILED)
            .filter(one -> one.recipients().all().count() > 1)
            .map(InteractionView::id)
            .toList();
    return unlike.isEmpty() ? Map.of() : underWay.deliveries(unlike);
  }

  private Entry entry(Place place, InteractionView one) {
    ClientSummary client = place.client();
    UUID id = one.id().id();
    return switch (one.kind()) {
      case MESSAGE, POST -> message(place, one);
      case NOTE -> {
        Part part = place.part(one, one.text());
        yield new Entry.Note(
            id,
            one.at(),
            author(one, client),
            face(one, client),
            place.room().links(Links.in(part.text())),
            part.more(),
            part.files());
      }
      case CALL, MEETING, VISIT -> {
        Part part = place.part(one, one.text());
        yield new Entry.Contact(
            id,
            one.at(),
            one.kind(),
            one.channel() == null ? Channel.PHONE : one.channel(),
            author(one, client),
            face(one, client),
            place.room().links(Links.in(part.text())),
            part.more(),
            part.files());
      }
      case EVENT -> event(place, one);
    };
  }

  private Entry message(Place place, InteractionView one) {
    ClientSummary client = place.client();
    Viewer viewer = place.viewer();
    boolean waits =
        one.delivery() == Delivery.HELD
            && (one.deliveryReason() != null || one.at().isAfter(clock.instant().plus(Inbox.UNDO)));
    boolean stuck =
        one.delivery() == Delivery.FAILED
            || one.delivery() == Delivery.QUEUED && one.deliveryReason() != null;
    String fresh = one.newText() == null || one.newText().isBlank() ? one.text() : one.newText();
    boolean folded = !fresh.strip().equals(one.text().strip());
    boolean takesBack =
        one.undoUntil() != null
            && clock.instant().isBefore(one.undoUntil())
            && viewer.id().equals(one.authorMember());
    Remarks said = place.remarks().getOrDefault(one.id(), Remarks.NONE);
    Part part = place.part(one, fresh);
    boolean inline = folded && part.more() == null && place.room().holds(one.text());
    return new Entry.Message(
        one.id().id(),
        one.at(),
        author(one, client),
        face(one, client),
        one.direction() == Direction.OUT,
        one.forwarded(),
        one.channel(),
        one.recipients().to().stream().map(Address::label).collect(Collectors.joining(", ")),
        Questions.in(
            place.room().links(Links.in(part.text())),
            said.questions().stream()
                .filter(question -> question.end() <= part.text().length())
                .toList(),
            one.id()),
        inline ? one.text() : null,
        part.more() != null ? part.more() : folded && !inline ? place.more(one) : null,
        one.html() ? "/messages/" + one.id().id() + "/body" : null,
        part.files(),
        one.verdict(),
        sender(one),
        one.delivery(),
        one.deliveryReason(),
        place.deliveries().getOrDefault(one.id(), List.of()),
        one.forwardable() && viewer.may(Permission.WRITE_CLIENTS)
            ? place.beside().in("/messages/" + one.id().id() + "/forward")
            : null,
        waits && one.deliveryReason() == null ? one.at() : null,
        takesBack ? place.beside().in("/outbox/" + one.id().id() + "/undo?c=" + place.no()) : null,
        waits && viewer.may(Permission.WRITE_CLIENTS)
            ? place.beside().in("/messages/" + one.id().id() + "/now?c=" + place.no())
            : null,
        stuck && viewer.may(Permission.WRITE_CLIENTS)
            ? place.beside().in("/messages/" + one.id().id() + "/again")
            : null,
        said.tones().stream()
            .map(tone -> new Entry.Tone(tone.key(), fresh.substring(tone.start(), tone.end())))
            .toList(),
        said.advice(),
        said.raise() && viewer.may(Permission.WRITE_CLIENTS)
            ? place.beside().in("/c/" + place.no() + "/priority?priority=urgent")
            : null);
  }

  private static Entry.@Nullable Sender sender(InteractionView one) {
    var check = one.senderCheck();
    if (check == null) {
      return null;
    }
    var proof = one.senderProof();
    return new Entry.Sender(check, "inbox.sender." + (proof == null ? check.word() : proof.word()));
  }

  private String author(InteractionView one, ClientSummary client) {
    if (one.authorMember() != null) {
      return name(one.authorMember());
    }
    if (one.authorClient() != null && one.authorClient().equals(client.id())) {
      return client.name();
    }
    return one.from() == null ? client.name() : one.from().label();
  }

  private static UUID face(InteractionView one, ClientSummary client) {
    if (one.authorMember() != null) {
      return one.authorMember().id();
    }
    return one.authorClient() == null ? client.id().id() : one.authorClient().id();
  }

  private static List<FileLink> files(InteractionView one) {
    return one.attachments().stream().filter(file -> !file.inline()).map(Threads::file).toList();
  }

  private static FileLink file(Attachment file) {
    return new FileLink(file.name(), file.size(), "/files/" + file.file().id());
  }

  private Entry.Event event(Place place, InteractionView one) {
    Happening what = one.happening();
    String by = one.authorMember() == null ? "" : name(one.authorMember());
    String key =
        what == null
            ? "changed"
            : what.what() == Happening.What.PRIORITISED
                ? "prioritised." + what.detail()
                : what.what().word();
    String object =
        what == null
            ? ""
            : switch (what.what()) {
              case ASSIGNED -> what.member() == null ? "" : name(what.member());
              case MOVED ->
                  what.team() == null ? "" : staff.team(what.team()).map(Team::name).orElse("");
              case TAGGED -> String.join(", ", what.tags());
              case ROUTED, COMPLAINED -> Objects.requireNonNullElse(what.detail(), "");
              case MERGED, PARTED, SPLIT_OFF, SPLIT_FROM -> "#" + what.detail();
              default -> "";
            };
    // Each sentence exists twice: with the person who did it, and for what happened by itself.
    String form =
        "inbox.event." + key + (by.isEmpty() ? ".self" : "") + (object.isEmpty() ? ".none" : "");
    String said =
        what != null
                && SAID.contains(what.what())
                && what.detail() != null
                && !what.detail().isEmpty()
            ? what.detail()
            : null;
    // Whoever merged by mistake parts again where they see it.
    String part =
        what != null
                && what.what() == Happening.What.MERGED
                && place.viewer().may(Permission.WRITE_CLIENTS)
            ? place.beside().in("/c/" + place.no() + "/part?other=" + what.detail())
            : null;
    return new Entry.Event(one.id().id(), one.at(), form, List.of(by, object), said, part);
  }

  private String name(MemberId id) {
    return staff.member(id).map(Member::name).orElse(NOBODY);
  }
}
