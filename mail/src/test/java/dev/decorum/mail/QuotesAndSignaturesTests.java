package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesAndSignaturesTests {

  private static final String NEW = "Thank you, that suits me.\n\nAnn\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On 3 March 2026 at 10:15, Jonas Lind <jonas@brightwater.example> wrote:",
        "On Tue, Mar 3, 2026 at 10:15 AM Jonas Lind <\njonas@brightwater.example> wrote:",
        "On Tue, Mar 3, 2026 at 10:15 AM\nJonas Lind <jonas@brightwater.example>\nwrote:",
        "Am 03.03.2026 um 10:15 schrieb Jonas Lind <jonas@brightwater.example>:",
        "Am Di., 3. März 2026 um 10:15 Uhr schrieb Jonas Lind <\njonas@brightwater.example>:",
        "Le mar. 3 mars 2026 à 10:15, Jonas Lind <jonas@brightwater.example> a écrit :",
        "El mar, 3 mar 2026 a las 10:15, Jonas Lind (<jonas@brightwater.example>) escribió:",
        "Op di 3 mrt 2026 om 10:15 schreef Jonas Lind <jonas@brightwater.example>:",
        "Il giorno mar 3 mar 2026 alle ore 10:15 Jonas Lind <jonas@brightwater.example> ha scritto:",
        "Em ter., 3 de mar. de 2026 às 10:15, Jonas Lind <jonas@brightwater.example> escreveu:",
        "2026-03-03 10:15 GMT+01:00 Jonas Lind <jonas@brightwater.example>:",
        "Den tis 3 mars 2026 kl 10:15 skrev Jonas Lind <jonas@brightwater.example>:",
        "W dniu 3.03.2026 o 10:15, Jonas Lind pisze:",
        "3 березня 2026 р. о 10:15 Jonas Lind <jonas@brightwater.example> пише:",
        "Dana uto, 3. ožu 2026. u 10:15 Jonas Lind <jonas@brightwater.example> je napisao:",
        "Vào 10:15, Th 3, 3 thg 3, 2026 Jonas Lind <jonas@brightwater.example> đã viết:",
        "2026年3月3日(火) 10:15 Jonas Lind <jonas@brightwater.example> 写道：",
        "Jonas Lind <jonas@brightwater.example> writes:"
      })
  void takesOffMarkedLinesWithTheirAttribution(String attribution) {
    Message message =
        RawMail.readText(NEW + "\n" + attribution + "\n\n> Does Friday suit you?\n>\n> Jonas\n");

    assertThat(message.newText()).isEqualTo(NEW.strip());
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.HEADER, Zone.Kind.QUOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Original Message-----\nFrom: Jonas\nSent: Tuesday\nTo: Ann\nSubject: Friday",
        "-----Ursprüngliche Nachricht-----\nVon: Jonas Lind\nGesendet: Dienstag\nAn: Ann\nBetreff: Freitag",
        "Von: Jonas Lind <jonas@brightwater.example>\nGesendet: Dienstag, 3. März 2026 10:15\nAn: Ann Lee\nBetreff: Freitag",
        "________________________________\nFrom: Jonas Lind\nSent: Tuesday, 3 March 2026 10:15\nTo: Ann Lee\nSubject: Friday",
        "*From:* Jonas Lind\n*Sent:* Tuesday, 3 March 2026 10:15\n*To:* Ann Lee\n*Subject:* Friday",
        "De : Jonas Lind\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Ann Lee\nObjet : vendredi",
        "De: Jonas Lind\nEnviado el: martes, 3 de marzo de 2026 10:15\nPara: Ann Lee\nAsunto: viernes",
        "Van: Jonas Lind\nVerzonden: dinsdag 3 maart 2026 10:15\nAan: Ann Lee\nOnderwerp: vrijdag",
        "Da: Jonas Lind\nInviato: martedì 3 marzo 2026 10:15\nA: Ann Lee\nOggetto: venerdì",
        "Begin forwarded message:\n\nFrom: Jonas Lind <jonas@brightwater.example>\nSubject: Friday\nDate: 3 March 2026",
        "---------- Forwarded message ---------\nFrom: Jonas Lind <jonas@brightwater.example>\nDate: Tue\nSubject: Friday",
        "Am 03.03.2026 um 10:15 schrieb Jonas Lind:"
      })
  void takesOffAnEarlierMailThatIsNotMarked(String header) {
    Message message =
        RawMail.readText(NEW + "\n" + header + "\n\nDoes Friday suit you?\n\nJonas\n");

    assertThat(message.newText()).isEqualTo(NEW.strip());
  }

  @Test
  void keepsAnswersBetweenQuotedLines() {
    Message message =
        RawMail.readText(
            """
            On 3 March 2026, Jonas Lind wrote:
            > Does Friday suit you, and is the harbour entrance the right one for us?
            Yes
            > At what time?
            Nine
            """);

    assertThat(message.newText()).isEqualTo("Yes\nNine");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(
            Zone.Kind.HEADER, Zone.Kind.QUOTE, Zone.Kind.NEW, Zone.Kind.QUOTE, Zone.Kind.NEW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- \nAnn Lee\nHarbour Hotel",
        "--\nAnn Lee\nHarbour Hotel",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Inviato da iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
        "Ann Lee\nHarbour Hotel\nPhone: +44 20 7946 0000\nann@client.example",
        "_______________________________________________\nguests mailing list\nguests@lists.example\nhttps://lists.example/guests"
      })
  void takesOffSignatures(String signature) {
    Message message =
        RawMail.readText("The heating in room 12 does not work.\n\n" + signature + "\n");

    assertThat(message.newText()).isEqualTo("The heating in room 12 does not work.");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.SIGNATURE);
  }

  @Test
  void tellsANoticeFromTheSignatureAboveIt() {
    Message message =
        RawMail.readText(
            """
            The heating in room 12 does not work.

            --
            Ann Lee
            Harbour Hotel

            This e-mail and any attachments are confidential and intended only for the addressee.
            """);

    assertThat(message.newText()).isEqualTo("The heating in room 12 does not work.");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.SIGNATURE, Zone.Kind.DISCLAIMER);
  }

  @Test
  void tellsAMailThatIsPassedOnFromOneThatIsAnswered() {
    Message message =
        RawMail.readText(
            """
            Please see below.

            ---------- Forwarded message ---------
            From: Carl <carl@else.example>
            Date: Tue, 3 March 2026 10:15
            Subject: Key
            To: Ann <ann@client.example>

            Where is the key?
            """);

    assertThat(message.newText()).isEqualTo("Please see below.");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.HEADER, Zone.Kind.FORWARDED);
  }

  @Test
  void findsTheHeadersOfMailsWithinQuotedMails() {
    Message message =
        RawMail.readText(
            """
            Yes.

            On 3 March 2026, Jonas Lind wrote:
            > Does it work?
            >
            > On 2 March 2026, Ann Lee wrote:
            >> No heat.

            -----Original Message-----
            From: Jonas
            Sent: Monday
            To: Ann
            Subject: Heat

            Hello
            """);

    assertThat(message.newText()).isEqualTo("Yes.");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(
            Zone.Kind.NEW,
            Zone.Kind.HEADER,
            Zone.Kind.QUOTE,
            Zone.Kind.HEADER,
            Zone.Kind.QUOTE,
            Zone.Kind.HEADER,
            Zone.Kind.QUOTE);
  }

  @Test
  void findsTheSignatureAboveAListOfFiles() {
    Message message =
        RawMail.readText("Here it is.\n\n-- \nAnn Lee\nHarbour Hotel\n\n - Offer.pdf\n");

    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.SIGNATURE, Zone.Kind.NEW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please come at nine.\n\nAnn\nx3-0977",
        "Please call me at the number below:\n\nAnn Lee\n+44 20 7946 0000",
        "My new address is\nAnn Lee\n12 Harbour Road\nPortsmouth",
        "Please look at\nhttps://client.example/order/12",
        "Ann Lee\nPhone: +44 20 7946 0000",
        "From: Berlin\nTo: Munich\nDate: 3 May\n\nPlease book this for two.",
        "On Monday we wrote:\nnothing happened.",
        "I wrote to you on 3 March. You wrote back: no.",
        "Sent by post:\n- the contract\n- the key",
        "> Everything is marked here.",
        "Best regards\nAnn",
        "Two dashes -- in a line",
        "What we used:\n\nJan. 19 - 29     399,000,000\nJan. 29 - 31    136,546,472\nFeb. 1 - 12     495,755,000",
        "One\n--\n1 a\n2 b\n3 c\n4 d\n5 e\n6 f\n7 g\n8 h\n9 i\n10 j\n11 k\n12 l\n13 m",
        "This message is short.\n\nThis communication works."
      })
  void keepsWhatTheWriterSays(String text) {
    assertThat(RawMail.readText(text).newText()).isEqualTo(text);
  }

  @Test
  void findsTheSignatureAboveTheQuote() {
    Message message =
        RawMail.readText(
            "Yes please.\n\n-- \nAnn Lee\n\nOn 3 March 2026, Jonas Lind wrote:\n> Friday?\n");

    assertThat(message.newText()).isEqualTo("Yes please.");
    assertThat(message.zones())
        .extracting(Zone::kind)
        .containsExactly(Zone.Kind.NEW, Zone.Kind.SIGNATURE, Zone.Kind.HEADER, Zone.Kind.QUOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<blockquote type=cite>Does Friday suit you?</blockquote>",
        "<div class=gmail_quote><div class=gmail_attr>Jonas a dit un jour:<br></div><blockquote class=gmail_quote>Friday?</blockquote></div>",
        "<div class=moz-cite-prefix>Jonas skriver så här:</div><blockquote type=cite>Friday?</blockquote>",
        "<div id=divRplyFwdMsg><b>Feladó:</b> Jonas</div><div>Friday?</div>",
        "<div id=appendonsend></div><hr><div><b>Forrás:</b> Jonas<br>Friday?</div>",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Kuka:</b> Jonas</p></div><p>Friday?</p>",
        "<div class=yahoo_quoted>Jonas: Friday?</div>",
        "<div class=gmail_signature>Ann Lee<br>Harbour Hotel</div>",
        "<div>-- <br>Ann Lee</div>"
      })
  void usesTheMarksInHtml(String earlier) {
    Message message = RawMail.readHtml("<div>Thank you, that suits me.</div><br>" + earlier);

    assertThat(message.newText()).isEqualTo("Thank you, that suits me.");
  }

  @Test
  void anEarlierMailInHtmlMayBeginWithAQuote() {
    Message message =
        RawMail.readHtml(
            "<div>Yes.</div><div class=yahoo_quoted><blockquote type=cite>a</blockquote>b</div>");

    assertThat(message.newText()).isEqualTo("Yes.");
  }

  @Test
  void zonesCoverTheWholeText() {
    Message message = RawMail.readText("\n\nYes.\n\n> a\n\n-- \nAnn");

    assertThat(message.zones().getFirst().start()).isZero();
    assertThat(message.zones().getLast().end()).isEqualTo(message.text().length());
  }
}
