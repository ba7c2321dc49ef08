package io.github.paenmf.job.report.draw;

import static io.github.paenmf.job.report.draw.Numbers.coordinate;

import java.util.ArrayList;
import java.util.List;

/** A plot of lines, areas and dots between two axes. Made once, drawn once. */
public final class Plot {

  /** Text is 11 units high; a digit is about 6 wide. */
  private static final double DIGIT = 6.2;

  private static final int TOP = 8;

  private static final int ROOM_OF_NAME = 84;

  private static final int RIGHT = 12;

  private final int width;
  private final int height;
  private final Axis across;
  private final Axis up;
  private final List<Series> series = new ArrayList<>();
  private String acrossTitle = "";
  private String upTitle = "";
  private List<String> names;
  private boolean upNumbers = true;
  private boolean diagonal;

  /** A plot of this size, its axes' texts included. */
  public Plot(int width, int height, Axis across, Axis up) {
    this.width = width;
    this.height = height;
    this.across = across;
    this.up = up;
  }

  /** Adds values. */
  public Plot add(Series more) {
    series.add(more);
    return this;
  }

  /** What the axes show. */
  public Plot titles(String titleAcross, String titleUp) {
    acrossTitle = titleAcross;
    upTitle = titleUp;
    return this;
  }

  /** Names for the values 0, 1, ... of the axis across, as dates; a few are shown. */
  public Plot names(List<String> ofPlaces) {
    names = ofPlaces.isEmpty() ? null : ofPlaces;
    return this;
  }

  /** Leaves the numbers of the upward axis out. */
  public Plot withoutUpNumbers() {
    upNumbers = false;
    return this;
  }

  /** Draws the line on which both axes have the same value. */
  public Plot diagonal() {
    diagonal = true;
    return this;
  }

  /** The picture. */
  public Panel draw(String label, String caption) {
    List<Double> upTicks = upNumbers ? up.ticks(height < 150 ? 3 : 5) : List.of();
    int longest = upTicks.stream().mapToInt(tick -> Numbers.text(tick).length()).max().orElse(0);
    double left = (upNumbers ? 8 + longest * DIGIT : 6) + (upTitle.isEmpty() ? 0 : 15);
    double bottom = height - 18 - (acrossTitle.isEmpty() ? 0 : 15);
    Frame frame = new Frame(left, TOP, width - RIGHT, bottom);
    StringBuilder out = new StringBuilder();
    for (double tick : upTicks) {
      double y = frame.y(tick);
      line(out, "grid", frame.left, y, frame.right, y);
      text(out, "end", frame.left - 5, y + 4, Numbers.text(tick));
    }
    acrossTicks(out, frame);
    if (diagonal) {
      double from = Math.max(across.low(), up.low());
      double to = Math.min(across.high(), up.high());
      line(out, "diagonal", frame.x(from), frame.y(from), frame.x(to), frame.y(to));
    }
    line(out, "axis", frame.left, frame.bottom, frame.right, frame.bottom);
    if (!acrossTitle.isEmpty()) {
      String title = TextWidth.fit(acrossTitle, frame.right - frame.left);
      text(out, "mid", (frame.left + frame.right) / 2, height - 3, title);
    }
    if (!upTitle.isEmpty()) {
      double middle = (frame.top + frame.bottom) / 2;
      out.append("<text class=\"mid\" transform=\"translate(11 ")
          .append(coordinate(middle))
          .append(") rotate(-90)\">")
          .append(Markup.escape(TextWidth.fit(upTitle, frame.bottom - frame.top)))
          .append("</text>");
    }
    series.forEach(one -> draw(out, frame, one));
    series.forEach(one -> hints(out, frame, one));
    return new Panel(width, height, label, caption, out.toString());
  }

  private void acrossTicks(StringBuilder out, Frame frame) {
    if (names != null) {
      int longest = names.stream().mapToInt(String::length).max().orElse(1);
      double room = frame.right - frame.left;
      int most = Math.max(1, (int) (room / ((Math.min(longest, 12) + 5) * DIGIT)));
      int count = Math.min(most, names.size());
      for (int t = 0; t < count; t++) {
        int at = count == 1 ? 0 : (int) Math.round((names.size() - 1.0) * t / (count - 1));
        String anchor = t == 0 ? "start" : t == count - 1 ? "end" : "mid";
        double x = Math.max(frame.left, Math.min(frame.right, frame.x(at)));
        text(out, anchor, x, frame.bottom + 14, TextWidth.fit(names.get(at), ROOM_OF_NAME));
      }
      return;
    }
    List<Double> ticks = across.ticks(width < 220 ? 3 : 5);
    for (int t = 0; t < ticks.size(); t++) {
      double x = frame.x(ticks.get(t));
      String label = Numbers.text(ticks.get(t));
      double half = label.length() * DIGIT / 2;
      String anchor = x + half > width ? "end" : x - half < 0 ? "start" : "mid";
      line(out, "axis", x, frame.bottom, x, frame.bottom + 3);
      text(out, anchor, anchor.equals("end") ? width - 1 : x, frame.bottom + 14, label);
    }
  }

