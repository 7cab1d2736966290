package dev.decorum.channels.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.channels.routing.Check.About;
import dev.decorum.inbox.Priority;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTests {

  private static final UUID REPAIRS = new UUID(0, 1);
  private static final UUID BILLING = new UUID(0, 2);
  private static final UUID HELP = new UUID(0, 3);
  private static final UUID SALES = new UUID(0, 4);

  private static Rule senders(String... senders) {
    return new Rule(
        "Senders",
        List.of(senders),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        REPAIRS,
        List.of(),
        null);
  }

  private static Rule subject(String... words) {
    return new Rule(
        "Subject",
        List.of(),
        List.of(words),
        List.of(),
        List.of(),
        List.of(),
        REPAIRS,
        List.of(),
        null);
  }

  private static Rule any(
      String name, @Nullable UUID team, @Nullable Priority priority, String... tags) {
    return new Rule(
        name, List.of(), List.of(), List.of(), List.of(), List.of(), team, List.of(tags), priority);
  }

  private static Letter from(String sender) {
    return new Letter(sender, HELP, "Hello", "Good morning");
  }

  private static Letter about(String subject) {
    return new Letter("ann@client.example", HELP, subject, "");
  }

  private static boolean fits(Rule rule, Letter letter) {
    return !new RuleBook(List.of(rule)).apply(letter).rules().isEmpty();
  }

  @Test
  void aDomainStandsForAllBelowItAndForNothingElse() {
    var rule = senders("client.example");

    assertThat(fits(rule, from("Ann@Client.example"))).isTrue();
    assertThat(fits(rule, from("ann@office.client.example"))).isTrue();
    assertThat(fits(rule, from("ann@badclient.example"))).isFalse();
    assertThat(fits(rule, from("client.example@else.example"))).isFalse();
    assertThat(fits(rule, from(""))).isFalse();
  }

  @Test
  void anAddressStandsForItself() {
    assertThat(fits(senders("Ann@Client.example"), from("ann@client.EXAMPLE"))).isTrue();
    assertThat(fits(senders("ann@client.example"), from("joann@client.example"))).isFalse();
    assertThat(fits(senders("@münchen.example"), from("ann@xn--mnchen-3ya.example"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "boiler,      The BOILER is cold,             true",
    "boiler,      Two boilers,                    false",
    "boiler*,     Two boilers,                    true",
    "boil*,       oil boil,                       true",
    "oil,         The boil,                       false",
    "hot water,   'No hot\u00a0 water, again',    true",
    "hot water,   Hot and cold water,             false",
    "Heizkörper,  Heizkorper kalt,                true",
    "straße,      Baustelle STRASSE,              true",
    "C++,         Questions on c,                 true",
    "漏水,         厨房漏水了,                        true",
    "水漏,         厨房漏水了,                        false",
  })
  void wordsAreFoundHoweverTheyAreWritten(String words, String subject, boolean found) {
    assertThat(fits(subject(words), about(subject))).isEqualTo(found);
  }

  @Test
  void everyListThatIsNotEmptyMustFit() {
    var rule =
        new Rule(
            "Both",
            List.of("client.example"),
            List.of("boiler", "heating"),
            List.of("cold"),
            List.of("en"),
            List.of(HELP),
            REPAIRS,
            List.of(),
            null);
    var text = "The flat is cold and we have no hot water for two days, please help us.";

    assertThat(fits(rule, new Letter("a@client.example", HELP, "Heating", text))).isTrue();
    assertThat(fits(rule, new Letter("a@other.example", HELP, "Heating", text))).isFalse();
    assertThat(fits(rule, new Letter("a@client.example", SALES, "Heating", text))).isFalse();
    assertThat(fits(rule, new Letter("a@client.example", null, "Heating", text))).isFalse();
    assertThat(fits(rule, new Letter("a@client.example", HELP, "Lift", text))).isFalse();
    assertThat(fits(rule, new Letter("a@client.example", HELP, "Boiler", "Es ist kalt bei uns.")))
        .isFalse();
  }

  @Test
  void theFirstRuleThatSaysSomethingCountsAndTagsAddUp() {
    var book =
        new RuleBook(
            List.of(
                any("Tag only", null, null, "b"),
                any("Repairs", REPAIRS, null, "a"),
                any("Billing", BILLING, Priority.HIGH),
                any("Low", null, Priority.LOW, "a")));

    var outcome = book.apply(about("Anything"));

    assertThat(outcome.team()).isEqualTo(REPAIRS);
    assertThat(outcome.priority()).isEqualTo(Priority.HIGH);
    assertThat(outcome.tags()).containsExactly("a", "b");
    assertThat(outcome.rules()).containsExactly("Tag only", "Repairs", "Billing", "Low");
  }

  @Test
  void saysWhyARuleFitsOrNot() {
    var rule =
        new Rule(
            "Boilers",
            List.of("client.example"),
            List.of("boiler", "heat*"),
            List.of("flood"),
            List.of(),
            List.of(),
            REPAIRS,
            List.of(),
            null);

    var finding =
        new RuleBook(List.of(rule))
            .explain(new Letter("a@client.example", HELP, "Heating and boiler", "It is cold."))
            .getFirst();

    assertThat(finding.fits()).isFalse();
    assertThat(finding.checks())
        .containsExactly(
            new Check(About.SENDER, true, "client.example"),
            new Check(About.SUBJECT, true, "boiler, heat*"),
            new Check(About.TEXT, false, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'Hello, the boiler in our flat is not working and we have no hot water.'",
    "de, 'Guten Tag, bei uns ist seit gestern die Heizung kalt. Bitte schicken Sie jemanden.'",
    "de, 'Können Sie uns bitte die Rechnung noch einmal schicken?'",
    "fr, 'Bonjour, je ne trouve pas la facture de mars. Pouvez-vous me la renvoyer ?'",
    "es, 'Hola, no hemos recibido la factura de marzo. ¿Pueden enviarla de nuevo?'",
    "it, 'Buongiorno, non riesco a trovare la fattura di marzo. Grazie.'",
    "nl, 'Goedendag, ik heb de factuur van maart niet ontvangen. Kunt u die sturen?'",
    "pl, 'Dzień dobry, proszę o fakturę za marzec. Nie jest jeszcze w systemie.'",
    "sv, 'Hej, jag har inte fått fakturan för mars. Kan ni skicka den till mig?'",
    "pt, 'Olá, não recebi a fatura de março. Podem enviar outra vez? Obrigado.'",
    "ru, 'Здравствуйте, мы не получили счет за март.'",
    "uk, 'Добрий день, ми не отримали рахунок за березень. Дякуємо за її надсилання.'",
    "el, 'Καλημέρα, δεν λάβαμε το τιμολόγιο.'",
    "ja, 'こんにちは、請求書が届いていません。'",
    "zh, '您好，我们没有收到三月份的发票。'",
    "ko, '안녕하세요, 3월 청구서를 받지 못했습니다.'",
  })
  void tellsTheLanguage(String language, String text) {
    assertThat(new Letter("a@b.example", HELP, "", text).language()).contains(language);
  }

  @Test
  void aTextThatLeavesADoubtHasNoLanguage() {
    assertThat(new Letter("a@b.example", HELP, "", "OK").language()).isEmpty();
    assertThat(new Letter("a@b.example", HELP, "", "").language()).isEmpty();
    assertThat(new Letter("a@b.example", HELP, "", "4711 Boiler XK-20").language()).isEmpty();
  }

  @Test
  void whatIsNoSenderIsFoundOut() {
    assertThat(RuleBook.sender("Ann@Client.example")).isEqualTo("Ann@Client.example".toLowerCase());
    assertThat(RuleBook.sender(" @Client.example ")).isEqualTo("client.example");
    assertThat(RuleBook.sender("not an address@")).isEmpty();
    assertThat(RuleBook.sender("two words")).isEmpty();
    assertThat(RuleBook.sender("")).isEmpty();
    assertThat(RuleBook.hasWords("*")).isFalse();
  }
}
