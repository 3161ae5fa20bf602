package dev.lockstep.spec;

import dev.lockstep.spec.SourceSpec.Format;
import java.util.regex.Pattern;

/** Whether fields are named as the format of the source has them. */
final class FormatChecks {
  private static final String DATA = "/data";
  private static final Pattern IN_CLOUD_EVENT =
      Pattern.compile("/[a-z0-9]+|" + DATA + "/.*", Pattern.DOTALL);

  private FormatChecks() {}

  static void run(Review review) {
    if (review.spec().source().format() == Format.CLOUDEVENTS) {
      review.spec().event().fields().forEach((key, fields) -> inCloudEvent(review, key, fields));
      dataAreData(review);
    }
  }

  private static void inCloudEvent(Review review, String key, Iterable<String> fields) {
    for (String field : fields) {
      if (field.startsWith("/") && !IN_CLOUD_EVENT.matcher(field).matches()) {
        review
            .about("event." + key, "source.format")
            .error(
                "`" + field + "` is not in a CloudEvent",
                "an attribute, such as `/subject`, or a place in the data, such as `/data/orderId`");
      }
    }
  }

  private static void dataAreData(Review review) {
    String data = review.spec().event().data();
    if (data != null && !data.equals(DATA) && !data.startsWith(DATA + "/")) {
      review
          .about("event.data", "source.format")
          .error(
              "`event.data` is `" + data + "`, which is not in the data of a CloudEvent",
              "`/data`, or a place in it, such as `/data/order`");
    }
  }
}
