package dev.decorum.web;

import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Does what a request asks for exactly once, however often and on whichever node it arrives.
///
/// The answer is kept in the transaction that does the work: either both are there or neither is. A
/// refused request leaves nothing behind and may be repeated with the same key.
@Service
public class Idempotency {

  private static final String PLACE = "web.idempotency.answer";
  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Idempotency(
      JdbcClient jdbc,
      Vault vault,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// The answer to this request: made by `work` the first time, the kept one after that.
  ///
  /// @param caller the member; two members may use the same key
  /// @param request the parsed body, to notice a key used for something else
  /// @throws Refusal 409 while the first request is being worked on, 422 for another body
  public ResponseEntity<byte[]> once(
      IdempotencyKey key, UUID caller, Object request, Supplier<ResponseEntity<?>> work) {
    byte[] name =
        vault.digest(
            "idempotency-key",
            (caller + " " + key.call() + " " + key.text()).getBytes(StandardCharsets.UTF_8));
    byte[] content = vault.digest("idempotency-request", json.writeValueAsBytes(request));
    return Objects.requireNonNull(transaction.execute(_ -> once(name, content, work)));
  }

  private ResponseEntity<byte[]> once(
      byte[] name, byte[] content, Supplier<ResponseEntity<?>> work) {
    if (!lock(name)) {
      throw new InProgress();
    }
    Optional<Kept> kept = find(name);
    if (kept.isPresent()) {
      if (!MessageDigest.isEqual(kept.get().request(), content)) {
        throw new ReusedKey();
      }
      return kept.get().answer();
    }
    ResponseEntity<byte[]> answer = written(work.get());
    keep(name, content, answer);
    return answer;
  }

  /// Held until the transaction ends, across all nodes.
  private boolean lock(byte[] name) {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ByteBuffer.wrap(name).getLong())
        .query(Boolean.class)
        .single();
  }

  private record Kept(byte[] request, ResponseEntity<byte[]> answer) {}

  private Optional<Kept> find(byte[] name) {
    return jdbc.sql(
            """
            select id, request, status, location, etag, answer
              from web.idempotency
             where key = :key
               and created_at > :oldest
            """)
        .param("key", name)
        .param("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Kept(
                    row.getBytes("request"),
                    answer(
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("etag"),
                        vault.open(
                            row.getBytes("answer"), PLACE, row.getObject("id", UUID.class)))))
        .optional();
  }

  private void keep(byte[] name, byte[] content, ResponseEntity<byte[]> answer) {
    UUID id = RowIds.next();
    byte[] body = Objects.requireNonNullElse(answer.getBody(), new byte[0]);
    jdbc.sql(
            """
            insert into web.idempotency
                   (id, key, request, status, location, etag, answer, created_at)
            values (:id, :key, :request, :status, :location, :etag, :answer, :now)
                on conflict (key) do update
               set id = excluded.id,
                   request = excluded.request,
                   status = excluded.status,
                   location = excluded.location,
                   etag = excluded.etag,
                   answer = excluded.answer,
                   created_at = excluded.created_at
            """)
        .param("id", id)
        .param("key", name)
        .param("request", content)
        .param("status", answer.getStatusCode().value())
        .param("location", answer.getHeaders().getFirst(HttpHeaders.LOCATION))
        .param("etag", answer.getHeaders().getETag())
        .param("answer", vault.seal(vault.systemKey(), PLACE, id, body))
        .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .update();
  }

  private ResponseEntity<byte[]> written(ResponseEntity<?> made) {
    Object body = made.getBody();
    return answer(
        made.getStatusCode().value(),
        made.getHeaders().getFirst(HttpHeaders.LOCATION),
        made.getHeaders().getETag(),
        body == null ? new byte[0] : json.writeValueAsBytes(body));
  }

  private static ResponseEntity<byte[]> answer(
      int status, @Nullable String location, @Nullable String etag, byte[] body) {
    var answer = ResponseEntity.status(status);
    if (location != null) {
      answer.header(HttpHeaders.LOCATION, location);
    }
    if (etag != null) {
      answer.eTag(etag);
    }
    return answer.contentType(MediaType.APPLICATION_JSON).body(body);
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
  void forgetOldAnswers() {
    jdbc.sql("delete from web.idempotency where created_at <= :oldest")
        .param("oldest", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static final class InProgress extends Refusal {
    InProgress() {
      super(
          HttpStatus.CONFLICT,
          "idempotency_key.in_progress",
          "web.problem.idempotency_key.in_progress");
    }
  }

  private static final class ReusedKey extends Refusal {
    ReusedKey() {
      super(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "idempotency_key.reused",
          "web.problem.idempotency_key.reused");
    }
  }
}
