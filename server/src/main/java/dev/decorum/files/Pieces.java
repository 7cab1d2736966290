package dev.decorum.files;

import dev.decorum.vault.KeyId;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sealed pieces of files.
///
/// A piece is sealed for its file, its number and whether it is the last one. Pieces can therefore
/// not be swapped, left out or cut off at the end without the next one failing to open.
@Component
class Pieces {

  static final int SIZE = 1 << 20;

  private final JdbcClient jdbc;
  private final Vault vault;

  Pieces(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  void add(FileId file, KeyId key, int no, boolean last, byte[] content) {
    jdbc.sql("insert into files.piece (file_id, no, content) values (:file, :no, :content)")
        .param("file", file.id())
        .param("no", no)
        .param("content", vault.seal(key, place(no, last), file.id(), content))
        .update();
  }

  /// The one piece of a small file.
  byte[] sealOnly(FileId file, KeyId key, byte[] content) {
    return vault.seal(key, place(0, true), file.id(), content);
  }

  /// @throws FileDamaged when it does not open
  byte[] openOnly(FileId file, byte[] sealed) {
    return open(file, 0, true, sealed);
  }

  /// @throws FileDamaged when it is missing or does not open
  byte[] open(FileId file, int no, boolean last) {
    var sealed =
        find(file, no).orElseThrow(() -> new FileDamaged(file, "piece " + no + " is missing"));
    return open(file, no, last, sealed);
  }

  private byte[] open(FileId file, int no, boolean last, byte[] sealed) {
    try {
      return vault.open(sealed, place(no, last), file.id());
    } catch (SealBroken e) {
      throw new FileDamaged(file, "piece " + no + " was altered");
    }
  }

  void reseal(FileId file, KeyId key, int no, boolean last) {
    jdbc.sql("update files.piece set content = :content where file_id = :file and no = :no")
        .param("file", file.id())
        .param("no", no)
        .param("content", vault.seal(key, place(no, last), file.id(), open(file, no, last)))
        .update();
  }

  private Optional<byte[]> find(FileId file, int no) {
    return jdbc.sql("select content from files.piece where file_id = :file and no = :no")
        .param("file", file.id())
        .param("no", no)
        .query(byte[].class)
        .optional();
  }

  private static String place(int no, boolean last) {
    return "files.piece.content/" + no + (last ? "/last" : "");
  }
}
