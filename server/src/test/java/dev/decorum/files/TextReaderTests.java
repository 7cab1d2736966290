package dev.decorum.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextReaderTests {

  private final TextReader reader = new TextReader();

  @AfterEach
  void stop() {
    reader.stop();
  }

  @Test
  void readsWhatAPdfSays() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(50, 700);
        content.showText("The handrails cost 4,200 euros.");
        content.endText();
      }
      document.save(bytes);
    }

    assertThat(read("Offer.PDF", bytes.toByteArray()))
        .hasValueSatisfying(text -> assertThat(text).contains("handrails cost 4,200"));
  }

  @Test
  void readsWhatALetterSays() throws IOException {
    assertThat(read("letter.docx", letter("Dear Dr. Okafor, the lift runs again.")))
        .hasValue("Dear Dr. Okafor, the lift runs again.");
  }

  @Test
  void readsPlainTextAndPages() throws IOException {
    assertThat(read("note.txt", "Zinnober on Tuesday".getBytes(UTF_8)))
        .hasValue("Zinnober on Tuesday");
    assertThat(read("page.html", "<p>Zinnober</p><script>secret()</script>".getBytes(UTF_8)))
        .hasValueSatisfying(text -> assertThat(text).contains("Zinnober").doesNotContain("secret"));
  }

  @Test
  void leavesAloneWhatIsBrokenUnknownOrTooLarge() throws IOException {
    assertThat(read("broken.pdf", "%PDF-1.7 and then nothing".getBytes(UTF_8))).isEmpty();
    assertThat(read("broken.docx", "PK no zip".getBytes(UTF_8))).isEmpty();
    assertThat(read("picture.png", new byte[] {1, 2, 3})).isEmpty();
    assertThat(read("no ending", "words".getBytes(UTF_8))).isEmpty();
    assertThat(read("large.txt", new byte[(int) TextReader.LARGEST + 1])).isEmpty();
  }

  @Test
  void readsNoMoreThanItsLimitOfALongText() throws IOException {
    String text = "word ".repeat(400_000);

    assertThat(read("long.txt", text.getBytes(UTF_8)))
        .hasValueSatisfying(read -> assertThat(read).hasSizeBetween(400_000, 500_001));
  }

  @Test
  void aFileThatUnpacksToFarMoreIsLeftAlone() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      byte[] spaces = " ".repeat(1_000_000).getBytes(UTF_8);
      for (int i = 0; i < 200; i++) {
        zip.write(spaces);
      }
      zip.closeEntry();
    }

    assertThat(read("bomb.docx", bytes.toByteArray())).isEmpty();
    assertThat(read("note.txt", "still alive".getBytes(UTF_8))).hasValue("still alive");
  }

  private Optional<String> read(String name, byte[] content) throws IOException {
    return reader.read(name, new ByteArrayInputStream(content));
  }

  private static byte[] letter(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(text);
      document.write(bytes);
    }
    return bytes.toByteArray();
  }
}
