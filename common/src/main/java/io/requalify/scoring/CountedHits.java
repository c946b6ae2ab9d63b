package io.requalify.scoring;

import io.requalify.rules.Counting;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hits of one contact that count, in the order in which they are felt. Rules of all versions
 * that ask for the same entries and count them alike share one stream of hits, for which it is
 * decided once what counts.
 */
final class CountedHits {
  private static final int FIRST_CAPACITY = 64;
  private static final int[] NO_STREAMS = {};

  private record Stream(int code, Counting counting, ZoneId zone) {}

  private final Map<Stream, Integer> numbers = new LinkedHashMap<>();
  private final List<Counter> counters = new ArrayList<>();
  private final Map<ZoneId, ZoneCalendar> calendars = new HashMap<>();
  private int[][] streamsOfCode = {};
  private int[] streams = new int[FIRST_CAPACITY];
  private long[] instants = new long[FIRST_CAPACITY];
  private int size;

  /**
   * Number of the stream of the entries with a code that count so, from 0; a new one where nobody
   * asked for it before.
   *
   * @param zone decides what a day, week or month is
   */
  int stream(int code, Counting counting, ZoneId zone) {
    Stream stream = new Stream(code, counting, zone);
    Integer known = numbers.get(stream);
    if (known != null) {
      return known;
    }

    int number = numbers.size();
    numbers.put(stream, number);
    counters.add(Counter.of(counting, calendars.computeIfAbsent(zone, ZoneCalendar::new)));
    if (code >= streamsOfCode.length) {
      int codes = streamsOfCode.length;
      streamsOfCode = Arrays.copyOf(streamsOfCode, code + 1);
      Arrays.fill(streamsOfCode, codes, code + 1, NO_STREAMS);
    }
    int[] others = streamsOfCode[code];
    streamsOfCode[code] = Arrays.copyOf(others, others.length + 1);
    streamsOfCode[code][others.length] = number;
    return number;
  }

  /** Number of all streams. */
  int streams() {
    return numbers.size();
  }

  /** Forgets the contact. */
  void clear() {
    size = 0;
    counters.forEach(Counter::clear);
  }

  /**
   * Takes the next entry of the timeline.
   *
   * @param instant when it is felt, microseconds UTC
   * @param value number of the value by which hits are told apart, or {@link Counter#NO_VALUE}
   */
  void add(int code, long instant, long occurredAt, int value) {
    if (code >= streamsOfCode.length) {
      return;
    }
    for (int stream : streamsOfCode[code]) {
      if (counters.get(stream).counts(occurredAt, value)) {
        if (size == streams.length) {
          streams = Arrays.copyOf(streams, 2 * size);
          instants = Arrays.copyOf(instants, 2 * size);
        }
        streams[size] = stream;
        instants[size++] = instant;
      }
    }
  }

  /** Number of hits that counted. */
  int size() {
    return size;
  }

  /** Stream of a hit. */
  int stream(int hit) {
    return streams[hit];
  }

  /** When a hit was felt, microseconds UTC. */
  long instant(int hit) {
    return instants[hit];
  }
}
