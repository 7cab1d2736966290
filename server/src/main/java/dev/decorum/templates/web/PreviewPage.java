package dev.decorum.templates.web;

import dev.decorum.clients.Client;
import dev.decorum.templates.Blanks;
import dev.decorum.templates.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A template as one client would find it.
///
/// @param whom the name of who reads it
/// @param chosen number of the client, or word of who is made up
/// @param query what a client was looked for by
/// @param found clients to choose from
public record PreviewPage(
    int no,
    String name,
    String whom,
    String chosen,
    Preview preview,
    @Nullable String query,
    List<Client> found) {

  public PreviewPage {
    found = List.copyOf(found);
  }

  public List<MadeUp> madeUp() {
    return List.of(MadeUp.values());
  }

  public List<Blanks.Piece> pieces() {
    return Blanks.pieces(preview.text());
  }

  /// What nobody can fill in but the writer, or is not known of this client.
  public List<String> missing() {
    return Blanks.in(preview.text());
  }

  public String address() {
    return "/admin/templates/" + no + "/preview";
  }
}
