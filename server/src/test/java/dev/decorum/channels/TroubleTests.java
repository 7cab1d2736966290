package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleTests {

  @ParameterizedTest
  @CsvSource({
    "550, 5.1.1 <x@y.example> User unknown, NO_SUCH_ADDRESS",
    "550, 550-5.1.1 The account does not exist, NO_SUCH_ADDRESS",
    "550, no such user, NO_SUCH_ADDRESS",
    "554, 5.7.1 Rejected as spam, REFUSED",
    "550, 5.7.26 Unauthenticated mail, REFUSED",
    "552, 5.2.2 Over quota, MAILBOX_FULL",
    "552, 5.3.4 Too big, TOO_LARGE",
    "552, too big, TOO_LARGE",
    "553, 5.1.8 Bad sender, SENDER_REFUSED",
    "451, 4.7.1 Greylisted, BUSY",
    "452, 4.2.2 Over quota for now, BUSY",
    "421, 4.3.2 Closing, BUSY"
  })
  void readsWhatServersSayOfARecipient(int code, String text, Trouble trouble) {
    assertThat(Trouble.ofAnswer(code, text)).isEqualTo(trouble);
  }

  @ParameterizedTest
  @CsvSource({"550, no, REFUSED", "554, 5.6.0 Bad content, REFUSED", "451, later, BUSY"})
  void readsWhatServersSayOfAMail(int code, String text, Trouble trouble) {
    assertThat(Trouble.ofMail(code, text)).isEqualTo(trouble);
  }
}