  private static void draw(StringBuilder out, Frame frame, Series one) {
    String colour = "c" + one.colour();
    switch (one.style()) {
      case LINE -> path(out, "line " + colour, points(frame, one));
      case FAINT -> path(out, "line faint " + colour, points(frame, one));
      case DASHED -> path(out, "line dashed " + colour, points(frame, one));
      case HINTS -> {
        // Hints are written for every style.
      }
      case BAND -> path(out, "area " + colour, points(frame, one) + "Z");
      case MARKED -> {
        path(out, "line " + colour, points(frame, one));
        dots(out, frame, one, 2.4);
      }
      case DOTS -> dots(out, frame, one, 1.9);
      case AREA -> {
        String along = points(frame, one);
        if (!along.isEmpty()) {
          double first = frame.x(one.x()[0]);
          double last = frame.x(one.x()[one.x().length - 1]);
          path(
              out,
              "area " + colour,
              along
                  + "L"
                  + coordinate(last)
                  + " "
                  + coordinate(frame.bottom)
                  + "L"
                  + coordinate(first)
                  + " "
                  + coordinate(frame.bottom)
                  + "Z");
          path(out, "line " + colour, along);
        }
      }
    }
  }

  private static String points(Frame frame, Series one) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < one.x().length; i++) {
      path.append(i == 0 ? 'M' : 'L')
          .append(coordinate(frame.x(one.x()[i])))
          .append(' ')
          .append(coordinate(frame.y(one.y()[i])));
    }
    return path.toString();
  }

  /** All dots in one path of round caps: a fraction of the size of as many circles. */
  private static void dots(StringBuilder out, Frame frame, Series one, double radius) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < one.x().length; i++) {
      path.append('M')
          .append(coordinate(frame.x(one.x()[i])))
          .append(' ')
          .append(coordinate(frame.y(one.y()[i])))
          .append("h0");
    }
    out.append("<path class=\"dots c")
        .append(one.colour())
        .append("\" stroke-width=\"")
        .append(2 * radius)
        .append("\" d=\"")
        .append(path)
        .append("\"/>");
  }

  private static void hints(StringBuilder out, Frame frame, Series one) {
    if (one.hints() == null) {
      return;
    }
    for (int i = 0; i < one.x().length; i++) {
      if (one.hints()[i] == null) {
        continue;
      }
      out.append("<circle class=\"hit\" r=\"6\" cx=\"")
          .append(coordinate(frame.x(one.x()[i])))
          .append("\" cy=\"")
          .append(coordinate(frame.y(one.y()[i])))
          .append("\" data-t=\"")
          .append(Markup.escape(one.hints()[i]))
          .append("\"/>");
    }
  }

  private static void path(StringBuilder out, String styles, String d) {
    out.append("<path class=\"").append(styles).append("\" d=\"").append(d).append("\"/>");
  }

  private static void line(
      StringBuilder out, String style, double x1, double y1, double x2, double y2) {
    path(
        out,
        style,
        "M" + coordinate(x1) + " " + coordinate(y1) + "L" + coordinate(x2) + " " + coordinate(y2));
  }

  private static void text(StringBuilder out, String anchor, double x, double y, String text) {
    out.append("<text class=\"")
        .append(anchor)
        .append("\" x=\"")
        .append(coordinate(x))
        .append("\" y=\"")
        .append(coordinate(y))
        .append("\">")
        .append(Markup.escape(text))
        .append("</text>");
  }

  /** Where the axes' ends lie. */
  private final class Frame {

    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    Frame(double left, double top, double right, double bottom) {
      this.left = left;
      this.top = top;
      this.right = right;
      this.bottom = bottom;
    }

    double x(double value) {
      return left + across.place(value) * (right - left);
    }

    double y(double value) {
      return bottom - up.place(value) * (bottom - top);
    }
  }
}
