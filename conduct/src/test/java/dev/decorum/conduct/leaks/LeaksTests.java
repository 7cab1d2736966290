package dev.decorum.conduct.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTests {

  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          leak.card     | 4111 1111 1111 1111      | I charged 4111 1111 1111 1111 12/27 today.
          leak.card     | 378282246310005          | Your card 378282246310005 has expired.
          leak.card     | 630427373398             | Your Maestro card is 630427373398.
          leak.iban     | DE89370400440532013000   | We refund it to DE89370400440532013000.
          leak.iban     | gb29 nwbk 6016 1331 9268 19 | your iban is gb29 nwbk 6016 1331 9268 19
          leak.id       | 536-22-8741              | I have 536-22-8741 in the form.
          leak.id       | 943 476 5919             | Your NHS number: 943 476 5919
          leak.id       | 86095742719              | Ihre Steuer-ID is 86095742719
          leak.id       | RSSMRA85T10A562S         | The form names RSSMRA85T10A562S.
          leak.id       | 756.9217.0769.85         | 756.9217.0769.85 is in the list
          leak.id       | AB 12 34 56 C            | We added AB 12 34 56 C for you.
          leak.id       | 111.444.777-35           | We added 111.444.777-35 for you.
          leak.id       | C01X00T47                | Your passport number is C01X00T47.
          leak.dob      | 14 March 1986            | She was born on 14 March 1986 in Cork.
          leak.dob      | 03/09/1979               | DOB: 03/09/1979
          leak.password | Winter#2026              | The password is Winter#2026.
          leak.password | sunflower                | Password: sunflower
          leak.password | 4482                     | Your new PIN is 4482.
          leak.api_key  | AKIAIOSFODNN7EXAMPLQ     | Use AKIAIOSFODNN7EXAMPLQ for it.
          leak.api_key  | 9f8b1c3e5a7d4f60b2c1e8d7 | The API key is 9f8b1c3e5a7d4f60b2c1e8d7, as asked.
          leak.health   | diabetes                 | Because of your diabetes we chose the aisle.
          leak.health   | dementia                 | Her mother has dementia and lives with us.
          leak.internal | Internal only            | Internal only: the margin.
          leak.internal | do not share with the client | Please do not share with the client yet.
          """)
  void findsWhatMustNotLeave(String category, String words, String reply) {
    assertThat(found(reply))
        .singleElement()
        .satisfies(leak -> assertThat(leak.kind().category()).isEqualTo(category))
        .satisfies(leak -> assertThat(leak.sure()).isTrue())
        .satisfies(leak -> assertThat(reply.substring(leak.start(), leak.end())).isEqualTo(words))
        .satisfies(leak -> assertThat(leak.shown()).contains("•").isNotEqualTo(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your order 4111 1111 1111 1112 ships tomorrow.",
        "The card ending in 1111 was charged.",
        "Please pay to our account DE89 3704 0044 0532 0130 00.",
        "Your parcel is 00340434161094042557.",
        "Call us on (212) 555-0147 or +44 20 7946 0958.",
        "I have sent a link to reset your password.",
        "Your password must have at least 12 characters.",
        "Replace YOUR_API_KEY with your own key.",
        "The commit is 3f786850e387550fdab836ed7e6dc881de23001b.",
        "Your health insurance is valid from 14 March 2026.",
        "Guests with diabetes find a menu at the bar.",
        "If you have asthma, please tell us when you book.",
        "Dr. Martens are in stock, and healthy snacks too.",
        "I'll ask internally and call you on Monday.",
        "The internal hard drive comes on Monday.",
        "The contract 44051401359 is on page one."
      })
  void leavesAloneWhatMayBeSaid(String reply) {
    assertThat(found(reply)).isEmpty();
  }

  @Test
  void anAccountInTheFooterIsTheOrganisationsOwn() {
    assertThat(
            found(
                """
                Hello Helen,

                the lamp is on its way.

                Kind regards,
                Jonas Lind
                Brightwater Ltd
                IBAN DE89 3704 0044 0532 0130 00
                """))
        .isEmpty();
  }

  @Test
  void whatEverybodyMayKnowIsAllowed() {
    var own = Leaks.in(Language.english()).allowing(List.of("DE89370400440532013000"));
    var reply = "The refund came from DE89 3704 0044 0532 0130 00.";

    assertThat(found(reply)).hasSize(1);
    assertThat(own.in(read(reply), CONTEXT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Harbour Hotel  | The HARBOUR HOTEL's offer was the same. | HARBOUR HOTEL
          Novak & Sons   | We did it for Novak and Sons.           | Novak and Sons
          Anna Müller    | Ms Mueller has the slot at ten.         | Mueller
          Acme GmbH      | ACME's order is first.                  | ACME
          Daniel Okafor  | The slot of D. Okafor is free.          | D. Okafor
          """)
  void findsOtherClientsHoweverTheyAreWritten(String other, String reply, String words) {
    assertThat(found(reply, CONTEXT.keeping(List.of(other), List.of())))
        .extracting(leak -> reply.substring(leak.start(), leak.end()))
        .containsExactly(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rose        | The rose garden is open until six.
          Long        | Long waits are over.
          Anna Müller | Dear Mr Müller, it is done.
          Peter       | Dear Peter Müller, it is done.
          Best Price  | This is the best price that we have.
          """)
  void aNameThatIsAWordOrTheClientsOwnIsNobodyElse(String other, String reply) {
    var context = CONTEXT.keeping(List.of(other), List.of()).between("Jonas", "Peter Müller");

    assertThat(found(reply, context)).isEmpty();
  }

  @Test
  void findsPassagesOfInternalNotesAndNearCopies() {
    var note =
        "Spoke to Ralf. The technician broke the valve himself and we have not told the customer.";
    var context = CONTEXT.keeping(List.of(), List.of(note));

    assertThat(found("Sorry, the technician broke the valve himself last week.", context))
        .hasSize(1);
    assertThat(
            found(
                "Our technician himself broke your valve and the customer was not told.", context))
        .hasSize(1);
    assertThat(found("The technician will bring a new valve on Monday.", context)).isEmpty();
  }

  @Test
  void whatTheClientWroteAboutTheirHealthMayStandInTheQuote() {
    assertThat(
            found(
                """
                Thank you, it is noted.

                > Because of your note on my diabetes:
                > my son's asthma is worse.
                """))
        .isEmpty();
  }

  @Test
  void speaksGerman() {
    var reading =
        Reading.of(
            "Ihre IBAN DE89 3704 0044 0532 0130 00 und das Passwort lautet Sommer#26. "
                + "Wegen Ihrer Depression warten wir.",
            Language.german());

    assertThat(Leaks.in(Language.german()).in(reading, CONTEXT))
        .extracting(leak -> leak.kind().category())
        .containsExactly("leak.iban", "leak.password", "leak.health");
  }

  private static List<Leak> found(String reply) {
    return found(reply, CONTEXT);
  }

  private static List<Leak> found(String reply, Context context) {
    return Leaks.in(Language.english()).in(read(reply), context);
  }

  private static Reading read(String reply) {
    return Reading.of(reply, Language.english());
  }
}
