package dev.decorum.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTests {

  @Test
  void keepsWhatPeopleWrite() {
    var safe = clean("<p>Dear <b>team</b>,</p><table><tr><td colspan=2>Total</td></tr></table>");

    assertThat(safe.html()).contains("<p>Dear <b>team</b>,</p>", "<td colspan=\"2\">Total</td>");
  }

  @Test
  void opensLinksElsewhereWithoutTellingFromWhere() {
    var safe = clean("<a href='https://example.org/a?b=1&c=2' onclick='x()'>report</a>");

    assertThat(safe.html())
        .contains("href=\"https://example.org/a?b&#61;1&amp;c&#61;2\"", "target=\"_blank\"")
        .contains("noreferrer")
        .doesNotContain("onclick");
  }

  @Test
  void showsInlineImagesAndCountsTheOnesItDoesNotFetch() {
    var safe =
        clean(
            "<img src='cid:logo@x'><img src='https://tracker.example/p.gif'>"
                + "<img src=\"//tracker.example/q.gif\"><img src='cid:unknown'>");

    assertThat(safe.html()).contains("src=\"/messages/images/logo\"").doesNotContain("tracker");
    assertThat(safe.blockedImages()).isEqualTo(2);
  }

  @Test
  void showsPicturesFromElsewhereByAddressesOfOursOnly() {
    var asked = new ArrayList<String>();
    var safe =
        SafeHtml.of(
            "<img src='https://shop.example/a.png' alt=A><img src='//shop.example/b.png'>"
                + "<img src='http://[' alt=none><img src='data:image/png;base64,AA'>",
            _ -> null,
            theirs -> {
              asked.add(theirs);
              return theirs.endsWith(".png") ? "/messages/pictures/sealed" : null;
            });

    assertThat(safe.html())
        .containsOnlyOnce("alt=\"A\"")
        .contains("src=\"/messages/pictures/sealed\"")
        .doesNotContain("shop.example", "data:", "none");
    assertThat(safe.blockedImages()).isEqualTo(1);
    assertThat(asked)
        .containsExactly("https://shop.example/a.png", "//shop.example/b.png", "http://[");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>__xss()</script>",
        "<scr<script>ipt>__xss()</script>",
        "<img src=x onerror=__xss()>",
        "<svg><style><img src=x onerror=__xss()></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=__xss()&gt;'>",
        "<noscript><p title='</noscript><img src=x onerror=__xss()>'>",
        "<a href='javascript:__xss()'>x</a>",
        "<a href=' java\nscript:__xss()'>x</a>",
        "<a href='data:text/html,<script>__xss()</script>'>x</a>",
        "<form action=/sign-out method=post><button>x</button></form>",
        "<div hx-get='/sign-out' hx-trigger='load' data-hx-post='/x' sse-connect='/events'>x</div>",
        "<iframe src='/admin'></iframe><object data=/admin></object><embed src=/admin>",
        "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<style>@import 'https://evil.example/a.css'</style><p style='background:url(https://evil.example/b)'>x",
        "<link rel=stylesheet href='https://evil.example/a.css'>",
        "<img src='/messages/images/../../sign-out'>",
        "<p id=main class=toast name=csrf>x</p>"
      })
  void leavesNothingThatActsOrLoads(String hostile) {
    var tree = Jsoup.parseBodyFragment(clean(hostile + "<p>kept</p>").html()).body();

    assertThat(
            tree.select("script, style, svg, math, noscript, form, button, iframe, object, embed"))
        .isEmpty();
    assertThat(tree.select("base, meta, link, template, input")).isEmpty();
    assertThat(tree.getAllElements())
        .allSatisfy(
            element ->
                element
                    .attributes()
                    .forEach(
                        attribute -> {
                          assertThat(attribute.getKey().toLowerCase(Locale.ROOT))
                              .doesNotStartWith("on")
                              .doesNotContain("hx-", "sse-", "style", "class", "name")
                              .isNotEqualTo("id");
                          assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                              .doesNotContain("javascript:", "data:", "evil.example", "..");
                        }));
    assertThat(tree.text()).doesNotContain("onerror=");
  }

  @Property
  void cleaningTwiceChangesNothingMore(@ForAll("markup") String html) {
    String once = clean(html).html();

    assertThat(clean(once).html()).isEqualTo(once);
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<table><tr><td>",
            "</td></tr></table>",
            "<svg>",
            "</svg>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<math>",
            "<a href='https://x.example/?a=1&b'>",
            "</a>",
            "<img src=x onerror=y>",
            "&lt;script&gt;",
            "<script>",
            "</script>",
            "\"",
            "'",
            "text & more",
            "<![CDATA[",
            "]]>",
            "<noscript>",
            "\u0000",
            "<div align=center>",
            "<br>")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static SafeHtml clean(String html) {
    return SafeHtml.of(html, id -> id.equals("logo@x") ? "/messages/images/logo" : null);
  }
}
