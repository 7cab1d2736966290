package dev.decorum.mail;

import java.util.List;
import java.util.Locale;

/// A mailbox as it stands in a header: a display name, decoded and fit to show, and an address.
///
/// Either may be empty, since real mails leave out the one or the other. The address keeps the
/// spelling of the mail; compare by [#normalised()].
public record Address(String name, String address) {

  public Address {
    name = HeaderText.clean(name);
    address = address.strip();
  }

  public static Address of(String address) {
    return new Address("", address);
  }

  /// The addresses of a header or of a line typed by a person, such as `Ann <a@b.example>,
  /// c@d.example`. Encoded words are decoded, groups dissolved, comments taken as names where there
  /// is no other.
  public static List<Address> parse(String list) {
    return AddressReader.read(list);
  }

  /// The address in lower case, as it is looked up.
  public String normalised() {
    return address.toLowerCase(Locale.ROOT);
  }

  /// The part after the last `@` in lower case; empty where there is none.
  public String domain() {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : normalised().substring(at + 1);
  }

  /// Says nothing of the person, so that it may end up in a log.
  @Override
  public String toString() {
    return "Address";
  }
}
