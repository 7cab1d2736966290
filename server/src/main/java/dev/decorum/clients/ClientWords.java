package dev.decorum.clients;

import dev.decorum.vault.KeyedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/// By which words a client is found.
@Component
class ClientWords {

  private static final int SHORTEST_TAIL = 6;

  private final KeyedWords words;

  ClientWords(KeyedWords words) {
    this.words = words;
  }

  /// @param absorbed names and one-liners of records that were merged into this client
  long[] index(ClientDetails details, List<String> absorbed) {
    var names = new ArrayList<String>();
    names.add(details.name());
    String about = details.about();
    if (about != null) {
      names.add(about);
    }
    names.addAll(absorbed);
    details.emails().forEach(email -> names.add(email.value()));
    var tails = new ArrayList<String>();
    for (PhoneNumber phone : details.phones()) {
      String digits = PhoneNumber.digits(phone.normalised());
      names.add(digits);
      // Whoever is called from abroad is looked for by the number dialled at home, and the reverse
      for (int from = 1; from <= digits.length() - SHORTEST_TAIL; from++) {
        tails.add(digits.substring(from));
      }
    }
    return LongStream.concat(
            LongStream.of(words.indexNames(String.join(" \n", names))),
            LongStream.of(words.index(String.join(" ", tails))))
        .sorted()
        .distinct()
        .toArray();
  }

  /// For each word of a query its alternatives.
  List<long[]> query(String text) {
    return words.query(
        PhoneNumber.looksLike(text)
            ? PhoneNumber.digits(text).replaceFirst("^0{1,2}(?=.)", "")
            : text);
  }
}
