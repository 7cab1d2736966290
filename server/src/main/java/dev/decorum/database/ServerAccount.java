package dev.decorum.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// As whom PostgreSQL runs. It refuses to be root, so root hands it on: to a user namespace without
/// any rights where the kernel allows one, else to an unprivileged user.
sealed interface ServerAccount {

  /// Nobody and nogroup, on every Linux.
  int NOBODY = 65534;

  /// `command` as this account runs it.
  List<String> runs(List<String> command);

  /// Hands a file or folder to this account.
  void own(Path path) throws IOException;

  /// Lets this account pass through a folder that stays ours.
  void passThrough(Path folder) throws IOException;

  /// The account for the database files in `cluster`, which need not exist yet. Existing ones stay
  /// with their owner, since PostgreSQL refuses files that belong to somebody else.
  static ServerAccount of(Path cluster) throws IOException, InterruptedException {
    var me = id(Path.of("/proc/self"), "uid");
    var exists = Files.exists(cluster);
    var owner = exists ? id(cluster, "uid") : me;
    if (me != 0 && owner != me) {
      throw new DatabaseProblem(
          "The database in %s belongs to the user %s: start Decorum as that user."
              .formatted(cluster, Files.getOwner(cluster).getName()));
    }
    if (me != 0) {
      return new Myself();
    }
    if (owner != 0) {
      return new Unprivileged(owner, id(cluster, "gid"));
    }
    if (Programs.succeeds(List.of("unshare", "-U", "true"))) {
      return new EmptyNamespace();
    }
    if (exists) {
      throw new DatabaseProblem(
          "The database in %s belongs to root, and this machine forbids the user namespaces that takes: chown it to an ordinary user and start Decorum as that user."
              .formatted(cluster));
    }
    return new Unprivileged(NOBODY, NOBODY);
  }

  private static int id(Path path, String attribute) throws IOException {
    return (int) Files.getAttribute(path, "unix:" + attribute);
  }

  /// The ordinary user who started Decorum.
  record Myself() implements ServerAccount {

    @Override
    public List<String> runs(List<String> command) {
      return command;
    }

    @Override
    public void own(Path path) {}

    @Override
    public void passThrough(Path folder) {}
  }

  /// Root outside, nobody inside.
  record EmptyNamespace() implements ServerAccount {

    @Override
    public List<String> runs(List<String> command) {
      return join(List.of("unshare", "-U", "--"), command);
    }

    @Override
    public void own(Path path) {}

    @Override
    public void passThrough(Path folder) {}
  }

  /// Another user than the root who started Decorum.
  record Unprivileged(int user, int group) implements ServerAccount {

    @Override
    public List<String> runs(List<String> command) {
      return join(
          List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--"),
          command);
    }

    @Override
    public void own(Path path) throws IOException {
      Files.setAttribute(path, "unix:uid", user);
      Files.setAttribute(path, "unix:gid", group);
    }

    @Override
    public void passThrough(Path folder) throws IOException {
      var permissions = Files.getPosixFilePermissions(folder);
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(folder, permissions);
      }
    }
  }

  private static List<String> join(List<String> prefix, List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return List.copyOf(whole);
  }
}
