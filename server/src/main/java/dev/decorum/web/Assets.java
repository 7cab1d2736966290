package dev.decorum.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// The files a page loads: style sheet, scripts, icons, fonts. They are read and compressed once
/// and served from memory; their address holds a hash of their content, so a browser keeps them for
/// good.
///
/// One hash covers them all, because the style sheet names the fonts by relative addresses.
@Component
class Assets {

  /// A file in memory.
  ///
  /// @param gzipped null where compressing does not pay
  record Asset(String type, byte[] content, byte @Nullable [] gzipped) {}

  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String INTER = "META-INF/resources/_static/inter/5.2.5/files/inter-";

  /// Our own scripts in the order in which they run; sent as one file with htmx, which together
  /// with them compresses better and is one thing less to ask for.
  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "signin.js",
          "live.js",
          "rows.js",
          "presence.js",
          "shortcuts.js",
          "palette.js",
          "composer.js",
          "people.js",
          "files.js",
          "pick.js",
          "coach.js",
          "ahead.js");

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String version;

  Assets() {
    add("decorum.css", "text/css;charset=utf-8", style());
    add("sprite.svg", "image/svg+xml;charset=utf-8", read("static/assets/sprite.svg"));
    for (String icon : List.of("icon.svg", "icon-news.svg")) {
      add(icon, "image/svg+xml;charset=utf-8", read("static/assets/" + icon));
    }
    add("decorum.js", "text/javascript;charset=utf-8", scripts(text(HTMX), SCRIPTS));
    add("push.js", "text/javascript;charset=utf-8", scripts("", List.of("push.js")));
    add("setup.js", "text/javascript;charset=utf-8", scripts("", List.of("setup.js")));
    for (String subset : List.of("latin", "latin-ext")) {
      for (int weight : new int[] {400, 500, 600}) {
        String name = subset + "-" + weight + "-normal.woff2";
        add("inter-" + name, "font/woff2", read(INTER + name));
      }
    }
    version = hash(assets);
  }

  String version() {
    return version;
  }

  @Nullable Asset find(String name) {
    return assets.get(name);
  }

  String url(String name) {
    if (!assets.containsKey(name)) {
      throw new IllegalArgumentException("No asset " + name);
    }
    return "/assets/" + version + "/" + name;
  }

  private void add(String name, String type, byte[] content) {
    assets.put(name, new Asset(type, content, type.startsWith("font/") ? null : gzip(content)));
  }

  /// Each script gets a scope of its own, as if it were a module, and leaves behind what only its
  /// authors read: lines that are comments, indentation, and line breaks beside brackets and signs
  /// that go on by themselves.
  private static byte[] scripts(String first, List<String> names) {
    var all = new StringBuilder("\"use strict\";\n").append(first).append('\n');
    for (String name : names) {
      all.append("{\n")
          .append(
              text("static/assets/" + name)
                  .replaceAll("(?ms)^[ \t]*/\\*\\*.*?\\*/\n", "")
                  .replaceAll("(?m)^[ \t]*//.*\n", "")
                  .replaceAll("(?m)^[ \t\n]+", "")
                  .replaceAll("(?<=[;{,(\\[])\n|\n(?=[})\\].?:])", ""))
          .append("}\n");
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The style sheet without what only its authors read.
  private static byte[] style() {
    return text("static/assets/decorum.css")
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([{};,>]) ?", "$1")
        .replace(": ", ":")
        .replace(";}", "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String path) {
    return new String(read(path), StandardCharsets.UTF_8);
  }

  private static byte[] read(String path) {
    try {
      return new ClassPathResource(path).getContentAsByteArray();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(9);
          }
        }) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String hash(Map<String, Asset> assets) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      assets.forEach(
          (name, asset) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(asset.content());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
