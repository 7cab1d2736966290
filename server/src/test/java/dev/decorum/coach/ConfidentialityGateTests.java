package dev.decorum.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.conduct.Finding;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.Correspondence.Standing;
import dev.decorum.inbox.SendGate.Leaving;
import dev.decorum.inbox.SendRefused;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class ConfidentialityGateTests {

  private static final Standing SOMEWHERE =
      new Standing(
          new ConversationId(RowIds.next()),
          1,
          new ClientId(RowIds.next()),
          new KeyId(RowIds.next()),
          null,
          Channel.EMAIL,
          0);

  /// An engine that breaks on everything.
  @SuppressWarnings("NullAway")
  private static final Coach BROKEN =
      new Coach(null, null, null, null, null, null, null) {
        @Override
        List<Finding> findings(Viewer viewer, Standing in, String text) {
          throw new IllegalStateException("broken");
        }
      };

  @Test
  @SuppressWarnings("NullAway")
  void whatCannotBeReadStaysAndSaysSo() {
    var gate = new ConfidentialityGate(BROKEN, null, new StaticMessageSource());
    var jonas =
        new Viewer(
            new MemberId(RowIds.next()),
            1,
            "Jonas",
            Role.AGENT,
            Set.of(),
            Viewer.Via.BROWSER,
            RowIds.next(),
            ZoneOffset.UTC);

    assertThatExceptionOfType(SendRefused.class)
        .isThrownBy(() -> gate.check(new Leaving(jonas, SOMEWHERE, null, "Hi", null)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("conduct.unavailable"));
  }
}
