package dev.decorum.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// The headers under which content that came from outside is handed out: as a download, whatever it
/// claims to be, and powerless should a browser open it all the same.
public final class SafeDownload {

  private static final Set<MediaType> IMAGES =
      Set.of(
          MediaType.IMAGE_PNG,
          MediaType.IMAGE_JPEG,
          MediaType.IMAGE_GIF,
          MediaType.parseMediaType("image/webp"));

  private SafeDownload() {}

  /// For any file.
  public static HttpHeaders of(FileInfo file) {
    var headers = headers("attachment", file.name(), MediaType.APPLICATION_OCTET_STREAM);
    headers.setContentLength(file.size());
    return headers;
  }

  /// For a picture that we have decoded and written anew ourselves.
  public static HttpHeaders ofReencodedImage(String name, MediaType type) {
    if (!IMAGES.contains(type))
      throw new IllegalArgumentException("not a picture that is shown: " + type);
    return headers("inline", name, type);
  }

  private static HttpHeaders headers(String disposition, String name, MediaType type) {
    var headers = new HttpHeaders();
    headers.set(
        HttpHeaders.CONTENT_DISPOSITION,
        "%s; filename=\"%s\"; filename*=UTF-8''%s"
            .formatted(disposition, plain(name), encoded(name)));
    headers.setContentType(type);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.setCacheControl("private, no-store");
    return headers;
  }

  /// The name in ASCII for programs that know no other: accents dropped, the rest as `_`.
  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^\\x20-\\x7e]|[\"\\\\%/:*?<>|]", "_");
  }

  /// The name after RFC 8187.
  private static String encoded(String name) {
    var text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean bare =
          (b >= '0' && b <= '9')
              || (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || "-._~".indexOf(b) >= 0;
      if (bare) text.append((char) b);
      else text.append("%%%02X".formatted(b));
    }
    return text.toString();
  }
}
