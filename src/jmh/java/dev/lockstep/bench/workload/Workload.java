package dev.lockstep.bench.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A disordered stream as a function of the place of arrival, so that every process can make any
 * part of it.
 *
 * <p>Within an entity the versions are cut into blocks of ten, and in each block one event arrives
 * one to four of its entity's turns too late: 10 % are displaced, and about 25 % have to be held
 * for a while. After every 50 arrivals one of them, or the one that its entity got one to three
 * turns earlier, is delivered a second time: 2 %.
 */
public final class Workload {
  private static final int GROUP = 50;
  private static final String PREFIX = "account-";

  /** The names of more entities would be a good part of the heap: they are made when needed. */
  private static final int NAMES_AT_MOST = 1_000_000;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final String[] TYPES = {
    "com.example.account.FundsDeposited",
    "com.example.account.FundsWithdrawn",
    "com.example.account.LimitChanged",
    "com.example.account.HolderRenamed"
  };
  private static final long[] TYPE_HASHES = hashes();

  private final int entities;
  private final Schedule schedule;
  private final String[] names;

  private Workload(int entities, Schedule schedule, String[] names) {
    this.entities = entities;
    this.schedule = schedule;
    this.names = names;
  }

  /**
   * A workload.
   *
   * @param entities a multiple of 50
   * @param events without the repeated ones; rounded so that it fits
   */
  public static Workload of(Distribution distribution, int entities, long events) {
    if (entities <= 0 || entities % GROUP != 0) {
      throw new IllegalArgumentException(entities + " entities: give a multiple of " + GROUP);
    }
    String[] names =
        IntStream.range(0, entities <= NAMES_AT_MOST ? entities : 0)
            .mapToObj(Workload::nameOf)
            .toArray(String[]::new);
    return new Workload(entities, distribution.schedule(entities, events), names);
  }

  private static long[] hashes() {
    long[] hashes = new long[TYPES.length];
    for (int i = 0; i < TYPES.length; i++) {
      hashes[i] = StableHash.of(TYPES[i]);
    }
    return hashes;
  }

  /** The number of entities; not all of them need to have events. */
  public int entities() {
    return entities;
  }

  /** The number of different events. */
  public long unique() {
    return schedule.events();
  }

  /** The number of arrivals, the repeated ones among them. */
  public long total() {
    return unique() / GROUP * (GROUP + 1);
  }

  /** The versions of an entity are 1 to this. */
  public int versionsOf(int entity) {
    return schedule.eventsOf(entity);
  }

  /** Which event arrives as the {@code index}th, from 0. */
  public Drawn arrival(long index) {
    long group = index / (GROUP + 1);
    long place = index % (GROUP + 1);
    if (place < GROUP) {
      return drawn(group * GROUP + place, 0);
    }
    long hash = mix(group * 0x9E3779B97F4A7C15L + 7);
    return drawn(group * GROUP + hash % GROUP, (int) ((hash >>> 20) % 4));
  }

  private Drawn drawn(long unique, int turnsBack) {
    int entity = schedule.entity(unique);
    int turn = Math.max(0, schedule.turn(unique) - turnsBack);
    return new Drawn(entity, Displacement.versionAt(entity, turn, schedule.eventsOf(entity)));
  }

  /** The event as the peers have it. */
  public PeerEvent peerEvent(Drawn drawn) {
    long hash = hash(drawn);
    return new PeerEvent(
        name(drawn.entity()),
        eventId(drawn),
        drawn.version(),
        schedule.timeMillis(drawn.entity(), drawn.version()),
        TYPES[type(hash)],
        cents(hash) / 100.0);
  }

  /** The event as Lockstep has it, read from a record with nothing but its data. */
  public Event event(Drawn drawn, long offset) {
    long hash = hash(drawn);
    int type = type(hash);
    Bytes data = data(cents(hash));
    return new Event(
        name(drawn.entity()),
        eventId(drawn),
        "in",
        TYPES[type],
        new Version.Single(drawn.version()),
        schedule.timeMillis(drawn.entity(), drawn.version()),
        List.of(),
        false,
        StableHash.finish(StableHash.with(TYPE_HASHES[type], cents(hash))),
        data,
        new Raw(data, null, List.of(), new Origin("in", 0, offset)));
  }

  private String name(int entity) {
    return entity < names.length ? names[entity] : nameOf(entity);
  }

  /** The prefix and at least six digits. */
  private static String nameOf(int entity) {
    String digits = Integer.toString(entity);
    return PREFIX + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  private static long hash(Drawn drawn) {
    return mix(((long) drawn.entity() << 24) + drawn.version());
  }

  private static int type(long hash) {
    return (int) (hash & 3);
  }

  private static long cents(long hash) {
    return hash >>> 40;
  }

  private static Bytes data(long cents) {
    String rest = cents % 100 < 10 ? ".0" : ".";
    return Bytes.of(("{\"amount\":" + cents / 100 + rest + cents % 100 + "}").getBytes(US_ASCII));
  }

  /** The entity of an id. */
  public static int entityOf(String entityId) {
    return Integer.parseInt(entityId, PREFIX.length(), entityId.length(), 10);
  }

  /** 36 characters in the form of a UUID, another for each event. */
  static String eventId(Drawn drawn) {
    long high = (long) drawn.entity() << 32 | drawn.version();
    long low = mix(high);
    byte[] text = new byte[36];
    int at = 0;
    for (int i = 0; i < 32; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        text[at++] = '-';
      }
      long half = i < 16 ? high : low;
      text[at++] = HEX[(int) (half >>> (60 - 4 * (i & 15))) & 15];
    }
    return new String(text, US_ASCII);
  }

  /** A number at or above 0 that looks drawn. */
  static long mix(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (mixed ^ (mixed >>> 33)) >>> 1;
  }

  /** One event, by what makes it. */
  public record Drawn(int entity, int version) {}
}
