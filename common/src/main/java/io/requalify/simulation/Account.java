package io.requalify.simulation;

import static io.requalify.simulation.History.START_SECOND;
import static io.requalify.simulation.History.days;

import io.requalify.simulation.Chance.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * A company.
 *
 * @param createdAt before the history of the world
 * @param employees at its creation, whether or not the export knows
 * @param effect part of the logit of acceptance that all its contacts share
 * @param scanned its mail is opened by a security scanner that follows every link
 */
record Account(
    String id,
    String name,
    String domain,
    long createdAt,
    int employees,
    String industry,
    double effect,
    boolean scanned,
    List<FactChange> facts) {

  private static final List<Share> INDUSTRIES =
      List.of(
          new Share("software", 0.22),
          new Share("manufacturing", 0.18),
          new Share("retail", 0.17),
          new Share("finance", 0.14),
          new Share("health", 0.12),
          new Share("education", 0.10),
          new Share("public_sector", 0.07));
  private static final List<Share> COUNTRIES =
      List.of(
          new Share("US", 0.45),
          new Share("DE", 0.2),
          new Share("GB", 0.15),
          new Share("FR", 0.12),
          new Share("BR", 0.08));
  private static final double SPREAD_OF_EFFECT = 0.35;

  private record Share(String value, double share) {}

  static Account of(long seed, int number) {
    Chance chance = Chance.of(seed, Purpose.ACCOUNT, number);
    String id = "A%07d".formatted(number);
    long createdAt = START_SECOND - 1 - days(chance.uniform(1, 1000));
    int employees = (int) StrictMath.ceil(StrictMath.exp(4.9 + 1.5 * chance.normal()));
    String industry = chance.oneOf(INDUSTRIES, Share::share).value();
    String country = chance.oneOf(COUNTRIES, Share::share).value();
    double effect = SPREAD_OF_EFFECT * chance.normal();
    boolean scanned = chance.happens(0.06);
    Changes changes = new Changes(chance, id, createdAt);
    changes.addEmployees(employees);
    changes.add(FactChange.INDUSTRY, industry, 0.05);
    changes.add(FactChange.COUNTRY, country, 0.02);
    return new Account(
        id,
        "Company %d".formatted(number),
        "company%d.example".formatted(number),
        createdAt,
        employees,
        industry,
        effect,
        scanned,
        List.copyOf(changes.list));
  }

  /** What the export says about an account, and from when. */
  private record Changes(Chance chance, String id, long createdAt, List<FactChange> list) {
    Changes(Chance chance, String id, long createdAt) {
      this(chance, id, createdAt, new ArrayList<>());
    }

    /** Known at once, or enriched during the history, or never. */
    long add(String attribute, String value, double neverKnown) {
      boolean known = !chance.happens(neverKnown);
      boolean late = chance.happens(0.2);
      long lateAt = START_SECOND + days(chance.uniform(0, 400));
      if (!known) {
        return Long.MAX_VALUE;
      }
      long knownAt = late ? lateAt : createdAt;
      list.add(new FactChange(FactChange.ACCOUNT, id, attribute, createdAt, value, knownAt));
      return knownAt;
    }

    void addEmployees(int employees) {
      long knownAt = add(FactChange.EMPLOYEES, Integer.toString(employees), 0.08);
      boolean grows = chance.happens(0.25);
      long changedAt = START_SECOND + days(chance.uniform(0, 540));
      double growth = chance.uniform(0.7, 1.8);
      if (grows && changedAt > knownAt) {
        String grown = Integer.toString((int) StrictMath.ceil(employees * growth));
        long grownKnownAt = chance.happens(0.3) ? changedAt + days(20) : changedAt;
        list.add(
            new FactChange(
                FactChange.ACCOUNT, id, FactChange.EMPLOYEES, changedAt, grown, grownKnownAt));
      }
    }
  }
}
