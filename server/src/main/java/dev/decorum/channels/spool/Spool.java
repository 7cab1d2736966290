package dev.decorum.channels.spool;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A mail while it arrives: small ones in memory, the rest in a file.
///
/// The file has no name from the moment it is opened, so nothing is left of it after a crash, and
/// it is encrypted with a key that is nowhere but here: no word of a mail touches the disk in
/// clear.
public final class Spool implements Content, AutoCloseable {

  private static final int IN_MEMORY = 256 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream(4 * 1024);
  private @Nullable FileChannel file;
  private @Nullable Cipher cipher;
  private final byte[] key = new byte[32];
  private long size;

  /// @param folder where files go; made when the first is needed
  public Spool(Path folder) {
    this.folder = folder;
  }

  /// Adds the first `length` of these bytes.
  public void write(byte[] bytes, int length) throws IOException {
    if (file == null && size + length > IN_MEMORY) {
      spill();
    }
    if (file == null) {
      memory.write(bytes, 0, length);
    } else {
      append(file, bytes, length);
    }
    size += length;
  }

  private void spill() throws IOException {
    Files.createDirectories(folder);
    RANDOM.nextBytes(key);
    cipher = cipher(Cipher.ENCRYPT_MODE);
    file =
        FileChannel.open(
            folder.resolve("mail-" + UUID.randomUUID()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    var soFar = memory.toByteArray();
    memory = new ByteArrayOutputStream(0);
    append(file, soFar, soFar.length);
  }

  private void append(FileChannel to, byte[] bytes, int length) throws IOException {
    if (cipher == null) throw new IllegalStateException("a file without a key");
    var sealed = ByteBuffer.wrap(cipher.update(bytes, 0, length));
    while (sealed.hasRemaining()) {
      to.write(sealed);
    }
  }

  /// The counter mode is enough: the file lives as long as this object and nobody else opens it.
  private Cipher cipher(int mode) {
    try {
      var made = Cipher.getInstance("AES/CTR/NoPadding");
      made.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    if (file == null) {
      return new ByteArrayInputStream(memory.toByteArray());
    }
    return new BufferedInputStream(
        new CipherInputStream(new FromStart(file), cipher(Cipher.DECRYPT_MODE)), 64 * 1024);
  }

  @Override
  public void close() throws IOException {
    memory = new ByteArrayOutputStream(0);
    if (file != null) {
      file.close();
    }
  }

  /// Reads by position, so that several readers do not disturb each other.
  private static final class FromStart extends InputStream {
    private final FileChannel file;
    private long at;

    FromStart(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(into, offset, length), at);
      if (read > 0) {
        at += read;
      }
      return read;
    }
  }
}
