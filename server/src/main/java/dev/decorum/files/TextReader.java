package dev.decorum.files;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.springframework.stereotype.Component;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/// Reads what a file says, for search. Files come from anybody, so little is allowed: few kinds,
/// few bytes, few words, one file at a time, and not for long. What lies inside a file, such as
/// pictures or other files, is left alone, nothing is fetched, and nothing is written to disk.
///
/// A reader that does not stop in time is left behind with its thread; after a few of those no more
/// files are read until the next start.
@Component
public class TextReader {

  /// Larger files are not read.
  public static final long LARGEST = 10_000_000;

  private static final int MOST_CHARACTERS = 500_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_LEFT_BEHIND = 3;
  private static final long LARGEST_PART = 50_000_000;

  private static final Map<String, Supplier<Parser>> READERS =
      Map.ofEntries(
          Map.entry("pdf", PDFParser::new),
          Map.entry("docx", OOXMLParser::new),
          Map.entry("xlsx", OOXMLParser::new),
          Map.entry("pptx", OOXMLParser::new),
          Map.entry("doc", OfficeParser::new),
          Map.entry("xls", OfficeParser::new),
          Map.entry("ppt", OfficeParser::new),
          Map.entry("odt", OpenDocumentParser::new),
          Map.entry("ods", OpenDocumentParser::new),
          Map.entry("odp", OpenDocumentParser::new),
          Map.entry("rtf", RTFParser::new),
          Map.entry("htm", JSoupParser::new),
          Map.entry("html", JSoupParser::new),
          Map.entry("txt", TXTParser::new),
          Map.entry("md", TXTParser::new),
          Map.entry("csv", TXTParser::new),
          Map.entry("log", TXTParser::new));

  private static final byte[] PDF = ascii("%PDF-");
  private static final byte[] ZIP = ascii("PK");
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final byte[] RTF = ascii("{\\rtf");

  /// How files of a kind begin: what begins otherwise is none, and its reader would search all of
  /// it for what is not there.
  private static final Map<String, byte[]> BEGINNINGS =
      Map.ofEntries(
          Map.entry("pdf", PDF),
          Map.entry("docx", ZIP),
          Map.entry("xlsx", ZIP),
          Map.entry("pptx", ZIP),
          Map.entry("odt", ZIP),
          Map.entry("ods", ZIP),
          Map.entry("odp", ZIP),
          Map.entry("doc", OLE),
          Map.entry("xls", OLE),
          Map.entry("ppt", OLE),
          Map.entry("rtf", RTF));

  /// What may stand before the beginning.
  private static final int LOOKED_AT = 1024;

  private final Object lock = new Object();
  private ThreadPoolExecutor worker = worker();
  private int leftBehind;

  /// Whether files of this name are read at all.
  public static boolean reads(String name) {
    return READERS.containsKey(ending(name));
  }

  /// What the file says; empty when that cannot be read. The stream is read to its end or to the
  /// limit, and not closed.
  public Optional<String> read(String name, InputStream content) throws IOException {
    Supplier<Parser> reader = READERS.get(ending(name));
    if (reader == null) {
      return Optional.empty();
    }
    byte[] bytes = content.readNBytes((int) LARGEST + 1);
    if (bytes.length > LARGEST || !beginsAs(ending(name), bytes)) {
      return Optional.empty();
    }
    ThreadPoolExecutor one;
    synchronized (lock) {
      if (leftBehind >= MOST_LEFT_BEHIND) {
        return Optional.empty();
      }
      one = worker;
    }
    var reading = one.submit(() -> text(reader.get(), bytes));
    try {
      return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      reading.cancel(true);
      leaveBehind(one);
      return Optional.empty();
    } catch (ExecutionException _) {
      // A broken file, or one that would take too much
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      reading.cancel(true);
      return Optional.empty();
    }
  }

  private void leaveBehind(ThreadPoolExecutor stuck) {
    synchronized (lock) {
      if (worker == stuck) {
        stuck.shutdownNow();
        leftBehind++;
        worker = worker();
      }
    }
  }

  private static Optional<String> text(Parser parser, byte[] bytes)
      throws IOException, SAXException, TikaException {
    var words = new BodyContentHandler(MOST_CHARACTERS);
    var context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NothingInside());
    var pdf = new PDFParserConfig();
    pdf.setExtractInlineImages(false);
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    context.set(PDFParserConfig.class, pdf);
    OfficeLimits.set();
    try {
      parser.parse(new ByteArrayInputStream(bytes), words, new Metadata(), context);
    } catch (SAXException | TikaException e) {
      if (!WriteLimitReachedException.isWriteLimitReached(e)) {
        throw e;
      }
    }
    String text = words.toString().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /// Set with the first file that is read, so that a start does not wait for what reads files.
  private static final class OfficeLimits {

    static {
      ZipSecureFile.setMaxEntrySize(LARGEST_PART);
      ZipSecureFile.setMaxTextSize(LARGEST_PART);
    }

    private OfficeLimits() {}

    static void set() {
      // Done with the class.
    }
  }

  private static boolean beginsAs(String kind, byte[] bytes) {
    byte[] beginning = BEGINNINGS.get(kind);
    if (beginning == null) {
      return true;
    }
    int last = Math.min(bytes.length, LOOKED_AT) - beginning.length;
    for (int at = 0; at <= last; at++) {
      if (Arrays.equals(bytes, at, at + beginning.length, beginning, 0, beginning.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static ThreadPoolExecutor worker() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name("file-text").priority(Thread.MIN_PRIORITY).factory());
  }

  @PreDestroy
  void stop() {
    synchronized (lock) {
      worker.shutdownNow();
    }
  }

  /// What lies inside a file is left alone.
  private static final class NothingInside implements EmbeddedDocumentExtractor {

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
  }
}
