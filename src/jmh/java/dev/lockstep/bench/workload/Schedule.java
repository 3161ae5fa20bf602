package dev.lockstep.bench.workload;

/** Who is next: the entity of each event in the order of arrival, repeated ones left out. */
interface Schedule {
  /** The number of events, a multiple of 50. */
  long events();

  /** The number of an entity's events. */
  int eventsOf(int entity);

  /** The entity of the event that arrives as the {@code index}th, from 0. */
  int entity(long index);

  /** How many events of its entity arrived before it. */
  int turn(long index);

  /** When a version happened, epoch milliseconds. */
  long timeMillis(int entity, long version);
}
