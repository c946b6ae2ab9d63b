package io.requalify.scoring;

import static io.requalify.scoring.OracleFading.micros;

import io.requalify.rules.AccountTerms;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.Evaluation.OnEvent;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.Share;
import io.requalify.scoring.Family.Member;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Does for accounts what {@code docs/scoring.md} says, as plainly as it can: at each instant at
 * which anything can change it looks up afresh what each contact contributes. Shares nothing with
 * the kernel but records.
 */
final class AccountOracle {
  private final Family family;
  private final RuleVersion version;
  private final AccountTerms terms;
  private final Map<String, TreeMap<Long, Oracle.Reading>> readings = new TreeMap<>();

  private AccountOracle(Family family) {
    this.family = family;
    version = family.version();
    terms = version.account().orElseThrow();
    family
        .contacts()
        .forEach(
            (id, member) -> readings.put(id, new Oracle(0, version, member.history()).readings()));
  }

  static Family.Outcome of(Family family) {
    AccountOracle oracle = new AccountOracle(family);
    Map<String, List<AccountEpisode>> accounts = new TreeMap<>();
    Set<String> ids = new TreeSet<>();
    for (Member member : family.contacts().values()) {
      member.stays().forEach(stay -> ids.add(stay.account()));
    }
    for (String id : ids) {
      List<AccountEpisode> episodes = oracle.episodes(id);
      if (!episodes.isEmpty()) {
        accounts.put(id, episodes);
      }
    }
    Map<String, List<Episode>> contacts = new TreeMap<>();
    family
        .contacts()
        .forEach(
            (id, member) -> {
              Set<Long> takenAlong = new TreeSet<>(Family.takenAlong(id, accounts));
              Oracle walk = new Oracle(0, family.version(), member.history(), takenAlong);
              contacts.put(id, walk.episodes());
            });
    return new Family.Outcome(accounts, contacts);
  }

  /** One contact as it stands to the account. */
  private record Part(String contact, long contribution) {}

  private List<AccountEpisode> episodes(String account) {
    List<AccountEpisode> ended = new ArrayList<>();
    Optional<AccountEpisode> open = Optional.empty();
    OptionalLong belowSince = OptionalLong.empty();
    boolean qualified = false;
    List<Part> before = List.of();
    boolean begun = false;
    TreeSet<Long> instants = instants(account);
    Set<Long> ownInstants = midnights();
    while (!instants.isEmpty()) {
      long instant = instants.pollFirst();
      List<Part> parts = parts(account, instant);
      boolean changed = !parts.equals(before);
      before = parts;
      begun |= changed;
      boolean evaluated = changed || !isOnEvent() || ownInstants.contains(instant);
      if (!begun || !evaluated) {
        continue;
      }

      long score = score(parts);
      boolean below = terms.exit().isPresent() && score < terms.exit().get().below().millionths();
      if (open.isPresent()) {
        belowSince = since(belowSince, instant, below);
        if (belowSince.isPresent() && instant - belowSince.getAsLong() >= dwell()) {
          ended.add(open.get().endedAt(instant));
          open = Optional.empty();
          belowSince = OptionalLong.empty();
        }
      }
      boolean qualifies = qualifies(score, parts);
      if (open.isEmpty() && qualifies && !qualified) {
        open = Optional.of(begin(ended.size() + 1, instant, score, parts));
        belowSince = since(OptionalLong.empty(), instant, below);
      }
      qualified = qualifies;
      if (belowSince.isPresent() && isOnEvent() && belowSince.getAsLong() + dwell() > instant) {
        instants.add(belowSince.getAsLong() + dwell());
        ownInstants.add(belowSince.getAsLong() + dwell());
      }
      instants.removeIf(later -> later > family.until());
    }
    open.ifPresent(ended::add);
    return ended;
  }

  private static OptionalLong since(OptionalLong before, long instant, boolean below) {
    if (!below) {
      return OptionalLong.empty();
    }
    return before.isPresent() ? before : OptionalLong.of(instant);
  }

  private boolean isOnEvent() {
    return version.evaluation() instanceof OnEvent;
  }

  private Set<Long> midnights() {
    Set<Long> midnights = new TreeSet<>();
    readings
        .values()
        .forEach(
            of ->
                of.keySet().stream()
                    .filter(instant -> isMidnight(instant))
                    .forEach(midnights::add));
    return midnights;
  }

