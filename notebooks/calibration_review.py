# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Calibration review
#
# Had we qualified leads by another version of the rules, what would sales have got? This notebook reads what
# `requalify run` left in a warehouse and draws it, for the people who sit in the review. It reads the Delta tables
# directly: no Spark and no Java are needed.
#
# **To open it:** Jupyter with jupytext, or an editor that knows percent cells, opens this file as a notebook;
# `jupytext --to ipynb calibration_review.py` makes one in Jupyter's own format.
#
# **To point it at your warehouse**, set these before starting, or edit the next cell:
#
# | variable | meaning | without it |
# |---|---|---|
# | `REQUALIFY_WAREHOUSE` | folder of the Delta tables | the demo's, in this checkout |
# | `REQUALIFY_REVIEW` | id of a review | the review with the latest as-of |
# | `REQUALIFY_OUTCOME` | `accepted`, `opportunity` or `won` | `accepted` |
#
# The demo's world knows the truth, and it is drawn where its `truth.csv` lies beside the warehouse as the demo left it.

# %%
import os
import textwrap
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from deltalake import DeltaTable
from IPython.display import display
from matplotlib.ticker import PercentFormatter

WAREHOUSE = Path(os.environ.get("REQUALIFY_WAREHOUSE", "../requalify-demo/warehouse"))
OUTCOME = os.environ.get("REQUALIFY_OUTCOME", "accepted")
TRUTH = WAREHOUSE.parent / "export" / "truth.csv"

# The names that the tables use for "the whole" and for "no version".
ALL, NO_VERSION = "(all)", "(none)"

BLUE, ORANGE, GREY, GREEN = "#2f6db3", "#d9822b", "#9a9a9a", "#3a8f5c"
plt.rcParams.update({"figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left"})


def table(name, review=None):
    """A result table, or the rows of one review of it."""
    of_review = None if review is None else [("review_id", "=", review)]
    return DeltaTable(WAREHOUSE / name).to_pandas(partitions=of_review)


# %% [markdown]
# ## What was asked
#
# A review is one run as of one instant, over a window of entries, of a set of versions. Nothing that became known
# after *as of* was used, so a review of last year can be drawn again today and gives the same figures.

# %%
reviews = table("reviews").sort_values(["as_of", "review_id"])
REVIEW = os.environ.get("REQUALIFY_REVIEW", reviews["review_id"].iloc[-1])
review = reviews.set_index("review_id").loc[REVIEW]
PRODUCTION, CANDIDATES = review["production_version"], list(review["candidate_versions"])

review.drop(["inputs", "configuration"]).to_frame(REVIEW)

# %% [markdown]
# ## How many leads change sides
#
# Each candidate against production, in contacts. These counts are exact: no outcome is needed to know them.
#
# - **agree-in**: qualified by both. Sales saw them, so their outcome is known.
# - **swap-out**: production alone. Known too: what the candidate would give up.
# - **swap-in**: the candidate alone. Sales saw only those that random exploration sent it. This is the quadrant on
#   which every claim about the candidate hangs.
# - **agree-out**: neither.
#
# The share below a count is the conversion of what sales *worked* in that quadrant. Among swap-ins that is the
# explored few.

# %% tags=["figure"]
QUADRANTS = [["agree_in", "swap_out"], ["swap_in", "agree_out"]]
swaps = table("swap_sets", REVIEW)
whole = swaps.query("outcome == @OUTCOME and channel == @ALL and segment == @ALL").set_index(["rule_version", "quadrant"])

figure, axes = plt.subplots(1, len(CANDIDATES), figsize=(5.2 * len(CANDIDATES), 3.8), squeeze=False)
for axis, candidate in zip(axes[0], CANDIDATES):
    shades = [[whole.loc[(candidate, quadrant), "contacts"] for quadrant in row] for row in QUADRANTS]
    # Agree-out is by far the largest and would leave the other three pale.
    shades[1][1] = 0
    axis.imshow(shades, cmap="Blues", vmin=0, vmax=2 * max(*shades[0], *shades[1], 1), aspect="auto")
    for down, row in enumerate(QUADRANTS):
        for right, quadrant in enumerate(row):
            cell = whole.loc[(candidate, quadrant)]
            worked = f"{cell['observed_rate']:.1%} of {cell['mature']:,} worked" if cell["mature"] else "none worked"
            words = f"{quadrant.replace('_', '-')}\n{cell['contacts']:,}\n{worked}"
            axis.text(right, down, words, ha="center", va="center")
    axis.set_xticks([0, 1], ["candidate qualifies", "candidate does not"])
    axis.set_yticks([0, 1], ["production\nqualifies", "production\ndoes not"])
    axis.set_title(candidate)
    axis.spines[:].set_visible(False)
