package dev.decorum.live;

import dev.decorum.live.Stream.Changed;
import dev.decorum.live.Stream.End;
import dev.decorum.live.Stream.News;
import dev.decorum.live.Stream.Resync;
import dev.decorum.web.SignedIn;
import dev.decorum.web.ViewerSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The stream of events to one browser. A request stays on its virtual thread for as long as the
/// browser listens.
@Controller
class EventsController {

  private static final int HEARTBEAT_SECONDS = 20;
  private static final String LAST_ID = "Last-Event-ID";

  private final Streams streams;
  private final ObjectProvider<ViewerSource> viewers;

  EventsController(Streams streams, ObjectProvider<ViewerSource> viewers) {
    this.streams = streams;
    this.viewers = viewers;
  }

  @GetMapping("/events")
  void events(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    ViewerSource source = viewers.getIfAvailable();
    SignedIn viewer = source == null ? null : source.current(request);
    if (viewer == null) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    String lastId = request.getHeader(LAST_ID);
    if (lastId == null) {
      lastId = request.getParameter("after");
    }
    Optional<Stream> opened = streams.open(viewer.id(), viewer.session(), lastId);
    if (opened.isEmpty()) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "30");
      return;
    }
    Stream stream = opened.get();
    try {
      response.setContentType("text/event-stream;charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no");
      write(stream, response.getOutputStream());
    } finally {
      streams.close(stream);
    }
  }

  private static void write(Stream stream, OutputStream output) throws InterruptedException {
    try {
      send(output, "retry: 2000\n\n");
      while (true) {
        News news = stream.next(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        switch (news) {
          case null -> send(output, ":\n\n");
          case Changed(String id, Change change) ->
              send(output, "id: " + id + "\nevent: changed\ndata: " + change + "\n\n");
          case Resync(String id) -> send(output, "id: " + id + "\nevent: resync\ndata: resync\n\n");
          case End(boolean signedOut) -> {
            send(output, "event: end\ndata: " + (signedOut ? "signed-out" : "restart") + "\n\n");
            return;
          }
        }
      }
    } catch (IOException gone) {
      // The browser went away: an ordinary end.
    }
  }

  private static void send(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }
}
