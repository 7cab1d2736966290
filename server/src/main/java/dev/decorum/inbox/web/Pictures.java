package dev.decorum.inbox.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Pictures from outside, decoded and written anew, so that what a browser gets is a picture and
/// nothing else.
final class Pictures {

  private static final long MOST_PIXELS = 20_000_000;

  private Pictures() {}

  /// The picture as PNG; empty when it is none that we read, or larger than is shown.
  static Optional<byte[]> asPng(InputStream content) throws IOException {
    try (ImageInputStream stream = ImageIO.createImageInputStream(content)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          return Optional.empty();
        }
        BufferedImage image = reader.read(0);
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Optional.of(png.toByteArray());
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException unreadable) {
      // Decoders throw whatever comes to mind at a damaged picture.
      return Optional.empty();
    }
  }
}