figure.suptitle(f"Production ({PRODUCTION}) against each candidate, contacts", x=0.01, ha="left")
figure.tight_layout()

# %% [markdown]
# ## What the candidate would have converted
#
# Eight ways to answer, from what people compute to what can be defended:
#
# | name | what it is |
# |---|---|
# | `observed` | conversion of the contacts of the version that sales worked; says nothing of those it did not |
# | `agreement_set` | conversion of contacts that both versions qualify: the **naive** figure. It leaves out exactly the contacts that make the versions differ, and can call a worse version better |
# | `manski` | worst-case bounds: all contacts without evidence converted, or none did. Always true, often wide |
# | `direct` | an outcome model alone, fitted to what sales worked: it extrapolates to those whom sales never saw |
# | `ips`, `snips` | the worked contacts, each weighted by one over its probability of being worked; plain, and with the weights normalised |
# | `doubly_robust` | the model, corrected by the weighted contacts: **the estimate**. Where part of the volume has no evidence, its interval takes in all that this part could be |
# | `doubly_robust_all_cohorts` | the same, with the contacts whose horizon is not over yet: a second look |
# | `monotone_band` | bounds if, among alike contacts, those below production's threshold convert no better than those above it |
#
# Grey is **not trusted**; the reasons for that, and for what was refused, stand below the figures. In a simulated
# world the dotted line is the truth. With real leads nobody can draw it.

# %%
ESTIMATORS = {
    "observed": ("observed", BLUE),
    "agreement_set": ("agreement_set (naive)", ORANGE),
    "manski": ("manski (bounds)", GREEN),
    "direct": ("direct (model)", ORANGE),
    "ips": ("ips", BLUE),
    "snips": ("snips", BLUE),
    "doubly_robust": ("doubly_robust (estimate)", BLUE),
    "doubly_robust_all_cohorts": ("doubly_robust (all cohorts)", BLUE),
    "monotone_band": ("monotone_band (bounds)", GREEN),
}


def truth_by_version():
    """Mean acceptance probability of the contacts that each version qualified; empty without a simulated world."""
    if not TRUTH.exists() or OUTCOME != "accepted":
        return pd.Series(dtype=float)
    qualified = table("episodes", REVIEW)[["rule_version", "contact_id"]].drop_duplicates()
    chances = pd.read_csv(TRUTH)
    return qualified.merge(chances, on="contact_id").groupby("rule_version")["acceptance_probability"].mean()


def draw_estimates(axis, rows, truth=None):
    """One line for each estimator: a point where it has one, and its interval or bounds."""
    for height, (name, (label, own_colour)) in enumerate(reversed(ESTIMATORS.items())):
        axis.text(-0.02, height, label, transform=axis.get_yaxis_transform(), ha="right", va="center")
        for row in rows[rows["estimator"] == name].itertuples():
            colour = own_colour if row.trusted or row.interval == "worst case bounds" else GREY
            if pd.isna(row.estimate) and pd.isna(row.lower):
                axis.text(0.01, height, "refused", transform=axis.get_yaxis_transform(), va="center", color=GREY)
            if pd.notna(row.lower):
                axis.plot([row.lower, row.upper], [height, height], color=colour, linewidth=3, alpha=0.45)
            if pd.notna(row.estimate):
                axis.plot(row.estimate, height, "o", color=colour)
                axis.annotate(f"{row.estimate:.1%}", (row.estimate, height), (0, 7), textcoords="offset points", ha="center")
    if truth is not None:
        axis.axvline(truth, color="black", linestyle=":", label=f"truth {truth:.1%}")
        axis.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    axis.set_ylim(-0.6, len(ESTIMATORS) - 0.3)
    axis.set_yticks([])
    axis.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))


