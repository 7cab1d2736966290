package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.hours.Absences;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.ComposerPanel;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationLinks;
import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Draft;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.Composer.DraftFile;
import dev.decorum.inbox.web.ConversationPage.Brief;
import dev.decorum.inbox.web.ConversationPage.Choice;
import dev.decorum.inbox.web.ConversationPage.Choices;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import gg.jte.Content;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts a conversation's page together.
@Component
class ConversationPages {

  private static final int OTHERS = 5;

  private final Inbox inbox;
  private final ConversationLinks links;
  private final Drafts drafts;
  private final Clients clients;
  private final Staff staff;
  private final Absences absences;
  private final Threads threads;
  private final PeopleReader people;
  private final LooksReader looks;
  private final ObjectProvider<ComposerPanel> panels;
  private final List<ConversationPanel> beside;
  private final TransactionTemplate reading;
  private final Clock clock;

  ConversationPages(
      Inbox inbox,
      ConversationLinks links,
      Drafts drafts,
      Clients clients,
      Staff staff,
      Absences absences,
      Threads threads,
      PeopleReader people,
      LooksReader looks,
      ObjectProvider<ComposerPanel> panels,
      ObjectProvider<ConversationPanel> beside,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.inbox = inbox;
    this.links = links;
    this.drafts = drafts;
    this.clients = clients;
    this.staff = staff;
    this.absences = absences;
    this.threads = threads;
    this.people = people;
    this.looks = looks;
    this.panels = panels;
    this.beside =
        beside.stream().sorted(Comparator.comparingInt(ConversationPanel::order)).toList();
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.clock = clock;
  }

  /// What a member wants to write, and what was wrong with it the last time.
  ///
  /// @param text null: what the draft says
  /// @param read whether to say what there is to say about it
  record Writing(
      DraftKind kind,
      boolean toAll,
      @Nullable String text,
      @Nullable Recipients recipients,
      FormErrors errors,
      boolean read) {

    Writing(
        DraftKind kind,
        boolean toAll,
        @Nullable String text,
        @Nullable Recipients recipients,
        FormErrors errors) {
      this(kind, toAll, text, recipients, errors, false);
    }

    static Writing reply() {
      return new Writing(DraftKind.REPLY, false, null, null, FormErrors.none());
    }
  }

  ConversationPage page(Viewer viewer, long no, @Nullable QueuePage queue, Writing writing) {
    // A dozen doors are asked; each would end a transaction of its own with one more round trip.
    Gathered gathered =
        Objects.requireNonNull(reading.execute(_ -> gathered(viewer, no, queue, writing)));
    ConversationPage page = gathered.page();
    Composer composer = page.composer();
    return composer == null || composer.note()
        ? page
        : page.with(panels(viewer, composer.draft(), gathered.draft(), null, writing.read()));
  }

  private record Gathered(ConversationPage page, @Nullable Draft draft) {}

  private Gathered gathered(Viewer viewer, long no, @Nullable QueuePage queue, Writing writing) {
    ConversationView conversation = inbox.get(viewer, no);
    ConversationRow row = conversation.row();
    boolean writes = viewer.may(Permission.WRITE_CLIENTS) && row.deletedAt() == null;
    Draft draft = writes ? drafts.find(viewer, no, writing.kind()).orElse(null) : null;
    Draft reply = writing.kind() == DraftKind.REPLY ? draft : null;
    Brief brief = brief(viewer, conversation);
    Client client = brief.details();
    ZoneId theirs = client == null ? null : client.details().zone();
    return new Gathered(
        new ConversationPage(
            queue,
            conversation,
            conversation.mayBeLinked() ? links.of(viewer, row.id()) : List.of(),
            threads.thread(viewer, no, row.client(), null, Beside.of(queue)),
            writes ? looks.page(viewer, row, reply, Beside.of(queue).in("")) : null,
            writes ? composer(viewer, conversation, queue, writing, draft, theirs) : null,
            List.of(),
            writing.read(),
            Ahead.NOT,
            brief,
            choices(viewer, row)),
        draft);
  }

  /// What modules above have to say about a message.
  List<Function<Ui, Content>> panels(
      Viewer viewer, String address, @Nullable Draft draft, @Nullable Long client, boolean read) {
    return panels
        .orderedStream()
        .flatMap(panel -> panel.of(viewer, address, draft, client, read).stream())
        .toList();
  }

