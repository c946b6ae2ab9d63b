package io.requalify.statistics.channels;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each channel is credited with under each {@link AttributionModel}, added up over contacts.
 * Everything is whole (millionths of contacts, hundredths of money), so the parts of the channels
 * are the whole exactly, whatever the order of the contacts and however they are split up.
 */
public final class AttributionSums implements Serializable {
  /** In the place of a channel: no touch came before the entry or at it. */
  public static final String NO_TOUCH = "(no touch)";

  @Serial private static final long serialVersionUID = 1;

  private static final long ONE = 1_000_000;

  private final TreeMap<String, TreeMap<String, long[]>> byModel = new TreeMap<>();
  private final TreeSet<String> currencies = new TreeSet<>();

  /**
   * What a channel is credited with.
   *
   * @param contacts in millionths
   * @param mature contacts whose outcome would be known, in millionths
   * @param converted those of them that converted, in millionths
   * @param hundredths what they brought, in hundredths of the currency
   */
  public record Credit(long contacts, long mature, long converted, long hundredths) {}

  /**
   * What came of a contact.
   *
   * @param mature whether it would be known by now if it had converted
   * @param converted whether it did; only where mature
   * @param hundredths what it brought, in hundredths of its currency; 0 where nothing is recorded
   * @param currency ISO 4217 code; none where nothing is recorded
   */
  public record Fate(
      boolean mature, boolean converted, long hundredths, Optional<String> currency) {
    public Fate {
      if (converted && !mature) {
        throw new IllegalArgumentException("What is not mature has not converted yet");
      }
    }
  }

  /**
   * Adds a contact under every model.
   *
   * @param touches of the contact, in any order
   * @param entry when it became an MQL, UTC
   */
  public void add(List<Touch> touches, Instant entry, Fate fate, Duration halfLife) {
    fate.currency().ifPresent(currencies::add);
    for (AttributionModel model : AttributionModel.all(halfLife)) {
      SortedMap<String, Long> parts =
          model
              .attribute(touches, entry)
              .value()
              .orElseGet(() -> new TreeMap<>(Map.of(NO_TOUCH, ONE)));
      add(model.shortName(), parts, fate);
    }
  }

  private void add(String model, SortedMap<String, Long> parts, Fate fate) {
    double[] weights = parts.values().stream().mapToDouble(Long::doubleValue).toArray();
    long[] money = LargestRemainder.of(Math.abs(fate.hundredths()), weights);
    int place = 0;
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      long[] sums = sums(model, part.getKey());
      sums[0] += part.getValue();
      sums[1] += fate.mature() ? part.getValue() : 0;
      sums[2] += fate.converted() ? part.getValue() : 0;
      sums[3] += Long.signum(fate.hundredths()) * money[place++];
    }
  }

  /** Adds other contacts. */
  public void add(AttributionSums other) {
    currencies.addAll(other.currencies);
    other.byModel.forEach(
        (model, channels) ->
            channels.forEach(
                (channel, added) -> {
                  long[] sums = sums(model, channel);
                  for (int place = 0; place < sums.length; place++) {
                    sums[place] += added[place];
                  }
                }));
  }

  private long[] sums(String model, String channel) {
    return byModel
        .computeIfAbsent(model, missing -> new TreeMap<>())
        .computeIfAbsent(channel, missing -> new long[4]);
  }

  /** By the name of the model, then by channel. */
  public SortedMap<String, SortedMap<String, Credit>> credits() {
    SortedMap<String, SortedMap<String, Credit>> credits = new TreeMap<>();
    byModel.forEach(
        (model, channels) -> {
          SortedMap<String, Credit> ofModel = new TreeMap<>();
          channels.forEach(
              (channel, sums) ->
                  ofModel.put(channel, new Credit(sums[0], sums[1], sums[2], sums[3])));
          credits.put(model, ofModel);
        });
    return credits;
  }

  /** Currencies of what the contacts brought. */
  public SortedSet<String> currencies() {
    return new TreeSet<>(currencies);
  }
}
