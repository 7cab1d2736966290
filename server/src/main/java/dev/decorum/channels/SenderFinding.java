package dev.decorum.channels;

import dev.decorum.inbox.SenderCheck;
import dev.decorum.inbox.SenderProof;

/// What was found out about the sender of a mail.
record SenderFinding(Dmarc dmarc, SenderProof proof) {

  /// Nothing, or nothing yet.
  static final SenderFinding NOT_CHECKED =
      new SenderFinding(Dmarc.NOT_CHECKED, SenderProof.NOT_CHECKED);

  SenderCheck check() {
    return switch (dmarc) {
      case PASS -> SenderCheck.VERIFIED;
      case NONE, NOT_CHECKED -> SenderCheck.UNVERIFIED;
      case FAIL -> SenderCheck.FAILED;
    };
  }
}
