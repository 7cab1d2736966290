package dev.decorum.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.live.Stream.Changed;
import dev.decorum.live.Stream.End;
import dev.decorum.live.Stream.News;
import dev.decorum.live.Stream.Resync;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class StreamsTests {

  private final UUID jonas = UUID.randomUUID();
  private final UUID priya = UUID.randomUUID();
  private final UUID session = UUID.randomUUID();
  private final Gate gate = new Gate();
  private final Set<UUID> endedSessions = new HashSet<>();
  private final Streams streams = streams();

  /// Lets everybody know but those named.
  private static final class Gate implements LiveGate {
    final Set<UUID> shut = new HashSet<>();
    final List<String> asked = new ArrayList<>();
    boolean broken;

    @Override
    public String topic() {
      return "conversation";
    }

    @Override
    public Set<UUID> allowed(Collection<UUID> members, String id) {
      asked.add(id);
      if (broken) {
        throw new IllegalStateException("no database");
      }
      var allowed = new HashSet<>(members);
      allowed.removeAll(shut);
      return allowed;
    }
  }

  private Streams streams() {
    var beans = new StaticListableBeanFactory();
    beans.addBean("gate", gate);
    beans.addBean("sessions", (LiveSessions) id -> !endedSessions.contains(id));
    return new Streams(
        beans.getBeanProvider(LiveGate.class), beans.getBeanProvider(LiveSessions.class));
  }

  @BeforeEach
  void start() {
    streams.start();
  }

  @Test
  void aChangeReachesThoseWhoMayKnowOfItAndNobodyElse() throws Exception {
    Stream allowed = open(jonas);
    Stream shutOut = open(priya);
    gate.shut.add(priya);

    streams.publish(List.of(new Change("conversation", "4821", 7)));

    assertThat(news(allowed))
        .singleElement()
        .isInstanceOfSatisfying(
            Changed.class,
            changed -> assertThat(changed.change()).hasToString("conversation 4821 7"));
    assertThat(news(shutOut)).isEmpty();
  }

  @Test
  void aTopicWithoutAGateReachesNobody() throws Exception {
    Stream stream = open(jonas);

    streams.publish(List.of(new Change("payroll", "1", 1)));

    assertThat(news(stream)).isEmpty();
  }

  @Test
  void theGateIsAskedOnceForEachThingInABatch() {
    Stream unused = open(jonas);

    streams.publish(
        List.of(
            new Change("conversation", "1", 1),
            new Change("conversation", "1", 2),
            new Change("conversation", "2", 1)));
    streams.publish(List.of(new Change("conversation", "1", 3)));

    assertThat(gate.asked).containsExactly("1", "2", "1");
    assertThat(unused.member()).isEqualTo(jonas);
  }

  @Test
  void aGateThatCannotAnswerTellsNothingButToFetchAgain() throws Exception {
    Stream stream = open(jonas);
    gate.broken = true;

    streams.publish(List.of(new Change("conversation", "4821", 7)));

    assertThat(news(stream)).singleElement().isInstanceOf(Resync.class);
  }

  @Test
  void anInterruptedBrowserGetsWhatItMissedAndMayStillKnow() throws Exception {
    String before = streams.latest();
    streams.publish(List.of(new Change("conversation", "1", 1)));

    assertThat(news(open(jonas, before))).hasSize(1);

    gate.shut.add(jonas);
    assertThat(news(open(jonas, before))).isEmpty();
  }

  @Test
  void aBrowserFromAnotherNodeFetchesAgain() throws Exception {
    assertThat(news(open(jonas, "deadbeef-12"))).singleElement().isInstanceOf(Resync.class);
  }

  @Test
  void afterAGapEveryBrowserFetchesAgain() throws Exception {
    Stream stream = open(jonas);

    streams.gap();

    assertThat(news(stream)).singleElement().isInstanceOf(Resync.class);
  }

  @Test
  void aBrowserTooSlowToKeepUpFetchesAgain() throws Exception {
    Stream stream = open(jonas);

    streams.publish(
        IntStream.range(0, 300)
            .mapToObj(version -> new Change("conversation", "1", version))
            .toList());

    List<News> news = news(stream);
    assertThat(news.getFirst()).isInstanceOf(Resync.class);
    assertThat(news).hasSizeLessThan(100);
  }

  @Test
  void theEleventhStreamOfAMemberEndsTheOldest() throws Exception {
    List<Stream> ten = IntStream.range(0, 10).mapToObj(_ -> open(jonas)).toList();
    Stream other = open(priya);

    Stream eleventh = open(jonas);

    assertThat(news(ten.getFirst())).containsExactly(new End(false));
    assertThat(news(ten.get(1))).isEmpty();
    assertThat(news(eleventh)).isEmpty();
    assertThat(news(other)).isEmpty();
  }

  @Test
  void aStreamEndsWithItsSession() throws Exception {
    Stream stream = open(jonas);
    streams.endStreamsOfEndedSessions();
    assertThat(news(stream)).isEmpty();

    endedSessions.add(session);
    streams.endStreamsOfEndedSessions();

    assertThat(news(stream)).containsExactly(new End(true));
  }

  @Test
  void anEndedStreamHearsNothingMore() throws Exception {
    Stream stream = open(jonas);
    endedSessions.add(session);
    streams.endStreamsOfEndedSessions();

    streams.publish(List.of(new Change("conversation", "1", 1)));

    assertThat(news(stream)).containsExactly(new End(true));
  }

  @Test
  void stoppingEndsAllStreamsAndOpensNoMore() throws Exception {
    Stream stream = open(jonas);

    streams.stop();

    assertThat(news(stream)).containsExactly(new End(false));
    assertThat(streams.open(jonas, session, null)).isEmpty();
  }

  private Stream open(UUID member) {
    return open(member, streams.latest());
  }

  private Stream open(UUID member, String after) {
    return streams.open(member, session, after).orElseThrow();
  }

  private static List<News> news(Stream stream) throws InterruptedException {
    var all = new ArrayList<News>();
    for (News next = stream.next(0, TimeUnit.SECONDS);
        next != null;
        next = stream.next(0, TimeUnit.SECONDS)) {
      all.add(next);
    }
    return all;
  }
}
