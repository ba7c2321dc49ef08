package io.github.paenmf.job.report;

import io.github.paenmf.job.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the features of a row make a picture.
 *
 * @param height in pixels
 * @param width in pixels
 * @param columnsFirst whether the features go down the columns of the picture; along its rows
 *     otherwise
 */
public record ImageShape(int height, int width, boolean columnsFirst) {

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})[xX]([1-9][0-9]{0,5})");

  /**
   * Reads HEIGHTxWIDTH.
   *
   * @throws UserError when it is something else
   */
  public static ImageShape parse(String text, boolean columnsFirst) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new UserError(
          "--image '" + text + "': expected HEIGHTxWIDTH in pixels, for instance 19x19");
    }
    return new ImageShape(
        Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), columnsFirst);
  }

  /**
   * Makes sure that a row fills the picture.
   *
   * @throws UserError when it does not
   */
  public void require(int features) {
    if ((long) height * width != features) {
      throw new UserError(
          "--image "
              + height
              + "x"
              + width
              + ": has "
              + (long) height * width
              + " pixels, but a row of the table has "
              + features
              + " features");
    }
  }

  /** The pixels of a row of features, a row of the picture after the other. */
  public double[] pixels(double[] features) {
    if (!columnsFirst) {
      return features;
    }
    double[] pixels = new double[features.length];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = features[p % width * height + p / width];
    }
    return pixels;
  }
}
