package io.requalify.scoring;

/**
 * The timeline of one contact as a whole: its first so many entries, which never fall in {@code
 * visibleAt}. Instants are microseconds UTC.
 *
 * @param createdAt creation of the contact
 * @param visibleAt when each entry takes effect
 * @param occurredAt when each happened: not after {@code visibleAt}
 * @param codes what each is, by {@link TimelineCode}
 * @param values number of the text, from 0 for each contact, that the condition of each carries,
 *     negative where there is none; empty where no entry has any
 * @param size number of entries; there may be more in the arrays
 */
@SuppressWarnings("ArrayRecordComponent") // Made for every contact, read once; never compared.
public record WholeTimeline(
    long createdAt, long[] visibleAt, long[] occurredAt, int[] codes, int[] values, int size) {
  public WholeTimeline {
    int most = Math.min(visibleAt.length, Math.min(occurredAt.length, codes.length));
    if (size > most || (values.length > 0 && size > values.length)) {
      throw new IllegalArgumentException(
          "A timeline of %d entries, of which only %d instants, %d occurrences, %d codes and %d values are given: give one of each for every entry, or no values at all"
              .formatted(size, visibleAt.length, occurredAt.length, codes.length, values.length));
    }
  }

  int value(int entry) {
    return values.length == 0 ? Counter.NO_VALUE : Math.max(values[entry], Counter.NO_VALUE);
  }

  /** Whether an entry ends episodes. */
  boolean endsEpisodes() {
    for (int entry = 0; entry < size; entry++) {
      if (TimelineCode.kind(codes[entry]) == TimelineCode.ENDS) {
        return true;
      }
    }
    return false;
  }
}
