package dev.decorum.mail.auth;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A piece of DNS for tests. Names that were not given do not exist.
final class Zone implements Resolver {

  private final Map<String, List<String>> records = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  Zone text(String name, String... texts) {
    return add("txt " + name, texts);
  }

  Zone address(String name, String... addresses) {
    return add("a " + name, addresses);
  }

  Zone address6(String name, String... addresses) {
    return add("aaaa " + name, addresses);
  }

  Zone mail(String name, String... hosts) {
    return add("mx " + name, hosts);
  }

  Zone name(String address, String... names) {
    return add("ptr " + address, names);
  }

  /// Servers for the name do not answer.
  Zone silent(String question) {
    return add(question, "SILENT");
  }

  /// How often DNS was asked.
  int asked() {
    return asked.size();
  }

  private Zone add(String question, String... answers) {
    records.computeIfAbsent(question, key -> new ArrayList<>()).addAll(List.of(answers));
    return this;
  }

  private List<String> ask(String question) {
    asked.add(question);
    List<String> answers = records.getOrDefault(question, List.of());
    if (answers.contains("SILENT")) {
      throw new ResolverTrouble("No answer.");
    }
    return answers;
  }

  @Override
  public List<String> text(String name) {
    return ask("txt " + name);
  }

  @Override
  public List<InetAddress> addresses(String name, boolean version6) {
    return ask((version6 ? "aaaa " : "a ") + name).stream().map(InetAddress::ofLiteral).toList();
  }

  @Override
  public List<String> mailHosts(String name) {
    return ask("mx " + name);
  }

  @Override
  public List<String> names(InetAddress address) {
    return ask("ptr " + address.getHostAddress());
  }
}
