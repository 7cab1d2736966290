package dev.decorum.conduct.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.conduct.Question;
import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DialogueTests {

  private static final Dialogue DIALOGUE = Dialogue.english();

  private static List<String> asked(String message) {
    return DIALOGUE.asked(read(message)).stream().map(Question::text).toList();
  }

  private static List<State> states(String message, String reply) {
    return DIALOGUE.followed(read(message), read(reply)).stream().map(Question::state).toList();
  }

  private static Reading read(String text) {
    return Reading.of(text, Language.english());
  }

  @Test
  void aQuestionIsSplitIntoItsClauses() {
    assertThat(asked("What does it cost and can I park there?"))
        .containsExactly("What does it cost", "can I park there");
    assertThat(asked("Do you bring glasses or do we have to hire them?")).hasSize(1);
  }

  @Test
  void offsetsPointIntoTheUntouchedMessage() {
    assertThat(DIALOGUE.asked(read("Hello,\n\u201cfine\u201d. Is it ready?")))
        .extracting(Question::start, Question::end, Question::text)
        .containsExactly(tuple(15, 26, "Is it ready"));
  }

  @Test
  void indirectQuestionsAndRequestsAreFound() {
    assertThat(asked("Please let me know whether it is ready and when I can collect it."))
        .containsExactly("whether it is ready", "when I can collect it");
    assertThat(asked("I need a copy of the invoice. Could you also block my card?")).hasSize(2);
    assertThat(asked("could u check why the form isnt working")).hasSize(1);
  }

  @Test
  void questionsWithoutAQuestionMarkAreFound() {
    assertThat(asked("hi do you have a cot we could use")).hasSize(1);
    assertThat(asked("When I came home the door was open.")).isEmpty();
  }

  @Test
  void wishesWithoutAVerbAreFound() {
    assertThat(asked("A quiet table for two, please.")).hasSize(1);
    assertThat(asked("If you have a slot tomorrow I'd take it.")).hasSize(1);
    assertThat(asked("Is that ok? which door")).containsExactly("Is that ok", "which door");
    assertThat(asked("I will come on Friday.")).isEmpty();
  }

  @Test
  void leadInsOfAQuestionAreNotOnesThemselves() {
    assertThat(asked("I wonder if you could tell me what time the gates open."))
        .containsExactly("what time the gates open");
    assertThat(asked("Could you let me know by when we need to apply?")).hasSize(1);
  }

  @Test
  void theOtherChoiceBelongsToTheQuestion() {
    assertThat(asked("Should I call you or will you call me?")).hasSize(1);
    assertThat(asked("Can I get my money back? Or a voucher?")).hasSize(1);
    assertThat(asked("Which one is warmer, and is breakfast in the price?")).hasSize(2);
  }

  @Test
  void anOutcryIsNoQuestion() {
    assertThat(asked("Seriously, who designs a form like this?")).isEmpty();
    assertThat(asked("Isn't that service!")).isEmpty();
    assertThat(asked("Isn't there a discount for members?")).hasSize(1);
  }

  @Test
  void praiseAndReceiptsAnswerNothing() {
    assertThat(states("How do I open the valve?", "We are proud of our valves."))
        .containsExactly(State.OPEN);
    assertThat(states("Is my claim covered?", "Your claim has reached us."))
        .containsExactly(State.OPEN);
    assertThat(states("Did you get my claim?", "Your claim has reached us."))
        .containsExactly(State.ANSWERED);
  }

  @Test
  void aListInWordsAnswersInOrder() {
    assertThat(
            states(
                "Do you insure vintage cars? Is my son covered?",
                "First, yes, from 30 years of age. Second, only from 25."))
        .containsExactly(State.ANSWERED, State.ANSWERED);
  }

  @Test
  void aWishForAFactIsMetByTheFact() {
    assertThat(states("The mould is back. I want a date.", "The surveyor comes on Monday."))
        .containsExactly(State.ANSWERED);
  }

  @Test
  void courtesyAnswersNothing() {
    assertThat(
            states(
                "Which form? Can I do it by e-mail?",
                "Dear Ms Benk, thank you for your answer. We are looking forward to seeing you."
                    + " Kind regards, Course office"))
        .containsExactly(State.OPEN, State.OPEN);
  }

  @Test
  void aYesBesideAnotherAnswerBelongsToTheQuestionThatWantsOne() {
    assertThat(
            states(
                "can I bring my own wine? how much is corkage then?",
                "You sure can, corkage is $12 a bottle."))
        .containsExactly(State.ANSWERED, State.ANSWERED);
  }

  @Test
  void rhetoricalAndQuotedQuestionsAreLeftOut() {
    assertThat(asked("Are you kidding me? How hard can it be? Where is my parcel?"))
        .containsExactly("Where is my parcel");
    assertThat(asked("Fine with me.\n\nOn Monday, Ann wrote:\n> Is Friday good for you?\n"))
        .isEmpty();
  }

  @Test
  void aMereWishForAnAnswerCountsOnlyWhenNothingElseIsAsked() {
    assertThat(asked("Is it ready? Please get back to me soon.")).containsExactly("Is it ready");
    assertThat(asked("My parcel is lost. Please get back to me soon.")).hasSize(1);
  }

  @Test
  void whatTheReplyLeavesOutIsOpen() {
    var message = "What does a double room cost and can I park there?";

    assertThat(states(message, "A double room is €128 a night."))
        .containsExactly(State.ANSWERED, State.OPEN);
    assertThat(states(message, "A double room is €128, and you can leave your car in our garage."))
        .containsExactly(State.ANSWERED, State.ANSWERED);
    assertThat(states(message, "Thank you for your message. We look forward to your visit."))
        .containsExactly(State.OPEN, State.OPEN);
    assertThat(states(message, "")).containsExactly(State.OPEN, State.OPEN);
  }

  @Test
  void aRefusalAnswers() {
    assertThat(states("Can you refund me?", "Unfortunately we cannot refund used tickets."))
        .containsExactly(State.ANSWERED);
  }

  @Test
  void aPromiseToComeBackIsGoodForAllThatIsOpen() {
    assertThat(
            states(
                "Is the flat free? Are pets allowed?",
                "Let me ask the owner, I will come back to you tomorrow."))
        .containsExactly(State.PROMISED, State.PROMISED);
  }

  @Test
  void whatIsNeededToAnswerIsAskedBack() {
    assertThat(
            states(
                "I need to change the name on my ticket.",
                "Could you send me the booking number, please?"))
        .containsExactly(State.ASKED_BACK);
  }

  @Test
  void oneWordCanAnswerEverything() {
    assertThat(states("May I paint the wall? And can my sister stay for a month?", "Yes to both."))
        .containsOnly(State.ANSWERED);
  }

  @Test
  void itemsOfAListAnswerInOrder() {
    assertThat(
            states(
                "1. How do I export contacts?\n2. Is there a limit?",
                "1. Settings > Data.\n2. None."))
        .containsOnly(State.ANSWERED);
  }

  @Test
  void requestsGoOnWithFurtherVerbsAndNouns() {
    assertThat(asked("May I come in early on Monday and leave my bike in the yard?")).hasSize(2);
    assertThat(asked("Can I come and see it?")).hasSize(1);
    assertThat(asked("Let me know whether the hall is free and the price for the evening."))
        .containsExactly("whether the hall is free", "and the price for the evening");
  }

  @Test
  void wishesInPassingAndFlourishesAskNothing() {
    assertThat(asked("My son would like to learn the cello. What does a lesson cost?"))
        .containsExactly("What does a lesson cost");
    assertThat(asked("She loves the pony, who could resist? Is he for sale?"))
        .containsExactly("Is he for sale");
    assertThat(asked("What was I supposed to do, saw it in half? Can you take it back?"))
        .containsExactly("Can you take it back");
  }

  @Test
  void labelsOfAListAreNoPartOfWhatIsAsked() {
    assertThat(
            states(
                "1. What is the closing date?\n2. Whether travel is covered?",
                "The closing date is 2 March."))
        .containsExactly(State.ANSWERED, State.OPEN);
  }

  @Test
  void openingHoursAnswerOnlyThoseWhoAskForThem() {
    var reply = "Our shop is open from nine to six.";

    assertThat(states("How do I bleed the radiators?", reply)).containsExactly(State.OPEN);
    assertThat(states("When are you open?", reply)).containsExactly(State.ANSWERED);
  }

  @Test
  void whatIsSaidOfTheOccasionAnswersNothingAboutIt() {
    var question = "Do we need to bring our own mats for the yoga class?";

    assertThat(states(question, "The yoga class starts at nine in the blue room."))
        .containsExactly(State.OPEN);
    assertThat(states(question, "Mats are in the blue room.")).containsExactly(State.ANSWERED);
  }

  @Test
  void friendlyQuestionsAskNothingBack() {
    assertThat(states("Can I bring my parrot to the hotel?", "How sweet! What's his name?"))
        .containsExactly(State.OPEN);
    assertThat(states("Can I bring my parrot to the hotel?", "How large is his cage?"))
        .containsExactly(State.ASKED_BACK);
  }

  @Test
  void anAmountIsNotAskedForInVain() {
    assertThat(
            states(
                "Can you restring it by Saturday? And what's the fee for a new grip?",
                "It will be ready on Friday at noon."))
        .containsExactly(State.ANSWERED, State.OPEN);
  }

  @Property(tries = 300)
  void anyTextsCanBeMatched(@ForAll String message, @ForAll String reply) {
    for (var question : DIALOGUE.followed(read(message), read(reply))) {
      assertThat(message.substring(question.start(), question.end())).isEqualTo(question.text());
    }
  }

  @Test
  void longTextsTakeTimeInProportion() {
    var message = "Where is my parcel and when will it come? I need it! ".repeat(2_000);

    assertThat(DIALOGUE.asked(read(message))).hasSizeGreaterThan(2_000);
  }

  @Test
  void theCluesThatWereWeighedAreToldWithEachQuestion() {
    var message = read("What does a room cost? Can I bring my dog?");
    var reply = read("A room costs 90 euros.");

    var weighed = DIALOGUE.weighed(message, reply);

    assertThat(weighed).extracting(Weighed::question).isEqualTo(DIALOGUE.followed(message, reply));
    assertThat(weighed.getFirst().clues()).containsEntry(Clue.SHARED_WORDS, 1.0);
    assertThat(weighed.getLast().clues())
        .containsEntry(Clue.SHARED_WORDS, 0.0)
        .containsEntry(Clue.OTHERS_NAMED, 1.0);
    assertThat(weighed.getFirst().open()).isLessThan(weighed.getLast().open());
  }
}
