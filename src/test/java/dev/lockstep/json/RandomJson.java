package dev.lockstep.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON by chance: as plain maps and lists, and written in one of the many ways there are. */
public final class RandomJson {
  private static final String[] NAMES = {"a", "b", "id", "é", "x/y", "m~n", "", "0", "\"", "𝄞"};
  private static final String[] TEXTS = {
    "", "a", "é✓𝄞", "\\ \" / \b\f\n\r\t", "\u0000", "0", "null"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t \r\n"};

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  /** A map, a list, a text, a whole number, a boolean or null. */
  public Object tree(int depth) {
    int kind = random.nextInt(depth > 0 ? 7 : 5);
    return switch (kind) {
      case 0 -> TEXTS[random.nextInt(TEXTS.length)];
      case 1 -> random.nextLong();
      case 2 -> (long) random.nextInt(3);
      case 3 -> random.nextBoolean();
      case 4 -> null;
      case 5 -> list(depth - 1);
      default -> map(depth - 1);
    };
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(tree(depth));
    }
    return list;
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(NAMES[random.nextInt(NAMES.length)], tree(depth));
    }
    return map;
  }

  /** The same tree but for one place. */
  public Object changed(Object tree) {
    if (tree instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(4) > 0) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      Object name = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
      copy.put(name, changed(map.get(name)));
      return copy;
    }
    if (tree instanceof List<?> list && !list.isEmpty() && random.nextInt(4) > 0) {
      List<Object> copy = new ArrayList<>(list);
      int at = random.nextInt(list.size());
      copy.set(at, changed(list.get(at)));
      return copy;
    }
    return tree instanceof Long number ? (Object) (number + 1) : List.of(listOf(tree), "changed");
  }

  private static List<Object> listOf(Object only) {
    return Collections.singletonList(only);
  }

  /** The tree as JSON: fields shuffled, space, escapes and the form of numbers by chance. */
  public String written(Object tree) {
    StringBuilder json = new StringBuilder();
    write(tree, json);
    return json.toString();
  }

  private void write(Object tree, StringBuilder json) {
    space(json);
    if (tree instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> fields = new ArrayList<>(map.entrySet());
      Collections.shuffle(fields, random);
      json.append('{');
      for (int i = 0; i < fields.size(); i++) {
        json.append(i == 0 ? "" : ",");
        write(fields.get(i).getKey(), json);
        json.append(':');
        write(fields.get(i).getValue(), json);
      }
      json.append('}');
    } else if (tree instanceof List<?> list) {
      json.append('[');
      for (int i = 0; i < list.size(); i++) {
        json.append(i == 0 ? "" : ",");
        write(list.get(i), json);
      }
      json.append(']');
    } else if (tree instanceof String text) {
      quote(text, json);
    } else if (tree instanceof Long number) {
      json.append(number).append(random.nextInt(3) == 0 ? ".00" : "");
    } else {
      json.append(tree);
    }
    space(json);
  }

  private void space(StringBuilder json) {
    json.append(SPACES[random.nextInt(SPACES.length)]);
  }

  private void quote(String text, StringBuilder json) {
    json.append('"');
    for (char each : text.toCharArray()) {
      boolean must = each < 0x20 || each == '"' || each == '\\';
      boolean half = Character.isSurrogate(each);
      if (must || (!half && random.nextInt(5) == 0)) {
        json.append(String.format("\\u%04x", (int) each));
      } else {
        json.append(each);
      }
    }
    json.append('"');
  }
}
