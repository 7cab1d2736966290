package dev.decorum.web;

import dev.decorum.web.FormErrors.FormError;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.support.RequestContextUtils;

/// What every template can ask: words, who is signed in, times, icons, addresses of assets. One is
/// made for each request; a template takes it as `@param dev.decorum.web.Ui ui`.
public final class Ui {

  private static final int HUES = 12;
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM");
  private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM");
  private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy");

  private final HttpServletRequest request;
  private final MessageSource words;
  private final Assets assets;
  private final Sections sections;
  private final List<PageDirectory> directories;
  private final Clock clock;
  private final @Nullable SignedIn viewer;
  private final String organisation;
  private final ZoneId zone;
  private final @Nullable String sample;
  private @Nullable Keys keys;

  Ui(
      HttpServletRequest request,
      MessageSource words,
      Assets assets,
      Sections sections,
      List<PageDirectory> directories,
      Clock clock,
      @Nullable SignedIn viewer,
      String organisation,
      ZoneId zone,
      @Nullable String sample) {
    this.request = request;
    this.words = words;
    this.assets = assets;
    this.sections = sections;
    this.directories = directories;
    this.clock = clock;
    this.viewer = viewer;
    this.organisation = organisation;
    this.zone = zone;
    this.sample = sample;
  }

  /// The words behind a key of a message bundle. A key that does not exist comes out as it is, so
  /// that a slip in a bundle does not take a page down; a test looks for such keys.
  public String t(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, locale()));
  }

  public String t(FormError error) {
    return t(error.message(), error.args().toArray());
  }

  public String t(Toast toast) {
    return t(toast.key(), toast.args().toArray());
  }

  private static String problemTitleKey(int status) {
    return switch (status) {
      case 401, 403, 404, 409, 429, 503 -> "web.problem.title." + status;
      case 412 -> "web.problem.title.409";
      default -> status < 500 ? "web.problem.title.400" : "web.problem.title.500";
    };
  }

  public String problemTitle(Problem problem) {
    return t(problemTitleKey(problem.status().value()));
  }

  /// The language of the words, for formatting. Dates and times are written the British way.
  public Locale locale() {
    return Locale.UK;
  }

  public String lang() {
    return locale().getLanguage();
  }

  public String dir() {
    return "ltr";
  }

  public @Nullable SignedIn viewer() {
    return viewer;
  }

  /// Whether the person signed in may do this, for example `MANAGE_STAFF`. Only for what is shown;
  /// the doors decide for themselves what is done.
  public boolean may(String permission) {
    return viewer != null && viewer.permissions().contains(permission);
  }

  public String organisation() {
    return organisation;
  }

  public ZoneId zone() {
    return zone;
  }

  /// Name and value of the hidden field that every form carries; `web/csrf.jte` writes it.
  public String csrfParameter() {
    CsrfToken token = csrf();
    return token == null ? "_csrf" : token.getParameterName();
  }

  public @Nullable String csrfToken() {
    CsrfToken token = csrf();
    return token == null ? null : token.getToken();
  }

  public @Nullable String csrfHeader() {
    CsrfToken token = csrf();
    return token == null ? null : token.getHeaderName();
  }

  private @Nullable CsrfToken csrf() {
    return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
  }

  /// The key of what to say about what is made up; null: everything is real.
  public @Nullable String sample() {
    return sample;
  }

  /// `light` or `dark` when chosen, null to follow the system.
  public @Nullable String theme() {
    String theme = cookie("theme");
    return theme != null && THEMES.contains(theme) ? theme : null;
  }

  /// `compact` when chosen, null for comfortable.
  public @Nullable String density() {
    return "compact".equals(cookie("density")) ? "compact" : null;
  }

  /// `folded` when the sidebar shows pictures only, null for all of it.
  public @Nullable String side() {
    return "folded".equals(cookie("side")) ? "folded" : null;
  }

  /// `off` when single-letter keys are switched off, else null.
  public @Nullable String shortcuts() {
    return "off".equals(cookie("shortcuts")) ? "off" : null;
  }

  /// Where the stream of events stood when this request began.
  public @Nullable String liveAfter() {
    return (String) request.getAttribute(LivePosition.ATTRIBUTE);
  }

  private @Nullable String cookie(String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  /// The address of a file below `static/assets`, with the hash of its content.
  public String asset(String name) {
    return assets.url(name);
  }

  /// The address of an icon inside the sprite; `web/icon.jte` draws it.
  public String icon(String name) {
    return assets.url("sprite.svg") + "#i-" + name;
  }

  public List<SectionLink> sections(Section.Group group) {
    return viewer == null
        ? List.of()
        : sections.openTo(viewer).stream().filter(link -> link.section().group() == group).toList();
  }

  public List<SectionLink> sections() {
    return viewer == null ? List.of() : sections.openTo(viewer);
  }

  /// The pages whose names have words that begin like those typed; all when nothing is typed.
  public List<PageLink> pagesNamed(String typed) {
    if (viewer == null) {
      return List.of();
    }
    List<String> beginnings = List.of(typed.strip().toLowerCase(locale()).split("\\s+"));
    Stream<PageLink> links =
        Stream.concat(
            sections().stream()
                .map(link -> new PageLink(link.url(), link.section().labelKey(), null)),
            directories.stream().flatMap(directory -> directory.openTo(viewer)));
    return links.filter(link -> hasWords(t(link.labelKey()), beginnings)).toList();
  }

  private boolean hasWords(String name, List<String> beginnings) {
    List<String> words = List.of(name.toLowerCase(locale()).split("\\s+"));
    return beginnings.stream()
        .allMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning)));
  }

  public boolean searchable() {
    return sections.searchable();
  }

  /// The address of this page, to come back to. A page that answers a form has none.
  public String here() {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /// The lines of the list of keys.
  public List<Key> keys() {
    return Key.of(chosen());
  }

  private Keys chosen() {
    var known = keys;
    if (known == null) {
      known = Keys.of(cookie(Keys.COOKIE));
      keys = known;
    }
    return known;
  }

  /// The key of a command, such as `reply`, in upper case.
  public String key(String command) {
    return chosen().of(Keys.Command.valueOf(command.toUpperCase(Locale.ROOT)));
  }

  /// The keys that the script itself acts on, in the order in which it expects them.
  public String scriptKeys() {
    return Stream.of("next", "previous", "open", "go", "undo", "list", "select")
        .map(this::key)
        .collect(Collectors.joining(" "));
  }

  public @Nullable Toast toast() {
    var flash = RequestContextUtils.getInputFlashMap(request);
    return flash == null ? null : (Toast) flash.get(Toast.ATTRIBUTE);
  }

  public Instant now() {
    return clock.instant();
  }

  public Moment moment(Instant instant) {
    return Moment.of(instant, now(), zone, locale(), words);
  }

  /// The name of the reader's zone.
  public String zoneName() {
    return zoneName(zone);
  }

  /// What people call a zone, such as `Central European Time`.
  public String zoneName(ZoneId of) {
    return Moment.name(of, locale());
  }

  /// Hours and minutes in the reader's zone, such as `11:32`.
  public String clock(Instant instant) {
    return CLOCK.withLocale(locale()).format(instant.atZone(zone));
  }

  /// A day as a heading: today, yesterday, or a date.
  public String day(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, zone);
    LocalDate today = LocalDate.ofInstant(now(), zone);
    if (day.equals(today)) {
      return t("web.time.today");
    }
    if (day.equals(today.minusDays(1))) {
      return t("web.time.yesterday");
    }
    return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).withLocale(locale()).format(day);
  }

  /// Until when something is so, such as `Mon 24 Nov`; on the same day the time, such as `15:30`.
  public String until(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, zone);
    return day.equals(LocalDate.ofInstant(now(), zone))
        ? clock(instant)
        : WEEKDAY.withLocale(locale()).format(day);
  }

  /// Up to two letters that stand for a name.
  public String initials(String name) {
    List<String> words =
        name.strip().lines().findFirst().orElse("").transform(Ui::wordsWithoutTitles);
    if (words.isEmpty()) {
      return "?";
    }
    String first = firstLetter(words.getFirst());
    return words.size() == 1 ? first : first + firstLetter(words.getLast());
  }

  private static List<String> wordsWithoutTitles(String name) {
    return List.of(name.split("[\\s@]+")).stream()
        .filter(word -> !word.endsWith(".") || word.length() == 2)
        .filter(word -> word.codePoints().findFirst().stream().anyMatch(Character::isLetterOrDigit))
        .toList();
  }

  private static String firstLetter(String word) {
    return Character.toString(Character.toUpperCase(word.codePointAt(0)));
  }

  /// The class that colours an avatar: the same for the same id, always.
  public String hue(Object id) {
    return "hue-" + Math.floorMod(id.hashCode() * 0x9E3779B9, HUES);
  }

  /// Bytes as a person reads them, such as `1.4 MB`.
  public String size(long bytes) {
    if (bytes < 1000) {
      return t("web.size.bytes", bytes);
    }
    if (bytes < 1_000_000) {
      return t("web.size.kilobytes", Math.round(bytes / 1000.0));
    }
    return t("web.size.megabytes", String.format(locale(), "%.1f", bytes / 1_000_000.0));
  }
}