  private boolean isMidnight(long instant) {
    ZonedDateTime local = History.instant(instant).atZone(version.timezone());
    return local.toLocalDate().atStartOfDay(version.timezone()).equals(local);
  }

  private long dwell() {
    return micros(terms.exit().orElseThrow().dwell());
  }

  /** Every instant of an evaluation of a contact, and where there is no schedule of a stay. */
  private TreeSet<Long> instants(String account) {
    TreeSet<Long> instants = new TreeSet<>();
    family
        .contacts()
        .forEach(
            (id, member) -> {
              instants.addAll(readings.get(id).keySet());
              if (isOnEvent()) {
                for (Stay stay : member.stays()) {
                  if (stay.account().equals(account)) {
                    instants.add(stay.from());
                    instants.add(stay.to());
                  }
                }
              }
            });
    instants.removeIf(instant -> instant > family.until());
    return instants;
  }

  /** Those that contribute, the highest first. */
  private List<Part> parts(String account, long instant) {
    List<Part> parts = new ArrayList<>();
    family
        .contacts()
        .forEach(
            (id, member) -> {
              Map.Entry<Long, Oracle.Reading> last = readings.get(id).floorEntry(instant);
              Optional<Stay> stay =
                  member.stays().stream()
                      .filter(each -> each.account().equals(account))
                      .filter(each -> each.from() <= instant && instant < each.to())
                      .max(
                          Comparator.comparingLong(Stay::from)
                              .thenComparing(each -> each.role().orElse("")));
              if (last != null && last.getValue().takesPart() && stay.isPresent()) {
                parts.add(new Part(id, weighted(stay.get(), last.getValue().measures())));
              }
            });
    parts.sort(
        Comparator.comparingLong(Part::contribution).reversed().thenComparing(Part::contact));
    return parts;
  }

  private long weighted(Stay stay, List<Long> measures) {
    int place = measures.size() - 1;
    if (!terms.measure().equals(Comparison.TOTAL)) {
      place = version.dimensions().stream().map(Dimension::name).toList().indexOf(terms.measure());
    }
    Share weight = stay.role().map(terms.roles()::get).orElse(Share.WHOLE);
    return OracleFading.halfUp(weight.decimal().multiply(BigDecimal.valueOf(measures.get(place))));
  }

  private long score(List<Part> parts) {
    int size = Math.min(parts.size(), terms.top().orElse(parts.size()));
    if (size == 0) {
      return 0;
    }
    long sum = parts.subList(0, size).stream().mapToLong(Part::contribution).sum();
    return switch (terms.aggregate()) {
      case SUM -> sum;
      case MAX -> parts.get(0).contribution();
      case MEAN ->
          BigDecimal.valueOf(sum)
              .divide(BigDecimal.valueOf(size), 30, RoundingMode.FLOOR)
              .add(new BigDecimal("0.5"))
              .setScale(0, RoundingMode.FLOOR)
              .longValueExact();
    };
  }

  private long broad(List<Part> parts) {
    return parts.stream()
        .filter(part -> part.contribution() >= terms.breadth().orElseThrow().atLeast().millionths())
        .count();
  }

  private boolean qualifies(long score, List<Part> parts) {
    long threshold = terms.qualify().points().millionths();
    boolean enough =
        switch (terms.qualify().operator()) {
          case AT_LEAST -> score >= threshold;
          case ABOVE -> score > threshold;
          case AT_MOST -> score <= threshold;
          case BELOW -> score < threshold;
        };
    return enough
        && (terms.breadth().isEmpty() || broad(parts) >= terms.breadth().get().contacts());
  }

  private AccountEpisode begin(int cycle, long instant, long score, List<Part> parts) {
    List<String> all = parts.stream().map(Part::contact).toList();
    List<String> taken =
        terms.rollDown() == RollDown.ALL
            ? all.stream().sorted().toList()
            : all.subList(0, Math.min(terms.rollDown() == RollDown.NONE ? 0 : 1, all.size()));
    return new AccountEpisode(
        cycle,
        instant,
        score / 1e6,
        all.size(),
        terms.breadth().map(asked -> (int) broad(parts)),
        all.stream().findFirst(),
        taken,
        OptionalLong.empty());
  }
}
