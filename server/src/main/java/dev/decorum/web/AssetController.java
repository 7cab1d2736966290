package dev.decorum.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Serves the assets. An address with an old hash is answered with the present file but not kept,
/// so that a page from before an upgrade still looks right.
@Controller
class AssetController {

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{version}/{name}")
  ResponseEntity<byte[]> asset(
      @PathVariable String version, @PathVariable String name, HttpServletRequest request) {
    Assets.Asset asset = assets.find(name);
    if (asset == null) {
      return ResponseEntity.notFound().build();
    }
    var answer =
        ResponseEntity.ok()
            .header(HttpHeaders.CONTENT_TYPE, asset.type())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .cacheControl(
                version.equals(assets.version())
                    ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()
                    : CacheControl.noStore());
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    byte[] gzipped = asset.gzipped();
    return gzipped != null && accepted != null && accepted.contains("gzip")
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzipped)
        : answer.body(asset.content());
  }
}
