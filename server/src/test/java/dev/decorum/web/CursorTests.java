package dev.decorum.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  @Test
  void bringsItsValuesBack() {
    var at = Instant.parse("2026-11-24T10:42:00.123456Z");
    var id = UUID.fromString("019ab3c4-0000-7000-8000-000000000001");

    Cursor cursor = Cursor.parse(Cursor.of(at, id, 4821L, "Ökafor").toString());

    assertThat(cursor.instant(0)).isEqualTo(at);
    assertThat(cursor.uuid(1)).isEqualTo(id);
    assertThat(cursor.number(2)).isEqualTo(4821);
    assertThat(cursor.text(3)).isEqualTo("Ökafor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "abc", "AAAA", "bAAA", "dXNlcg", "%20", "bAAAAAAAAAAAAA=="})
  void whatIsNoCursorIsABadRequest(String text) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> Cursor.parse(text).number(0))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("cursor.invalid"));
  }

  @Property
  void anyTextIsACursorOrABadRequest(@ForAll String text) {
    try {
      assertThat(Cursor.parse(text)).isNotNull();
    } catch (BadRequest refused) {
      assertThat(refused.status().value()).isEqualTo(400);
    }
  }

  @Test
  void aCursorOfAnotherListIsABadRequest() {
    Cursor cursor = Cursor.parse(Cursor.of("name").toString());

    assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> cursor.instant(0));
    assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> cursor.text(1));
  }

  @Test
  void aPageHasACursorOnlyWhenMoreFollows() {
    Page<Long> last = Page.of(List.of(1L, 2L), 2, Cursor::of);
    Page<Long> first = Page.of(List.of(1L, 2L, 3L), 2, Cursor::of);

    assertThat(last).isEqualTo(new Page<>(List.of(1L, 2L), null));
    assertThat(first.items()).containsExactly(1L, 2L);
    assertThat(Cursor.parse(String.valueOf(first.next())).number(0)).isEqualTo(2);
  }

  @Test
  void aLimitIsCutDownToTwoHundred() {
    assertThat(Paging.parse(null, null)).isEqualTo(new Paging(50, null));
    assertThat(Paging.parse("7", "").limit()).isEqualTo(7);
    assertThat(Paging.parse("5000", null).limit()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "ten", "1e3", "99999999999"})
  void aLimitThatIsNoNumberIsABadRequest(String limit) {
    assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> Paging.parse(limit, null));
  }

  @Test
  void aVersionIsRequiredOnlyWhenItWasGiven() {
    Version.parse(null).require(3);
    Version.parse("*").require(3);
    Version.parse("\"3\"").require(3);
    Version.parse("W/\"3\"").require(3);

    assertThatExceptionOfType(Stale.class).isThrownBy(() -> Version.parse("\"2\"").require(3));
    assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> Version.parse("latest"));
  }
}
