package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.Evidence.Known;
import dev.decorum.channels.Evidence.Nature;
import dev.decorum.channels.Evidence.Sender;
import dev.decorum.channels.Placement.Append;
import dev.decorum.channels.Placement.Attach;
import dev.decorum.channels.Placement.Begin;
import dev.decorum.channels.Placement.Hold;
import dev.decorum.channels.Placement.Note;
import dev.decorum.channels.Placement.Trust;
import dev.decorum.channels.Placement.Why;
import dev.decorum.inbox.ConversationId;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of ADR 8, row by row, and then all there is.
class ThreadingTests {

  private static final ConversationId TOKENS = new ConversationId(new UUID(0, 1));
  private static final ConversationId REFERENCES = new ConversationId(new UUID(0, 2));

  private static final Known MINE = new Known(TOKENS, true);
  private static final Known FOREIGN = new Known(TOKENS, false);
  private static final Known ANSWERED = new Known(REFERENCES, true);
  private static final Known OVERHEARD = new Known(REFERENCES, false);

  static Stream<Arguments> table() {
    return Stream.of(
        row(MINE, null, Dmarc.PASS, new Append(TOKENS, true)),
        row(MINE, null, Dmarc.NONE, new Append(TOKENS, false)),
        row(MINE, null, Dmarc.NOT_CHECKED, new Append(TOKENS, false)),
        row(MINE, null, Dmarc.FAIL, new Hold(Why.DMARC_FAILED, TOKENS)),
        row(FOREIGN, null, Dmarc.PASS, new Hold(Why.STRANGER, TOKENS)),
        row(FOREIGN, null, Dmarc.NONE, new Hold(Why.STRANGER, TOKENS)),
        row(FOREIGN, null, Dmarc.NOT_CHECKED, new Hold(Why.STRANGER, TOKENS)),
        row(FOREIGN, null, Dmarc.FAIL, new Hold(Why.STRANGER, TOKENS)),
        row(null, ANSWERED, Dmarc.PASS, new Append(REFERENCES, true)),
        row(null, ANSWERED, Dmarc.NONE, new Begin(REFERENCES, Trust.UNVERIFIED)),
        row(null, ANSWERED, Dmarc.NOT_CHECKED, new Begin(REFERENCES, Trust.UNVERIFIED)),
        row(null, ANSWERED, Dmarc.FAIL, new Begin(null, Trust.FAILED)),
        row(null, OVERHEARD, Dmarc.PASS, new Begin(null, Trust.VERIFIED)),
        row(null, OVERHEARD, Dmarc.NONE, new Begin(null, Trust.UNVERIFIED)),
        row(null, OVERHEARD, Dmarc.NOT_CHECKED, new Begin(null, Trust.UNVERIFIED)),
        row(null, OVERHEARD, Dmarc.FAIL, new Begin(null, Trust.FAILED)),
        row(null, null, Dmarc.PASS, new Begin(null, Trust.VERIFIED)),
        row(null, null, Dmarc.NONE, new Begin(null, Trust.UNVERIFIED)),
        row(null, null, Dmarc.NOT_CHECKED, new Begin(null, Trust.UNVERIFIED)),
        row(null, null, Dmarc.FAIL, new Begin(null, Trust.FAILED)));
  }

  private static Arguments row(
      @Nullable Known token, @Nullable Known reference, Dmarc dmarc, Placement result) {
    return Arguments.of(token, reference, dmarc, result);
  }

  @ParameterizedTest
  @MethodSource("table")
  void followsTheTable(
      @Nullable Known token, @Nullable Known reference, Dmarc dmarc, Placement result) {
    var evidence = new Evidence(token, reference, dmarc, Sender.OUTSIDER, Nature.LETTER);

    assertThat(Threading.place(evidence)).isEqualTo(result);
  }

