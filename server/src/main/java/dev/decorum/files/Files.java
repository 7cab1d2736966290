package dev.decorum.files;

import dev.decorum.database.Pending;
import dev.decorum.vault.IntakeKeyUse;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps files sealed in the database, in pieces of 1 MB, so that neither a large file nor many at
/// once fill the memory.
///
/// Who may see a file is decided by the module that refers to it.
@Service
public class Files implements IntakeKeyUse {

  private static final String NAME = "files.file.name";
  private static final String DIGEST = "files.file";

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Pieces pieces;
  private final Vault vault;
  private final Clock clock;

  Files(JdbcClient jdbc, Pending pending, Pieces pieces, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.pieces = pieces;
    this.vault = vault;
    this.clock = clock;
  }

  /// Stores all of `content` in the current transaction. The stream is not closed.
  ///
  /// @throws UncheckedIOException when the stream fails; nothing is stored then
  @Transactional
  public FileId store(KeyId key, String name, String type, InputStream content) {
    var file = next();
    store(file, key, name, type, content);
    return file;
  }

  /// An id for a file that is yet to be stored.
  public static FileId next() {
    return new FileId(RowIds.next());
  }

  /// The same, under an id from [#next].
  @Transactional
  public void store(FileId file, KeyId key, String name, String type, InputStream content) {
    try {
      var beginning = content.readNBytes(Pieces.SIZE);
      if (beginning.length < Pieces.SIZE) {
        storeInOnePiece(file, key, name, type, beginning);
      } else {
        storeInPieces(file, key, name, type, beginning, content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be read to be stored", e);
    }
  }

  /// Nearly every file is small: one statement.
  private void storeInOnePiece(FileId file, KeyId key, String name, String type, byte[] content) {
    jdbc.sql(
            """
            with stored as (
              insert into files.file (id, key_id, name, type, size, digest, created_at)
              values (:id, :key, :name, :type, :size, :digest, :now))
            insert into files.piece (file_id, no, content)
            values (:id, 0, :content)
            """)
        .param("id", file.id())
        .param("key", key.id())
        .param("name", vault.seal(key, NAME, file.id(), name))
        .param("type", type)
        .param("size", content.length)
        .param("digest", vault.digest(DIGEST, sha256().digest(content)))
        .param("now", now())
        .param("content", pieces.sealOnly(file, key, content))
        .update();
  }

  private void storeInPieces(
      FileId file, KeyId key, String name, String type, byte[] beginning, InputStream rest)
      throws IOException {
    var sha256 = sha256();
    jdbc.sql(
            """
            insert into files.file (id, key_id, name, type, size, digest, created_at)
            values (:id, :key, :name, :type, 0, '', :now)
            """)
        .param("id", file.id())
        .param("key", key.id())
        .param("name", vault.seal(key, NAME, file.id(), name))
        .param("type", type)
        .param("now", now())
        .update();
    long size = 0;
    var piece = beginning;
    for (int no = 0; ; no++) {
      var following = piece.length < Pieces.SIZE ? new byte[0] : rest.readNBytes(Pieces.SIZE);
      boolean last = following.length == 0;
      pieces.add(file, key, no, last, piece);
      sha256.update(piece);
      size += piece.length;
      if (last) break;
      piece = following;
    }
    jdbc.sql("update files.file set size = :size, digest = :digest where id = :id")
        .param("size", size)
        .param("digest", vault.digest(DIGEST, sha256.digest()))
        .param("id", file.id())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /// The content from its beginning, read piece by piece while the stream is read.
  ///
  /// A missing or altered piece is thrown as [FileDamaged] while reading.
  @Transactional(readOnly = true)
  public InputStream open(FileId id) {
    var row =
        jdbc.sql("select size, digest from files.file where id = :id")
            .param("id", id.id())
            .query((r, _) -> new Stored(r.getLong("size"), r.getBytes("digest")))
            .optional()
            .orElseThrow(() -> new FileNotFound(id));
    return new FileContent(
        id,
        row.size(),
        pieces,
        sha256(),
        hash -> MessageDigest.isEqual(vault.digest(DIGEST, hash), row.digest()));
  }

  /// The whole content of those of these files that are not larger than `most`, which is less than
  /// 1 MB, with one statement. A damaged one is left out: opened by itself it says what is wrong.
  @Transactional(readOnly = true)
  public Map<FileId, SmallFile> small(Collection<FileId> ids, int most) {
    if (most >= Pieces.SIZE) throw new IllegalArgumentException("larger than a piece");
    if (ids.isEmpty()) return Map.of();
    record Sealed(FileId id, byte[] name, byte[] digest, byte[] content) {}
    var rows =
        jdbc.sql(
                """
                select f.id, f.name, f.digest, p.content
                  from files.file f
                  join files.piece p on p.file_id = f.id
                 where f.id = any(:ids)
                   and f.size <= :most
                   and p.no = 0
                """)
            .param("ids", ids.stream().map(FileId::id).toArray(UUID[]::new))
            .param("most", most)
            .query(
                (row, _) ->
                    new Sealed(
                        new FileId(row.getObject("id", UUID.class)),
                        row.getBytes("name"),
                        row.getBytes("digest"),
                        row.getBytes("content")))
            .list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.name())).toList());
    var found = new LinkedHashMap<FileId, SmallFile>();
    for (var row : rows) {
      try {
        var content = pieces.openOnly(row.id(), row.content());
        var digest = vault.digest(DIGEST, sha256().digest(content));
        if (MessageDigest.isEqual(digest, row.digest())) {
          var name = vault.openText(row.name(), NAME, row.id().id());
          found.put(row.id(), new SmallFile(row.id(), name, content));
        }
      } catch (FileDamaged | SealBroken | KeyDestroyed e) {
        continue;
      }
    }
    return found;
  }

