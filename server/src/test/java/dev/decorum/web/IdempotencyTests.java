package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.testing.DatabaseTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

@SpringBootTest(classes = WebTests.App.class)
@DatabaseTest
class IdempotencyTests {

  @Autowired Idempotency idempotency;
  @Autowired JdbcClient jdbc;
  @MockitoSpyBean Clock clock;

  private final UUID caller = UUID.randomUUID();
  private final AtomicInteger done = new AtomicInteger();
  private final Map<String, String> request = Map.of("text", "Hello Dr. Okafor");

  @Test
  void aRepeatedRequestGetsTheFirstAnswerAndDoesNothing() {
    ResponseEntity<byte[]> first = send("key-1", request);
    ResponseEntity<byte[]> second = send("key-1", request);

    assertThat(done).hasValue(1);
    assertThat(text(first)).isEqualTo("{\"reply\":\"Dear Amara\"}");
    assertThat(text(second)).isEqualTo(text(first));
    assertThat(second.getStatusCode().value()).isEqualTo(201);
    assertThat(second.getHeaders().getLocation()).isEqualTo(URI.create("/api/v1/things/1"));
    assertThat(second.getHeaders().getETag()).isEqualTo("\"1\"");
  }

  @Test
  void theKeptAnswerShowsNoWordOfAClient() {
    send("key-2", request);

    byte[] kept =
        jdbc.sql("select answer from web.idempotency order by created_at desc limit 1")
            .query(byte[].class)
            .single();
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Amara");
  }

  @Test
  void theSameKeyForAnotherRequestIsRefused() {
    send("key-3", request);

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> send("key-3", Map.of("text", "Something else")))
        .satisfies(refusal -> assertThat(refusal.status().value()).isEqualTo(422));
    assertThat(done).hasValue(1);
  }

  @Test
  void anotherCallerMayUseTheSameKey() {
    send("key-4", request);
    idempotency.once(key("key-4"), UUID.randomUUID(), request, this::work);

    assertThat(done).hasValue(2);
  }

  @Test
  void aRequestThatFailedMayBeRepeated() {
    assertThatExceptionOfType(Stale.class)
        .isThrownBy(
            () ->
                idempotency.once(
                    key("key-5"),
                    caller,
                    request,
                    () -> {
                      throw new Stale();
                    }));

    send("key-5", request);

    assertThat(done).hasValue(1);
  }

  @Test
  void aSecondRequestWhileTheFirstIsAtWorkIsRefused() throws Exception {
    var started = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () ->
                  idempotency.once(
                      key("key-6"),
                      caller,
                      request,
                      () -> {
                        started.countDown();
                        await(finish);
                        return work();
                      }));
      assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> send("key-6", request))
          .satisfies(refusal -> assertThat(refusal.status().value()).isEqualTo(409));

      finish.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS).getStatusCode().value()).isEqualTo(201);
    }
    assertThat(done).hasValue(1);
  }

  @Test
  void answersAreForgottenAfterADay() {
    send("key-7", request);
    var tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(24).plusMinutes(1));
    org.mockito.Mockito.doReturn(tomorrow.instant()).when(clock).instant();

    idempotency.forgetOldAnswers();

    assertThat(jdbc.sql("select count(*) from web.idempotency").query(Long.class).single())
        .isZero();
    org.mockito.Mockito.doCallRealMethod().when(clock).instant();
    send("key-7", request);
    assertThat(done).hasValue(2);
  }

  private ResponseEntity<byte[]> send(String key, Object body) {
    return idempotency.once(key(key), caller, body, this::work);
  }

  private ResponseEntity<?> work() {
    done.incrementAndGet();
    return ResponseEntity.created(URI.create("/api/v1/things/1"))
        .eTag("\"1\"")
        .body(Map.of("reply", "Dear Amara"));
  }

  private static IdempotencyKey key(String text) {
    return IdempotencyKey.parse(text, "POST /api/v1/things");
  }

  private static String text(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    assertThat(body).isNotNull();
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
