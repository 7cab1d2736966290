package dev.decorum.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.Layer.Setting;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.Rules;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import dev.decorum.live.Live;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The guidelines in force: those that come with the product, as the organisation has set them.
///
/// Each node holds them ready and hears of a change at once. Confidentiality alone may stop a
/// message, so no other rule can be set to.
@Service
public class Guidelines {

  /// What wakes a node when they have changed.
  static final String QUEUE = "coach.guidelines";

  /// The audit log names every object by an id; there is one organisation.
  private static final UUID ITSELF = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final Audit audit;
  private final Live live;
  private final Clock clock;

  private volatile @Nullable InForce current;

  Guidelines(JdbcClient jdbc, Audit audit, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
  }

  /// What the organisation wants of a rule.
  public enum Wish {
    /// As it comes.
    SHIPPED,
    OFF,
    ADVICE,
    WARNING,
    STOP;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when there is no such wish
    public static Wish of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    Setting setting() {
      return switch (this) {
        case SHIPPED -> new Setting.On();
        case OFF -> new Setting.Off();
        case ADVICE -> new Setting.At(Level.ADVICE);
        case WARNING -> new Setting.At(Level.WARNING);
        case STOP -> new Setting.At(Level.STOP);
      };
    }
  }

  /// @param wishes by id of rule, where one differs from how the rule comes
  /// @param edition of the rules, then of the wishes
  private record InForce(Map<String, Wish> wishes, Map<Language, Conduct> loaded, String edition) {

    static InForce of(Map<String, Wish> wishes) {
      return new InForce(wishes, new ConcurrentHashMap<>(), edition(wishes));
    }

    private static String edition(Map<String, Wish> wishes) {
      var digest = new CRC32C();
      digest.update(("" + Conduct.class.getPackage().getImplementationVersion()).getBytes(UTF_8));
      for (var language : List.of(Language.english(), Language.german())) {
        Rules.shipped(language).forEach(pack -> digest.update(pack.yaml().getBytes(UTF_8)));
      }
      var rules = HexFormat.of().toHexDigits((int) digest.getValue());
      digest.reset();
      wishes.entrySet().stream()
          .map(wish -> wish.getKey() + '=' + wish.getValue().word() + '\n')
          .sorted()
          .forEach(wish -> digest.update(wish.getBytes(UTF_8)));
      return rules + HexFormat.of().toHexDigits((int) digest.getValue());
    }

    Conduct in(Language language) {
      return loaded.computeIfAbsent(language, this::load);
    }

    private Conduct load(Language language) {
      var shipped = shipped(language);
      // A rule of another language, or of an earlier version, is not there to be set.
      var settings =
          shipped.rules().stream()
              .filter(rule -> wishes.containsKey(rule.id()))
              .collect(Collectors.toMap(Rule::id, rule -> setting(rule.id())));
      if (settings.isEmpty()) return shipped;
      var source = new Source("organisation", "");
      var layer = new Layer("organisation", settings, List.of(), List.of(), source);
      return Conduct.of(language, new Additions(List.of(), List.of(), List.of(layer)));
    }

    private Setting setting(String rule) {
      return wishes.getOrDefault(rule, Wish.SHIPPED).setting();
    }
  }

  private static final Map<Language, Conduct> SHIPPED = new ConcurrentHashMap<>();

  private static Conduct shipped(Language language) {
    return SHIPPED.computeIfAbsent(
        language, one -> one == Language.english() ? Conduct.english() : Conduct.of(one));
  }

  /// Those in which a client of this language is written to; English where there are none.
  public Conduct in(Locale locale) {
    return inForce().in(Language.of(locale));
  }

  /// Another number when the guidelines are others, on every node the same.
  int version() {
    return inForce().wishes().hashCode();
  }

  /// By what messages are read now, in few letters: the same on every node that runs this version
  /// of the product, another when rules or what the organisation wants of them are others.
  public String edition() {
    return inForce().edition();
  }

  /// All rules of a language as they come, those that are switched off among them.
  public List<Rule> rules(Locale locale) {
    return shipped(Language.of(locale)).rules();
  }

  /// What the organisation wants of a rule.
  public Wish wish(String rule) {
    return inForce().wishes().getOrDefault(rule, Wish.SHIPPED);
  }

  /// @throws NoSuchRule
  @Transactional
  public void set(Viewer admin, String id, Wish wish) {
    var rule =
        rules(Locale.ENGLISH).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(NoSuchRule::new);
    if (wish == Wish.STOP && !mayStop(rule)) throw new NoSuchRule();
    if (wish == Wish.SHIPPED) {
      jdbc.sql("delete from coach.setting where rule = :rule").param("rule", id).update();
    } else {
      jdbc.sql(
              """
              insert into coach.setting (rule, wish, changed_by, changed_at)
              values (:rule, :wish, :by, :now)
              on conflict (rule) do update
                 set wish = excluded.wish,
                     changed_by = excluded.changed_by,
                     changed_at = excluded.changed_at
              """)
          .param("rule", id)
          .param("wish", wish.word())
          .param("by", admin.id().id())
          .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
          .update();
    }
    audit.changed(
        Actor.member(admin.id().id()),
        "guideline.set",
        "guideline",
        ITSELF,
        Map.of("rule", id, "wish", wish.word()));
    live.wake(QUEUE);
  }

  /// Takes up on this node at once what others hear of in a moment.
  public void refresh() {
    reload();
  }

  /// Whether a message may be kept back for what a rule finds.
  public static boolean mayStop(Rule rule) {
    return rule.category().startsWith("leak.");
  }

  private InForce inForce() {
    var known = current;
    return known == null ? reload() : known;
  }

  /// Reads what the organisation wants, anew.
  synchronized InForce reload() {
    var wishes =
        jdbc
            .sql("select s.rule, s.wish from coach.setting s")
            .query((row, _) -> Map.entry(row.getString("rule"), Wish.of(row.getString("wish"))))
            .list()
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    var known = current;
    if (known != null && known.wishes().equals(wishes)) return known;
    var fresh = InForce.of(wishes);
    // Whoever writes at this moment does not wait for it.
    if (known != null) known.loaded().keySet().forEach(fresh::in);
    current = fresh;
    return fresh;
  }
}