estimates = table("conversion_estimates", REVIEW).query(
    "outcome == @OUTCOME and segment == @ALL and channel == @ALL and cohort == @ALL"
)
truths = truth_by_version()
truths.to_frame("true conversion")

# %% tags=["figure"]
versions = [PRODUCTION, *CANDIDATES]
conversion = estimates[estimates["measure"] == "conversion"]

figure, axes = plt.subplots(len(versions), 1, figsize=(9, 3.2 * len(versions)), sharex=True, squeeze=False)
for axis, version in zip(axes[:, 0], versions):
    draw_estimates(axis, conversion[conversion["rule_version"] == version], truths.get(version))
    axis.set_title(f"{version} ({'production' if version == PRODUCTION else 'candidate'})")
axes[-1, 0].set_xlabel(f"share of the contacts that the version qualifies, {OUTCOME}")
figure.tight_layout()

# %% [markdown]
# The difference to production is the figure that a review decides on. Both sides come from the same contacts, so its
# interval is narrower than the two above would suggest. An interval that crosses zero says: not known yet.

# %% tags=["figure"]
difference = estimates[estimates["measure"] == "difference"]
true_difference = truths - truths.get(PRODUCTION, float("nan"))

figure, axes = plt.subplots(len(CANDIDATES), 1, figsize=(9, 3.2 * len(CANDIDATES)), sharex=True, squeeze=False)
for axis, candidate in zip(axes[:, 0], CANDIDATES):
    draw_estimates(axis, difference[difference["rule_version"] == candidate], true_difference.get(candidate))
    axis.axvline(0, color="black", linewidth=0.8)
    axis.set_title(f"{candidate} minus production")
axes[-1, 0].set_xlabel(f"difference in the share {OUTCOME}")
figure.tight_layout()

# %% [markdown]
# What was refused or is not trusted, and why. A refusal is a result: it says which evidence is missing.

# %%
doubtful = estimates[~estimates["trusted"] & (estimates["reason"] != "")]
with pd.option_context("display.max_colwidth", None):
    display(doubtful[["rule_version", "measure", "estimator", "estimate", "reason"]].reset_index(drop=True))

# %% [markdown]
# What stands behind the figures: the share of each version's contacts, as far as their horizon is over, of whom sales saw
# such contacts, drew some at random, worked some by former rules, or of whom nothing is known but bounds.

# %%
shares = ["share_observed", "share_explored", "share_history", "share_near", "share_none"]
estimates.query("estimator == 'doubly_robust' and measure == 'conversion'").set_index("rule_version")[shares].round(3)

# %% [markdown]
# ## Where the candidate differs
#
# One threshold serves very different segments and channels. The estimate for each of them, beside the whole; a row that
# gives no figure has too little evidence there. Many slices are looked at here at once: a single one that stands out is a
# question, not an answer.

# %% tags=["figure"]
slices = table("conversion_estimates", REVIEW).query(
    "outcome == @OUTCOME and cohort == @ALL and estimator == 'doubly_robust' and measure == 'difference'"
    " and (segment == @ALL or channel == @ALL)"
)
figure, axes = plt.subplots(len(CANDIDATES), 1, figsize=(9, 3.6 * len(CANDIDATES)), sharex=True, squeeze=False)
for axis, candidate in zip(axes[:, 0], CANDIDATES):
    rows = slices[slices["rule_version"] == candidate].sort_values(["segment", "channel"], ascending=False)
    for height, row in enumerate(rows.itertuples()):
        colour = BLUE if row.trusted else GREY
        if pd.isna(row.lower):
            axis.text(0.01, height, "refused", transform=axis.get_yaxis_transform(), va="center", color=GREY)
        else:
            axis.plot([row.lower, row.upper], [height, height], color=colour, linewidth=3, alpha=0.45)
        if pd.notna(row.estimate):
            axis.plot(row.estimate, height, "o", color=colour)
    names = [
        "everything" if row.segment == ALL and row.channel == ALL else row.segment if row.channel == ALL else row.channel
        for row in rows.itertuples()
    ]
    axis.set_yticks(range(len(rows)), [f"{name} ({row.contacts:,})" for name, row in zip(names, rows.itertuples())])
    axis.axvline(0, color="black", linewidth=0.8)
    axis.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axis.set_title(f"{candidate} minus production, share {OUTCOME} (contacts in brackets)")
