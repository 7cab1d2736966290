package dev.decorum.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.Vault;
import dev.decorum.vault.VaultNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTests {

  private static final int PIECE = 1 << 20;

  private final VaultNode node = VaultNode.first("dev.decorum.files");
  private final Files files = node.get(Files.class);
  private final Vault vault = node.vault();
  private KeyId key = vault.systemKey();

  @BeforeEach
  void makeKey() {
    key = vault.createKey(KeyPurpose.CLIENT);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17})
  void givesBackWhatWasStored(int size) throws IOException {
    var content = random(size);

    var file = store(content);

    try (var stored = files.open(file)) {
      assertThat(stored.readAllBytes()).isEqualTo(content);
      assertThat(stored.read()).isEqualTo(-1);
    }
    assertThat(count("files.piece")).isEqualTo(Math.max(1, (size + PIECE - 1) / PIECE));
  }

  @Test
  void readsByteByByteAcrossPieces() throws IOException {
    var content = random(PIECE + 3);
    var file = store(content);

    var read = new ByteArrayOutputStream();
    try (var stored = files.open(file)) {
      stored.skipNBytes(PIECE - 2);
      for (int b; (b = stored.read()) >= 0; ) read.write(b);
    }

    assertThat(read.toByteArray()).hasSize(5).endsWith(content[content.length - 1]);
  }

  @Test
  void describesManyFilesAndPassesOverUnknownOnes() {
    var invoice = files.store(key, "Rechnung Müller.pdf", "application/pdf", stream(random(10)));
    var photo =
        files.store(
            vault.createKey(KeyPurpose.CLIENT), "photo.jpg", "image/jpeg", stream(random(20)));

    var infos = files.describe(List.of(invoice, photo, new FileId(key.id())));

    assertThat(infos.values())
        .containsExactlyInAnyOrder(
            new FileInfo(invoice, "Rechnung Müller.pdf", "application/pdf", 10),
            new FileInfo(photo, "photo.jpg", "image/jpeg", 20));
    assertThat(String.valueOf(infos.get(invoice))).doesNotContain("Müller");
  }

  @Test
  void storesNothingWhenTheStreamBreaks() {
    var broken =
        new InputStream() {
          private int left = PIECE + 5;

          @Override
          public int read() throws IOException {
            if (left == 0) throw new IOException("connection lost");
            left--;
            return 'x';
          }
        };

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> files.store(key, "x", "text/plain", broken));
    assertThat(count("files.file")).isZero();
    assertThat(count("files.piece")).isZero();
  }

  @Test
  void storesNothingInATransactionThatIsRolledBack() {
    node.transaction()
        .executeWithoutResult(
            transaction -> {
              store(random(10));
              transaction.setRollbackOnly();
            });

    assertThat(count("files.file")).isZero();
  }

  @Test
  void readsNothingWrongWhenAPieceIsMissingAlteredSwappedOrCutOff() {
    for (var damage :
        List.of(
            "delete from files.piece where no = 1",
            "delete from files.piece where no = 2",
            "update files.piece set content = set_byte(content, 500, get_byte(content, 500) # 1) where no = 1",
            "update files.piece p set content = o.content from files.piece o where p.no = 1 and o.no = 0",
            "update files.file set size = size - 1",
            "update files.file set size = size + 1",
            "update files.file set size = 2 * 1048576",
            "update files.file set size = 1048576",
            "update files.file set size = 0",
            "update files.file set digest = set_byte(digest, 0, get_byte(digest, 0) # 1)")) {
      var content = random(2 * PIECE + 100);
      var file = store(content);
      node.jdbc().sql(damage).update();

      var read = new ByteArrayOutputStream();
      assertThatExceptionOfType(FileDamaged.class)
          .as(damage)
          .isThrownBy(
              () -> {
                try (var stored = files.open(file)) {
                  stored.transferTo(read);
                }
              });
      assertThat(Arrays.mismatch(content, read.toByteArray())).as(damage).isIn(-1, read.size());
      files.delete(file);
    }
  }

  @Test
  void sealsAFileAnewWithAnotherKey() throws IOException {
    var content = random(2 * PIECE + 5);
    var file = store(content);
    var other = vault.createKey(KeyPurpose.CLIENT);

    files.reseal(file, other);
    vault.destroy(key);

    try (var stored = files.open(file)) {
      assertThat(stored.readAllBytes()).isEqualTo(content);
    }
    assertThat(files.describe(List.of(file)).values())
        .extracting(FileInfo::name)
        .containsExactly("x.bin");
    assertThat(files.uses(key)).isFalse();
    assertThat(files.uses(other)).isTrue();
  }

  @Test
  void isUnreadableOnceItsKeyIsDestroyed() {
    var file = store(random(5));

    vault.destroy(key);

    assertThatExceptionOfType(KeyDestroyed.class).isThrownBy(() -> files.open(file).readAllBytes());
  }

  @Test
  void deletesAFileWithItsPieces() {
    var file = store(random(PIECE + 1));

    files.delete(file);
    files.delete(file);

    assertThat(count("files.piece")).isZero();
    assertThatExceptionOfType(FileNotFound.class).isThrownBy(() -> files.open(file));
  }

  @Test
  void keepsAnIntakeKeyAliveWhileAFileNeedsIt() {
    var intake = vault.intakeKey();
    assertThat(files.uses(intake)).isFalse();

    files.store(intake, "mail.eml", "message/rfc822", stream("Subject: hello".getBytes(UTF_8)));

    assertThat(files.uses(intake)).isTrue();
  }

  private FileId store(byte[] content) {
    return files.store(key, "x.bin", "application/octet-stream", stream(content));
  }

  private static InputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private long count(String table) {
    return node.jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }
}
