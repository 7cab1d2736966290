package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.Vault;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The pages on which officers open and close clients' records.
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, verifyAutomatically = false)
@AutoConfigureMockMvc
@DatabaseTest
class LookUpPagesTests {

  private static final String REASON = "Access request of 3 March";

  @Autowired MockMvcTester mvc;
  @Autowired Clients clients;
  @Autowired LookUps lookUps;
  @Autowired ClientGate gate;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;

  People people;
  Viewer agent;
  Viewer officer;

  @BeforeEach
  void someone() {
    people = new People(jdbc, vault);
    agent = people.member(Role.AGENT);
    officer = people.member(Role.OFFICER);
  }

  @Test
  void anOfficerOpensARecordAndClosesIt() {
    Client amara = client("Dr. Amara Okafor", "amara@open.example");
    client("Greta Lindqvist", "greta@open.example");
    assertThat(get(officer, "/clients"))
        .hasStatusOk()
        .bodyText()
        .contains("Open a client’s record", "No record is open to you")
        .doesNotContain("Amara", "Greta", "role=\"search\" action=\"/clients\"");

    assertThat(
            post(
                "/clients/look-ups",
                "by",
                "email",
                "which",
                "amara@open.example",
                "reason",
                REASON))
        .hasRedirectedUrl("/clients/" + amara.no());

    assertThat(get(officer, "/clients/" + amara.no()))
        .hasStatusOk()
        .bodyText()
        .contains("Dr. Amara Okafor", "open to you until", "(UTC)", REASON)
        .doesNotContain("/edit", "/merge", "/compose");
    assertThat(get(officer, "/clients"))
        .bodyText()
        .contains("Dr. Amara Okafor", "Open until", REASON)
        .doesNotContain("Greta");
    assertThat(get(officer, "/api/v1/clients/" + amara.no())).hasStatusOk();
    assertThat(gate.allowed(List.of(officer.id().id()), "" + amara.no())).hasSize(1);

    var lookUp = lookUps.inForce(officer).getFirst();
    assertThat(post("/clients/look-ups/" + lookUp.id() + "/close")).hasRedirectedUrl("/clients");
    assertThat(get(officer, "/clients/" + amara.no())).hasStatus(404);
    assertThat(get(officer, "/api/v1/clients/" + amara.no())).hasStatus(404);
    assertThat(gate.allowed(List.of(officer.id().id()), "" + amara.no())).isEmpty();
  }

  @Test
  void whatIsMissingIsSaidAndWhatWasTypedIsKept() {
    assertThat(
            post(
                "/clients/look-ups",
                "by",
                "conversation_number",
                "which",
                "next door",
                "reason",
                "Because"))
        .hasStatus(422)
        .bodyText()
        .contains("Enter digits only", "Say why in at least 10 characters", "next door", "Because")
        .containsPattern("value=\"conversation_number\" checked");
    assertThat(post("/clients/look-ups", "which", " ", "reason", "x".repeat(501)))
        .hasStatus(422)
        .bodyText()
        .contains(
            "Choose how you name the client",
            "Enter the number or the address",
            "Shorten the reason to 500 characters");
    assertThat(
            post(
                "/clients/look-ups",
                "by",
                "email",
                "which",
                "nobody@open.example",
                "reason",
                REASON))
        .hasStatus(422)
        .bodyText()
        .contains("No client is named so", "nobody@open.example", REASON);
    assertThat(lookUps.inForce(officer)).isEmpty();
  }

  @Test
  void whoReadsTheAuditLogReadsTheReasons() {
    Client olmo = client("Olmo Foods", "info@olmo.example");
    post("/clients/look-ups", "by", "client_number", "which", "" + olmo.no(), "reason", REASON);

    for (var reader : List.of(people.member(Role.ADMIN), people.member(Role.OFFICER))) {
      assertThat(get(reader, "/admin/look-ups"))
          .hasStatusOk()
          .bodyText()
          .contains(REASON, "Client " + olmo.no())
          .doesNotContain("Olmo");
    }
    assertThat(get(agent, "/admin/look-ups")).hasStatus(403);
  }

  @Test
  void theReasonGoesWithTheClientsKey() {
    Client olmo = client("Olmo Foods", "gone@olmo.example");
    post("/clients/look-ups", "by", "client_number", "which", "" + olmo.no(), "reason", REASON);

    vault.destroy(clients.keyOf(olmo.id()));

    assertThat(lookUps.all(null, 1).items().getFirst().reason()).isNull();
    assertThat(get(people.member(Role.ADMIN), "/admin/look-ups"))
        .hasStatusOk()
        .bodyText()
        .contains("Erased with the client");
  }

  private Client client(String name, String email) {
    return clients.create(agent, ClientDetails.person(name).withEmails(new EmailAddress(email)));
  }

  private MvcTestResult get(Viewer viewer, String uri) {
    return mvc.get().uri(uri).with(As.viewer(viewer)).exchange();
  }

  private MvcTestResult post(String uri, String... fields) {
    var request = mvc.post().uri(uri).with(As.viewer(officer)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    return request.exchange();
  }
}
