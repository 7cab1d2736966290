package dev.decorum.mail.auth;

import java.util.List;

/// What is proved about the origin of a mail.
///
/// @param spfDomain whose word SPF is; empty where it was not asked
/// @param dkim one for each signature, from the top
public record Authentication(
    SpfResult spf, String spfDomain, List<DkimResult> dkim, ArcResult arc, DmarcResult dmarc) {

  public Authentication {
    dkim = List.copyOf(dkim);
  }
}
