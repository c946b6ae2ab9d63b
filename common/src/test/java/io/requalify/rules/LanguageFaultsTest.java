package io.requalify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.documents.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault that the constructs of the language can have, with its place and its words. */
final class LanguageFaultsTest {
  private static final String FADES =
      "let the points fall in steps ('step', or 'linear' with 'stepped: true')";

  @TempDir private Path folder;

  private List<Fault> faultsWith(String... replacements) throws IOException {
    return RuleTexts.faults(folder, RuleTexts.minimalWith(replacements));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        // evaluation and total
        "evaluate: on_event | evaluate: {every: 6h, daily_at: \"02:00\"} | 6 | 23 | both 'every' and 'daily_at' | keep one of them",
        "evaluate: on_event | evaluate: {} | 6 | 11 | must have at least 1 properties | write when a contact is looked at: on_event, {every: 6h} or {daily_at: \"02:00\"}",
        "evaluate: on_event | evaluate: {daily_at: \"24:00\"} | 6 | 22 | '24:00' is not right here | write a time of the day in quotes, such as \"02:00\"",
        "evaluate: on_event | evaluate: {every: often} | 6 | 19 | 'often' is not right here | write a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "evaluate: on_event | evaluate: {dayly_at: \"02:00\"} | 6 | 12 | unknown key 'dayly_at' | did you mean 'daily_at'?",
        "total: sum | total: {sum: all, weighted: {fit: 1, product: 2}} | 9 | 19 | both 'sum' and 'weighted' | keep one of them",
        "total: sum | total: {weighted: {fit: 0.4}} | 9 | 19 | dimension 'product' has no weight | add 'product:' with its weight; say 0 to leave it out",
        "total: sum | total: {weighted: {fit: 0.4, product: 101}} | 9 | 39 | must have a maximum value of 100 | write a weight from 0 to 100, with at most six decimals",
        "total: sum | total: {weighted: {fit: 0.4, product: 0.1234567}} | 9 | 39 | 0.1234567 has more than six decimals | write at most six decimals",
        "total: sum | total: {weighted: {fit: 0.4, product: 1, fitt: 1}} | 9 | 42 | no dimension 'fitt' | did you mean 'fit'?",
        "total: sum | total: {min: 3} | 9 | 8 | missing key 'sum' | add 'sum: all', or 'weighted:' with weights",
        "total: sum | total: {sum: all, round: up} | 9 | 26 | 'up' is not known here | write half_up: what is read is rounded to whole points",
        // limits
        "cap: clip} | cap: saturated} | 8 | 34 | 'saturated' is not known here | did you mean 'saturate'?",
        "{max: 10, cap: clip} | {cap: saturate} | 8 | 20 | 'cap: saturate' without a limit | add 'min:' or 'max:', or leave it out",
        "cap: clip} | cap: clip, floor: one} | 8 | 47 | 'one' is not known here | write zero (never below 0) or nightly_zero (set to 0 at midnight where it is below)",
        "cap: clip} | cap: clip, periodic: {percent: 5, every: 7d}} | 8 | 40 | unknown key 'periodic' | known are cap, floor, max, min, round",
        "points: 1} | points: 1, round: up} | 12 | 72 | 'up' is not known here | write half_up: what is read is rounded to whole points",
        "max: 5} | max: 5, floor: zero} | 10 | 44 | unknown key 'floor' | known are cap, dimension, max, min, round",
        // kinds of rules
        "points: 2} | points: 2, mode: acrue} | 13 | 89 | 'acrue' is not known here | did you mean 'accrue'?",
        "points: 2} | points: 2, decay: {half_life: 5d}} | 13 | 83 | 'decay' for points that last while the condition holds | leave it out, or add 'mode: accrue' or 'mode: first'",
        "points: 2} | points: 2, window_and_decay: true} | 13 | 83 | 'window_and_decay' for points that last while the condition holds | leave it out, or add 'mode: accrue' or 'mode: first'",
        "points: 2} | points: 2, count: once} | 13 | 83 | 'count' in an attribute rule | it belongs to rules with 'event'",
        "points: 2} | points: 2, while: \"contact.channel = 'x'\"} | 13 | 83 | 'while' in an attribute rule | it belongs to rules with 'event'",
        "points: 1} | points: 1, mode: first} | 12 | 65 | 'mode' in an event rule | it belongs to rules with 'attribute'",
        "points: 1} | set_to: 3, points: 3} | 12 | 65 | 'points' in a rule with 'set_to' | leave it out: the rule acts on its dimension as a whole",
        "points: 1} | set_to: 3, group: content} | 12 | 65 | 'group' in a rule with 'set_to' | leave it out: the rule acts on its dimension as a whole",
        "points: 1} | set_to: 3, max: 4} | 12 | 65 | 'max' in a rule with 'set_to' | leave it out: the rule acts on its dimension as a whole",
        "points: 1} | set_to: 3, window: 5d} | 12 | 65 | 'window' in a rule with 'set_to' | leave it out: what is set stays until it is set anew",
        "points: 1} | set_to: 3, mode: first} | 12 | 65 | 'mode' in a rule with 'set_to' | it belongs to rules with 'attribute'",
        "points: 1} | set_to: 3, count: {between: [1, 2], within: 7d}} | 12 | 72 | 'between' in a rule with 'set_to', where single events set the value | write every, once, {at_most: 1, per: day} or {distinct: asset}",
        "points: 1} | set_to: x} | 12 | 62 | 'x' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "event: \"type = 'x'\", points: 1 | set_to: 3 | 12 | 33 | 'set_to' without 'event' | add 'event:' with a condition in quotes",
        "event: \"type = 'x'\" | inactivity: {every: 30d} | 12 | 45 | missing key 'after' | add 'after:', a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "event: \"type = 'x'\" | inactivity: {after: 30d, every: 0d} | 12 | 65 | '0d' is not right here | write a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "event: \"type = 'x'\" | inactivity: {after: 30d}, attribute: \"contact.channel = 'x'\" | 12 | 59 | a rule with both 'attribute' and 'inactivity' | make two rules of it",
        "points: 1} | inactivity: {after: 30d}, points: 1, count: once} | 12 | 91 | 'count' in a rule with 'inactivity' | leave it out: beside 'inactivity' events only break the silence",
        "points: 1} | inactivity: {after: 30d}, points: 1, while: \"contact.channel = 'x'\"} | 12 | 91 | 'while' in a rule with 'inactivity' | leave it out: beside 'inactivity' events only break the silence",
        "points: 1} | inactivity: {after: 30d}, set_to: 1} | 12 | 54 | a rule with both 'inactivity' and 'set_to' | make two rules of it",
        "points: 1} | inactivity: {after: 30d}} | 12 | 5 | missing key 'points' | add 'points:', such as 10 or -5",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: -10, every: 7d}, points: 1 | 12 | 70 | 'points' in a rule with 'periodic' | leave it out: the rule acts on its dimension as a whole",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: -10, every: 7d}, max: 1 | 12 | 70 | 'max' in a rule with 'periodic' | leave it out: the rule acts on its dimension as a whole",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: -10, every: 7d}, count: once | 12 | 70 | 'count' in a rule with 'periodic' | leave it out: the rule acts on its dimension as a whole",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: -101, every: 7d} | 12 | 53 | must have a minimum value of -100 | write per cent from -100 to 1000, with at most four decimals",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: -0.00001, every: 7d} | 12 | 53 | -0.00001 has more than four decimals | write at most four decimals",
        "event: \"type = 'x'\", points: 1 | periodic: {percent: 5} | 12 | 43 | missing key 'every' | add 'every:', a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "points: 1} | points: 1, periodic: {percent: 5, every: 7d}} | 12 | 65 | a rule with both 'periodic' and 'event' | make two rules of it",
        "id: first | id: booster | 12 | 10 | no rule can be named 'booster': points of 'requalify_after' are told so | give it another name",
        // accounts
        "total: sum | total: sum\\naccount: {aggregate: {}, qualify: \">= 5\"} | 10 | 22 | must have at least 1 properties | write how contacts make the score of their account, such as {sum: total, top: 5}",
        "total: sum | total: sum\\naccount: {aggregate: {top: 5}, qualify: \">= 5\"} | 10 | 22 | nothing says how contacts make the score of their account | add 'sum:', 'max:' or 'mean:' with what is read of each, such as {sum: total}",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total, max: total}, qualify: \">= 5\"} | 10 | 35 | both 'sum' and 'max' | keep one of them",
        "total: sum | total: sum\\naccount: {aggregate: {max: total, top: 5}, qualify: \">= 5\"} | 10 | 35 | 'top' beside 'max' | leave it out: the highest is that of one contact",
        "total: sum | total: sum\\naccount: {aggregate: {sum: fitt}, qualify: \">= 5\"} | 10 | 28 | no dimension 'fitt' | did you mean 'fit'?",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total, top: 0}, qualify: \">= 5\"} | 10 | 40 | must have a minimum value of 1 | write a number of contacts, from 1 to 1000000",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: 5} | 10 | 45 | '5' is wrong here | write a comparison in quotes, such as \">= 80\", with at most six decimals",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roles: {champion: 101}} | 10 | 71 | must have a maximum value of 100 | write a weight from 0 to 100, with at most six decimals",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", breadth: {contacts: 3}} | 10 | 62 | missing key 'at_least' | add 'at_least:', points from -1000000 to 1000000, with at most six decimals",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", exit: {dwell: 7d}} | 10 | 59 | missing key 'below' | add 'below:', the score of the account below which its episode ends, from -1000000 to 1000000, with at most six decimals",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}, qualify: \">= 5\", roll_down: some} | 10 | 64 | 'some' is not known here | write which contacts qualify with their account: all or most_engaged; none without this key",
        "total: sum | total: sum\\naccount: {aggregate: {sum: total}} | 10 | 10 | missing key 'qualify' | add 'qualify:', a comparison in quotes, such as \">= 80\", with at most six decimals",
        // counting
        "points: 1} | points: 1, count: {distinct: value}} | 12 | 83 | 'value' is not right here | write type, asset, url, channel, campaign, or \"props['name']\" in quotes",
        "points: 1} | points: 1, count: {distinct: asset, at_most: 1, per: day}} | 12 | 73 | both 'at_most' and 'distinct' | keep one of them",
        "points: 1} | points: 1, count: {between: [2, 5]}} | 12 | 72 | missing key 'within' | add 'within:', a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "points: 1} | points: 1, count: {between: [2], within: 7d}} | 12 | 82 | must have at least 2 items but found 1 | write the least and the most events that count, such as [2, 5]",
        "points: 1} | points: 1, count: {between: [5, 2], within: 7d}} | 12 | 82 | 5 is above 2 | write the lower of the two first",
        "points: 1} | points: 1, count: {between: [0, 2], within: 7d}} | 12 | 83 | must have a minimum value of 1 | write a whole number from 1 to 1000000",
        "points: 1} | points: 1, count: {between: [1, 2], within: 7d}, window: 7d} | 12 | 103 | 'window' beside 'between', which has a window of its own | leave it out: 'within' says for how long an event counts",
        "points: 1} | points: 1, count: {between: [1, 2], within: 7d}, decay: {half_life: 5d}} | 12 | 103 | 'decay' beside 'between', which has a window of its own | leave it out: 'within' says for how long an event counts",
        // decay
        "points: 1} | points: 1, decay: {half_life: 5d, linear: {rate: 0.5, per: 30d}}} | 12 | 88 | both 'half_life' and 'linear' | keep one of them",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5}}} | 12 | 81 | missing key 'per' | add 'per:', a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "points: 1} | points: 1, decay: {linear: {rate: 0, per: 30d}}} | 12 | 88 | must have a minimum value of 0.001 | write a share from 0.001 to 1, such as 0.5, with at most six decimals",
        "points: 1} | points: 1, decay: {linear: {rate: 0.1234567, per: 30d}}} | 12 | 88 | 0.1234567 has more than six decimals | write at most six decimals",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 30d, stepped: false}}} | 12 | 112 | 'false' is wrong here | write true, where the loss comes at the end of each period only",
        "points: 1} | points: 1, decay: {linear: {rate: 0.5, per: 30d, compound: true}}} | 12 | 103 | unknown key 'compound' | known are per, rate, stepped",
        "points: 1} | points: 1, decay: {step: {rate: 2, per: 45d}}} | 12 | 86 | must have a maximum value of 1 | write a share from 0.001 to 1, such as 0.5, with at most six decimals",
        "points: 1} | points: 1, decay: {table: []}} | 12 | 80 | must have at least 1 items but found 0 | write what is left up to each age, such as [{before: 7d, share: 1}, {before: 30d, share: 0.5}]",
        "points: 1} | points: 1, decay: {table: [{before: 7d, share: 1}, {before: 7d, share: 0.5}]}} | 12 | 114 | the age of this band is not above that of the one before it | put the lower age first",
        "points: 1} | points: 1, decay: {table: [{before: 7d, share: 1.5}]}} | 12 | 101 | must have a maximum value of 1 | write a share from 0 to 1, such as 0.5, with at most six decimals",
        "points: 1} | points: 1, decay: {table: [{until: 7d, share: 1}]}} | 12 | 82 | unknown key 'until' | known are before, share",
        "points: 1} | points: 1, decay: {table: [{until: 7d, share: 1}]}} | 12 | 81 | missing key 'before' | add 'before:', a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "points: 1} | points: 1, decay: {stepped: true}} | 12 | 73 | unknown key 'stepped' | known are half_life, linear, step, table",
        // cells, fast tracks and suppressions
        "status: draft | status: draft\\ncells: {fitt: {A: 5}} | 5 | 9 | no dimension 'fitt' | did you mean 'fit'?",
        "status: draft | status: draft\\ncells: {fit: {A: 5, B: 5}} | 5 | 24 | bands 'A' and 'B' begin at one score | give each band its own lowest score",
        "status: draft | status: draft\\ncells: {fit: {A: x}} | 5 | 18 | 'x' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "status: draft | status: draft\\ncells: {fit: {A B: 1}} | 5 | 15 | 'A B' is no good name here | write a label of letters, digits, '+' and '-', at most 16",
        "status: draft | status: draft\\ncells: {fit: {}} | 5 | 14 | must have at least 1 properties | write the lowest score of each band by its label, such as {A: 50, B: 30, C: 0}; at most 20 bands",
        "status: draft | status: draft\\ncells: {fit: {A: 5, AB: 0}, product: {1: 5, B1: 0}} | 5 | 1 | two cells are named 'AB1' | change a label, so that each name is that of one cell",
        "{total: \">= 1\"} | {cell: [A1]} | 14 | 22 | the version has no cells | declare them under 'cells:', such as {fit: {A: 50, B: 0}, engagement: {1: 75, 2: 0}}",
        "status: draft | status: draft\\nfast_track: [furst] | 5 | 14 | no rule 'furst' | did you mean 'first'?",
        "status: draft | status: draft\\nfast_track: [second] | 5 | 14 | rule 'second' gives points while its condition holds | give it 'mode: accrue' or 'mode: first', or name a rule with 'event'",
        "status: draft | status: draft\\nfast_track: [first, first] | 5 | 21 | 'first' stands here twice | keep one of the two",
        "status: draft | status: draft\\nfast_track: first | 5 | 13 | 'first' is wrong here | write the rules that let a contact qualify at once, such as [demo-request]",
        "effect: block | effect: freze | 15 | 67 | 'freze' is not known here | did you mean 'freeze'?",
        // between episodes
        "status: draft | status: draft\\nexit: {dwell: 7d} | 5 | 7 | missing key 'below' | add 'below:', the total below which an episode ends, from -1000000 to 1000000, with at most six decimals",
        "status: draft | status: draft\\nexit: {below: 40, dwell: 0d} | 5 | 26 | '0d' is not right here | write a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "status: draft | status: draft\\nexit: {below: forty} | 5 | 15 | 'forty' is wrong here | write points from -1000000 to 1000000, with at most six decimals",
        "status: draft | status: draft\\nrequalify_after: {} | 5 | 18 | must have at least 1 properties | write what happens between two episodes, such as {cooldown: 90d, reset: [engagement], after: [recycled, lost]}",
        "status: draft | status: draft\\nrequalify_after: {cooldown: 3 months} | 5 | 29 | '3 months' is not right here | write a duration in minutes, hours or days of 24 hours, such as 30m, 6h or 14d",
        "status: draft | status: draft\\nrequalify_after: {reset: [fitt]} | 5 | 27 | no dimension 'fitt' | did you mean 'fit'?",
        "status: draft | status: draft\\nrequalify_after: {reset: [fit, fit]} | 5 | 32 | 'fit' stands here twice | keep one of the two",
        "status: draft | status: draft\\nrequalify_after: {after: [wonn]} | 5 | 27 | 'wonn' is not known here | write one of recycled, lost, fell, dropped",
        "status: draft | status: draft\\nrequalify_after: {booster: {points: 20, per: month}} | 5 | 28 | a booster without a dimension | add 'dimension:', or name one under 'reset:' above",
        "status: draft | status: draft\\nrequalify_after: {booster: {points: 20}} | 5 | 28 | missing key 'per' | add 'per:', day, week, month, or a duration such as 30m, 6h or 14d",
        "status: draft | status: draft\\nrequalify_after: {booster: {points: 20}} | 5 | 28 | a booster without a dimension | add 'dimension:', or name one under 'reset:' above",
        "status: draft | status: draft\\nrequalify_after: {booster: {points: 20, per: year, dimension: fit}} | 5 | 46 | 'year' is not right here | write day, week, month, or a duration such as 30m, 6h or 14d",
        "status: draft | status: draft\\nrequalify_after: {booster: {points: 20, per: day, dimension: fitt}} | 5 | 62 | no dimension 'fitt' | did you mean 'fit'?",
      })
  void aFaultHasItsPlaceItsWordsAndAWayOut(
      String from, String to, int line, int column, String problem, String remedy)
      throws IOException {
    RuleTexts.assertFaults(faultsWith(from, to)).contains(tuple(line, column, problem, remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "points: 1} | points: 1, decay: {half_life: 5d}, max: 3, cap: saturate} | 65 | the rule",
        "max: 5} | max: 5, cap: saturate} | 81 | group 'content'",
        "max: 10, cap: clip | max: 10, cap: saturate | 81 | dimension 'fit'",
        "total: sum | total: {sum: all, max: 5, cap: saturate} | 81 | the total",
      })
  void whatFadesAtEveryInstantCannotBeSaturated(String from, String to, int column, String where)
      throws IOException {
    List<Fault> faults =
        column == 65
            ? faultsWith(from, to)
            : faultsWith(
                from,
                to,
                "dimension: fit, event: \"type = 'x'\", points: 1}",
                "dimension: fit, group: content, event: \"type = 'x'\", points: 1,"
                    + " decay: {linear: {rate: 0.5, per: 5d}}}");

    RuleTexts.assertFaults(faults)
        .containsExactly(
            tuple(
                12,
                column,
                "points that fade at every instant, while a limit of " + where + " saturates",
                FADES + ", or write 'cap: clip' there"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decay: {linear: {rate: 0.5, per: 5d, stepped: true}}",
        "decay: {step: {rate: 0.5, per: 5d}}",
        "decay: {table: [{before: 5d, share: 1}]}",
        "window: 5d",
        "count: {between: [1, 2], within: 5d}"
      })
  void whatFallsInStepsCanBeSaturated(String fading) throws IOException {
    assertThat(
            faultsWith(
                "max: 10, cap: clip",
                "max: 10, cap: saturate",
                "points: 1}",
                "points: 1, " + fading + "}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max: 10, cap: clip",
        "min: 0, max: 10, cap: clip",
        "max: 10, cap: saturate",
        "min: 0, cap: saturate",
        "max: 10, cap: saturate, floor: nightly_zero"
      })
  void aShareThatGrowsNeedsLimitsThatStopIt(String limits) throws IOException {
    assertThat(
            faultsWith(
                "max: 10, cap: clip",
                limits,
                "event: \"type = 'x'\", points: 1",
                "periodic: {percent: 5, every: 7d}"))
        .extracting(Fault::line, Fault::column, Fault::problem, Fault::remedy)
        .containsExactly(
            tuple(
                12,
                33,
                "a share above 0 of dimension 'fit', which grows without end",
                "give the dimension limits that stop it, such as {min: 0, max: 100, cap: saturate},"
                    + " or write a share below 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "min: 0, max: 10, cap: saturate | 5",
        "max: 10, cap: saturate, floor: zero | 1000",
        "max: 10, cap: clip | -5",
        "max: 10, cap: clip | 0"
      })
  void aShareThatIsStoppedOrShrinksIsFine(String limits, String percent) throws IOException {
    assertThat(
            faultsWith(
                "max: 10, cap: clip",
                limits,
                "event: \"type = 'x'\", points: 1",
                "periodic: {percent: " + percent + ", every: 7d}"))
        .isEmpty();
  }

  @Test
  void aboveAFloorPointsThatFadeAtEveryInstantHaveOneSign() throws IOException {
    String gain = "points: 1, decay: {half_life: 5d}}";
    String second =
        "\n  - {id: third, dimension: fit, event: suspect, decay: {half_life: 5d}, points: ";

    assertThat(
            faultsWith("cap: clip", "cap: clip, floor: zero", "points: 1}", gain + second + "1}"))
        .isEmpty();
    assertThat(faultsWith("points: 1}", gain + second + "-1}")).isEmpty();
    RuleTexts.assertFaults(
            faultsWith(
                "cap: clip", "cap: clip, floor: nightly_zero", "points: 1}", gain + second + "-1}"))
        .containsExactly(
            tuple(
                13,
                49,
                "gains and losses that fade at every instant above the floor of dimension 'fit'"
                    + " (see rule 'first')",
                FADES + " in one of them, or leave the floor out"));
  }

  @Test
  void aCellIsOneOfThoseThatTheLabelsMake() throws IOException {
    String[] twoAxes = {
      "total: sum", "total: sum\ncells: {fit: {A: 5, B: 0}, product: {1: 5, 2: 0}}"
    };

    assertThat(
            faultsWith(twoAxes[0], twoAxes[1], "{total: \">= 1\"}", "{cell: [A1, A3, 1A, B2, 22]}"))
        .extracting(Fault::column, Fault::problem, Fault::remedy)
        .containsExactly(
            tuple(33, "no cell 'A3'", "did you mean 'A1' or 'A2'?"),
            tuple(37, "no cell '1A'", "known are A1, A2, B1, B2"),
            tuple(45, "no cell '22'", "did you mean 'A2' or 'B2'?"));
  }

  @Test
  void faultsInCellsDoNotMakeOthersOfTheirNames() throws IOException {
    assertThat(
            faultsWith(
                "total: sum", "total: sum\ncells: {fit: {A: x}}", "{total: \">= 1\"}", "{cell: A}"))
        .hasSize(1);
  }

  @Test
  void allFaultsOfARuleAreToldAtOnce() throws IOException {
    assertThat(
            faultsWith(
                "dimension: fit, event: \"type = 'x'\", points: 1}",
                "dimension: fitt, event: \"type = 'x'\", points: x, mode: first, window: 2w,"
                    + " count: {at_most: 1}, decay: {step: {rate: 2, per: 4d}}}"))
        .hasSizeGreaterThanOrEqualTo(7);
  }
}
