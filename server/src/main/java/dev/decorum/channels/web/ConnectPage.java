package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.RoundTrip;
import dev.decorum.channels.TokenGrant.Provider;
import dev.decorum.channels.autoconfig.Suggestion;
import dev.decorum.channels.web.IncomingPage.Typed;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question on the way to a connected mailbox.
public sealed interface ConnectPage {

  FormErrors errors();

  /// Which address clients write to.
  record AddressPage(String address, FormErrors errors) implements ConnectPage {}

  /// By which way mail comes and goes.
  ///
  /// @param found what is known of its servers; null: nothing
  /// @param port by which mail comes in by SMTP; -1: by none
  record WayPage(Mailbox mailbox, @Nullable Suggestion found, int port, FormErrors errors)
      implements ConnectPage {

    /// Whether both servers are known.
    public boolean complete() {
      return found != null && found.incoming() != null && found.outgoing() != null;
    }
  }

  /// Which servers those are.
  ///
  /// @param fetched whether mail is fetched at all
  record ServersPage(Mailbox mailbox, boolean fetched, ConnectForm form, FormErrors errors)
      implements ConnectPage {}

  /// How far back mail is brought in.
  record BackPage(Mailbox mailbox, ConnectForm form, FormErrors errors) implements ConnectPage {

    public List<String> choices() {
      return List.of("new", "month", "all");
    }
  }

  /// By what we sign in at a provider that wants more than the usual password.
  record ByPage(Mailbox mailbox, ConnectForm form, FormErrors errors) implements ConnectPage {

    public List<String> choices() {
      return List.of("password", ConnectForm.APPLICATION);
    }

    public String provider() {
      return form.provider() == null ? "" : form.provider().word();
    }
  }

  /// Who signs in there.
  ///
  /// @param typed secrets of a try before, sealed
  /// @param troubles what was in the way, in words
  record SignInPage(
      Mailbox mailbox,
      ConnectForm form,
      ConnectSignIn signIn,
      Typed typed,
      List<String> troubles,
      FormErrors errors)
      implements ConnectPage {

    public SignInPage {
      troubles = List.copyOf(troubles);
    }

    public boolean microsoft() {
      return form.provider() == Provider.MICROSOFT;
    }

    /// The question before this one.
    public String back() {
      var home = "%s/%d/connect".formatted(ChannelsController.HOME, mailbox.no());
      if (form.mayChoose()) return form.at(home + "/by");
      return form.fetches() ? form.at(home + "/back") : form.at(home + "/servers") + "&way=smtp";
    }
  }

  /// A test mail, there and back.
  record TestPage(RoundTripPage trip) implements ConnectPage {

    @Override
    public FormErrors errors() {
      return FormErrors.none();
    }

    public boolean arrived() {
      var last = trip.trip();
      return last != null && last.state() == RoundTrip.State.ARRIVED;
    }
  }
}
