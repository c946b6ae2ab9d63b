package io.requalify.calibration;

import io.requalify.conditions.ConditionSet;
import io.requalify.episodes.AccountEpisodes;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.Scorecard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The versions whose rules are told apart, each with itself less one rule for every rule.
 *
 * @param versions those that are replayed, in the order of the review; one that lets accounts take
 *     contacts along is not, since who qualifies by it is not a matter of single contacts
 * @param reduced themselves less one rule; none where there are too many
 * @param takenAlong names of versions that let accounts take contacts along
 */
record ReplayedRules(
    ArrayList<Scorecard> versions, ArrayList<Reduced> reduced, List<String> takenAlong)
    implements Serializable {
  /** So many versions less a rule are replayed at once, at most. */
  static final int MOST_REDUCED = 400;

  /**
   * A version less one rule.
   *
   * @param version place of the whole version
   * @param rule place of the rule in it
   */
  record Reduced(int version, int rule, Scorecard scorecard) implements Serializable {}

  static ReplayedRules of(List<RuleVersion> all, ConditionSet conditions) {
    ArrayList<Scorecard> versions = new ArrayList<>();
    ArrayList<Reduced> reduced = new ArrayList<>();
    List<String> takenAlong = new ArrayList<>();
    for (RuleVersion version : all) {
      Scorecard whole = Scorecard.of(version, conditions::number);
      if (AccountEpisodes.rollDown(List.of(whole))) {
        takenAlong.add(version.version());
        continue;
      }
      for (int rule = 0; rule < version.rules().size(); rule++) {
        Rule each = version.rules().get(rule);
        reduced.add(
            new Reduced(
                versions.size(),
                rule,
                Scorecard.of(version.without(each.id()), conditions::number)));
      }
      versions.add(whole);
    }
    if (reduced.size() > MOST_REDUCED) {
      reduced.clear();
    }
    return new ReplayedRules(versions, reduced, List.copyOf(takenAlong));
  }
}
