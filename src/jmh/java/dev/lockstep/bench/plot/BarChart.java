package dev.lockstep.bench.plot;

import dev.lockstep.bench.measure.Spread;
import java.util.List;

/**
 * Bars as an SVG picture: a median each, with a line from the lowest to the highest.
 *
 * @param title above them
 * @param bars from top to bottom, those of a group together
 */
record BarChart(String title, List<Bar> bars) {
  private static final int WIDTH = 760;
  private static final int LEFT = 150;
  private static final int LONGEST = 430;
  private static final int TOP = 44;
  private static final int ROW = 26;
  private static final String OURS = "#0f766e";
  private static final String OTHERS = "#94a3b8";

  BarChart {
    bars = List.copyOf(bars);
  }

  String svg() {
    StringBuilder rows = new StringBuilder();
    String group = "";
    int y = TOP;
    for (Bar bar : bars) {
      if (!bar.group().equals(group)) {
        group = bar.group();
        rows.append(text(12, y + 17, "600", "start", group));
        y += ROW;
      }
      rows.append(row(bar, y));
      y += ROW;
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %s%s</svg>
        """
        .formatted(WIDTH, y + 12, WIDTH, text(12, 26, "700", "start", title), rows);
  }

  private String row(Bar bar, int y) {
    Spread rate = bar.rate();
    String color = bar.label().startsWith("lockstep") ? OURS : OTHERS;
    return text(LEFT - 8, y + 17, "400", "end", bar.label())
        + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"2\" fill=\"%s\"/>\n"
            .formatted(LEFT, y + 4, length(rate.median()), color)
        + "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#1e293b\" stroke-width=\"2\"/>\n"
            .formatted(LEFT + length(rate.lowest()), LEFT + length(rate.highest()), y + 13, y + 13)
        + text(LEFT + length(rate.highest()) + 8, y + 17, "400", "start", rate.thousands());
  }

  private int length(double rate) {
    double highest = bars.stream().mapToDouble(bar -> bar.rate().highest()).max().orElse(1);
    return (int) Math.round(LONGEST * rate / highest);
  }

  private static String text(int x, int y, String weight, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" font-weight=\"%s\" text-anchor=\"%s\" fill=\"#1e293b\">%s</text>\n"
        .formatted(x, y, weight, anchor, text.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
