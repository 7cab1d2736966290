package dev.decorum.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A browser as far as tests of the server need one: it keeps cookies, sends forms with the token
/// of the page it saw last, and follows no redirect by itself.
public final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final URI base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private @Nullable String token;

  public Browser(int port) {
    this.base = URI.create("http://localhost:" + port);
  }

  /// A page as it came.
  public record Page(int status, String body, HttpResponse<String> response) {

    /// Empty when there is none.
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The path that it leads to, empty when it leads nowhere.
    public String location() {
      return path(header("Location"));
    }
  }

  public Page get(String path, String... headers) {
    return send(request(path, headers).header("Accept", "text/html").GET());
  }

  /// Sends a form, with the token of the last page that had one.
  ///
  /// @param fields names and values in turn
  public Page post(String path, String... fields) {
    var form = new StringBuilder();
    if (token != null) {
      form.append("_csrf=").append(encoded(token));
    }
    for (int i = 0; i < fields.length; i += 2) {
      if (!form.isEmpty()) {
        form.append('&');
      }
      form.append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
    }
    return postBody(path, form.toString());
  }

  /// Sends a form without the token.
  public Page postBody(String path, String form, String... headers) {
    return send(
        request(path, headers)
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /// Opens a page and all it redirects to.
  public Page open(String path) {
    var page = get(path);
    for (int i = 0; i < 5 && !page.location().isEmpty(); i++) {
      page = get(page.location());
    }
    return page;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /// The path of an address on this server, or of a path.
  public static String path(String address) {
    var uri = URI.create(address);
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Page send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      var found = TOKEN.matcher(response.body());
      if (found.find()) {
        token = found.group(1);
      }
      return new Page(response.statusCode(), response.body(), response);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private void keep(String cookie) {
    var pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
