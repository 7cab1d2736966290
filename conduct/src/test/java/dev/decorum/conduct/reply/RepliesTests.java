package dev.decorum.conduct.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Wishes;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RepliesTests {

  private static final Conduct CONDUCT = Conduct.english();
  private static final Context MAIL =
      Context.sentAt(ZonedDateTime.parse("2026-11-24T09:30:00+01:00[Europe/Berlin]"));

  private static final String GOOD =
      """
      Dear Ms Brandt,

      Thank you for your question. Yes, breakfast is included, from 7:00 to 10:30.

      If you need anything else, just reply to this mail.

      Kind regards,
      Jonas Lind
      """;

  @Test
  void aGoodReplyHasNoFindings() {
    var context = MAIL.answering("Is breakfast included?").between("Jonas Lind", "Helen Brandt");

    assertThat(CONDUCT.review(GOOD, context).findings()).isEmpty();
  }

  @Test
  void chatsAskForNoFormalitiesOnceBegun() {
    var context = MAIL.by(Channel.CHAT).between("Jonas Lind", "Helen Brandt");

    assertThat(categories("Breakfast is from 7:00 to 10:30.", context)).isEmpty();
    assertThat(categories("Breakfast is from 7:00 to 10:30.", context.onFirstContact(true)))
        .containsExactlyInAnyOrder("greeting.missing", "introduction.missing", "name.missing");
  }

  @Test
  void vagueTimesAreFineNextToClearOnes() {
    assertThat(categories(GOOD.replace("Yes,", "We reply as soon as possible. Yes,"), MAIL))
        .contains("vague_time");
    assertThat(
            categories(
                GOOD.replace("Yes,", "We reply as soon as possible, and by Tuesday 17:00. Yes,"),
                MAIL))
        .isEmpty();
    assertThat(categories(GOOD.replace("Yes,", "As soon as you sign, we order it. Yes,"), MAIL))
        .isEmpty();
  }

  @Test
  void namesAreTakenAsPeopleUseThem() {
    assertThat(categories(GOOD, MAIL.between("Jonas Lind", "Dr Helen Brandt"))).isEmpty();
    assertThat(categories(GOOD, MAIL.between("Jonas Lind", "Helen Brand"))).contains("name.wrong");
    assertThat(categories(GOOD, MAIL.between("Jonas Lind", "Peter Weiss"))).contains("name.wrong");
    assertThat(
            categories(
                GOOD.replace("Ms Brandt", "customer"), MAIL.between("Jonas Lind", "Helen Brandt")))
        .containsExactly("name.missing");
  }

  @Test
  void theNameAClientAskedForIsRightAndOthersAreNot() {
    var known = MAIL.between("Jonas Lind", "Margaret Brandt");
    var asked = known.wishing(new Wishes("Mimi", null));

    assertThat(categories(GOOD.replace("Ms Brandt", "Mimi"), known)).contains("name.wrong");
    assertThat(categories(GOOD.replace("Ms Brandt", "Mimi"), asked)).isEmpty();
    assertThat(CONDUCT.review(GOOD, asked).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.category()).isEqualTo("name.unwanted");
              assertThat(finding.text()).isEqualTo("Ms Brandt");
              assertThat(finding.suggestion()).isEqualTo("Mimi");
            });
  }

  @Test
  void formalityIsLookedAtWhereSomebodyAskedForIt() {
    var known = MAIL.between("Jonas Lind", "Helen Brandt");
    var familiar = GOOD.replace("Dear Ms Brandt", "Hi Helen");

    assertThat(categories(familiar, known)).isEmpty();
    assertThat(categories(familiar, known.wishing(new Wishes(null, true))))
        .containsExactly("address.formality");
    assertThat(categories(GOOD, known.wishing(new Wishes(null, true)))).isEmpty();
    assertThat(categories(GOOD, known.wishing(new Wishes(null, false))))
        .containsExactly("address.formality");
  }

  @Test
  void whatTheClientSaidIsNotHeldAgainstTheWriter() {
    assertThat(
            categories(
                GOOD.replace("Yes,", "You were told to \"calm down\", and that was wrong. Yes,"),
                MAIL))
        .isEmpty();
  }

  @Property(tries = 300)
  void anyTextIsReviewed(@ForAll("texts") String reply, @ForAll("texts") String message) {
    var context =
        MAIL.answering(message)
            .between(message, reply)
            .onFirstContact(true)
            .wishing(new Wishes(message, message.length() % 2 == 0));

    for (var finding : CONDUCT.review(reply, context).findings()) {
      assertThat(finding.start()).isBetween(0, finding.end());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    var pieces =
        Arbitraries.of(
            "Dear Ms ",
            "[NAME]",
            "{{",
            "}}",
            "soon",
            "!!!",
            "NOW",
            " ",
            "\n",
            "\n\n",
            "\ud83d",
            "\ude00",
            "20",
            "€",
            "costs 200",
            "%",
            "<",
            ">",
            "XXX",
            "we cannot refund",
            "'",
            "\"",
            "escalated",
            "Regards,",
            "e\u0301",
            "\u0000",
            "ß",
            "@",
            "://",
            "____",
            "EORI",
            "?");
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), pieces)
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static List<String> categories(String reply, Context context) {
    return CONDUCT.review(reply, context).findings().stream()
        .map(Finding::category)
        .distinct()
        .toList();
  }
}
