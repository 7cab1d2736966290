package dev.decorum.channels.routing;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells in which language a text is written: by its script where that says it, else by the small
/// words that every sentence has. A text that leaves a doubt has no language.
public final class Languages {

  private static final int MOST_WORDS = 400;
  private static final int FEWEST_HITS = 2;

  /// Words that stand in two lines count for both.
  private static final Map<String, List<String>> SMALL_WORDS = smallWords();

  private static final Map<UnicodeScript, String> SCRIPTS =
      Map.of(
          UnicodeScript.GREEK, "el",
          UnicodeScript.HEBREW, "he",
          UnicodeScript.ARABIC, "ar",
          UnicodeScript.HANGUL, "ko",
          UnicodeScript.HIRAGANA, "ja",
          UnicodeScript.KATAKANA, "ja",
          UnicodeScript.HAN, "zh",
          UnicodeScript.CYRILLIC, "ru");

  private Languages() {}

  /// Those that can be told, as tags.
  public static List<String> known() {
    return List.of(
        "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "no", "fi", "hu", "ro",
        "tr", "ru", "uk", "el", "ar", "he", "zh", "ja", "ko");
  }

  static Optional<String> of(Words text) {
    return byScript(text).or(() -> bySmallWords(text));
  }

  /// Three letters in ten are enough: such mails have Latin names and signatures.
  private static Optional<String> byScript(Words text) {
    var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    int letters = 0;
    int ukrainian = 0;
    for (int i = 0; i < Math.min(text.line().length(), MOST_WORDS * 6); i++) {
      char c = text.line().charAt(i);
      if (!Character.isLetter(c)) continue;
      letters++;
      if (c > 0x24F) counts.merge(UnicodeScript.of(c), 1, Integer::sum);
      if ("ієґ".indexOf(c) >= 0) ukrainian++;
    }
    if (counts.containsKey(UnicodeScript.HIRAGANA)) return Optional.of("ja");
    for (var count : counts.entrySet()) {
      var language = SCRIPTS.get(count.getKey());
      if (language != null && count.getValue() * 10 >= letters * 3) {
        return Optional.of(language.equals("ru") && ukrainian > 0 ? "uk" : language);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> bySmallWords(Words text) {
    var hits = new HashMap<String, Integer>();
    Arrays.stream(text.line().strip().split(" ", MOST_WORDS + 1))
        .limit(MOST_WORDS)
        .flatMap(word -> SMALL_WORDS.getOrDefault(word, List.of()).stream())
        .forEach(language -> hits.merge(language, 1, Integer::sum));
    var best = hits.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
    if (best == null || best.getValue() < FEWEST_HITS) return Optional.empty();
    boolean tied =
        hits.entrySet().stream()
            .anyMatch(
                other ->
                    !other.getKey().equals(best.getKey())
                        && other.getValue().equals(best.getValue()));
    return tied ? Optional.empty() : Optional.of(best.getKey());
  }

  private static Map<String, List<String>> smallWords() {
    var lines = new LinkedHashMap<String, String>();
    lines.put(
        "en",
        "the and you your is are we our of to it this that for with have has be been not can could"
            + " would please was what when there i my am do does an at from will hello thanks");
    lines.put(
        "de",
        "der die das und ist ich sie wir ihr ihre ihren nicht ein eine einen mit fur auf dem den des"
            + " im zu von bitte haben hat sind wurde konnen kann uns mein meine auch noch bei sehr"
            + " geehrte hallo danke es wie als");
    lines.put(
        "fr",
        "le la les des et est vous nous je ne pas que qui une un pour dans avec sur votre vos notre"
            + " mon ma ce cette merci bonjour au aux du il elle j l d c n avez etes suis");
    lines.put(
        "es",
        "el la los las y es que de en un una por para con no se su sus mi nos esta este gracias hola"
            + " usted ustedes tengo puede pero como muy lo al del ha he");
    lines.put(
        "it",
        "il lo la gli le e di che un una per con non si mi ci vi sono del della dei delle nel nella"
            + " grazie buongiorno questo questa ho hai vostro nostro ma anche come al alla");
    lines.put(
        "pt",
        "o a os as e de que um uma para com nao se por do da dos das no na em meu minha seu sua"
            + " obrigado obrigada ola voce voces tenho esta isso mais mas ao foi");
    lines.put(
        "nl",
        "de het een en is van ik u uw wij we niet dat die voor met op aan zijn heb heeft naar bij"
            + " maar ook als kunt kunnen graag bedankt dank geachte mijn onze er te om wordt");
    lines.put(
        "pl",
        "i w z na nie do to jest sie ze o prosze dziekuje czy jak co dla od po moj moja mam jestem"
            + " panstwa pan pani dzien dobry oraz przez przy tym");
    lines.put(
        "cs",
        "a je se na v z do to ze ne nam vam vas prosim dekuji dobry den jak ale pro s si byl byla"
            + " mam mame muj moje jsem jsme jsou ktery ktera uz jeste nebo");
    lines.put(
        "sv",
        "och att det i en ett jag vi ni ar som pa av for med inte har till den om er min mitt kan"
            + " fran vill hej tack var vad nar men");
    lines.put(
        "da",
        "og at det i en et jeg vi er som pa af for med ikke har til den om min mit kan fra vil hej"
            + " tak hvad hvornar men jeres mig dig blev nogle efter");
    lines.put(
        "no",
        "og at det i en et jeg vi er som pa av for med ikke har til den om min mitt kan fra vil hei"
            + " takk hva nar men deres meg deg ble noen etter");
    lines.put(
        "fi",
        "ja on ei se etta joka mina sina me te he ovat oli olen kun mutta kiitos hei voi voitte"
            + " minun meidan teidan tama ole mita myos kanssa");
    lines.put(
        "hu",
        "a az es egy hogy nem van is ez meg de mert kerem koszonom tisztelt vagy ha csak mar volt"
            + " nekem onok udvozlettel szeretnem");
    lines.put(
        "ro",
        "si de la in nu este un o pe cu ca sa am va rog multumesc buna pentru din care mai sunt ati"
            + " noastra dumneavoastra");
    lines.put(
        "tr",
        "ve bir bu icin ile da de ne cok lutfen tesekkurler merhaba var yok degil ben biz siz sizin"
            + " olarak gibi daha");
    var languages = new HashMap<String, List<String>>();
    lines.forEach(
        (language, words) ->
            Arrays.stream(words.split(" "))
                .distinct()
                .forEach(
                    word ->
                        languages.merge(
                            word,
                            List.of(language),
                            (some, more) ->
                                java.util.stream.Stream.concat(some.stream(), more.stream())
                                    .toList())));
    return Map.copyOf(languages);
  }
}
