package dev.decorum.inbox.web;

import dev.decorum.inbox.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What is searched for, and among what. It is all in the address of the page.
///
/// @param in null: some of everything
/// @param status of conversations; null: any
/// @param mine only conversations that are assigned to the reader
public record SearchQuery(String text, @Nullable Among in, @Nullable Status status, boolean mine) {

  /// What can be found.
  public enum Among {
    CONVERSATIONS,
    CLIENTS,
    FILES;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Words that nobody knows mean everything.
  static SearchQuery of(String text, @Nullable String in, @Nullable String status, boolean mine) {
    return new SearchQuery(text.strip(), known(Among.class, in), known(Status.class, status), mine);
  }

  private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable String word) {
    try {
      return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  public boolean shows(Among what) {
    return in == null || in == what;
  }

  /// The same search among this alone.
  public String url(@Nullable Among what) {
    return new SearchQuery(text, what, null, false).url();
  }

  public String url(@Nullable Status wanted) {
    return new SearchQuery(text, Among.CONVERSATIONS, wanted, mine).url();
  }

  /// Mine or everybody's, whichever it is not.
  public String urlOfOthers() {
    return new SearchQuery(text, Among.CONVERSATIONS, status, !mine).url();
  }

  String url() {
    var url = UriComponentsBuilder.fromPath("/search").queryParam("q", "{q}");
    if (in != null) url.queryParam("in", in.word());
    if (status != null) url.queryParam("status", status.word());
    if (mine) url.queryParam("mine", "true");
    return url.encode().buildAndExpand(text).toUriString();
  }

  String url(String cursor) {
    return UriComponentsBuilder.fromUriString(url())
        .queryParam("cursor", "{cursor}")
        .encode()
        .buildAndExpand(cursor)
        .toUriString();
  }
}