  /// Every combination there can be.
  static Stream<Evidence> everything() {
    return Stream.of(null, MINE, FOREIGN)
        .flatMap(
            token ->
                Stream.of(null, ANSWERED, OVERHEARD)
                    .flatMap(
                        reference ->
                            Arrays.stream(Dmarc.values())
                                .flatMap(
                                    dmarc ->
                                        Arrays.stream(Sender.values())
                                            .flatMap(
                                                sender ->
                                                    Arrays.stream(Nature.values())
                                                        .map(
                                                            nature ->
                                                                new Evidence(
                                                                    token, reference, dmarc, sender,
                                                                    nature))))));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void neverShowsAForgersWordsInAConversation(Evidence evidence) {
    var placement = Threading.place(evidence);

    if (placement instanceof Append append) {
      var known = evidence.token() != null ? evidence.token() : evidence.reference();
      assertThat(known).isEqualTo(new Known(append.conversation(), true));
      assertThat(evidence.dmarc()).isNotEqualTo(Dmarc.FAIL);
      assertThat(append.verified()).isEqualTo(evidence.dmarc() == Dmarc.PASS);
      assertThat(evidence.nature()).isEqualTo(Nature.LETTER);
      assertThat(evidence.sender()).isEqualTo(Sender.OUTSIDER);
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void holdsWhatSeemsToComeFromAColleague(Evidence evidence) {
    var placement = Threading.place(evidence);

    if (evidence.sender() == Sender.MEMBER) assertThat(placement).isInstanceOf(Hold.class);
    if (evidence.sender() != Sender.OUTSIDER && evidence.dmarc() != Dmarc.PASS) {
      assertThat(placement).isInstanceOf(Hold.class);
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void notesWhatAMemberWithAccessProvablyWroteToAReplyAddress(Evidence evidence) {
    var placement = Threading.place(evidence);

    boolean noted =
        evidence.sender() == Sender.MEMBER_WITH_ACCESS
            && evidence.token() != null
            && evidence.dmarc() == Dmarc.PASS
            && evidence.nature() == Nature.LETTER;
    if (noted) assertThat(placement).isEqualTo(new Note(TOKENS));
    else assertThat(placement).isNotInstanceOf(Note.class);
  }

  @ParameterizedTest
  @MethodSource("everything")
  void waitsForTheVerdictOnlyWhereItDecidesThePlace(Evidence evidence) {
    var places =
        Arrays.stream(Dmarc.values()).map(dmarc -> Threading.place(evidence.with(dmarc))).toList();

    if (Threading.dependsOnSender(evidence)) {
      assertThat(places.stream().distinct().count()).isGreaterThan(1);
    } else {
      assertThat(places)
          .allSatisfy(
              place -> {
                if (place instanceof Begin begin) assertThat(begin.linkedTo()).isNull();
                else assertThat(place).isEqualTo(places.getFirst());
              });
    }
  }

  @ParameterizedTest
  @MethodSource("everything")
  void letsMachinesOnlyAttachToWhatTheyAnswer(Evidence evidence) {
    var placement = Threading.place(evidence);

    if (evidence.sender() == Sender.OUTSIDER && evidence.nature() == Nature.AUTOMATIC) {
      if (evidence.token() != null) {
        assertThat(placement).isEqualTo(new Attach(TOKENS));
      } else if (evidence.reference() != null) {
        assertThat(placement).isEqualTo(new Attach(REFERENCES));
      } else {
        assertThat(placement).isInstanceOf(Begin.class);
      }
    }
    if (placement instanceof Attach) {
      assertThat(evidence.nature()).isIn(Nature.AUTOMATIC, Nature.NOTICE);
    }
  }

  @Test
  void asksAPersonAboutNoticesOfUnknownMailsAndAboutLoops() {
    assertThat(Threading.place(of(Nature.NOTICE))).isEqualTo(new Hold(Why.NOTICE, null));
    assertThat(Threading.place(of(Nature.LOOP))).isEqualTo(new Hold(Why.LOOP, null));
  }

  private static Evidence of(Nature nature) {
    return new Evidence(null, null, Dmarc.PASS, Sender.OUTSIDER, nature);
  }
}
