package io.requalify.simulation;

import static io.requalify.simulation.History.END_SECOND;
import static io.requalify.simulation.History.days;

import io.requalify.simulation.Chance.Purpose;
import io.requalify.simulation.Event.Prop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What one contact does: most of it in a visit of about a week soon after its creation, some of it
 * in a second visit, the rest thinly afterwards. Interest drives prices, demos and product use; the
 * channel drives downloads and clicks.
 */
final class Activity {
  private static final List<Page> PAGES =
      List.of(
          new Page("/", 0.3),
          new Page("/blog/scoring-leads", 0.3),
          new Page("/features", 0.25),
          new Page("/docs", 0.15));
  private static final List<String> PAPERS =
      List.of("guide-to-scoring", "state-of-marketing", "buyers-checklist", "case-studies");
  private static final List<String> WEBINARS =
      List.of("first-steps", "quarterly-review", "roadmap");

  private record Page(String path, double share) {}

  private final Chance chance;
  private final Contact contact;
  private final long visitAt;
  private final long visitLength;
  private final double returnShare;
  private final long returnAt;
  private final Set<Long> takenInstants = new HashSet<>();
  private final List<Event> events = new ArrayList<>();

  Activity(long seed, Contact contact) {
    this.chance = Chance.of(seed, Purpose.ACTIVITY, contact.number());
    this.contact = contact;
    this.visitAt = contact.createdAt() + days(chance.exponential(1.5));
    this.visitLength = days(chance.uniform(2, 8));
    this.returnShare = chance.happens(0.12) ? 0.3 : 0;
    this.returnAt = contact.createdAt() + days(chance.uniform(30, 200));
    takenInstants.add(contact.createdAt());
    contact.allFacts().forEach(fact -> takenInstants.add(fact.knownAt()));
  }

  /** In the order in which they happened; none that the export could not know. */
  List<Event> events() {
    for (int i = chance.poisson(17); i > 0; i--) {
      view(chance.oneOf(PAGES, Page::share).path());
    }
    for (int i = times(0.95, 0.6); i > 0; i--) {
      view(chance.happens(0.7) ? "/pricing" : "/pricing/enterprise");
    }
    for (int i = times(contact.channel().content(), 0.05); i > 0; i--) {
      add(Event.DOWNLOAD, 0.02, Optional.of(chance.oneOf(PAPERS)));
    }
    for (int i = times(0.4, 0.2); i > 0; i--) {
      add(Event.WEBINAR, 0.3, Optional.of(chance.oneOf(WEBINARS)));
    }
    for (int i = times(0.12, 0.8); i > 0; i--) {
      add(Event.DEMO_REQUEST, 0.02, Optional.of("demo-form"));
    }
    for (int i = chance.poisson(6.5); i > 0; i--) {
      add(Event.EMAIL_OPEN, 0.02, Optional.empty());
    }
    for (int i = times(1.4 * contact.channel().content(), 0.1); i > 0; i--) {
      add(Event.EMAIL_CLICK, 0.02, Optional.empty());
    }
    for (int i = times(1.1 * contact.channel().product(), 0.7); i > 0; i--) {
      useProduct();
    }
    boolean scanned = contact.account().map(Account::scanned).orElse(false);
    for (int i = scanned ? chance.poisson(7) : 0; i > 0; i--) {
      add(Event.EMAIL_CLICK, 0, Optional.empty(), Optional.empty(), true);
    }
    events.sort(Comparator.comparingLong(Event::occurredAt).thenComparingLong(Event::knownAt));
    return List.copyOf(events);
  }

  /** Poisson with a mean that interest raises, and whose mean over all interests stays. */
  private int times(double mean, double pull) {
    return chance.poisson(mean * StrictMath.exp(pull * contact.interest() - pull * pull / 2));
  }

  private long when() {
    double kind = chance.uniform();
    if (kind < returnShare) {
      return returnAt + days(chance.uniform(0, 5));
    }
    if (chance.happens(0.85)) {
      return visitAt + (long) (visitLength * chance.uniform());
    }
    return contact.createdAt() + days(chance.exponential(80));
  }

  private void view(String path) {
    Optional<String> url = Optional.of("https://www.product.example" + path);
    add(Event.PAGE_VIEW, 0.01, Optional.empty(), url, false);
  }

  private void useProduct() {
    long occurredAt = free(when());
    int minutes = 1 + (int) chance.exponential(12);
    Prop feature = new Prop("feature", chance.happens(0.5) ? "import" : "dashboard");
    addIfKnown(
        new Event(
            Event.PRODUCT_USE,
            occurredAt,
            occurredAt,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(minutes),
            Optional.of(feature),
            false));
  }

  private void add(String type, double late, Optional<String> asset) {
    add(type, late, asset, Optional.empty(), false);
  }

  private void add(
      String type, double late, Optional<String> asset, Optional<String> url, boolean suspect) {
    long occurredAt = free(when());
    boolean isLate = chance.happens(late);
    long delay = days(chance.uniform(0.5, 6));
    addIfKnown(
        new Event(
            type,
            occurredAt,
            isLate ? free(occurredAt + delay) : occurredAt,
            asset,
            url,
            contact.campaign().filter(campaign -> type.equals(Event.DOWNLOAD)),
            OptionalDouble.empty(),
            Optional.empty(),
            suspect));
  }

  private void addIfKnown(Event event) {
    if (event.knownAt() < END_SECOND) {
      events.add(event);
    }
  }

  /** The first instant from here on at which nothing else happens or becomes known. */
  private long free(long instant) {
    long candidate = instant;
    while (!takenInstants.add(candidate)) {
      candidate++;
    }
    return candidate;
  }
}
