package dev.decorum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import dev.decorum.staff.As;
import dev.decorum.staff.Role;
import dev.decorum.staff.Viewer;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, verifyAutomatically = false)
@AutoConfigureMockMvc
@DatabaseTest
class ClientsApiTests {

  private static final String AMARA =
      """
      {"name": "Dr. Amara Okafor", "about": "Facilities director", "emails": ["amara@clinic.example"],
       "phones": ["+44 20 7946 0123"], "zone": "Europe/London", "language": "en-GB"}
      """;

  @Autowired MockMvcTester mvc;
  @Autowired Clients clients;
  @Autowired JdbcClient jdbc;
  @Autowired Vault vault;

  Viewer agent;

  @BeforeEach
  void empty() {
    jdbc.sql("delete from clients.look_up").update();
    jdbc.sql("delete from clients.contact_point").update();
    jdbc.sql("delete from clients.restriction").update();
    jdbc.sql("delete from clients.client").update();
    agent = new People(jdbc, vault).member(Role.AGENT);
  }

  @Test
  void createsAClientAndShowsIt() {
    MvcTestResult created = send(HttpMethod.POST, "/api/v1/clients", AMARA);

    long no = clients.search(agent, "amara", null, 1).items().getFirst().no();
    assertThat(created)
        .hasStatus(201)
        .hasHeader("Location", "/api/v1/clients/" + no)
        .hasHeader("ETag", "\"0\"")
        .bodyJson()
        .isLenientlyEqualTo(AMARA);
    assertThat(get("/api/v1/clients/" + no))
        .hasStatusOk()
        .hasHeader("ETag", "\"0\"")
        .bodyJson()
        .extractingPath("$.kind")
        .isEqualTo("person");
    assertThat(get("/api/v1/clients/" + no))
        .bodyJson()
        .extractingPath("$.created_at")
        .asString()
        .endsWith("Z");
  }

  @Test
  void pagesThroughTheList() {
    for (String name : new String[] {"One", "Two", "Three"}) {
      clients.create(agent, ClientDetails.person(name));
    }

    MvcTestResult first = get("/api/v1/clients?limit=2");

    assertThat(first)
        .bodyJson()
        .extractingPath("$.items[*].name")
        .asArray()
        .containsExactly("Three", "Two");
    assertThat(first).bodyJson().extractingPath("$.next").asString().isNotEmpty();
    assertThat(get("/api/v1/clients?q=tw"))
        .bodyJson()
        .extractingPath("$.items[*].name")
        .asArray()
        .containsExactly("Two");
    assertThat(get("/api/v1/clients?cursor=nonsense")).hasStatus(400);
  }

  @Test
  void changesWhatIsGivenAndEmptiesWhatIsNull() {
    send(HttpMethod.POST, "/api/v1/clients", AMARA);
    String amara =
        "/api/v1/clients/" + clients.search(agent, "amara", null, 1).items().getFirst().no();

    assertThat(
            send(HttpMethod.PATCH, amara, "{\"name\": \"Dr. Okafor\", \"about\": null}", "\"0\""))
        .hasStatusOk()
        .hasHeader("ETag", "\"1\"")
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"name": "Dr. Okafor", "about": null, "emails": ["amara@clinic.example"],
             "zone": "Europe/London", "version": 1}
            """);
    assertThat(send(HttpMethod.PATCH, amara, "{\"name\": \"Too late\"}", "\"0\""))
        .hasStatus(412)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("stale");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(send(HttpMethod.POST, "/api/v1/clients", "{\"name\": \" \", \"emails\": [\"x\"]}"))
        .hasStatus(422)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.errors[*].pointer")
        .asArray()
        .containsExactly("/name", "/emails");
    send(HttpMethod.POST, "/api/v1/clients", AMARA);
    assertThat(
            send(
                HttpMethod.POST,
                "/api/v1/clients",
                "{\"name\": \"Twin\", \"emails\": [\"AMARA@clinic.example\"]}"))
        .hasStatus(409)
        .bodyJson()
        .extractingPath("$.code")
        .isEqualTo("client.contact_point_taken");
  }

  @Test
  void takesNoFieldsButItsOwn() {
    send(HttpMethod.POST, "/api/v1/clients", AMARA);
    Client before = clients.search(agent, "amara", null, 1).items().getFirst();
    String amara = "/api/v1/clients/" + before.no();

    for (String field :
        new String[] {"no", "id", "key_id", "version", "restricted_to", "created_at"}) {
      assertThat(send(HttpMethod.PATCH, amara, "{\"%s\": 7}".formatted(field)))
          .as(field)
          .hasStatus(400);
      assertThat(
              send(
                  HttpMethod.POST,
                  "/api/v1/clients",
                  "{\"name\": \"X\", \"%s\": 7}".formatted(field)))
          .as(field)
          .hasStatus(400);
    }
    assertThat(clients.search(agent, null, null, 9).items()).containsExactly(before);
  }

  @Test
  void answersTheSameForUnknownAndForeign() {
    Viewer officer = new People(jdbc, vault).member(Role.OFFICER);
    Client client = clients.create(agent, ClientDetails.person("Hidden"));

    agent = officer;

    assertThat(get("/api/v1/clients/" + client.no())).hasStatus4xxClientError();
    assertThat(get("/api/v1/clients/" + client.no()).getResponse().getStatus())
        .isEqualTo(get("/api/v1/clients/999999").getResponse().getStatus());
  }

  private MvcTestResult get(String uri) {
    return mvc.get().uri(uri).with(As.viewer(agent)).exchange();
  }

  private MvcTestResult send(HttpMethod method, String uri, String json, String... ifMatch) {
    var request =
        mvc.method(method)
            .uri(uri)
            .with(As.viewer(agent))
            .with(csrf())
            .contentType(MediaType.APPLICATION_JSON)
            .content(json);
    for (String tag : ifMatch) {
      request = request.header("If-Match", tag);
    }
    return request.exchange();
  }
}
