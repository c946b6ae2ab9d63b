package io.requalify.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Beta;
import io.requalify.statistics.BetaBinomial.Fit;
import io.requalify.statistics.BetaBinomial.MaximumLikelihood;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.channels.ChannelRanking;
import io.requalify.statistics.channels.ChannelRanking.Standing;
import io.requalify.tables.result.ChannelQualityTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the parts of each whole say of each other: channels of all channels, media of all media.
 * Only mature contacts speak, for those that are not mature yet are not failures. Over the window
 * parts are ranked; months and quarters are shrunken; weeks are for counting.
 */
final class ChannelStandings {
  /** Who ranks more parts than these learns nothing that is certain, and waits for it. */
  private static final int MOST_RANKED = 100;

  private final Map<ChannelKey, Parts> families = new HashMap<>();

  /** The parts of one family. */
  private record Parts(Fit fit, Map<ChannelKey, Standing> ranked, String whyNotRanked) {}

  /**
   * A part among the parts of its whole.
   *
   * @param posterior of its mature rate; none where nothing was shrunken
   * @param standing none where nothing was ranked
   * @param remark why the one or the other is missing; empty where both are there or neither is
   *     asked for
   */
  record Place(Optional<Beta> posterior, Optional<Standing> standing, String remark) {
    static final Place NONE = new Place(Optional.empty(), Optional.empty(), "");
  }

  ChannelStandings(SortedMap<ChannelKey, ChannelTally> tallies) {
    SortedMap<ChannelKey, SortedMap<ChannelKey, BinomialTally>> groups = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> {
          if (isCompared(key) && tally.mature().trials() > 0) {
            groups
                .computeIfAbsent(key.family(), family -> new TreeMap<>())
                .put(key, tally.mature());
          }
        });
    groups.forEach((family, parts) -> families.put(family, parts(family, parts)));
  }

  private static boolean isCompared(ChannelKey key) {
    return !key.isWhole() && !key.cohortKind().equals(ChannelQualityTable.BY_WEEK);
  }

  private static Parts parts(ChannelKey family, SortedMap<ChannelKey, BinomialTally> parts) {
    Fit fit = new MaximumLikelihood().fit(List.copyOf(parts.values()));
    if (!family.isOfWindow() || fit.prior().isEmpty()) {
      return new Parts(fit, Map.of(), "");
    }
    if (parts.size() > MOST_RANKED) {
      return new Parts(
          fit,
          Map.of(),
          "not ranked: there are %d of them, and at most %d can be put in order"
              .formatted(parts.size(), MOST_RANKED));
    }
    SortedMap<String, BinomialTally> named = new TreeMap<>();
    Map<String, ChannelKey> keys = new HashMap<>();
    parts.forEach(
        (key, tally) -> {
          // Names of the parts are in the order of the keys, and so are the draws.
          String name = "%05d".formatted(named.size());
          named.put(name, tally);
          keys.put(name, key);
        });
    Answer<ChannelRanking> ranking = ChannelRanking.of(named);
    Map<ChannelKey, Standing> ranked = new HashMap<>();
    ranking
        .value()
        .ifPresent(
            of ->
                of.standings()
                    .forEach(standing -> ranked.put(keys.get(standing.channel()), standing)));
    return new Parts(fit, ranked, "");
  }

  Place of(ChannelKey key, ChannelTally tally) {
    if (!isCompared(key)) {
      return Place.NONE;
    }
    if (tally.mature().trials() == 0) {
      return new Place(Optional.empty(), Optional.empty(), "not shrunken: nothing is mature");
    }
    Parts parts = families.get(key.family());
    if (parts.fit().prior().isEmpty()) {
      return new Place(Optional.empty(), Optional.empty(), "not shrunken: " + parts.fit().reason());
    }
    return new Place(
        parts.fit().prior().map(prior -> prior.after(tally.mature())),
        Optional.ofNullable(parts.ranked().get(key)),
        parts.whyNotRanked());
  }
}
