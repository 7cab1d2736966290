package dev.decorum.assistant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.assistant.AssistantRefused.Reason;
import dev.decorum.network.HttpCall;
import dev.decorum.network.OutOfReach;
import dev.decorum.staff.MemberId;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a language model: `POST …/chat/completions`, as OpenAI, Ollama, vLLM and llama.cpp
/// understand it.
///
/// A question takes no longer than 20 seconds, whatever happens at the other end. A few are under
/// way at a time, one of each member; who comes then is told so and does not wait.
@Component
class Endpoint {

  static final int AT_ONCE = 4;
  static final int MOST_BYTES = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String JSON = "application/json";
  private static final Pattern THOUGHTS =
      Pattern.compile("^\\s*<think>.*?</think>", Pattern.DOTALL);

  private final ModelReach reach;
  private final JsonMapper json;
  private final Tally tally;
  private final Duration patience;
  private final SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
  private final Semaphore hands = new Semaphore(AT_ONCE);
  private final Set<MemberId> asking = ConcurrentHashMap.newKeySet();

  @Autowired
  Endpoint(ModelReach reach, JsonMapper json, Tally tally) {
    this(reach, json, tally, PATIENCE);
  }

  Endpoint(ModelReach reach, JsonMapper json, Tally tally, Duration patience) {
    this.reach = reach;
    this.json = json;
    this.tally = tally;
    this.patience = patience;
  }

  /// @param text what to work on; leaves the house as it is
  /// @return the answer, without what the model thought aloud
  /// @throws AssistantRefused when there is none
  String ask(MemberId member, LanguageModel model, Prompt prompt, String text) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("nobody waits for a model while holding a transaction");
    }
    try {
      var answer = inTurn(member, model, prompt, text);
      tally.answered();
      return answer;
    } catch (AssistantRefused refused) {
      tally.refused(refused.reason());
      throw refused;
    }
  }

  private String inTurn(MemberId member, LanguageModel model, Prompt prompt, String text) {
    if (!asking.add(member)) throw new AssistantRefused(Reason.BUSY);
    try {
      if (!hands.tryAcquire()) throw new AssistantRefused(Reason.BUSY);
      try {
        return inTime(model, prompt, text);
      } finally {
        hands.release();
      }
    } finally {
      asking.remove(member);
    }
  }

  /// A thread of its own, which gives up when it is interrupted, even while it looks up a name or
  /// its question is not taken.
  private String inTime(LanguageModel model, Prompt prompt, String text) {
    var call = new FutureTask<>(() -> answer(model, prompt, text));
    Thread.ofVirtual().name("assistant").start(call);
    try {
      return content(call.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException slow) {
      throw new AssistantRefused(Reason.TOO_SLOW);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssistantRefused(Reason.AWAY);
    } catch (ExecutionException failed) {
      throw refused(Objects.requireNonNull(failed.getCause()));
    } finally {
      call.cancel(true);
    }
  }

  private HttpCall.Answer answer(LanguageModel model, Prompt prompt, String text)
      throws IOException {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", JSON);
    headers.put("Accept", JSON);
    headers.put("User-Agent", "Decorum");
    if (model.key() != null) headers.put("Authorization", "Bearer " + model.key());
    var question = new LinkedHashMap<String, Object>();
    question.put("model", model.name());
    question.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", prompt.text()),
            Map.of("role", "user", "content", text)));
    question.put("temperature", 0);
    question.put("max_tokens", prompt.tokens());
    question.put("stream", false);
    return new HttpCall(reach.of(model), tls, CONNECT, patience)
        .answer(
            model.endpoint(),
            headers,
            json.writeValueAsString(question).getBytes(UTF_8),
            MOST_BYTES);
  }

  private static AssistantRefused refused(Throwable failed) {
    var reason =
        switch (failed) {
          case OutOfReach _ -> Reason.OUT_OF_REACH;
          case HttpCall.TooLong _ -> Reason.TOO_LONG;
          // Silence may end the wait a moment before patience does.
          case SocketTimeoutException _ -> Reason.TOO_SLOW;
          default -> Reason.AWAY;
        };
    log.warn("The assistant gave no answer: {}", failed.getClass().getName());
    return new AssistantRefused(reason);
  }

  private String content(HttpCall.Answer answer) {
    var trouble =
        switch (answer.status()) {
          case 200 -> null;
          case 401, 403 -> Reason.KEY_REFUSED;
          case 404, 405 -> Reason.NOT_FOUND;
          case 429, 503 -> Reason.OVERLOADED;
          default -> answer.status() / 100 == 3 ? Reason.REDIRECTED : Reason.FAILED;
        };
    if (trouble != null) {
      log.warn("The assistant answered {}", answer.status());
      throw new AssistantRefused(trouble);
    }
    if (!answer.type().equals(JSON)) throw new AssistantRefused(Reason.UNREADABLE);
    return said(answer.body());
  }

  private String said(byte[] body) {
    JsonNode choice;
    try {
      choice = json.readTree(body).path("choices").path(0);
    } catch (JacksonException broken) {
      throw new AssistantRefused(Reason.UNREADABLE);
    }
    var content = choice.path("message").path("content");
    if (!content.isString()) throw new AssistantRefused(Reason.UNREADABLE);
    var said = THOUGHTS.matcher(content.asString()).replaceFirst("").strip();
    if (said.isEmpty() || choice.path("finish_reason").asString("").equals("length")) {
      throw new AssistantRefused(Reason.UNFINISHED);
    }
    return said;
  }
}