  private Composer composer(
      Viewer viewer,
      ConversationView conversation,
      @Nullable QueuePage queue,
      Writing writing,
      @Nullable Draft draft,
      @Nullable ZoneId theirs) {
    long no = conversation.no();
    Beside beside = Beside.of(queue);
    Recipients recipients = recipients(conversation, writing, draft);
    String text =
        writing.text() != null ? writing.text() : draft == null ? "" : draft.content().text();
    return new Composer(
        writing.kind(),
        no,
        beside.in("/c/" + no + (writing.kind() == DraftKind.NOTE ? "/note" : "/reply")),
        beside.page(no),
        "/drafts/" + writing.kind().word() + "-" + no,
        draft == null ? 0 : draft.revision(),
        text,
        "",
        AddressList.format(recipients.to()),
        AddressList.format(recipients.cc()),
        AddressList.format(recipients.bcc()),
        !conversation.answerAll().equals(conversation.answerTo()),
        whom(recipients, conversation),
        addresses(recipients),
        people(viewer, conversation, writing, recipients),
        colleagues(viewer, conversation.row(), writing),
        draft == null ? List.of() : files(draft),
        writing.kind() == DraftKind.NOTE ? List.of() : Later.choices(viewer, theirs, clock),
        writing.errors());
  }

  private People people(
      Viewer viewer, ConversationView conversation, Writing writing, Recipients recipients) {
    if (writing.kind() == DraftKind.NOTE) {
      return People.NOBODY;
    }
    boolean usual =
        recipients.equals(conversation.answerTo()) || recipients.equals(conversation.answerAll());
    return usual
        ? PeopleReader.known(recipients)
        : people.read(viewer, conversation.row().client().id(), recipients);
  }

  private static Recipients recipients(
      ConversationView conversation, Writing writing, @Nullable Draft draft) {
    if (writing.recipients() != null) {
      return writing.recipients();
    }
    if (writing.toAll()) {
      return conversation.answerAll();
    }
    Recipients drafted = draft == null ? null : draft.content().recipients();
    return drafted == null ? conversation.answerTo() : drafted;
  }

  private static String whom(Recipients recipients, ConversationView conversation) {
    if (recipients.to().isEmpty()) {
      return conversation.row().client().name();
    }
    return recipients.to().stream().map(Address::label).collect(Collectors.joining(", "));
  }

  private static String addresses(Recipients recipients) {
    return recipients.to().stream()
        .filter(address -> !address.label().equals(address.address()))
        .map(Address::address)
        .collect(Collectors.joining(", "));
  }

  static List<DraftFile> files(Draft draft) {
    return draft.files().stream()
        .map(
            file ->
                new DraftFile(
                    file.name(),
                    file.size(),
                    "/drafts/" + draft.id().id() + "/files/" + file.file().id() + "/remove"))
        .toList();
  }

  private Brief brief(Viewer viewer, ConversationView conversation) {
    ConversationRow row = conversation.row();
    ClientSummary client = row.client();
    List<ConversationRow> others =
        inbox
            .list(
                viewer,
                ConversationFilter.of(View.ALL).client(client.id()),
                Sort.NEWEST,
                null,
                OTHERS + 1)
            .items()
            .stream()
            .filter(other -> other.no() != row.no())
            .limit(OTHERS)
            .toList();
    // A conversation may outlive the record that it is about; it is shown all the same.
    Client details = clients.find(viewer, client.id()).orElse(null);
    List<ConversationPanel> shown =
        details == null
            ? List.of()
            : beside.stream().filter(panel -> panel.openTo(viewer, conversation)).toList();
    return new Brief(client, details, others, shown);
  }

  private Choices choices(Viewer viewer, ConversationRow row) {
    return new Choices(
        staff.colleagues(viewer.id(), row.team(), one -> one.id().equals(row.assignee())).stream()
            .map(
                member ->
                    new Choice(
                        String.valueOf(member.no()),
                        member.name(),
                        member.id().equals(row.assignee()),
                        absences.back(member.id()).orElse(null)))
            .toList(),
        staff.teams().stream()
            .map(
                team ->
                    new Choice(
                        String.valueOf(team.no()), team.name(), team.id().equals(row.team())))
            .toList(),
        Later.choices(viewer, clock));
  }

  /// Who can be asked to read a reply first: where it needs approval, those who can give it.
  private List<Choice> colleagues(Viewer viewer, ConversationRow row, Writing writing) {
    if (writing.kind() == DraftKind.NOTE) return List.of();
    Optional<List<MemberId>> approvers = looks.approvers(viewer, row);
    return staff
        .colleagues(
            viewer.id(),
            row.team(),
            one -> approvers.isPresent() && approvers.get().contains(one.id()))
        .stream()
        .filter(member -> !member.id().equals(viewer.id()))
        .filter(member -> approvers.isEmpty() || approvers.get().contains(member.id()))
        .map(member -> choice(member, absences))
        .toList();
  }

  /// A member who could do something, and whether they are there.
  static Choice choice(Member member, Absences absences) {
    return new Choice(
        String.valueOf(member.no()), member.name(), false, absences.back(member.id()).orElse(null));
  }
}