  /// Seals a file that was read with [#small] with another key, without reading it once more. One
  /// that has gone since stays away.
  @Transactional
  public void reseal(SmallFile file, KeyId key) {
    pending
        .sql(
            """
            with renamed as (
              update files.file
                 set name = :name, key_id = :key
               where id = :id)
            update files.piece
               set content = :content
             where file_id = :id
               and no = 0
            """)
        .param("id", file.id().id())
        .param("key", key.id())
        .param("name", vault.seal(key, NAME, file.id().id(), file.name()))
        .param("content", pieces.sealOnly(file.id(), key, file.content()))
        .add();
  }

  /// Names, types and sizes of the files that exist, with one statement.
  @Transactional(readOnly = true)
  public Map<FileId, FileInfo> describe(Collection<FileId> ids) {
    if (ids.isEmpty()) return Map.of();
    var rows =
        jdbc.sql("select id, name, type, size from files.file where id = any(:ids)")
            .param("ids", ids.stream().map(FileId::id).distinct().toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Described(
                        new FileId(row.getObject("id", UUID.class)),
                        row.getBytes("name"),
                        row.getString("type"),
                        row.getLong("size")))
            .list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.name())).toList());
    var infos = new LinkedHashMap<FileId, FileInfo>();
    for (var row : rows) {
      var name = vault.openText(row.name(), NAME, row.id().id());
      infos.put(row.id(), new FileInfo(row.id(), name, row.type(), row.size()));
    }
    return infos;
  }

  /// Seals name and content with another key, piece by piece, in the current transaction.
  @Transactional
  public void reseal(FileId id, KeyId key) {
    var row =
        jdbc.sql("select name, size from files.file where id = :id for update")
            .param("id", id.id())
            .query((r, _) -> new Named(r.getBytes("name"), r.getLong("size")))
            .optional()
            .orElseThrow(() -> new FileNotFound(id));
    if (Vault.keyOf(row.name()).equals(key)) return;
    int count = (int) Math.max(1, (row.size() + Pieces.SIZE - 1) / Pieces.SIZE);
    for (int no = 0; no < count; no++) {
      pieces.reseal(id, key, no, no == count - 1);
    }
    jdbc.sql("update files.file set name = :name, key_id = :key where id = :id")
        .param("name", vault.seal(key, NAME, id.id(), vault.open(row.name(), NAME, id.id())))
        .param("key", key.id())
        .param("id", id.id())
        .update();
  }

  /// Deletes the file in the current transaction. No file, nothing to do.
  @Transactional
  public void delete(FileId id) {
    jdbc.sql("delete from files.file where id = :id").param("id", id.id()).update();
  }

  @Override
  @Transactional(readOnly = true)
  public boolean uses(KeyId key) {
    return jdbc.sql("select exists (select from files.file where key_id = :key)")
        .param("key", key.id())
        .query(Boolean.class)
        .single();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Stored(long size, byte[] digest) {}

  private record Described(FileId id, byte[] name, String type, long size) {}

  private record Named(byte[] name, long size) {}
}
