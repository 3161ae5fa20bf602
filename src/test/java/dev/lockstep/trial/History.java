package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.codec.ControlDecoder;
import dev.lockstep.codec.Decoder;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Control;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.job.JobParts;
import dev.lockstep.simulate.Draft;
import dev.lockstep.spec.JobSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The source as it lies in its topic: what the job could read, partition by partition. */
record History(
    Map<Origin, Decoded> records,
    List<ControlEvent> controls,
    Map<Origin, Long> written,
    Disorder disorder) {

  /** Reads the records as the job does; each must be the event that was written. */
  static History of(
      JobSpec spec, List<ConsumerRecord<String, String>> records, List<Draft> drafts) {
    Decoder decoder = Decoder.of(JobParts.fields(spec));
    Map<Origin, Decoded> byOrigin = new LinkedHashMap<>();
    Map<Origin, Long> written = new HashMap<>();
    Disorder.Count disorder = new Disorder.Count();
    for (ConsumerRecord<String, String> each : records) {
      int number = Written.number(each.headers());
      disorder.add(each.partition(), number, drafts.get(number));
      Decoded decoded = decoder.decode(raw(each), each.timestamp());
      requireSame(decoded, drafts.get(number));
      byOrigin.put(decoded.raw().origin(), decoded);
      written.put(decoded.raw().origin(), each.timestamp());
    }
    if (disorder.drafts() != drafts.size()) {
      throw new AssertionError(disorder.drafts() + " are there of " + drafts.size() + " sent");
    }
    return new History(byOrigin, List.of(), written, disorder.sum());
  }

  /** The same with what operators asked for. */
  History operated(JobSpec spec, List<ConsumerRecord<String, String>> records) {
    ControlDecoder decoder = new ControlDecoder(JobParts.fields(spec), spec.name());
    List<ControlEvent> asked = new ArrayList<>();
    Map<Origin, Long> all = new HashMap<>(written);
    for (ConsumerRecord<String, String> each : records) {
      Control control = decoder.decode(raw(each), each.timestamp());
      if (!(control instanceof ControlEvent event)) {
        throw new AssertionError(each.value() + " was read as " + control);
      }
      asked.add(event);
      all.put(event.origin(), each.timestamp());
    }
    return new History(this.records, asked, all, disorder);
  }

  private static Raw raw(ConsumerRecord<String, String> message) {
    List<Header> headers = new ArrayList<>();
    message.headers().forEach(each -> headers.add(new Header(each.key(), Bytes.of(each.value()))));
    return new Raw(
        Bytes.utf8(message.value()),
        Bytes.utf8(message.key()),
        headers,
        new Origin(message.topic(), message.partition(), message.offset()));
  }

  private static void requireSame(Decoded decoded, Draft draft) {
    boolean same =
        decoded instanceof Event event
            ? !draft.analytics()
                && event.entity().equals(draft.entity())
                && event.id().equals(draft.id())
                && event.type().equals(draft.type())
                && event.timeMillis() == draft.timeMillis()
                && event.delete() == draft.delete()
                && event.data().utf8().equals(Written.data(draft.text()))
            : decoded instanceof AnalyticsEvent && draft.analytics();
    if (!same) {
      throw new AssertionError(draft + " was read as " + decoded);
    }
  }

  /** The event that was read there; a corrected one was read where its control event is. */
  Event event(Origin origin) {
    return records.get(origin) instanceof Event event
        ? event
        : corrected().filter(each -> each.raw().origin().equals(origin)).findFirst().orElse(null);
  }

  private Stream<Event> corrected() {
    return controls.stream().map(ControlEvent::corrected).filter(Objects::nonNull);
  }

  /** When what arrived was written, epoch milliseconds. */
  long writtenMillis(Arrival arrival) {
    Origin origin =
        arrival instanceof Event event
            ? event.raw().origin()
            : arrival instanceof ControlEvent control ? control.origin() : origin(arrival);
    return written.get(origin);
  }

  /** The events of an entity at the version that follows a gap. */
  List<Event> behind(JsonNode gap) {
    Version to = Json.version(gap.get("to"));
    Version next = to.withNumber(to.number() + 1);
    return of(gap).filter(event -> next.equals(event.version())).toList();
  }

  /**
   * When the first event or marked place above a gap was written, epoch milliseconds. It need not
   * be the one that follows the gap: that may have made it smaller later.
   */
  private long firstBehind(JsonNode gap) {
    Version to = Json.version(gap.get("to"));
    String entity = gap.get("entity").asText();
    return arrivals().stream()
        .filter(each -> each.entity().equals(entity) && isAbove(each, to))
        .mapToLong(this::writtenMillis)
        .min()
        .orElseThrow();
  }

  /** The shortest time between an event and the giving up of the gap that it waited behind. */
  long waitedMillis(List<ConsumerRecord<String, String>> incidents) {
    return incidents.stream()
        .mapToLong(each -> each.timestamp() - firstBehind(Json.read(each.value())))
        .min()
        .orElseThrow();
  }

  private static boolean isAbove(Arrival arrival, Version to) {
    Version version =
        arrival instanceof Event event ? event.version() : ((PlaceMarker) arrival).version();
    return version != null && version.compareTo(to) > 0;
  }

  private Stream<Event> of(JsonNode gap) {
    return records.values().stream()
        .filter(Event.class::isInstance)
        .map(Event.class::cast)
        .filter(event -> event.entity().equals(gap.get("entity").asText()));
  }

  /** What reaches entities, in the order of each partition. */
  List<Arrival> arrivals() {
    return records.values().stream().flatMap(History::arrival).toList();
  }

  private static Stream<Arrival> arrival(Decoded decoded) {
    if (decoded instanceof AnalyticsEvent analytics) {
      return Stream.ofNullable(analytics.marker());
    }
    return Stream.of((Event) decoded);
  }

  /** The entities whose events lie in more than one partition: their order is open. */
  Set<String> spread() {
    Map<String, Set<Integer>> partitions = new HashMap<>();
    for (Arrival each : arrivals()) {
      Origin origin = each instanceof Event event ? event.raw().origin() : origin(each);
      partitions.computeIfAbsent(each.entity(), id -> new HashSet<>()).add(origin.partition());
    }
    partitions.values().removeIf(each -> each.size() == 1);
    return partitions.keySet();
  }

  private static Origin origin(Arrival marker) {
    return ((PlaceMarker) marker).origin();
  }
}
