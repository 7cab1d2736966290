package dev.decorum.files;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.Predicate;

/// The content of a file, one piece in memory at a time.
///
/// After the last byte size and digest are compared with those of the stored file. Damage is thrown
/// as [FileDamaged] from `read`, so that it cannot be taken for the end of the file.
final class FileContent extends InputStream {

  private final FileId file;
  private final long size;
  private final Pieces pieces;
  private final MessageDigest sha256;
  private final Predicate<byte[]> digestMatches;
  private byte[] piece = {};
  private int position;
  private int next;
  private long opened;
  private boolean checked;

  FileContent(
      FileId file,
      long size,
      Pieces pieces,
      MessageDigest sha256,
      Predicate<byte[]> digestMatches) {
    this.file = file;
    this.size = size;
    this.pieces = pieces;
    this.sha256 = sha256;
    this.digestMatches = digestMatches;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) return 0;
    while (position == piece.length) {
      if (opened == size && next > 0) {
        check();
        return -1;
      }
      openNext();
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return piece.length - position;
  }

  private void openNext() {
    boolean last = size - opened <= Pieces.SIZE;
    piece = pieces.open(file, next, last);
    position = 0;
    next++;
    opened += piece.length;
    if (piece.length != (last ? size - opened + piece.length : Pieces.SIZE)) {
      throw new FileDamaged(file, "piece " + (next - 1) + " has the wrong size");
    }
    sha256.update(piece);
  }

  private void check() {
    if (checked) return;
    checked = true;
    if (!digestMatches.test(sha256.digest())) {
      throw new FileDamaged(file, "the content is not what was stored");
    }
  }
}
