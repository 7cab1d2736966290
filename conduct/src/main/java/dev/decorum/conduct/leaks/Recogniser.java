package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Span;
import java.util.ArrayList;
import java.util.List;

/// Numbers and addresses of people in any text, for whoever wants to mask them: told by their form
/// alone, whether they may be said or not. [Leaks] is the judge of that.
public enum Recogniser {
  EMAIL {
    @Override
    int end(String text, int at) {
      return EmailForm.end(text, at);
    }
  },
  /// Phone numbers of the North American plan, such as `(212) 555-0147` and `+1 212 555 0147 x12`.
  US_PHONE {
    @Override
    int end(String text, int at) {
      return UsPhoneForm.end(text, at);
    }
  },
  /// Social security numbers as they are written, `536-22-8741`.
  US_SSN {
    @Override
    int end(String text, int at) {
      if (!Signs.digit(text.charAt(at)) || Signs.at(text, at + 3) != '-') {
        return -1;
      }
      var run = new DigitRun();
      var end = run.read(text, at);
      return run.groups == 3 && "us_ssn".equals(NationalIds.plain(run)) ? end : -1;
    }
  },
  CARD {
    @Override
    int end(String text, int at) {
      if (!Signs.digit(text.charAt(at)) || text.charAt(at) == '0') {
        return -1;
      }
      var run = new DigitRun();
      run.read(text, at);
      var groups = Cards.groups(run);
      return groups == 0 ? -1 : run.ends[groups - 1];
    }
  },
  IBAN {
    @Override
    int end(String text, int at) {
      return Ibans.mayBeginAt(text, at) ? Ibans.end(text, at) : -1;
    }
  };

  /// The offset after what begins at `at`, which is no letter or digit inside a word; -1 for none.
  abstract int end(String text, int at);

  /// Everything of this kind in a text, in its order.
  public List<Span> in(String text) {
    List<Span> found = new ArrayList<>();
    var at = 0;
    while (at < text.length()) {
      if (inside(text, at)) {
        at++;
        continue;
      }
      var end = end(text, at);
      if (end > at) {
        found.add(new Span(at, end));
        at = end;
      } else {
        at = Math.max(at + 1, Signs.digit(text.charAt(at)) ? afterDigits(text, at) : at + 1);
      }
    }
    return List.copyOf(found);
  }

  private static boolean inside(String text, int at) {
    var before = Signs.at(text, at - 1);
    return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(text.charAt(at));
  }

  private static int afterDigits(String text, int at) {
    var end = at;
    while (end < text.length() && Signs.digit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