figure.tight_layout()

# %% [markdown]
# ## What is proposed
#
# By the rule of the review: promoted where every gate is passed, rejected where it is worse even at best, else held for the
# reason of the first gate that was not passed. `docs/proposals.md` says what each gate asks, and why.

# %%
proposals = table("decisions_proposed", REVIEW).set_index("rule_version")
gates = table("decision_gates", REVIEW).sort_values(["rule_version", "place"])
plans = table("exploration_plans", REVIEW)
for candidate in CANDIDATES:
    proposal = proposals.loc[candidate]
    print(textwrap.fill(f"{candidate}: {proposal['proposal']}. {proposal['reason']}", 110), end="\n\n")
with pd.option_context("display.max_colwidth", None):
    display(gates[["rule_version", "gate", "passed", "figure", "gate_limit", "finding"]].reset_index(drop=True))

# %% [markdown]
# Whom to draw at random and work, so that a candidate on hold can be decided on: the cells with the most draws. The
# probability of each draw has to be logged as `propensity` of the routing, or the draw says nothing.

# %%
cells = ["channel", "segment", "lacked_above", "lacked_up_to", "contacts", "expected_rate", "draws", "probability"]
for candidate, plan in plans.groupby("rule_version"):
    print(textwrap.fill(f"{candidate}: {proposals.loc[candidate, 'exploration_remark']}.", 110))
    display(plan.sort_values("draws", ascending=False)[cells].head(10).reset_index(drop=True))

# %% [markdown]
# ## Channels
#
# Conversion of each channel with two intervals: the plain one (Wilson, thin line) and the one drawn towards the mean
# of all channels in proportion to how small the channel is (empirical Bayes, thick line). Rank channels by the thick
# lines, and only where they part; `surely_over_next` says where a channel is better than the next one with a probability
# of at least 95%. Channels in grey have too few leads or conversions for a judgement.

# %% tags=["figure"]
quality = table("channel_quality", REVIEW).query("outcome == @OUTCOME and segment == @ALL and level in ('all', 'channel')")
of_production = quality.query("population == 'mql' and rule_version == @PRODUCTION")
mine = of_production if len(of_production) else quality.query("population == 'lead' and rule_version == @NO_VERSION")
of_whom = f"MQLs of {PRODUCTION}" if len(of_production) else "all leads"

channels = mine.query("cohort == @ALL and channel != @ALL and contacts > 0").sort_values("shrunken_rate")
figure, axis = plt.subplots(figsize=(9, 0.5 * len(channels) + 1.6))
for height, row in enumerate(channels.itertuples()):
    colour = BLUE if row.verdict == "sufficient" else GREY
    axis.plot([row.wilson_lower, row.wilson_upper], [height, height], color=colour, linewidth=1)
    axis.plot([row.shrunken_lower, row.shrunken_upper], [height, height], color=colour, linewidth=4, alpha=0.5)
    axis.plot(row.shrunken_rate, height, "o", color=colour)
    axis.plot(row.rate, height, "|", color=colour, markersize=12)
axis.set_yticks(range(len(channels)), [f"{row.channel} ({row.contacts:,})" for row in channels.itertuples()])
axis.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
axis.set_title(f"Share {OUTCOME} by channel, {of_whom} (contacts in brackets)")
figure.tight_layout()

# %% [markdown]
# ## Cohorts, and which of them are over
#
# An outcome has a horizon to come in. The latest cohorts are **immature**: part of their outcomes is still to come, so
# they are hatched, and their rate counts only the contacts whose horizon is over. A line that falls at the right end of
# such a figure is the most common false alarm in lead scoring.

# %% tags=["figure"]
months = mine.query("cohort_kind == 'month' and channel == @ALL").sort_values("cohort")
immature = months["mature_contacts"] < months["contacts"]

