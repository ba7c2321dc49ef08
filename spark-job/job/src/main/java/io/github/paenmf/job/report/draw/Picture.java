package io.github.paenmf.job.report.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels as PNG inside an SVG. */
public final class Picture {

  private static final int WHITE = 255;

  /** The hue of heat; strength is its opacity, so that it reads on light and dark pages. */
  private static final int HEAT = 0x2F6FDE;

  private Picture() {}

  /**
   * A grey picture: {@code low} and less is black, {@code high} and more is white.
   *
   * @param values pixels, a row after the other
   */
  public static String grey(double[] values, int height, int width, double low, double high) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    double range = high > low ? high - low : 1;
    for (int p = 0; p < values.length; p++) {
      double level = Math.max(0, Math.min(1, (values[p] - low) / range));
      image.getRaster().setSample(p % width, p / width, 0, (int) Math.round(WHITE * level));
    }
    return dataUri(image);
  }

  /**
   * A heatmap: 0 is clear, 1 is the full hue.
   *
   * @param levels from 0 to 1, an array a row
   */
  public static String heat(double[][] levels) {
    int width = levels[0].length;
    BufferedImage image = new BufferedImage(width, levels.length, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < levels.length; i++) {
      for (int j = 0; j < width; j++) {
        int opacity = (int) Math.round(WHITE * Math.max(0, Math.min(1, levels[i][j])));
        image.setRGB(j, i, opacity << 24 | HEAT);
      }
    }
    return dataUri(image);
  }

  private static String dataUri(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** An SVG element that shows a picture with sharp pixels. */
  public static String element(String uri, double x, double y, double width, double height) {
    return "<image class=\"px\" preserveAspectRatio=\"none\" x=\""
        + Numbers.coordinate(x)
        + "\" y=\""
        + Numbers.coordinate(y)
        + "\" width=\""
        + Numbers.coordinate(width)
        + "\" height=\""
        + Numbers.coordinate(height)
        + "\" href=\""
        + uri
        + "\"/>";
  }
}
