package dev.decorum.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The node's process with all its descendants: Java and PostgreSQL.
record Processes(long root) {

  /// Megabytes.
  record Memory(long all, long database) {}

  /// Milliseconds of CPU.
  record Cpu(double all, double database) {

    Cpu since(Cpu before) {
      return new Cpu(all - before.all, database - before.database);
    }
  }

  private static final double MILLIS_A_TICK = 10;

  private List<Long> pids() {
    var pids = new ArrayList<>(List.of(root));
    ProcessHandle.of(root).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .forEach(pids::add);
    return pids;
  }

  /// CPU used so far, living processes and those they have waited for.
  Cpu cpu() {
    double application = 0;
    double database = 0;
    for (long pid : pids()) {
      try {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
        for (int field = 11; field <= (pid == root ? 12 : 14); field++) {
          if (pid == root) application += Long.parseLong(fields[field]) * MILLIS_A_TICK;
          else database += Long.parseLong(fields[field]) * MILLIS_A_TICK;
        }
      } catch (IOException gone) {
        continue;
      }
    }
    return new Cpu(application + database, database);
  }

  /// Proportional set size.
  Memory memory() {
    long application = 0;
    long database = 0;
    for (long pid : pids()) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
          if (line.startsWith("Pss:")) {
            long kilobytes = Long.parseLong(line.replaceAll("\\D+", ""));
            if (pid == root) application += kilobytes;
            else database += kilobytes;
          }
        }
      } catch (IOException gone) {
        continue;
      }
    }
    return new Memory((application + database) / 1000, database / 1000);
  }
}
