package dev.decorum.clients.api;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientDetails;
import dev.decorum.clients.ClientInput;
import dev.decorum.clients.Clients;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.InvalidValues;
import dev.decorum.web.Page;
import dev.decorum.web.Paging;
import dev.decorum.web.Version;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `/api/v1/clients`.
@RestController
@RequestMapping("/api/v1/clients")
@Requires(Permission.READ_CLIENTS)
class ClientsApi {

  private final Clients clients;
  private final JsonMapper json;

  ClientsApi(Clients clients, JsonMapper json) {
    this.clients = clients;
    this.json = json;
  }

  @GetMapping
  Page<ClientResource> list(
      Viewer viewer, @RequestParam(defaultValue = "") String q, Paging paging) {
    return clients.search(viewer, q, paging.cursor(), paging.limit()).map(ClientResource::of);
  }

  /// The number of a record that was merged answers the client that stands for it now.
  @GetMapping("/{no}")
  ResponseEntity<ClientResource> get(Viewer viewer, @PathVariable long no) {
    return answer(clients.read(viewer, no));
  }

  @PostMapping
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<ClientResource> create(Viewer viewer, @RequestBody ClientInput body) {
    Client created = clients.create(viewer, checked(body));
    return ResponseEntity.created(URI.create("/api/v1/clients/" + created.no()))
        .eTag(Version.tag(created.version()))
        .body(ClientResource.of(created));
  }

  /// Members that are absent stay as they are; null empties (JSON Merge Patch, RFC 7396).
  @PatchMapping("/{no}")
  @Requires(Permission.WRITE_CLIENTS)
  ResponseEntity<ClientResource> change(
      Viewer viewer,
      @PathVariable long no,
      Version madeOn,
      @RequestBody ObjectNode body,
      HttpServletRequest request) {
    try {
      return answer(clients.change(viewer, no, madeOn, details -> patched(details, body)));
    } catch (JacksonException unfit) {
      throw new HttpMessageNotReadableException(
          "body does not fit", unfit, new ServletServerHttpRequest(request));
    }
  }

  private ClientDetails patched(ClientDetails details, ObjectNode body) {
    ObjectNode merged = json.valueToTree(ClientInput.of(details));
    merged.setAll(body);
    return checked(json.treeToValue(merged, ClientInput.class));
  }

  private static ClientDetails checked(ClientInput input) {
    FormErrors errors = input.check();
    if (errors.any()) {
      throw new InvalidValues(errors);
    }
    return input.details();
  }

  private static ResponseEntity<ClientResource> answer(Client client) {
    return ResponseEntity.ok().eTag(Version.tag(client.version())).body(ClientResource.of(client));
  }
}
