package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.draw.Panel;
import java.util.List;

/**
 * Some panels that answer one question.
 *
 * @param id its name in links and files
 * @param title a few words
 * @param reading how it is read, in plain words
 * @param groups panels that stand together
 */
public record Figure(String id, String title, String reading, List<Group> groups) {

  /**
   * Panels that stand together.
   *
   * @param heading above them; empty for none
   * @param least width of a panel on the page, in pixels; as many as fit stand in a row
   * @param most width of a panel on the page, in pixels
   * @param panels the panels
   * @param legends what the colours mean, below the heading
   */
  public record Group(
      String heading, int least, int most, List<Panel> panels, List<Legend> legends) {

    /** Without a legend. */
    public static Group of(String heading, int least, int most, List<Panel> panels) {
      return new Group(heading, least, most, panels, List.of());
    }
  }

  /**
   * What some colours mean.
   *
   * @param name before them; empty for none
   * @param keys the colours
   */
  public record Legend(String name, List<Key> keys) {

    /** Without a name. */
    public static Legend of(Key... keys) {
      return new Legend("", List.of(keys));
    }
  }

  /**
   * A colour of a legend.
   *
   * @param colour 0 to 8
   * @param dashed whether it is a dashed line
   * @param text what the colour stands for
   */
  public record Key(int colour, boolean dashed, String text) {

    /** A full colour. */
    public static Key of(int colour, String text) {
      return new Key(colour, false, text);
    }
  }
}
