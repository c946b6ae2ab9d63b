package io.requalify.simulation;

import static io.requalify.simulation.CsvFile.instant;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.source.AccountsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ChannelCostsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Writes a world as files of the canonical layout, one CSV file for each table, with {@value
 * #TRUTH} beside them, which no warehouse may see. Equal worlds give equal bytes.
 */
public final class WorldFiles implements AutoCloseable {
  /** Acceptance probability of each contact. */
  public static final String TRUTH = "truth.csv";

  /** Marks a folder as one that was written here, and says of which world. */
  public static final String MARKER = "world.properties";

  private static final String ACCOUNTS = "accounts.csv";
  private static final String CONTACTS = "contacts.csv";
  private static final String ATTRIBUTE_CHANGES = "attribute_changes.csv";
  private static final String EVENTS = "events.csv";
  private static final String ROUTINGS = "routings.csv";
  private static final String STAGE_CHANGES = "stage_changes.csv";
  private static final String CHANNEL_COSTS = "channel_costs.csv";

  private final Path folder;
  private final Map<String, CsvFile> files = new LinkedHashMap<>();

  private WorldFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a world into a folder, in the place of a former one.
   *
   * @param folder made where it is missing
   * @return rows by file name, in the order of writing
   * @throws ContractViolationException when the folder holds something else, or cannot be written
   */
  public static Map<String, Long> write(World world, Path folder) {
    requireOurs(folder);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(MARKER), marker(world), UTF_8);
      try (WorldFiles files = new WorldFiles(folder)) {
        files.open();
        files.fill(world);
        return files.publish();
      }
    } catch (IOException e) {
      throw new ContractViolationException(
          "The world cannot be written into %s (%s); name a folder that you may write to"
              .formatted(folder, e),
          e);
    }
  }

  private static void requireOurs(Path folder) {
    if (!Files.exists(folder) || Files.exists(folder.resolve(MARKER))) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new ContractViolationException(
          "%s is a file; name a folder for the world".formatted(folder));
    }
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new ContractViolationException(
            "%s holds files that are no simulated world (it has no %s); name an empty folder"
                .formatted(folder, MARKER));
      }
    } catch (IOException e) {
      throw new ContractViolationException(
          "%s cannot be read (%s); name another folder".formatted(folder, e), e);
    }
  }

  private static String marker(World world) {
    return "seed=%d%ncontacts=%d%nfrom=%s%nto=%s%n"
        .formatted(world.seed(), world.contacts(), World.start(), World.end())
        .replace(System.lineSeparator(), "\n");
  }

  private void open() throws IOException {
    open(ACCOUNTS, AccountsTable.ACCOUNT_ID, AccountsTable.NAME, AccountsTable.CREATED_AT);
    open(
        CONTACTS,
        ContactsTable.CONTACT_ID,
        ContactsTable.ACCOUNT_ID,
        ContactsTable.CREATED_AT,
        ContactsTable.CHANNEL,
        ContactsTable.MEDIUM,
        ContactsTable.CAMPAIGN,
        ContactsTable.EMAIL_DOMAIN);
    open(
        ATTRIBUTE_CHANGES,
        AttributeChangesTable.ENTITY,
        AttributeChangesTable.ENTITY_ID,
        AttributeChangesTable.ATTRIBUTE,
        AttributeChangesTable.CHANGED_AT,
        AttributeChangesTable.VALUE,
        AttributeChangesTable.KNOWN_AT,
        AttributeChangesTable.EVIDENCE);
    open(
        EVENTS,
        EventsTable.EVENT_ID,
        EventsTable.CONTACT_ID,
        EventsTable.TYPE,
        EventsTable.OCCURRED_AT,
        EventsTable.KNOWN_AT,
        EventsTable.ASSET,
        EventsTable.URL,
        EventsTable.CHANNEL,
        EventsTable.CAMPAIGN,
        EventsTable.VALUE,
        EventsTable.PROPS,
        EventsTable.SUSPECT);
    open(
        ROUTINGS,
        RoutingsTable.CONTACT_ID,
        RoutingsTable.DECIDED_AT,
        RoutingsTable.RULE_VERSION,
        RoutingsTable.SCORE,
        RoutingsTable.ROUTE,
        RoutingsTable.PROPENSITY,
        RoutingsTable.WORKED,
        RoutingsTable.FIRST_TOUCH_AT,
        RoutingsTable.REASON);
    open(
        STAGE_CHANGES,
        StageChangesTable.SUBJECT_ID,
        StageChangesTable.CONTACT_ID,
        StageChangesTable.STAGE,
        StageChangesTable.OCCURRED_AT,
        StageChangesTable.KNOWN_AT,
        StageChangesTable.AMOUNT,
        StageChangesTable.MARGIN,
        StageChangesTable.CURRENCY,
        StageChangesTable.REASON);
    open(
        CHANNEL_COSTS,
        ChannelCostsTable.CHANNEL,
        ChannelCostsTable.PERIOD_START,
        ChannelCostsTable.PERIOD_END,
        ChannelCostsTable.AMOUNT,
        ChannelCostsTable.CURRENCY);
    open(TRUTH, "contact_id", "acceptance_probability");
  }

  private void open(String name, String... columns) throws IOException {
    files.put(name, new CsvFile(folder, name, columns));
  }

  private void fill(World world) throws IOException {
    for (int number = 0; number < world.accounts(); number++) {
      Account account = world.account(number);
      files.get(ACCOUNTS).add(account.id(), account.name(), instant(account.createdAt()));
      addFacts(account.facts());
    }
    for (int number = 0; number < world.contacts(); number++) {
      Story story = world.story(number);
      addContact(story.contact());
      addFacts(story.contact().facts());
      addEvents(story);
      Optional<Routing> routing = world.routing(story);
      if (routing.isPresent()) {
        addRouting(routing.get());
      }
      addStages(world.outcomes(story.contact(), routing));
    }
    for (ChannelCost cost : ChannelCost.of(world.contacts())) {
      files
          .get(CHANNEL_COSTS)
          .add(cost.channel(), cost.start(), cost.end(), cost.amount(), Outcomes.CURRENCY);
    }
  }

  private void addContact(Contact contact) throws IOException {
    files
        .get(CONTACTS)
        .add(
            contact.id(),
            contact.account().map(Account::id).orElse(null),
            instant(contact.createdAt()),
            contact.channel().label().orElse(null),
            contact.channel().medium().orElse(null),
            contact.campaign().orElse(null),
            contact.emailDomain());
    files.get(TRUTH).add(contact.id(), contact.acceptanceProbability());
  }

  private void addFacts(List<FactChange> changes) throws IOException {
    for (FactChange change : changes) {
      if (change.knownAt() < History.END_SECOND) {
        files
            .get(ATTRIBUTE_CHANGES)
            .add(
                change.entity(),
                change.entityId(),
                change.attribute(),
                instant(change.changedAt()),
                change.value(),
                instant(change.knownAt()),
                change.evidence());
      }
    }
  }

  private void addEvents(Story story) throws IOException {
    String prefix = "E" + story.contact().id().substring(1) + "-";
    int number = 0;
    for (Event event : story.events()) {
      files
          .get(EVENTS)
          .add(
              prefix + fourDigits(number++),
              story.contact().id(),
              event.type(),
              instant(event.occurredAt()),
              instant(event.knownAt()),
              event.asset().orElse(null),
              event.url().orElse(null),
              event.channel().orElse(null),
              event.campaign().orElse(null),
              orNull(event.value()),
              event.prop().map(Event.Prop::json).orElse(null),
              event.suspect());
    }
  }

  /** Quicker than a format, a third of a million times. */
  private static String fourDigits(int number) {
    return Integer.toString(10_000 + number).substring(1);
  }

  private void addRouting(Routing routing) throws IOException {
    boolean worked = routing.worked();
    files
        .get(ROUTINGS)
        .add(
            routing.contactId(),
            instant(routing.decidedAt()),
            DemoVersion.PRODUCTION.versionName(),
            routing.score(),
            routing.route().label(),
            orNull(routing.propensity()),
            worked,
            worked ? instant(routing.firstTouchAt().getAsLong()) : null,
            worked ? routing.route().reason() : "queue was full");
  }

  private void addStages(List<StageChange> changes) throws IOException {
    for (StageChange change : changes) {
      files
          .get(STAGE_CHANGES)
          .add(
              change.subjectId(),
              change.contactId(),
              change.stage(),
              instant(change.occurredAt()),
              instant(change.knownAt()),
              change.amount().orElse(null),
              change.margin().orElse(null),
              change.amount().isPresent() ? Outcomes.CURRENCY : null,
              change.reason().orElse(null));
    }
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }

  /** Closes all, then gives them their names: no file is ever seen half. */
  private Map<String, Long> publish() throws IOException {
    close();
    Map<String, Long> rows = new LinkedHashMap<>();
    for (CsvFile file : files.values()) {
      file.publish();
      rows.put(file.name(), file.rows());
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    for (CsvFile file : files.values()) {
      file.close();
    }
  }
}
