package dev.decorum.channels.imap;

/// Numbers of mails as a command names them.
final class UidSet {

  private UidSet() {}

  /// Ascending numbers, neighbours as ranges: `3:5,9`. Only numbers that are meant are named, since
  /// a range may span millions that are not.
  static String of(long[] uids) {
    var set = new StringBuilder();
    for (int i = 0; i < uids.length; ) {
      int end = i;
      while (end + 1 < uids.length && uids[end + 1] == uids[end] + 1) end++;
      if (!set.isEmpty()) set.append(',');
      set.append(uids[i]);
      if (end > i) set.append(':').append(uids[end]);
      i = end + 1;
    }
    return set.toString();
  }
}
