package dev.decorum.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.coach.Proof.Fault;
import dev.decorum.coach.Trial.Tally;
import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.text.Language;
import dev.decorum.staff.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProofTests {

  private static final String WORDS =
      """
      guideline: house_words
      requirement: K9
      category: house
      level: warning
      why: Clients do not know our abbreviations.
      rules:
        - id: house_words.kyc
          wording: identity check
          phrases: [KYC]
          examples:
            match: [We have to run KYC first.]
            miss: [We have to check your identity first.]
      """;

  @Test
  void aPackThatDoesWhatItsExamplesSayPasses() {
    assertThat(prove(WORDS)).isEmpty();
  }

  @Test
  void allExamplesThatFailAreNamedWithFileRuleKeyAndReason() {
    var wrong =
        WORDS.replace("run KYC first.", "run a check.").replace("check your identity", "do KYC");

    assertThat(prove(wrong))
        .extracting(Fault::file, Fault::rule, Fault::key)
        .containsExactly(
            tuple("own.yaml", "house_words.kyc", "rules[0].examples.match[0]"),
            tuple("own.yaml", "house_words.kyc", "rules[0].examples.miss[0]"));
    assertThat(prove(wrong)).extracting(Fault::reason).first().asString().contains("finds nothing");
  }

  @Test
  void whatIsNoPackIsNamedWithItsPlace() {
    assertThat(prove("guideline: ["))
        .extracting(Fault::file, Fault::line)
        .containsExactly(tuple("own.yaml", 1));
    assertThat(prove("")).extracting(Fault::reason).containsExactly("the file is empty");
    assertThat(prove("hello: world"))
        .singleElement()
        .extracting(Fault::reason)
        .asString()
        .contains("what it is");
    assertThat(prove(WORDS.replace("phrases:", "pharses:")))
        .extracting(Fault::line, Fault::rule, Fault::key)
        .containsExactly(tuple(9, "house_words.kyc", "rules[0].pharses"));
    assertThat(prove("[".repeat(100_000)))
        .extracting(Fault::reason)
        .containsExactly("lists and mappings are nested too deeply");
    assertThat(prove(WORDS.replace("KYC]", "\"" + "(".repeat(50_000) + "\"]")))
        .extracting(Fault::reason)
        .singleElement()
        .asString()
        .contains("nested too deeply");
  }

  @Test
  void aRuleThatFindsEverythingIsRefusedAndOneThatFindsOftenIsNamed() {
    var everything =
        WORDS
            .replace("phrases: [KYC]", "metric: {formula: words, over: 0}")
            .replace("miss: [We have to check your identity first.]", "miss: [\"--\"]");
    assertThat(prove(everything))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.rule()).isEqualTo("house_words.kyc");
              assertThat(fault.reason()).contains("of 100 texts", "not published");
            });

    var often =
        proof(
            WORDS
                .replace("phrases: [KYC]", "phrases: [KYC, we, you, the, to]")
                .replace("We have to check your identity first.", "Identity check done."),
            List.of());
    assertThat(often.passed()).isTrue();
    assertThat(often.shares().get("house_words.kyc")).isBetween(Proof.OFTEN, Proof.EVERYTHING);
  }

  @Test
  void onTheBenchARuleThatFindsEverythingIsTold() {
    assertThat(new Tally("words", 60, 47, 3).everywhere(50)).isTrue();
    assertThat(new Tally("words", 60, 40, 3).everywhere(50)).isFalse();
    assertThat(new Tally("words", 2, 2, 0).everywhere(2)).isFalse();
  }

  @Test
  void nothingButConfidentialityStopsAMessage() {
    assertThat(prove(WORDS.replace("level: warning", "level: stop")))
        .extracting(Fault::rule, Fault::key)
        .containsExactly(tuple("house_words.kyc", "level"));
    assertThat(
            prove(
                WORDS
                    .replace("level: warning", "level: stop")
                    .replace("category: house", "category: leak.internal")))
        .isEmpty();
    assertThat(prove("layer: strict\nswitch: {vague_time: stop}"))
        .extracting(Fault::key)
        .contains("level");
  }

  @Test
  void aLayerNamesRulesThatAreThere() {
    assertThat(prove("layer: team\nswitch: {vague_time.soon: off, jargon: advice}\nallow: [APR]"))
        .isEmpty();
    assertThat(prove("layer: team\nswitch: {vague_tiem: off}"))
        .extracting(Fault::key)
        .containsExactly("switch.vague_tiem");
  }

  @Test
  void noTwoPacksShareANameOrTheIdOfARule() {
    var published = pack(2, "other", Reach.EVERYBODY, WORDS);

    assertThat(proof(WORDS, List.of(published)).faults())
        .extracting(Fault::key)
        .containsExactly("guideline");
    assertThat(
            proof(WORDS.replace("guideline: house_words", "guideline: more"), List.of(published))
                .faults())
        .extracting(Fault::rule, Fault::file)
        .containsExactly(tuple("house_words.kyc", "own.yaml"));
    assertThat(prove(WORDS.replace("guideline: house_words", "guideline: jargon")))
        .extracting(Fault::key)
        .containsExactly("guideline");
  }

  @Test
  void aStyleForValeIsReadAndSaysWhatItCannotUse() {
    var style =
        """
        --- # Hedging.yml
        extends: existence
        message: "Do not hedge: '%s'."
        tokens: [sort of]
        --- # Spelling.yml
        extends: spelling
        message: Mind the spelling.
        """;
    var proof = proof(style, List.of());

    assertThat(proof.faults()).isEmpty();
    assertThat(proof.unused())
        .singleElement()
        .satisfies(one -> assertThat(one.rule()).isEqualTo("own.Spelling"));
    assertThat(
            found(
                Loaded.of(
                    Language.english(), List.of(pack(1, "own", Reach.EVERYBODY, style)), Map.of()),
                "It is sort of done."))
        .contains("own.Hedging");
  }

  @Test
  void whatCannotBeUsedIsLeftOutAndAllElseHolds() {
    var broken = pack(2, "broken", Reach.EVERYBODY, "guideline: [");
    var good = pack(1, "own", Reach.EVERYBODY, WORDS);

    var loaded =
        Loaded.of(Language.english(), List.of(good, broken), Map.of("vague_time.soon", Wish.OFF));

    assertThat(loaded.leftOut()).containsOnlyKeys(broken);
    assertThat(found(loaded, "We run KYC soon. Your card is 4111 1111 1111 1111."))
        .contains("house_words.kyc")
        .doesNotContain("vague_time.soon")
        .anyMatch(rule -> rule.contains("card"));
  }

  @Test
  void aPackOfATeamOrAChannelIsForItsMessages() {
    var team = new TeamId(new UUID(0, 1));
    assertThat(new Reach.OfTeam(team).covers(team, Channel.EMAIL)).isTrue();
    assertThat(new Reach.OfTeam(team).covers(null, Channel.EMAIL)).isFalse();
    assertThat(new Reach.ByChannel(Channel.CHAT).covers(team, Channel.CHAT)).isTrue();
    assertThat(new Reach.ByChannel(Channel.CHAT).covers(team, Channel.EMAIL)).isFalse();
    assertThat(Reach.EVERYBODY.covers(null, Channel.PHONE)).isTrue();
  }

  @Test
  void layersOfTeamsAndChannelsChangeThoseBelow() {
    var organisation = pack(1, "house", Reach.EVERYBODY, "layer: house\nswitch: {vague_time: off}");
    var chat =
        pack(2, "chat", new Reach.ByChannel(Channel.CHAT), "layer: chat\nswitch: {vague_time: on}");

    assertThat(
            found(Loaded.of(Language.english(), List.of(organisation), Map.of()), "We do it soon."))
        .doesNotContain("vague_time.soon");
    assertThat(
            found(
                Loaded.of(Language.english(), List.of(organisation, chat), Map.of()),
                "We do it soon."))
        .contains("vague_time.soon");
    assertThat(Loaded.of(Language.german(), List.of(organisation, chat), Map.of()).leftOut())
        .isEmpty();
  }

  @Test
  void ninetyFiveOfAHundredAreCounted() {
    var nanos = new long[100];
    for (int i = 0; i < 100; i++) nanos[i] = 100 - i;
    assertThat(Proof.nineteenOfTwenty(nanos)).isEqualTo(Duration.ofNanos(95));
    assertThat(Proof.nineteenOfTwenty(new long[0])).isZero();
    assertThat(Proof.nineteenOfTwenty(new long[] {7})).isEqualTo(Duration.ofNanos(7));
  }

  private static List<String> found(Loaded loaded, String text) {
    var context = Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00Z"));
    return loaded.conduct().review(text, context).findings().stream().map(Finding::rule).toList();
  }

  private static List<Fault> prove(String text) {
    return proof(text, List.of()).faults();
  }

  private static Proof proof(String text, List<PackInForce> others) {
    return Proof.of(pack(1, "own", Reach.EVERYBODY, text), others, Map.of());
  }

  private static PackInForce pack(int no, String name, Reach reach, String text) {
    return new PackInForce(no, name, reach, 1, new UUID(1, no), Instant.EPOCH, text);
  }
}
