package dev.decorum.channels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the fetching of a mailbox's mail is going.
///
/// @param trouble why nothing can be fetched, in words; null: nothing is in the way
/// @param lasting whether the trouble mostly needs a person to end it
/// @param troubledSince null: nothing is in the way
/// @param nextTry when it is tried again; null: it is being tried, or nothing is in the way
/// @param lookedAt when all mails were last found to be here; null: not yet
/// @param settling false: the server refuses to mark or move what was fetched
/// @param kept how many mails of the folder are here
/// @param missing how many are not, and should be
/// @param comparing whether server and store are to be compared now
/// @param comparedAt when they last were; null: never
/// @param onServer how many mails there were on the server then, as far as they are wanted
public record FetchStanding(
    @Nullable String trouble,
    boolean lasting,
    @Nullable Instant troubledSince,
    @Nullable Instant nextTry,
    @Nullable Instant lookedAt,
    boolean settling,
    int kept,
    int missing,
    boolean comparing,
    @Nullable Instant comparedAt,
    int onServer) {

  public boolean well() {
    return trouble == null && settling && missing == 0;
  }
}
