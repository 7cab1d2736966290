package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.clients.Client;
import dev.decorum.inbox.InboxHouse.House;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.StatementCount;
import dev.decorum.web.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(
    mode = BootstrapMode.DIRECT_DEPENDENCIES,
    verifyAutomatically = false) // ModularityTests does it once
@DatabaseTest
@Import({InboxHouse.class, StatementCount.Counting.class})
@Timeout(60)
class FileSearchTests {

  @Autowired Inbox inbox;
  @Autowired FileSearch search;
  @Autowired FileTexts texts;
  @Autowired House house;
  @Autowired JdbcClient jdbc;

  private Viewer agent;
  private Client clinic;
  private long no;

  @BeforeEach
  void aConversation() {
    agent = house.member(Role.AGENT);
    clinic = house.client();
    no = house.mail(clinic, "Lift in Building B", "When will you come?").no();
  }

  @Test
  void aFileIsFoundByItsNameAtOnceAndByItsTextOnceItWasRead() {
    attach("Messprotokoll-4711.txt", "The vibration is beyond Quittengelee.");

    assertThat(search.find(agent, "messprotokoll", Said.ANYHOW, null, 5).items())
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.file().name()).isEqualTo("Messprotokoll-4711.txt");
              assertThat(hit.conversation().no()).isEqualTo(no);
              assertThat(hit.inText()).isFalse();
            });
    readAll();
    assertThat(search.find(agent, "quittengelee vibration", Said.ANYHOW, null, 5).items())
        .singleElement()
        .satisfies(hit -> assertThat(hit.inText()).isTrue());
    assertThat(search.find(agent, "messprotokoll quittengelee", Said.ANYHOW, null, 5).items())
        .hasSize(1);
    assertThat(search.find(agent, "quittengelee nowhere", Said.ANYHOW, null, 5).items()).isEmpty();
  }

  @Test
  void filesOfConversationsThatOneMayNotSeeAreNotFound() {
    no = house.mail(clinic, house.team("Sealifts"), "Theirs", "Hello").no();
    Viewer insider = house.member(Role.AGENT, "Sealifts");
    inbox.note(insider, no, "See the file.", List.of(file("Holunderplan.txt", "Holunder")));
    readAll();

    assertThat(search.find(insider, "holunder", Said.ANYHOW, null, 5).items()).hasSize(1);
    assertThat(search.find(agent, "holunder", Said.ANYHOW, null, 5).items()).isEmpty();
  }

  @Test
  void filesComePageByPage() {
    for (int i = 0; i < 5; i++) {
      attach("Wacholder-" + i + ".bin", "nothing");
    }

    var names = new ArrayList<String>();
    var page = search.find(agent, "wacholder", Said.ANYHOW, null, 2);
    page.items().forEach(hit -> names.add(hit.file().name()));
    while (page.next() != null) {
      page = search.find(agent, "wacholder", Said.ANYHOW, Cursor.parse(page.next()), 2);
      page.items().forEach(hit -> names.add(hit.file().name()));
    }

    assertThat(names).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeReadIsGivenUpAndStaysFoundByItsName() {
    attach("Ginster.pdf", "no pdf at all");

    readAll();

    assertThat(search.find(agent, "ginster", Said.ANYHOW, null, 5).items()).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from inbox.file_word where state = 'unread'")
                .query(Integer.class)
                .single())
        .isPositive();
  }

  private void attach(String name, String content) {
    inbox.note(agent, no, "See the file.", List.of(file(name, content)));
  }

  private static NewFile file(String name, String content) {
    return new NewFile(
        name,
        "application/octet-stream",
        new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)));
  }

  private void readAll() {
    while (waiting()) {
      texts.readNext();
    }
  }

  private boolean waiting() {
    return jdbc.sql("select exists (select from inbox.file_word where state = 'waiting')")
        .query(Boolean.class)
        .single();
  }
}
