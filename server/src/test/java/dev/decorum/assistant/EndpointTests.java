package dev.decorum.assistant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.assistant.AssistantRefused.Reason;
import dev.decorum.database.DecorumProperties;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.RowIds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Asking a model of our own that answers well, badly, and not at all.
@Timeout(60)
class EndpointTests {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);

  private final ModelServer server = new ModelServer();
  private final Tally tally = new Tally();
  private final MemberId jonas = new MemberId(RowIds.next());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void asksInTheProtocolThatAllOfThemSpeak() {
    server.say(text -> text + " indeed");

    var answer = endpoint(LONG).ask(jonas, model("sk-1"), Prompt.REWORD, "Hello [NAME_1]");

    assertThat(answer).isEqualTo("Hello [NAME_1] indeed");
    assertThat(server.asked).hasSize(1);
    var asked = server.asked.getFirst();
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer sk-1");
    assertThat(asked.headers().get("Content-type")).containsExactly("application/json");
    var question = asked.question();
    assertThat(question.path("model").asString()).isEqualTo("small");
    assertThat(question.path("temperature").asInt(-1)).isZero();
    assertThat(question.path("stream").asBoolean(true)).isFalse();
    assertThat(question.path("max_tokens").asInt()).isEqualTo(Prompt.REWORD.tokens());
    assertThat(question.path("messages").path(0).path("role").asString()).isEqualTo("system");
    assertThat(question.path("messages").path(0).path("content").asString())
        .isEqualTo(Prompt.REWORD.text());
    assertThat(question.path("messages").path(1).path("role").asString()).isEqualTo("user");
    assertThat(tally.answers()).isOne();
  }

  @Test
  void withoutAKeyNoneIsSent() {
    endpoint(LONG).ask(jonas, model(null), Prompt.TEST, "x");

    assertThat(server.asked.getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void whatItThinksAloudIsLeftOut() {
    server.say(_ -> "<think>\nThe user wants\n</think>\n\nGood morning.\n");

    assertThat(endpoint(LONG).ask(jonas, model(null), Prompt.TEST, "x")).isEqualTo("Good morning.");
  }

  @ParameterizedTest
  @CsvSource({
    "401, KEY_REFUSED", "403, KEY_REFUSED", "404, NOT_FOUND", "429, OVERLOADED",
    "503, OVERLOADED", "500, FAILED", "400, FAILED", "204, FAILED"
  })
  void aStatusIsSaidInWords(int status, Reason reason) {
    server.behave(exchange -> ModelServer.send(exchange, status, "application/json", ""));

    refused(reason);
    assertThat(tally.refusals()).containsOnlyKeys(reason);
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.behave(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          ModelServer.send(exchange, 307, "application/json", "");
        });

    refused(Reason.REDIRECTED);
    assertThat(server.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "text/html; <html>Hello</html>",
        "text/plain; {}",
        "application/json; {",
        "application/json; []",
        "application/json; {\"choices\":[]}",
        "application/json; {\"choices\":{\"message\":1}}",
        "application/json; {\"choices\":[{\"message\":{\"content\":7}}]}",
        "application/json; {\"choices\":[{\"message\":{\"content\":null}}]}",
        "application/json; nonsense"
      })
  void nonsenseIsNoAnswer(String type, String body) {
    server.behave(exchange -> ModelServer.send(exchange, 200, type, body));

    refused(Reason.UNREADABLE);
  }

  @Test
  void deeplyNestedNonsenseIsNoAnswer() {
    server.behave(
        exchange -> ModelServer.send(exchange, 200, "application/json", "[".repeat(60_000)));

    refused(Reason.UNREADABLE);
  }

  @Test
  void halfAnAnswerAndAnEmptyOneAreNone() {
    server.behave(
        exchange ->
            ModelServer.send(
                exchange, 200, "application/json", ModelServer.reply("And then we", "length")));
    refused(Reason.UNFINISHED);

    server.say(_ -> "  \n");
    refused(Reason.UNFINISHED);
  }

  @Test
  void tenMegabytesAreNotRead() {
    server.behave(
        exchange ->
            ModelServer.send(exchange, 200, "application/json", "\"" + "x".repeat(10 << 20)));

    refused(Reason.TOO_LONG);
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() {
    server.behave(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          var line = "\"more\",".repeat(100).getBytes(UTF_8);
          while (true) exchange.getResponseBody().write(line);
        });

    refused(Reason.TOO_LONG);
  }

  @Test
  void silenceIsNotWaitedForAnyLonger() {
    server.behave(_ -> server.fallSilent());

    assertThat(failure(endpoint(SHORT), jonas)).isEqualTo(Reason.TOO_SLOW);
  }

  @Test
  void anAnswerThatStopsInTheMiddleIsNotWaitedForAnyLonger() {
    server.behave(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          server.fallSilent();
        });

    assertThat(failure(endpoint(SHORT), jonas)).isEqualTo(Reason.TOO_SLOW);
  }

  @Test
  void whoIsNotThereIsSaidToBeAway() {
    server.close();

    refused(Reason.AWAY);
  }

  @Test
  void aMemberAsksOneThingAtATimeAndANodeAFew() throws InterruptedException {
    var there = new CountDownLatch(Endpoint.AT_ONCE);
    server.behave(
        exchange -> {
          there.countDown();
          server.fallSilent();
        });
    var endpoint = endpoint(LONG);
    var members = new ArrayList<MemberId>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < Endpoint.AT_ONCE; i++) {
      var member = new MemberId(RowIds.next());
      members.add(member);
      threads.add(Thread.ofVirtual().start(() -> failure(endpoint, member)));
    }
    assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(failure(endpoint, members.getFirst())).isEqualTo(Reason.BUSY);
    assertThat(failure(endpoint, jonas)).isEqualTo(Reason.BUSY);

    for (var thread : threads) {
      thread.interrupt();
      thread.join();
    }
    server.say(text -> text);
    assertThat(endpoint.ask(jonas, model(null), Prompt.TEST, "again")).isEqualTo("again");
  }

  @Test
  void nobodyWaitsInATransaction() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> endpoint(LONG).ask(jonas, model(null), Prompt.TEST, "x"));
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(server.asked).isEmpty();
  }

  @Test
  void theHouseIsOutOfReachUnlessItIsAllowed() {
    var typed = LanguageModel.of(server.address(), "small", null, false);
    var secure =
        LanguageModel.of(server.address().replace("http:", "https:"), "small", null, false);

    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(() -> reach(false, false).check(typed));
    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(() -> reach(false, false).check(secure));
    reach(true, false).check(typed);
    reach(true, false).check(secure);
    reach(false, true).check(typed);
    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(
            () ->
                reach(true, false)
                    .check(LanguageModel.of("http://192.88.98.1/v1", "small", null, true)));
    // What is allowed by its name may lead elsewhere by the time it is asked.
    assertThatExceptionOfType(AssistantRefused.class)
        .isThrownBy(
            () ->
                new Endpoint(reach(false, false), new JsonMapper(), tally, LONG)
                    .ask(jonas, secure, Prompt.TEST, "x"))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_REACH));
    assertThat(server.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://x.example/v1",
    "https://user:key@x.example/v1",
    "https://x.example/v1?key=1",
    "https://x.example/v1#a",
    "https:///v1",
    "https://x_y.example/v1",
    "https://x.example:0/v1",
    "https://x.example:70000/v1",
    "x.example/v1",
    "''",
    "https://x.example/a b"
  })
  void noAddressOfAnEndpoint(String address) {
    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(() -> LanguageModel.of(address, "small", null, false))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("address"));
  }

  @Test
  void anAddressIsTakenAsPeopleCopyIt() {
    for (var typed :
        List.of(
            "https://x.example/v1",
            " https://x.example/v1/ ",
            "https://x.example/v1/chat/completions")) {
      assertThat(LanguageModel.of(typed, "small", null, false).endpoint())
          .isEqualTo(URI.create("https://x.example/v1/chat/completions"));
    }
    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(() -> LanguageModel.of("https://x.example", "small", "a\r\nX: 1", false));
    assertThatExceptionOfType(ModelRefused.class)
        .isThrownBy(() -> LanguageModel.of("https://x.example", " ", null, false));
  }

  private void refused(Reason reason) {
    assertThat(failure(endpoint(LONG), jonas)).isEqualTo(reason);
  }

  private Reason failure(Endpoint endpoint, MemberId member) {
    try {
      throw new AssertionError(endpoint.ask(member, model(null), Prompt.REWORD, "Hello"));
    } catch (AssistantRefused refused) {
      return refused.reason();
    }
  }

  private Endpoint endpoint(Duration patience) {
    return new Endpoint(reach(false, false), new JsonMapper(), tally, patience);
  }

  private LanguageModel model(@Nullable String key) {
    return LanguageModel.of(server.address(), "small", key, true);
  }

  private static ModelReach reach(boolean privateHosts, boolean demo) {
    return new ModelReach(
        new DecorumProperties(
            Path.of("."),
            URI.create("http://localhost"),
            ZoneOffset.UTC,
            "127.0.0.1",
            0,
            0,
            demo,
            RowIds.next(),
            null,
            null,
            List.of(),
            null),
        new AssistantProperties(privateHosts));
  }
}