figure, (volume, rate) = plt.subplots(2, 1, figsize=(9, 5.4), sharex=True)
volume.bar(months["cohort"], months["contacts"], color="white", edgecolor=GREY, hatch="///", label="horizon not over")
volume.bar(months["cohort"], months["mature_contacts"], color=BLUE, label="horizon over")
volume.set_ylabel("contacts")
volume.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
volume.set_title(f"Monthly cohorts, {of_whom}")
rate.plot(months["cohort"], months["mature_rate"], color=BLUE)
rate.plot(months["cohort"][~immature], months["mature_rate"][~immature], "o", color=BLUE, label="mature")
rate.plot(months["cohort"][immature], months["mature_rate"][immature], "o", mfc="white", color=GREY, label="immature")
rate.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
rate.set_ylabel(f"{OUTCOME}, where over")
rate.set_ylim(0, 1.2 * months["mature_rate"].max())
rate.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
rate.tick_params(axis="x", rotation=60)
figure.tight_layout()

# %% [markdown]
# ## What the points are worth
#
# Among the contacts that sales worked: whether more points mean a higher share (the area under the curve; 0.5 is a coin),
# and whether points of the later months mean what they had meant in the earlier ones (the slope; 1 is kept).
# `docs/calibration.md` says what is not said.

# %%
worth = table("calibration", REVIEW).query(
    "segment == @ALL and outcome == @OUTCOME and figure in ('area_under_curve', 'slope')"
)
with pd.option_context("display.max_colwidth", None):
    display(worth[["rule_version", "figure", "value", "lower", "upper", "interval", "reason"]].reset_index(drop=True))

# %% [markdown]
# What each rule has to do with who qualifies: its share of qualification, beside the share of all contacts with points by
# it. Unused rules give nobody points; never pivotal ones move scores and decide about nobody. `docs/thresholds.md` says
# how both are counted, and why rules are never ranked by the conversion of those who qualify.

# %% tags=["figure"]
contributions = table("rule_contributions", REVIEW).query("segment == @ALL and outcome == @OUTCOME")
versions = [version for version in [PRODUCTION, *CANDIDATES] if version in set(contributions["rule_version"])]
figure, axes = plt.subplots(len(versions), 1, figsize=(9, 3.4 * len(versions)), sharex=True, squeeze=False)
for axis, version in zip(axes[:, 0], versions):
    rows = contributions.query("rule_version == @version and rule != '(limits)'").sort_values("shapley_shubik")
    places = range(len(rows))
    axis.barh(places, rows["shapley_shubik"], color=BLUE, height=0.5, label="share of qualification")
    axis.plot(rows["fired_share"], places, "o", color=ORANGE, label="share of contacts with points by it")
    axis.set_yticks(places, [f"{row.rule} ({row.verdict})" if row.verdict else row.rule for row in rows.itertuples()])
    axis.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axis.set_title(version)
axes[0, 0].legend(frameon=False)
figure.tight_layout()

# %% [markdown]
# What a replay of each version without the rule loses and gains, and what is known to have come of these contacts.

# %%
without = ["rule_version", "rule", "pivotal", "lost", "lost_mature", "lost_converted", "gained", "gained_mature", "moved", "verdict"]
display(contributions[without].sort_values(["rule_version", "lost"], ascending=[True, False]).reset_index(drop=True))

# %% [markdown]
# ## What was odd in the input
#
# Checked by each command as it read. Nothing was dropped silently; what was done stands in the last column.

# %%
oddities = table("data_quality", REVIEW)[["found_by", "check_name", "table_name", "affected", "examined", "explanation"]]
with pd.option_context("display.max_colwidth", None):
    display(oddities.sort_values(["found_by", "check_name", "table_name"]).reset_index(drop=True))

# %% [markdown]
# ## In one paragraph each

# %%
estimated = conversion[conversion["estimator"] == "doubly_robust"].set_index("rule_version")
for candidate in CANDIDATES:
    gains, losses = whole.loc[(candidate, "swap_in"), "contacts"], whole.loc[(candidate, "swap_out"), "contacts"]
    words = f"{candidate} would have sent sales {gains:,} contacts that production did not, and withheld {losses:,}. "
    if candidate in estimated.index and pd.notna(estimated.loc[candidate, "estimate"]):
        row = estimated.loc[candidate]
        words += f"Of its contacts {row['estimate']:.1%} would have been {OUTCOME} (95%: {row['lower']:.1%} to {row['upper']:.1%})"
        words += "." if row["trusted"] else f", which is not trusted: {row['reason']}."
    else:
        words += "What they would have converted cannot be said from this evidence; the bounds above are all there is."
    print(textwrap.fill(words, 110), end="\n\n")
