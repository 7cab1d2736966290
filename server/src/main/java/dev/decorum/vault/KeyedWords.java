package dev.decorum.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;

/// Search words that can be compared but not read: each is the first 64 bits of a keyed digest,
/// kept in a `bigint[]` under a GIN index.
///
/// Who has the database but not the root key sees how often each unknown word occurs, and nothing
/// else. Work is linear in the text and bounded: the first 1 MB, at most 20,000 distinct words.
@Service
public class KeyedWords {

  private static final String PURPOSE = "word";
  private static final int MOST_QUERY_WORDS = 16;

  /// A few thousand words make up nearly all of what is written; some 2 MB.
  private static final int MOST_KNOWN = 16_384;

  private final Vault vault;

  /// What stands for a word and its stems. Who can read it could read the texts themselves.
  private final Cache<String, long[]> known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

  KeyedWords(Vault vault) {
    this.vault = vault;
  }

  /// The words of a text, as written and as English and German stems. Sorted, without duplicates.
  public long[] index(String text) {
    var words = Words.written(text);
    words.removeIf(Words::tooCommon);
    return words.stream()
        .flatMapToLong(word -> LongStream.of(known.get(word, this::withStems)))
        .sorted()
        .distinct()
        .toArray();
  }

  /// Names, addresses and numbers: whole words in their usual spellings, and their beginnings of 2
  /// to 12 characters, so that they are found while they are being typed.
  public long[] indexNames(String text) {
    var all = new LinkedHashSet<String>();
    for (var word : Words.written(text)) {
      for (var spelling : Words.spellings(word)) {
        all.add(spelling);
        all.addAll(Words.prefixes(spelling));
      }
    }
    return keyed(all);
  }

  /// For each word of a query its alternatives; a row is found when it holds one of each: `words &&
  /// :first and words && :second`. Empty when there is nothing to search by.
  ///
  /// The commonest words (`the`, `und`) count only when there is no other.
  public List<long[]> query(String text) {
    var words = Words.written(text);
    var telling = words.stream().filter(word -> !Words.tooCommon(word)).toList();
    return (telling.isEmpty() ? words : telling)
        .stream().limit(MOST_QUERY_WORDS).map(this::withStems).toList();
  }

  private long[] withStems(String word) {
    return keyed(Words.withStems(List.of(word)));
  }

  private long[] keyed(Collection<String> words) {
    return words.stream().mapToLong(this::keyed).sorted().distinct().toArray();
  }

  private long keyed(String word) {
    return ByteBuffer.wrap(vault.prf(PURPOSE, word.getBytes(StandardCharsets.UTF_8), Long.BYTES))
        .getLong();
  }
}
