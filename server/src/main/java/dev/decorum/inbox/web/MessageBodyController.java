package dev.decorum.inbox.web;

import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.files.SafeDownload;
import dev.decorum.inbox.Attachment;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.InteractionView;
import dev.decorum.staff.Anyone;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Hands out what came from outside: formatted texts for a sandboxed frame, the pictures in them,
/// and files.
@Controller
@Requires(Permission.READ_CLIENTS)
class MessageBodyController {

  /// Only here may a page of ours be framed, and only by ourselves. The style is the one thing the
  /// document brings along; it is this constant.
  private static final String FRAME_POLICY =
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none';"
          + " base-uri 'none'; frame-ancestors 'self';"
          + " sandbox allow-popups allow-popups-to-escape-sandbox";

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light"><title>Message</title>
      <style>body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#1c1a17;background:#fff;\
      overflow-wrap:anywhere}img,table{max-width:100%%}img{height:auto}</style></head>
      <body dir="auto">%s</body></html>
      """;

  private final Inbox inbox;
  private final Files files;
  private final InlineImages images;
  private final RemotePictures pictures;

  MessageBodyController(Inbox inbox, Files files, InlineImages images, RemotePictures pictures) {
    this.inbox = inbox;
    this.files = files;
    this.images = images;
    this.pictures = pictures;
  }

  /// @param all with pictures from elsewhere, because the reader asked for them
  @GetMapping("/messages/{id}/body")
  ResponseEntity<byte[]> body(
      Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean all) {
    var interaction = new InteractionId(id);
    String html =
        inbox
            .html(viewer, interaction)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    InteractionView message = inbox.interaction(viewer, interaction);
    SafeHtml safe =
        SafeHtml.of(
            html,
            contentId ->
                message.attachments().stream()
                    .filter(file -> contentId.equals(file.contentId()))
                    .map(Attachment::file)
                    .map(images::address)
                    .findFirst()
                    .orElse(null),
            theirs -> all ? pictures.address(id, theirs) : null);
    var headers = new HttpHeaders();
    headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
    headers.set("Content-Security-Policy", FRAME_POLICY);
    headers.setCacheControl("private, no-store");
    return ResponseEntity.ok()
        .headers(headers)
        .body(FRAME.formatted(safe.html()).getBytes(StandardCharsets.UTF_8));
  }

  @Anyone
  @GetMapping("/messages/pictures/{token}")
  ResponseEntity<byte[]> picture(@PathVariable String token) {
    return shown(
        pictures
            .picture(token)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  @Anyone
  @GetMapping("/messages/images/{token}")
  ResponseEntity<byte[]> image(@PathVariable String token) throws IOException {
    FileId file =
        images.file(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    byte[] png;
    try (InputStream content = files.open(file)) {
      png =
          Pictures.asPng(content)
              .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
    return shown(png);
  }

  private static ResponseEntity<byte[]> shown(byte[] png) {
    HttpHeaders headers = SafeDownload.ofReencodedImage("image.png", MediaType.IMAGE_PNG);
    // The sandboxed frame has an origin of its own, so its pictures come from another.
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    return ResponseEntity.ok().headers(headers).body(png);
  }

  @GetMapping("/files/{id}")
  ResponseEntity<Resource> file(Viewer viewer, @PathVariable UUID id) {
    var file = new FileId(id);
    InputStream content = inbox.open(viewer, file);
    FileInfo info = Objects.requireNonNull(files.describe(List.of(file)).get(file));
    return ResponseEntity.ok()
        .headers(SafeDownload.of(info))
        .body(new InputStreamResource(content));
  }
}
