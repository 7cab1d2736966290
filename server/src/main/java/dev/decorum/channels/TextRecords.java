package dev.decorum.channels;

import java.util.List;

/// Asks DNS, now: what it told a minute ago is no help to somebody who waits for a record to
/// appear.
@FunctionalInterface
interface TextRecords {

  /// The text records of a name; none when there are none.
  ///
  /// @throws dev.decorum.mail.auth.ResolverTrouble when DNS cannot be asked
  List<String> of(String name);
}
