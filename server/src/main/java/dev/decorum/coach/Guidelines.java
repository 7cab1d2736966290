package dev.decorum.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Layer.Setting;
import dev.decorum.conduct.rules.Outline;
import dev.decorum.conduct.rules.Rule;
import dev.decorum.conduct.rules.Rules;
import dev.decorum.conduct.text.Language;
import dev.decorum.live.Live;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The guidelines in force: those that come with the product, as the organisation has set them, and
/// its own.
///
/// Each node holds them ready and hears of a change at once. Confidentiality alone may stop a
/// message, so no other rule can be set to.
@Service
public class Guidelines {

  static final List<Language> LANGUAGES = List.of(Language.english(), Language.german());

  private static final Logger log = LoggerFactory.getLogger(Guidelines.class);

  /// What wakes a node when they have changed.
  static final String QUEUE = "coach.guidelines";

  /// The audit log names every object by an id; there is one organisation.
  static final UUID ITSELF = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final PublishedPacks published;
  private final Audit audit;
  private final Live live;
  private final Clock clock;

  private volatile @Nullable InForce current;

  Guidelines(JdbcClient jdbc, PublishedPacks published, Audit audit, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.published = published;
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
  /// @param edition of the rules, then of what the organisation wants
  private record InForce(
      Map<String, Wish> wishes,
      List<PackInForce> packs,
      Map<Ground, Loaded> loaded,
      String edition) {

    static InForce of(Map<String, Wish> wishes, List<PackInForce> packs) {
      return new InForce(wishes, packs, new ConcurrentHashMap<>(), edition(wishes, packs));
    }

    private static String edition(Map<String, Wish> wishes, List<PackInForce> packs) {
      var digest = new CRC32C();
      digest.update(("" + Conduct.class.getPackage().getImplementationVersion()).getBytes(UTF_8));
      for (var language : LANGUAGES) {
        Rules.shipped(language).forEach(pack -> digest.update(pack.yaml().getBytes(UTF_8)));
      }
      var rules = HexFormat.of().toHexDigits((int) digest.getValue());
      digest.reset();
      Stream.concat(
              wishes.entrySet().stream()
                  .map(wish -> wish.getKey() + '=' + wish.getValue().word() + '\n'),
              packs.stream().map(pack -> pack.id().toString() + '\n'))
          .sorted()
          .forEach(line -> digest.update(line.getBytes(UTF_8)));
      return rules + HexFormat.of().toHexDigits((int) digest.getValue());
    }

    boolean says(Map<String, Wish> others, List<PackInForce> otherPacks) {
      return wishes.equals(others) && packs.equals(otherPacks);
    }

    Loaded on(Language language, @Nullable TeamId team, Channel channel) {
      boolean itsTeam = team != null && any(new Reach.OfTeam(team));
      boolean itsChannel = any(new Reach.ByChannel(channel));
      return on(new Ground(language, itsTeam ? team : null, itsChannel ? channel : null));
    }

    private boolean any(Reach reach) {
      return packs.stream().anyMatch(pack -> pack.reach().equals(reach));
    }

    Loaded on(Ground ground) {
      return loaded.computeIfAbsent(ground, this::load);
    }

    private Loaded load(Ground ground) {
      var covering =
          packs.stream()
              .filter(pack -> pack.reach().covers(ground.team(), ground.channel()))
              .toList();
      var ready = Loaded.of(ground.language(), covering, wishes);
      ready
          .leftOut()
          .forEach((pack, why) -> log.error("Guidelines are left out: {}", why.getMessage()));
      return ready;
    }
  }

  /// What guidelines are loaded for.
  ///
  /// @param team null: none that has packs of its own
  /// @param channel null: none that has
  private record Ground(Language language, @Nullable TeamId team, @Nullable Channel channel) {}

  /// Those in which a client of this language is written to; English where there are none.
  public Conduct in(Locale locale) {
    return in(locale, null, Channel.EMAIL);
  }

  /// The same with what a team and a channel have of their own.
  ///
  /// @param team of the conversation; null: none
  public Conduct in(Locale locale, @Nullable TeamId team, Channel channel) {
    return on(locale, team, channel).conduct();
  }

  /// As above, with what had to be left out.
  Loaded on(Locale locale, @Nullable TeamId team, Channel channel) {
    return inForce().on(Language.of(locale), team, channel);
  }

  /// The packs of the organisation that hold, in the order of their layers.
  public List<PackInForce> packs() {
    return inForce().packs();
  }

  /// The rules of one of them; empty when it cannot be used.
  public List<Rule> rules(PackInForce pack) {
    var language =
        pack.outline()
            .flatMap(Outline::language)
            .map(Locale::forLanguageTag)
            .orElse(Locale.ENGLISH);
    return Loaded.of(Language.of(language), List.of(pack), Map.of()).own(pack);
  }

  /// The numbers of those that this version of the product cannot use.
  public Set<Integer> unusable() {
    return LANGUAGES.stream()
        .flatMap(language -> Loaded.of(language, packs(), Map.of()).leftOut().keySet().stream())
        .map(PackInForce::no)
        .collect(Collectors.toSet());
  }

  /// Another number when the guidelines are others, on every node the same.
  int version() {
    return inForce().edition().hashCode();
  }

  /// By what messages are read now, in few letters: the same on every node that runs this version
  /// of the product, another when rules or what the organisation wants of them are others.
  public String edition() {
    return inForce().edition();
  }

  /// All rules of a language as they come, those that are switched off among them.
  public List<Rule> rules(Locale locale) {
    return Loaded.shipped(Language.of(locale)).rules();
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
    changed();
  }

  /// Has every node read them anew when the transaction is through.
  void changed() {
    live.wake(QUEUE);
  }

  Map<String, Wish> wishes() {
    return inForce().wishes();
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
    var packs = published.read();
    var known = current;
    if (known != null && known.says(wishes, packs)) return known;
    var fresh = InForce.of(wishes, packs);
    // Whoever writes at this moment does not wait for it.
    if (known != null) known.loaded().keySet().forEach(fresh::on);
    current = fresh;
    return fresh;
  }
}
