package dev.decorum.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody at a browser of their own, signed in.
final class Person {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("/invitation\\?key=([A-Za-z0-9_-]+)");
  private static final String PASSWORD = "a bench is to sit on";

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String base;
  private String token = "";

  private Person(String base) {
    this.base = base;
  }

  static Person signedIn(String base, String email, String password)
      throws IOException, InterruptedException {
    var person = new Person(base);
    person.get("/sign-in");
    person.entered(person.post("/sign-in", "email", email, "password", password));
    return person;
  }

  /// New members who serve clients and are in no team, each of them signed in. The admin invites
  /// them, and they choose a password.
  static List<Person> invited(String base, Person admin, int count)
      throws IOException, InterruptedException {
    var people = new ArrayList<Person>();
    long run = System.currentTimeMillis();
    admin.get("/admin/people");
    for (int i = 0; i < count; i++) {
      var email = "person%d-%d@example.test".formatted(i, run);
      var page =
          admin.post("/admin/people", "name", "Person " + i, "email", email, "role", "agent");
      var link = LINK.matcher(page.body());
      if (!link.find()) throw new IOException("No invitation: " + page.statusCode());
      var person = new Person(base);
      // The first answer keeps the key in a cookie and leads on.
      person.get("/invitation?key=" + link.group(1));
      person.get("/invitation");
      person.entered(person.post("/invitation", "password", PASSWORD));
      person.get("/today");
      people.add(person);
    }
    return people;
  }

  private void entered(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 302) {
      throw new IOException("Signing in answered " + answer.statusCode());
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return read(http.send(request(path).header("Accept", "text/html").build(), strings()));
  }

  /// A part of a page, as scripts ask for it.
  HttpResponse<String> part(String path) throws IOException, InterruptedException {
    return http.send(request(path).header("HX-Request", "true").build(), strings());
  }

  /// Sends a form with the token of the last page that had one.
  ///
  /// @param fields names and values in turn
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    var form = new StringBuilder("_csrf=").append(encoded(token));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
    }
    return read(
        http.send(
            request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(form.toString()))
                .build(),
            strings()));
  }

  /// Saves what is being written, as the composer does.
  HttpResponse<String> save(String draft, String json) throws IOException, InterruptedException {
    return http.send(
        request("/drafts/" + draft)
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .header("Sec-Fetch-Site", "same-origin")
            .PUT(BodyPublishers.ofString(json))
            .build(),
        strings());
  }

  /// The stream of live events, line by line.
  InputStream events() throws IOException, InterruptedException {
    var answer =
        http.send(
            request("/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) throw new IOException("Events answered " + answer.statusCode());
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  private HttpResponse<String> read(HttpResponse<String> answer) {
    var found = TOKEN.matcher(answer.body());
    if (found.find()) token = found.group(1);
    return answer;
  }

  private static HttpResponse.BodyHandler<String> strings() {
    return BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
