package dev.decorum.inbox.web;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.Said;
import dev.decorum.inbox.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What is searched for, and among what. It is all in the address of the page.
///
/// @param in null: some of everything
/// @param status of conversations; null: any
/// @param mine only conversations that are assigned to the reader
/// @param channel of conversations and of those that files stand in; null: any
/// @param from first day on which it was said, for the reader; null: since ever
/// @param to last day; null: until now
public record SearchQuery(
    String text,
    @Nullable Among in,
    @Nullable Status status,
    boolean mine,
    @Nullable Channel channel,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /// What can be found.
  public enum Among {
    CONVERSATIONS,
    CLIENTS,
    FILES;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Words that nobody knows mean everything, and days that are none mean any.
  static SearchQuery of(
      String text,
      @Nullable String in,
      @Nullable String status,
      boolean mine,
      @Nullable String channel,
      @Nullable String from,
      @Nullable String to) {
    return new SearchQuery(
        text.strip(),
        known(Among.class, in),
        known(Status.class, status),
        mine,
        known(Channel.class, channel),
        day(from),
        day(to));
  }

  private static <E extends Enum<E>> @Nullable E known(Class<E> type, @Nullable String word) {
    try {
      return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable LocalDate day(@Nullable String word) {
    try {
      LocalDate day = word == null || word.isBlank() ? null : LocalDate.parse(word.strip());
      // What no clock can tell is no day either.
      return day == null || day.getYear() < 1 || day.getYear() > 9999 ? null : day;
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  /// Clients are said nowhere and on no day: they are not among what is narrowed like that.
  public boolean shows(Among what) {
    return (in == null || in == what) && (what != Among.CLIENTS || !narrowed());
  }

  /// Whether only some ways or days count.
  public boolean narrowed() {
    return channel != null || from != null || to != null;
  }

  Said said(ZoneId zone) {
    return new Said(channel, begin(from, zone), begin(to == null ? null : to.plusDays(1), zone));
  }

  private static @Nullable Instant begin(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  /// The same search among this alone.
  public String url(@Nullable Among what) {
    boolean days = what != Among.CLIENTS;
    return new SearchQuery(
            text, what, null, false, days ? channel : null, days ? from : null, days ? to : null)
        .url();
  }

  public String url(@Nullable Status wanted) {
    return new SearchQuery(text, Among.CONVERSATIONS, wanted, mine, channel, from, to).url();
  }

  /// Mine or everybody's, whichever it is not.
  public String urlOfOthers() {
    return new SearchQuery(text, Among.CONVERSATIONS, status, !mine, channel, from, to).url();
  }

  /// By any way, on any day.
  public String urlOfAny() {
    return new SearchQuery(text, in, status, mine, null, null, null).url();
  }

  String url() {
    var url = UriComponentsBuilder.fromPath("/search").queryParam("q", "{q}");
    if (in != null) url.queryParam("in", in.word());
    if (status != null) url.queryParam("status", status.word());
    if (mine) url.queryParam("mine", "true");
    if (channel != null) url.queryParam("channel", channel.word());
    if (from != null) url.queryParam("from", from);
    if (to != null) url.queryParam("to", to);
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
