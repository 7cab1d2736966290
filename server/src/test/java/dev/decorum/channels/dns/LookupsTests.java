package dev.decorum.channels.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.channels.dns.Question.Kind;
import dev.decorum.mail.auth.Resolver;
import dev.decorum.mail.auth.ResolverTrouble;
import dev.decorum.testing.MovableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookupsTests {

  private final Zone zone = new Zone();
  private final MovableClock clock = new MovableClock();
  private final Lookups lookups = new Lookups(zone, clock);

  private Resolver patient() {
    return within(Duration.ofSeconds(10));
  }

  private Resolver within(Duration time) {
    return lookups.until(System.nanoTime() + time.toNanos());
  }

  private void findsNoAnswer(Resolver resolver, String name) {
    assertThatExceptionOfType(ResolverTrouble.class).isThrownBy(() -> resolver.text(name));
  }

  @Test
  void asksOnceAndRemembersForAsLongAsTheAnswerSays() {
    zone.known(Kind.TEXT, "client.example", Duration.ofMinutes(10), "v=spf1 -all");

    assertThat(patient().text("client.example")).containsExactly("v=spf1 -all");
    clock.forward(Duration.ofMinutes(9));
    assertThat(patient().text("CLIENT.example")).containsExactly("v=spf1 -all");
    assertThat(zone.asked("client.example")).isEqualTo(1);

    clock.forward(Duration.ofMinutes(2));
    assertThat(patient().text("client.example")).hasSize(1);
    assertThat(zone.asked("client.example")).isEqualTo(2);
  }

  @Test
  void remembersNeitherForAMomentNorForWeeks() {
    zone.known(Kind.TEXT, "short.example", Duration.ZERO, "a");
    zone.known(Kind.TEXT, "long.example", Duration.ofDays(30), "b");
    patient().text("short.example");
    patient().text("long.example");

    clock.forward(Duration.ofSeconds(20));
    patient().text("short.example");
    assertThat(zone.asked("short.example")).isEqualTo(1);

    clock.forward(Duration.ofMinutes(61));
    patient().text("long.example");
    assertThat(zone.asked("long.example")).isEqualTo(2);
  }

  @Test
  void readsAddressesOfBothKindsAndTheirNames() throws Exception {
    zone.known(Kind.ADDRESSES, "mail.example", Duration.ofMinutes(1), "192.0.2.7");
    zone.known(Kind.ADDRESSES_6, "mail.example", Duration.ofMinutes(1), "2001:db8::7");
    zone.known(Kind.NAMES, "192.0.2.7", Duration.ofMinutes(1), "mail.example");

    assertThat(patient().addresses("mail.example", false))
        .containsExactly(InetAddress.getByName("192.0.2.7"));
    assertThat(patient().addresses("mail.example", true))
        .containsExactly(InetAddress.getByName("2001:db8::7"));
    assertThat(patient().names(InetAddress.getByName("192.0.2.7"))).containsExactly("mail.example");
    assertThat(patient().mailHosts("mail.example")).isEmpty();
  }

  @Test
  void neverWaitsForWhatIsNotRemembered() {
    zone.text("client.example", "v=spf1 -all");

    assertThatExceptionOfType(NotKnownYet.class)
        .isThrownBy(() -> lookups.remembered().text("client.example"));
    assertThat(zone.asked()).isZero();

    patient().text("client.example");
    assertThat(lookups.remembered().text("client.example")).hasSize(1);
  }

  @Test
  void waitsNoLongerThanAllowedAndThenRemembersTheSilenceForAMoment() {
    zone.silent("dead.example");

    long start = System.nanoTime();
    findsNoAnswer(within(Duration.ofMillis(200)), "dead.example");
    // Else it would have been the two seconds that anybody may take for an answer.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_900));

    findsNoAnswer(patient(), "dead.example");
    findsNoAnswer(lookups.remembered(), "dead.example");
    assertThat(zone.asked("dead.example")).isEqualTo(1);

    clock.forward(Duration.ofSeconds(16));
    findsNoAnswer(patient(), "dead.example");
    assertThat(zone.asked("dead.example")).isEqualTo(2);
  }

  @Test
  void tellsAFailureFromTheAnswerThatThereIsNothing() {
    zone.failing(Kind.TEXT, "broken.example");

    findsNoAnswer(patient(), "broken.example");
    assertThat(patient().text("nothing.example")).isEmpty();
  }

  @Test
  void asksForManyAtATime() throws Exception {
    zone.silent("dead.example");
    long start = System.nanoTime();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 200)
          .forEach(i -> threads.submit(() -> findsNoAnswer(patient(), i + ".dead.example")));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void asksNobodyWhileDnsIsAwayAndNoticesWhenItIsBack() {
    zone.away(true);
    silencesOf("a.example");
    until(() -> isGivenUp("b.example"));

    int asked = zone.asked();
    findsNoAnswer(patient(), "c.example");
    assertThat(zone.asked()).isEqualTo(asked);

    zone.away(false);
    zone.text("d.example", "there");
    until(
        () -> {
          clock.forward(Duration.ofSeconds(6));
          try {
            return patient().text("d.example").contains("there");
          } catch (ResolverTrouble still) {
            return false;
          }
        });
  }

  @Test
  void doesNotTakeTheSilenceOfSomeDomainsForDnsBeingAway() {
    zone.silent("dead.example");
    silencesOf("dead.example");

    zone.text("client.example", "there");
    assertThat(patient().text("client.example")).containsExactly("there");
  }

  private void silencesOf(String domain) {
    CompletableFuture.allOf(
            IntStream.range(0, 10)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () -> findsNoAnswer(patient(), i + "." + domain),
                            Executors.newVirtualThreadPerTaskExecutor()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /// Answered without asking.
  private boolean isGivenUp(String name) {
    try {
      lookups.remembered().text(name);
      return false;
    } catch (NotKnownYet e) {
      return false;
    } catch (ResolverTrouble away) {
      return true;
    }
  }

  private static void until(java.util.function.BooleanSupplier reached) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
