package dev.decorum.conduct.calls;

/// When a cue is spoken, in seconds.
record CueTimes(double start, double end) {

  private static final String ARROW = "-->";

  static boolean marks(String line) {
    return line.contains(ARROW);
  }

  static CueTimes read(String line, CueLines lines) {
    var arrow = line.indexOf(ARROW);
    var after = line.substring(arrow + ARROW.length()).strip();
    var settings = 0;
    while (settings < after.length() && !Character.isWhitespace(after.charAt(settings))) {
      settings++;
    }
    var start = seconds(line.substring(0, arrow).strip());
    var end = seconds(after.substring(0, settings));
    if (Double.isNaN(start) || Double.isNaN(end)) {
      throw lines.unreadable("a time has to look like 00:00:01.000 or 00:01.000.");
    }
    if (end < start) {
      throw lines.unreadable("a cue ends before it starts.");
    }
    return new CueTimes(start, end);
  }

  /// Seconds of `[hours:]minutes:seconds[.fraction]`, the fraction after a point or a comma; not a
  /// number for anything else.
  private static double seconds(String time) {
    var point = Math.max(time.indexOf('.'), time.indexOf(','));
    var whole = point < 0 ? time : time.substring(0, point);
    var fraction = point < 0 ? "" : time.substring(point + 1);
    var parts = whole.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || point >= 0 && !digits(fraction, 9)) {
      return Double.NaN;
    }
    var sum = 0L;
    for (var part : parts) {
      if (!digits(part, 6)) {
        return Double.NaN;
      }
      sum = sum * 60 + Long.parseLong(part);
    }
    return fraction.isEmpty() ? sum : Double.parseDouble(sum + "." + fraction);
  }

  private static boolean digits(String text, int most) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= most;
  }
}
