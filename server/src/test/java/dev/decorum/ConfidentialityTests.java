package dev.decorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.LanguageModel;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.AutomaticAnswer;
import dev.decorum.channels.AutomaticAnswers;
import dev.decorum.channels.BlockedSenders;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.NewMailbox;
import dev.decorum.channels.OutgoingServer;
import dev.decorum.channels.Quarantine;
import dev.decorum.channels.RoutingRules;
import dev.decorum.channels.SmtpPort;
import dev.decorum.channels.TlsMode;
import dev.decorum.channels.routing.Rule;
import dev.decorum.channels.smtp.RawPeer;
import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.Clients;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.LookUps;
import dev.decorum.clients.NamedBy;
import dev.decorum.clients.PhoneNumber;
import dev.decorum.clients.Preference;
import dev.decorum.clients.PreferenceInput;
import dev.decorum.clients.PreferenceKind;
import dev.decorum.clients.Preferences;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.Passes;
import dev.decorum.coach.Reach;
import dev.decorum.coaching.Answers;
import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.CoachingSettings.Decided;
import dev.decorum.coaching.Judging;
import dev.decorum.coaching.Question;
import dev.decorum.coaching.Scorecards;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.engagements.Engagements;
import dev.decorum.engagements.FollowUps;
import dev.decorum.engagements.NewEngagement;
import dev.decorum.engagements.ReportSchedule;
import dev.decorum.inbox.Address;
import dev.decorum.inbox.Condition;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Direction;
import dev.decorum.inbox.DraftContent;
import dev.decorum.inbox.DraftKind;
import dev.decorum.inbox.Drafts;
import dev.decorum.inbox.Forwards;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Kind;
import dev.decorum.inbox.NewContact;
import dev.decorum.inbox.NewConversation;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.NewReply;
import dev.decorum.inbox.NewView;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.SavedViews;
import dev.decorum.inbox.SecondLooks;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.ViewRule;
import dev.decorum.practice.Practice;
import dev.decorum.promises.Due;
import dev.decorum.promises.Evidence;
import dev.decorum.promises.NewPromise;
import dev.decorum.promises.Promises;
import dev.decorum.protocols.Protocols;
import dev.decorum.push.Pushes;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Conditions;
import dev.decorum.sla.NewPolicy;
import dev.decorum.sla.Policies;
import dev.decorum.sla.Target;
import dev.decorum.staff.Member;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.templates.NewTemplate;
import dev.decorum.templates.TemplateLibrary;
import dev.decorum.templates.Voice;
import dev.decorum.testing.TestDatabase;
import dev.decorum.testing.Traces;
import dev.decorum.vault.RowIds;
import dev.decorum.web.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Design decision D3: no word of a client, and no name, address or password of anybody, is
/// readable in the database, in its files or in the log.
///
/// A module that keeps something new plants it here under [Planted] and in [#work].
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class ConfidentialityTests {

  /// What is entered. Words that occur nowhere else, each in a place of its own.
  private enum Planted {
    CLIENT_NAME("Quillfeather"),
    CLIENT_ADDRESS("wrenbottom"),
    CLIENT_DOMAIN("thistlemarsh"),
    CLIENT_PHONE("+4930901234567"),
    CLIENT_ABOUT("Puddleduckery"),
    RENAMED_CLIENT("Marrowgate"),
    PREFERENCE("Rohrsängernest"),
    PREFERENCE_SOURCE("Schwalbenwurz"),
    PREFERENCE_PURPOSE("Bienenfresserflug"),
    CC_NAME("Zwetschgenkrähe"),
    CC_ADDRESS("brambledown"),
    SUBJECT("Kellerasselplage"),
    TEXT("Honigwabenschacht"),
    HTML("Glimmerspatel"),
    QUOTED("Knurrhahnweg"),
    SIGNATURE("Blattschneider"),
    FILE_NAME("Wermutrechnung"),
    FILE_CONTENT("Distelfinkendaten"),
    BLOCKED_SENDER("nachtfalterei"),
    BLOCKED_DOMAIN("steinbrechtal"),
    BLOCKED_SUBJECT("Haselmausgarten"),
    UNREADABLE_SENDER("silberdistel"),
    UNREADABLE_MAIL("Schlammpeitzger"),
    MESSAGE_ID("ziegenmelker7781"),
    REPLY("Purpurschnecke"),
    REPLY_FILE_NAME("Ofenrohrplan"),
    REPLY_FILE("Siebenschläferhaus"),
    BCC("tollkirschen"),
    NOTE("Regenpfeiferei"),
    CALL("Nachtkerzenöl"),
    PROMISE("Wiedehopfnest"),
    EVIDENCE("Uferschwalbenwand"),
    FOLLOW_UP_REASON("Schwanzmeisennest"),
    ENGAGEMENT("Wendehalsbalz"),
    MILESTONE("Beutelmeisennest"),
    MOVED_BECAUSE("Rohrdommelruf"),
    DRAFT("Wiesenschaumkraut"),
    DRAFT_SUBJECT("Lerchenspornbeet"),
    FORWARD("Gelbbauchunke"),
    FORWARD_SUBJECT("Bergmolchtümpel"),
    OUTSIDER("feldgrille"),
    FOLLOW_UP("Perlmuttfalter"),
    FOLLOW_UP_SUBJECT("Zauneidechsenwall"),
    TEMPLATE_NAME("Wendehalsflöte"),
    VIEW_NAME("Zilpzalpruf"),
    POLICY_NAME("Gimpelsteig"),
    TEMPLATE("Grauschnäpperlied"),
    LOOK_WORDS("Neuntöterdorn"),
    LOOK_QUESTION("Wasseramselbach"),
    PASS_REASON("Eisvogelufer"),
    GUIDELINE("Rohrweihenschilf"),
    GUIDELINE_REMARK("Blaukehlchenried"),
    GUIDELINE_NOTE("Steinkauzhöhle"),
    SCORECARD("Rotmilanhorst"),
    SCORECARD_QUESTION("Goldammerhecke"),
    JUDGE_REMARK("Wasserläuferbach"),
    JUDGED_ANSWER("Braunkehlchenwiese"),
    APPEAL_DECISION("Kernbeißerzweig"),
    PRACTISED("Mönchsgrasmückenlied"),
    PROTOCOL_NAME("Steinschmätzerwarte"),
    PROTOCOL_STEP("Dorngrasmückenstrauch"),
    SEARCHED("Bärlappgewächs"),
    LOOK_UP_REASON("Trauermückenbefall"),
    LOOKED_UP_IN_VAIN("gottesanbeterin"),
    SET_UP_NAME("Sumpfmeisenruf"),
    SET_UP_ADDRESS("wacholderdrossel"),
    PUSH_ADDRESS("seidenschwanznest"),
    MODEL_ADDRESS("pirolgesang"),
    MODEL_NAME("Wiedehopfschopf"),
    MODEL_KEY("Bartmeisenschilf"),
    MEMBER_NAME("Haubentaucher"),
    MEMBER_ADDRESS("rohrdommel"),
    MEMBER_PASSWORD("Klappergrasmücke 12"),
    MEMBER_SIGNATURE("Mauerseglergruß"),
    ANSWER("Kornblumenfeldweg"),
    RULE_NAME("Hirschkäferrinde"),
    RULE_SENDER("sumpfohreule"),
    RULE_WORD("Moorbeerenkraut"),
    MAILBOX_ADDRESS("zaunkoenig"),
    MAILBOX_NAME("Feuersalamander"),
    SMTP_HOST("schwalbenschwanz"),
    SMTP_USER("bachstelze99"),
    SMTP_PASSWORD("Turmfalkenhorst!");

    private final String word;

    Planted(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static final List<String> WORDS =
      List.of(Planted.values()).stream().map(Planted::toString).toList();
  private static final String CONTROL = "Kontrollmarkierung";

  private final Path folder = TestDatabase.newFolder();

  @Test
  void keepsNoWordOfAClientReadable(CapturedOutput log) throws Exception {
    try (var server = EmbeddedPostgres.start(folder)) {
      try (var application =
          new SpringApplicationBuilder(DecorumApplication.class)
              .initializers(
                  context ->
                      context
                          .getEnvironment()
                          .getPropertySources()
                          .addFirst(new MapPropertySource("test", settings(server))))
              .run()) {
        work(application);
      }
      try (var superuser = superuser(server)) {
        plantControl(superuser);
        var traces = new Traces(List.of(CONTROL));
        var forbidden = new Traces(WORDS);
        settle(superuser);

        // The search finds what is there, in the dump and in the files.
        assertThat(dump(superuser, traces)).containsOnlyKeys("public.control");
        assertThat(traces.under(folder)).isNotEmpty();

        assertThat(dump(superuser, forbidden)).isEmpty();
        assertThat(forbidden.under(folder)).isEmpty();
        assertThat(forbidden.in(log.getAll().getBytes(UTF_8))).isEmpty();
      }
    }
    assertThat(new Traces(WORDS).under(folder)).isEmpty();
  }

  private Map<String, Object> settings(EmbeddedPostgres server) {
    var settings = new HashMap<String, Object>(server.address().asSpringProperties());
    settings.put("decorum.data", folder.toString());
    settings.put("decorum.port", 0);
    settings.put("decorum.smtp-port", 0);
    settings.put("server.port", 0);
    return settings;
  }

  /// A day's work, with every planted word in it, and the proof that all of it arrived.
  private static void work(ApplicationContext application) throws Exception {
    var staff = application.getBean(Staff.class);
    var setUp = staff.setUpLink().orElseThrow().getQuery().substring("key=".length());
    application.getBean(SignIn.class).introduce(setUp, "Ada " + Planted.SET_UP_NAME);
    application
        .getBean(SignIn.class)
        .introduceAddress(setUp, Planted.SET_UP_ADDRESS + "@brightwater.example");
    var member =
        staff
            .add(
                new NewMember(
                    "Jonas " + Planted.MEMBER_NAME,
                    Planted.MEMBER_ADDRESS + "@brightwater.example",
                    Role.ADMIN,
                    List.of(),
                    Planted.MEMBER_PASSWORD.toString()))
            .member();
    staff.changeSignature(member.id(), "Best, " + Planted.MEMBER_SIGNATURE);
    var viewer = viewer(member);
    application.getBean(Pushes.class).allow(Actor.system(), true);
    application
        .getBean(Pushes.class)
        .add(
            viewer,
            "https://push.example.net/" + Planted.PUSH_ADDRESS,
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg");
    application.getBean(Pushes.class).allow(Actor.system(), false);
    application
        .getBean(AssistantSettings.class)
        .decide(
            Actor.system(),
            LanguageModel.of(
                "https://" + Planted.MODEL_ADDRESS + ".invalid/v1",
                Planted.MODEL_NAME.toString(),
                Planted.MODEL_KEY.toString(),
                true),
            Set.of());
    var address = Planted.MAILBOX_ADDRESS + "@brightwater.example";
    var mailbox =
        application
            .getBean(Mailboxes.class)
            .add(
                Actor.system(),
                new NewMailbox(
                    address,
                    "Team " + Planted.MAILBOX_NAME,
                    null,
                    new OutgoingServer(
                        Planted.SMTP_HOST + ".invalid",
                        2525,
                        Planted.SMTP_USER.toString(),
                        Planted.SMTP_PASSWORD.toString(),
                        TlsMode.AUTO,
                        true)));
    var answer = "Dear {name}, thanks for the " + Planted.ANSWER;
    application
        .getBean(AutomaticAnswers.class)
        .change(
            Actor.system(),
            mailbox.id(),
            new AutomaticAnswer(true, answer, false, "", 0, "en", null));
    application
        .getBean(RoutingRules.class)
        .add(
            viewer,
            new Rule(
                "All of " + Planted.RULE_NAME,
                List.of(Planted.RULE_SENDER + ".example"),
                List.of(),
                List.of(Planted.RULE_WORD.toString()),
                List.of(),
                List.of(),
                null,
                List.of("planted"),
                null));
    var smtp = application.getBean(SmtpPort.class).port();
    deliver(smtp, clientAddress(), address, mail(address));
    deliver(
        smtp,
        Planted.UNREADABLE_SENDER + "@example.test",
        address,
        "\0\1 " + Planted.UNREADABLE_MAIL + "\r\n\r\n");

    var blocked = Planted.BLOCKED_SENDER + "@example.test";
    application.getBean(BlockedSenders.class).block(viewer, blocked);
    application.getBean(BlockedSenders.class).block(viewer, Planted.BLOCKED_DOMAIN + ".example");
    deliver(
        smtp,
        blocked,
        address,
        "From: %s\r\nSubject: %s\r\n\r\nhi\r\n".formatted(blocked, Planted.BLOCKED_SUBJECT));

    var inbox = application.getBean(Inbox.class);
    var conversation = arrived(inbox, viewer, Planted.SUBJECT.toString());
    assertThat(conversation.client().name()).isEqualTo("Helen " + Planted.CLIENT_NAME);
    assertThat(inbox.interactions(viewer, conversation.no(), null, 10).items())
        .anySatisfy(
            message -> {
              assertThat(message.text()).contains(Planted.TEXT.toString());
              assertThat(message.attachments())
                  .singleElement()
                  .satisfies(file -> assertThat(file.name()).isEqualTo(Planted.FILE_NAME + ".pdf"));
            });
    assertThat(found(inbox, viewer, Planted.TEXT.toString())).hasSize(1);
    assertThat(heldOfBlocked(application))
        .satisfies(
            mail -> {
              assertThat(mail.sender()).isEqualTo(blocked);
              assertThat(mail.subject()).isEqualTo(Planted.BLOCKED_SUBJECT.toString());
            });
    assertThat(found(inbox, viewer, Planted.SEARCHED.toString())).isEmpty();

    inbox.reply(
        viewer,
        conversation.no(),
        new NewReply(
            "Dear Helen, " + Planted.REPLY,
            new Recipients(
                List.of(Address.of(clientAddress())),
                List.of(),
                List.of(Address.of(Planted.BCC + "@example.test"))),
            List.of(
                new NewFile(
                    Planted.REPLY_FILE_NAME + ".txt",
                    "text/plain",
                    new ByteArrayResource(Planted.REPLY_FILE.toString().getBytes(UTF_8)))),
            null,
            null,
            null,
            false));
    inbox.note(viewer, conversation.no(), "She likes " + Planted.NOTE, List.of());
    inbox.log(
        viewer,
        conversation.no(),
        new NewContact(
            Kind.CALL, Channel.PHONE, Direction.IN, "Asked for " + Planted.CALL, Instant.EPOCH));
    application
        .getBean(Drafts.class)
        .save(
            viewer,
            conversation.no(),
            DraftKind.REPLY,
            new DraftContent("Half of " + Planted.DRAFT, Planted.DRAFT_SUBJECT.toString(), null),
            0);
    passOn(application, viewer, conversation.no());
    var mette =
        viewer(
            staff
                .add(
                    new NewMember(
                        "Mette",
                        "mette@brightwater.example",
                        Role.AGENT,
                        List.of(),
                        Planted.MEMBER_PASSWORD.toString()))
                .member());
    var looks = application.getBean(SecondLooks.class);
    looks.ask(viewer, conversation.no(), mette.id(), "Is it " + Planted.LOOK_QUESTION + "?");
    var asked = looks.askedOf(mette, conversation.no()).getFirst();
    assertThat(asked.draft().content().text()).contains(Planted.DRAFT.toString());
    assertThat(asked.look().question()).contains(Planted.LOOK_QUESTION.toString());
    looks.sendBack(mette, conversation.no(), asked.look().id(), "Not " + Planted.LOOK_WORDS);
    assertThat(looks.of(viewer, conversation.no()).orElseThrow().words())
        .contains(Planted.LOOK_WORDS.toString());
    letPass(application, viewer, mette, conversation.no());
    judge(application, viewer, conversation.no());
    publishGuideline(application, viewer);
    var templates = application.getBean(TemplateLibrary.class);
    templates.add(
        viewer,
        new NewTemplate(
            Planted.TEMPLATE_NAME.toString(),
            null,
            Map.of(Voice.in("en"), "All " + Planted.TEMPLATE)));
    assertThat(templates.usable(viewer))
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo(Planted.TEMPLATE_NAME.toString()));

    var views = application.getBean(SavedViews.class);
    var open = new Condition(Condition.Field.STATE, Condition.Operator.IS, List.of("open"));
    views.add(
        viewer,
        new NewView(
            Planted.VIEW_NAME.toString(), null, new ViewRule(false, List.of(open)), Sort.WAITING));
    assertThat(views.of(viewer))
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo(Planted.VIEW_NAME.toString()));

    var promises = application.getBean(Promises.class);
    long promise =
        promises.makeInConversation(
            viewer,
            conversation.no(),
            new NewPromise("I will send the " + Planted.PROMISE, new Due.None(), null, null));
    promises.keep(
        viewer, promise, new Version(null), new Evidence("Sent, " + Planted.EVIDENCE, null));
    assertThat(promises.get(viewer, promise))
        .satisfies(
            one -> {
              assertThat(one.words()).contains(Planted.PROMISE.toString());
              assertThat(one.evidence().words()).contains(Planted.EVIDENCE.toString());
            });

    var followUps = application.getBean(FollowUps.class);
    followUps.checkIn(viewer, conversation.no(), LocalDate.now(ZoneOffset.UTC).plusDays(3));
    long followUp = followUps.ofConversation(viewer, conversation.no()).getFirst().no();
    followUps.notNeeded(viewer, followUp, "Because of the " + Planted.FOLLOW_UP_REASON);

    var engagements = application.getBean(Engagements.class);
    long engagement =
        engagements.begin(
            viewer,
            conversation.client().no(),
            new NewEngagement(
                "The " + Planted.ENGAGEMENT, viewer.id(), null, ReportSchedule.WEEKLY));
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    engagements.add(viewer, engagement, "The " + Planted.MILESTONE, viewer.id(), soon);
    long milestone = engagements.get(viewer, engagement).milestones().getFirst().no();
    engagements.move(
        viewer, engagement, milestone, soon.plusDays(3), "" + Planted.MOVED_BECAUSE, false);
    assertThat(engagements.history(viewer, engagement).getLast().reason())
        .contains(Planted.MOVED_BECAUSE.toString());

    var policies = application.getBean(Policies.class);
    policies.add(
        viewer,
        new NewPolicy(
            Planted.POLICY_NAME.toString(),
            Conditions.NONE,
            null,
            Map.of(ClockKind.RESOLUTION, new Target(Duration.ofHours(4), true)),
            List.of()));
    assertThat(policies.all())
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo(Planted.POLICY_NAME.toString()));

    var clients = application.getBean(Clients.class);
    clients.change(
        viewer,
        conversation.client().no(),
        new Version(null),
        _ ->
            ClientDetails.person("Helen " + Planted.RENAMED_CLIENT)
                .withAbout("Head of " + Planted.CLIENT_ABOUT)
                .withPhones(PhoneNumber.parse(Planted.CLIENT_PHONE.toString()).orElseThrow()));
    assertThat(clients.get(viewer, conversation.client().no()).name())
        .isEqualTo("Helen " + Planted.RENAMED_CLIENT);

    var preferences = application.getBean(Preferences.class);
    preferences.note(
        viewer,
        conversation.client().no(),
        PreferenceKind.ACCESSIBILITY,
        null,
        new PreferenceInput(
            "Needs " + Planted.PREFERENCE,
            null,
            null,
            Preference.Source.SOMEBODY_ELSE.word(),
            "Her " + Planted.PREFERENCE_SOURCE,
            "2026-11-05",
            "For " + Planted.PREFERENCE_PURPOSE,
            true));
    assertThat(preferences.of(viewer, clients.get(viewer, conversation.client().no())))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value()).isEqualTo("Needs " + Planted.PREFERENCE));

    var officer =
        viewer(
            staff
                .add(
                    new NewMember(
                        "Henrik",
                        "henrik@brightwater.example",
                        Role.OFFICER,
                        List.of(),
                        Planted.MEMBER_PASSWORD.toString()))
                .member());
    var lookUps = application.getBean(LookUps.class);
    var reason = "Complaint about " + Planted.LOOK_UP_REASON;
    assertThat(
            lookUps.open(
                officer,
                new LookUpInput(
                    NamedBy.CONVERSATION_NUMBER.word(), "" + conversation.no(), reason)))
        .isPresent();
    assertThat(
            lookUps.open(
                officer,
                new LookUpInput(
                    NamedBy.EMAIL.word(), Planted.LOOKED_UP_IN_VAIN + "@example.test", reason)))
        .isEmpty();
    assertThat(lookUps.inForce(officer))
        .singleElement()
        .satisfies(lookUp -> assertThat(lookUp.reason()).isEqualTo(reason));

    application.getBean(Audit.class).read(Actor.member(member.id().id()), "client", RowIds.next());
  }

  /// A message goes to somebody outside, and the matter goes on in another conversation.
  private static void passOn(ApplicationContext application, Viewer viewer, long conversation) {
    var inbox = application.getBean(Inbox.class);
    var drafts = application.getBean(Drafts.class);
    var forwards = application.getBean(Forwards.class);
    var said =
        inbox.latest(viewer, conversation, null, 50).items().stream()
            .filter(one -> one.direction() == Direction.IN && one.kind() == Kind.MESSAGE)
            .findFirst()
            .orElseThrow();
    forwards.begin(viewer, said.id());
    var to = Recipients.to(Address.of(Planted.OUTSIDER + "@example.test"));
    var begun = drafts.find(viewer, conversation, DraftKind.FORWARD).orElseThrow();
    assertThat(begun.content().text()).contains(Planted.TEXT.toString());
    var draft =
        drafts
            .save(
                viewer,
                conversation,
                DraftKind.FORWARD,
                new DraftContent(
                    "Please see to " + Planted.FORWARD + begun.content().text(),
                    Planted.FORWARD_SUBJECT.toString(),
                    to),
                begun.revision())
            .draft();
    forwards.send(
        viewer,
        conversation,
        draft,
        to,
        Planted.FORWARD_SUBJECT.toString(),
        draft.content().text(),
        List.of());
    inbox.followUp(
        viewer,
        conversation,
        new NewConversation(
            null,
            Recipients.NOBODY,
            Planted.FOLLOW_UP_SUBJECT.toString(),
            "How is " + Planted.FOLLOW_UP,
            null,
            List.of(),
            null,
            null,
            true));
  }

  /// A reply is judged by a scorecard; its author answers and appeals.
  private static void judge(ApplicationContext application, Viewer viewer, long no) {
    var staff = application.getBean(Staff.class);
    var people = new ArrayList<Viewer>();
    for (var role : List.of(Role.AGENT, Role.LEAD)) {
      var someone =
          new NewMember(
              role.word(),
              role.word() + "@brightwater.example",
              role,
              List.of("Judged"),
              Planted.MEMBER_PASSWORD.toString());
      people.add(viewer(staff.add(someone).member()));
    }
    var author = people.getFirst();
    var lead = people.getLast();
    application.getBean(CoachingSettings.class).decide(viewer, new Decided(false, true));
    var scorecards = application.getBean(Scorecards.class);
    int card =
        scorecards.add(
            viewer,
            "Of " + Planted.SCORECARD,
            List.of(new Question("Does it say " + Planted.SCORECARD_QUESTION + "?", 1)));
    assertThat(scorecards.byNo(card).name()).contains(Planted.SCORECARD.toString());

    application.getBean(Inbox.class).reply(author, no, NewReply.of("We call you on Friday."));
    var team = staff.teamByName("Judged").orElseThrow();
    application
        .getBean(JdbcClient.class)
        .sql(
            """
            update coaching.message
               set team_id = :team, at = at - interval '1 month', edition_id = 1
             where member_id = :author
            """)
        .param("team", team.id().id())
        .param("author", author.id().id())
        .update();
    var judging = application.getBean(Judging.class);
    judging.draw(lead, team.no(), card, judging.months().getFirst(), 1);
    long drawn = judging.next(lead).orElseThrow();
    judging.judge(lead, drawn, List.of("met"), "Says " + Planted.JUDGE_REMARK);
    var answers = application.getBean(Answers.class);
    answers.answer(author, drawn, "Because of " + Planted.JUDGED_ANSWER, true);
    answers.decide(viewer, drawn, true, "Rightly " + Planted.APPEAL_DECISION);
    var protocols = application.getBean(Protocols.class);
    int own =
        protocols.add(viewer, "At " + Planted.PROTOCOL_NAME, "Look at " + Planted.PROTOCOL_STEP);
    assertThat(protocols.get("" + own).name()).contains(Planted.PROTOCOL_NAME.toString());
    var practice = application.getBean(Practice.class);
    long run = practice.begin(author, "delay");
    practice.reply(author, run, "waiting", "It is the " + Planted.PRACTISED);
    assertThat(practice.run(author, run).turns().getFirst().words())
        .contains(Planted.PRACTISED.toString());
    var judged = answers.ofOwn(author, drawn);
    assertThat(judged.judgings().getFirst().remark()).contains(Planted.JUDGE_REMARK.toString());
    assertThat(judged.answer()).isNotNull();
  }

  /// A guideline of the organisation is written, reviewed and published.
  private static void publishGuideline(ApplicationContext application, Viewer viewer) {
    var packs = application.getBean(OwnPacks.class);
    int no = packs.begin(viewer, "planted", Reach.EVERYBODY, "");
    var text = "layer: planted\nallow: [%s]".formatted(Planted.GUIDELINE);
    packs.save(viewer, no, 1, text, "Because of " + Planted.GUIDELINE_NOTE);
    packs.propose(viewer, no, 2);
    packs.sendBack(viewer, no, 2, "Think of " + Planted.GUIDELINE_REMARK);
    packs.propose(viewer, no, 3);
    packs.publish(viewer, no, 3);
    assertThat(packs.versions(no).getFirst().text()).isEqualTo(text);
  }

  /// A lead writes down why a message may leave though a check keeps it back.
  private static void letPass(
      ApplicationContext application, Viewer author, Viewer lead, long conversation) {
    var drafts = application.getBean(Drafts.class);
    var before = drafts.find(author, conversation, DraftKind.REPLY).orElseThrow();
    var content =
        new DraftContent(
            before.content().text() + "\nThe card is 4111 1111 1111 1111.",
            before.content().subject(),
            null);
    var draft = drafts.save(author, conversation, DraftKind.REPLY, content, before.revision());
    var looks = application.getBean(SecondLooks.class);
    looks.ask(author, conversation, lead.id());
    var asked = looks.askedOf(lead, conversation).getFirst().look().id();
    var passes = application.getBean(Passes.class);
    assertThat(passes.request(lead, conversation, asked).stops()).isNotEmpty();
    passes.allow(
        lead,
        conversation,
        asked,
        draft.draft().revision(),
        "Agreed because of " + Planted.PASS_REASON);
  }

  private static Viewer viewer(Member member) {
    return Viewer.of(member, RowIds.next(), ZoneOffset.UTC);
  }

  private static String clientAddress() {
    return Planted.CLIENT_ADDRESS + "@" + Planted.CLIENT_DOMAIN + ".example";
  }

  private static String mail(String to) {
    return """
    From: Helen %s <%s>
    To: <%s>
    Cc: "Mara %s" <%s@example.test>
    Subject: About the %s
    Message-ID: <%s@%s.example>
    Date: Sat, 21 Nov 2026 10:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=outer

    --outer
    Content-Type: multipart/alternative; boundary=inner

    --inner
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    The %s is leaking again.

    --
    Helen from the %s

    On Friday you wrote:
    > see %s
    --inner
    Content-Type: text/html; charset=utf-8

    <p>The %s is leaking again, <b>%s</b>.</p>
    --inner--
    --outer
    Content-Type: application/pdf; name="%s.pdf"
    Content-Disposition: attachment; filename="%s.pdf"
    Content-Transfer-Encoding: base64

    %s
    --outer--
    """
        .formatted(
            Planted.CLIENT_NAME,
            clientAddress(),
            to,
            Planted.CC_NAME,
            Planted.CC_ADDRESS,
            Planted.SUBJECT,
            Planted.MESSAGE_ID,
            Planted.CLIENT_DOMAIN,
            Planted.TEXT,
            Planted.SIGNATURE,
            Planted.QUOTED,
            Planted.TEXT,
            Planted.HTML,
            Planted.FILE_NAME,
            Planted.FILE_NAME,
            Base64.getMimeEncoder()
                .encodeToString(("%PDF-1.4 " + Planted.FILE_CONTENT).getBytes(UTF_8)));
  }

  private static void deliver(int port, String sender, String recipient, String mail)
      throws IOException {
    try (var peer = RawPeer.at(port)) {
      peer.begin(sender, recipient);
      peer.send(mail.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n.\r\n");
      assertThat(peer.hear()).startsWith("250");
    }
  }

  private static ConversationRow arrived(Inbox inbox, Viewer viewer, String subject) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      var rows = inbox.list(viewer, ConversationFilter.of(View.ALL), Sort.NEWEST, null, 10).items();
      for (var row : rows) if (row.subject().contains(subject)) return row;
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("the mail did not arrive");
  }

  private static Quarantine.Waiting heldOfBlocked(ApplicationContext application) {
    var quarantine = application.getBean(Quarantine.class);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      var mails = quarantine.blocked(null, 10);
      if (!mails.isEmpty()) return mails.getFirst();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("the mail of the blocked sender did not arrive");
  }

  private static List<ConversationRow> found(Inbox inbox, Viewer viewer, String query) {
    return inbox
        .list(viewer, ConversationFilter.of(View.ALL).query(query), Sort.NEWEST, null, 10)
        .items();
  }

  private static Connection superuser(EmbeddedPostgres server) throws SQLException {
    var login = server.superuser();
    return DriverManager.getConnection(server.address().url(), login.user(), login.password());
  }

  private static void plantControl(Connection superuser) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute("create table public.control (hidden bytea)");
      statement.execute("insert into public.control values ('" + CONTROL + "'::bytea)");
    }
  }

  /// Everything reaches the files: statistics too, which hold samples of columns.
  private static void settle(Connection superuser) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute("analyze");
      statement.execute("checkpoint");
    }
  }

  /// The tables, of whatever schema, in whose plain dump there is a trace.
  private static Map<String, SequencedSet<String>> dump(Connection superuser, Traces traces)
      throws SQLException, IOException {
    var found = new TreeMap<String, SequencedSet<String>>();
    int tables = 0;
    try (var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname)
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'm', 'p')
                   and n.nspname <> 'pg_toast'
                """)) {
      while (rows.next()) {
        var table = rows.getString(1);
        var text = new ByteArrayOutputStream();
        superuser
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (select * from " + table + ") to stdout", text);
        var words = traces.in(text.toByteArray());
        if (!words.isEmpty()) found.put(table, words);
        if (!table.startsWith("pg_catalog") && text.size() > 0) tables++;
      }
    }
    assertThat(tables).isGreaterThan(20);
    return found;
  }
}
