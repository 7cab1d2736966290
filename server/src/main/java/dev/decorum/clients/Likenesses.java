package dev.decorum.clients;

import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// By what two records of one client are told to be alike, without opening all of them: keyed
/// digests of what duplicates usually share.
@Component
class Likenesses {

  /// What two records share, and how much that says.
  enum Trait {
    /// All words of the name, in whatever order.
    NAME(3),
    /// The last word of the name and the first letter of the first.
    INITIAL(1),
    /// The end of a phone number, which is the same with and without the code of the country.
    PHONE(3),
    /// An address up to the `@`, on whatever domain.
    ADDRESS(2);

    private final int weight;

    Trait(int weight) {
      this.weight = weight;
    }
  }

  /// From this sum of weights on a person is asked.
  static final int ENOUGH = 3;

  private static final int TAIL = 8;
  private static final int SHORTEST_LOCAL_PART = 5;
  private static final int SHORTEST_NAME = 4;

  private static final Set<String> TITLES =
      Set.of(
          "dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "herr", "frau", "dipl", "ing",
          "phd", "md", "mba", "jr", "sr");

  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "ltd", "limited", "llc", "llp", "inc", "plc", "gmbh", "ag", "kg", "ohg", "ug", "co",
          "corp", "company", "sarl", "sas", "sa", "srl", "spa", "bv", "nv", "ab", "as", "aps", "oy",
          "the");

  /// First parts of addresses that belong to an office and to nobody.
  private static final Set<String> OFFICES =
      Set.of(
          "admin",
          "administration",
          "billing",
          "booking",
          "contact",
          "kontakt",
          "contacto",
          "hello",
          "hallo",
          "enquiries",
          "finance",
          "help",
          "helpdesk",
          "invoice",
          "invoices",
          "mailbox",
          "noreply",
          "nachricht",
          "office",
          "buero",
          "orders",
          "postmaster",
          "purchasing",
          "reception",
          "sales",
          "secretary",
          "sekretariat",
          "service",
          "support",
          "verwaltung",
          "webmaster",
          "accounts",
          "info",
          "einkauf",
          "vertrieb",
          "empfang");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern TAG = Pattern.compile("\\+.*$");

  private final JdbcClient jdbc;
  private final Vault vault;

  Likenesses(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// Keeps by what this client is told to be like another.
  void keep(UUID client, ClientDetails details) {
    Map<String, Trait> traits = traits(details);
    long[] keys = traits.keySet().stream().mapToLong(this::key).toArray();
    int[] weights = traits.values().stream().mapToInt(trait -> trait.weight).toArray();
    jdbc.sql(
            """
            with gone as (
              delete from clients.likeness
               where client_id = :client
                 and key <> all (:keys))
            insert into clients.likeness (client_id, key, weight)
            select :client, k.key, k.weight
              from unnest(:keys, :weights) k (key, weight)
                on conflict do nothing
            """)
        .param("client", client)
        .param("keys", keys)
        .param("weights", weights)
        .update();
  }

  /// What two clients share.
  static Set<Trait> shared(ClientDetails one, ClientDetails other) {
    Map<String, Trait> shared = new LinkedHashMap<>(traits(one));
    shared.keySet().retainAll(traits(other).keySet());
    return Set.copyOf(shared.values());
  }

  private long key(String trait) {
    return ByteBuffer.wrap(vault.blindIndex("likeness", trait)).getLong();
  }

  private static Map<String, Trait> traits(ClientDetails details) {
    var traits = new LinkedHashMap<String, Trait>();
    boolean person = details.kind() == ClientKind.PERSON;
    List<String> name = words(details.name(), person ? TITLES : LEGAL_FORMS);
    String all = String.join(" ", name.stream().sorted().toList());
    if (all.length() >= SHORTEST_NAME && (name.size() > 1 || !person)) {
      traits.put("name " + all, Trait.NAME);
    }
    if (person && name.size() > 1) {
      traits.put("initial " + name.getFirst().codePointAt(0) + " " + name.getLast(), Trait.INITIAL);
    }
    for (PhoneNumber phone : details.phones()) {
      String digits = PhoneNumber.digits(phone.normalised());
      if (digits.length() >= TAIL) {
        traits.put("phone " + digits.substring(digits.length() - TAIL), Trait.PHONE);
      }
    }
    for (EmailAddress email : details.emails()) {
      String local = TAG.matcher(email.localPart().toLowerCase(Locale.ROOT)).replaceFirst("");
      if (local.length() >= SHORTEST_LOCAL_PART && !OFFICES.contains(local)) {
        traits.put("address " + local, Trait.ADDRESS);
      }
    }
    return traits;
  }

  private static List<String> words(String name, Set<String> without) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
            .replaceAll("");
    return Arrays.stream(NO_LETTERS.split(plain))
        .filter(word -> !word.isEmpty() && !without.contains(word))
        .toList();
  }
}
