package dev.decorum.conduct.leaks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way in which a service writes its keys: a beginning that nothing else has, and a body.
///
/// @param prefix in the case in which it is written
/// @param least the fewest signs of the body
record KeyForm(String name, String prefix, int least, int most) {

  private static final List<KeyForm> ALL =
      List.of(
          new KeyForm("aws", "AKIA", 16, 16),
          new KeyForm("aws", "ASIA", 16, 16),
          new KeyForm("github", "ghp_", 30, 80),
          new KeyForm("github", "gho_", 30, 80),
          new KeyForm("github", "ghu_", 30, 80),
          new KeyForm("github", "ghs_", 30, 80),
          new KeyForm("github", "ghr_", 30, 80),
          new KeyForm("github", "github_pat_", 30, 120),
          new KeyForm("gitlab", "glpat-", 18, 60),
          new KeyForm("slack", "xoxb-", 20, 120),
          new KeyForm("slack", "xoxp-", 20, 120),
          new KeyForm("slack", "xoxa-", 20, 120),
          new KeyForm("slack", "xoxr-", 20, 120),
          new KeyForm("slack", "xoxs-", 20, 120),
          new KeyForm("slack", "xapp-", 20, 120),
          new KeyForm("slack", "hooks.slack.com/services/", 24, 120),
          new KeyForm("discord", "discord.com/api/webhooks/", 40, 160),
          new KeyForm("stripe", "sk_live_", 16, 120),
          new KeyForm("stripe", "sk_test_", 16, 120),
          new KeyForm("stripe", "rk_live_", 16, 120),
          new KeyForm("stripe", "rk_test_", 16, 120),
          new KeyForm("stripe", "whsec_", 16, 120),
          new KeyForm("google", "AIza", 30, 45),
          new KeyForm("google", "GOCSPX-", 20, 40),
          new KeyForm("google", "ya29.", 20, 400),
          new KeyForm("anthropic", "sk-ant-", 20, 200),
          new KeyForm("openai", "sk-proj-", 20, 240),
          new KeyForm("openai", "sk-", 32, 240),
          new KeyForm("sendgrid", "SG.", 40, 100),
          new KeyForm("mailgun", "key-", 32, 32),
          new KeyForm("twilio", "SK", 32, 32),
          new KeyForm("npm", "npm_", 30, 60),
          new KeyForm("pypi", "pypi-", 40, 400),
          new KeyForm("digitalocean", "dop_v1_", 40, 80),
          new KeyForm("shopify", "shpat_", 32, 40),
          new KeyForm("shopify", "shpss_", 32, 40),
          new KeyForm("square", "sq0csp-", 30, 60),
          new KeyForm("huggingface", "hf_", 30, 50),
          new KeyForm("linear", "lin_api_", 30, 60),
          new KeyForm("decorum", "dcm_pat_", 16, 120),
          new KeyForm("jwt", "eyJ", 30, 8_000));

  /// The form of a key that begins at `start` of a run of key signs up to `end`, or null.
  static @Nullable KeyForm at(String text, int start, int end) {
    switch (text.charAt(start)) {
      case 'A', 'G', 'S', 'a', 'd', 'e', 'g', 'h', 'k', 'l', 'n', 'p', 'r', 's', 'w', 'x', 'y' -> {}
      default -> {
        return null;
      }
    }
    for (var form : ALL) {
      var body = end - start - form.prefix.length();
      if (body >= form.least
          && body <= form.most
          && text.startsWith(form.prefix, start)
          && form.fits(text, start + form.prefix.length(), end)) {
        return form;
      }
    }
    return null;
  }

  /// The known beginning of a key, to show; empty where it has none.
  static String prefix(String key) {
    for (var form : ALL) {
      if (key.startsWith(form.prefix) && key.length() > form.prefix.length() + 8) {
        return form.prefix;
      }
    }
    return "";
  }

  private boolean fits(String text, int from, int end) {
    return switch (name) {
      case "jwt" -> {
        var dot = text.indexOf('.', from, end);
        yield dot > 0 && dot < end - 8 && text.startsWith("eyJ", dot + 1);
      }
      case "aws" -> upperOrDigits(text, from, end);
      case "twilio", "mailgun" -> hex(text, from, end);
      default -> Entropy.of(text, from, end) >= 2.5;
    };
  }

  private static boolean upperOrDigits(String text, int from, int end) {
    for (var i = from; i < end; i++) {
      var c = text.charAt(i);
      if (!Signs.digit(c) && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static boolean hex(String text, int from, int end) {
    for (var i = from; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
