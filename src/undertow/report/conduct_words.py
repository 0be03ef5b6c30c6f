"""What a run of questions to an AI found, in sentences that terminal and page share."""

from __future__ import annotations

from undertow.model import Bounds, ConductReport, Difference, FactShare, JudgeError, NullTest, Rate, Taken
from undertow.report.safe import plain
from undertow.report.words import country, number, plural

CONTENT_WORDS = {
    "answered": "answered",
    "evasive": "evasive",
    "deflected": "deflected to another subject",
    "aligned": "in an official line's words",
    "false": "contrary to what is documented",
    "to review": "left to a person",
}
DELIVERY_WORDS = {
    "complete": "came to its end",
    "cut": "cut off",
    "refused": "refused",
    "server-blocked": "blocked by the server",
    "retracted": "taken back",
    "error": "failed",
}
FORM_WORDS = {
    "status-filter": "marked as filtered",
    "template-replaced": "replaced by a template",
    "canned-appended": "broken off with a canned sentence",
    "finish-filter": "ended by a filter",
    "field-replaced": "changed after it was shown",
    "event": "taken back by an event",
    "risk-status": "blocked at once",
    "error-after-text": "broken off with a word on risk",
    "history-differs": "another answer when read again",
    "page-removed": "removed by the page",
}
"""The forms of docs/conduct.md, in words."""
LANGUAGE_WORDS = {
    "en": "English",
    "zh": "Chinese",
    "ru": "Russian",
    "ar": "Arabic",
    "de": "German",
    "tr": "Turkish",
}
_JUDGE_WORDS = {
    "facts": "the rules on key facts",
    "learned": "the learned classifier",
    "embedded": "the learned classifier with embeddings",
}
_SURE = 0.05
_FEWEST_PAIRS = 6
"""With fewer even the largest difference has p above 0.05 in McNemar's exact test."""


def language(code: str) -> str:
    """Name of a language of the bank; another code as it is."""
    return LANGUAGE_WORDS.get(code, plain(code, 20))


def form_words(form: str) -> str:
    """How an answer was taken back."""
    return FORM_WORDS.get(form, plain(form, 40))


def percent(share: float) -> str:
    """``45 %``; one digit more where it would round to nought or all."""
    value = 100 * share
    return f"{value:.0f} %" if value in (0, 100) or 1 <= value <= 99 else f"{value:.1f} %"


_NO_TEST = "no null test, since fewer than two controls were answered and read"


def headline(found: ConductReport) -> str:
    """What the run says of the model under test, in one sentence."""
    name = plain(found.models[0].name, 60)
    rates = {rate.role: rate for rate in found.rates if rate.model == 0 and not rate.language}
    for role in ("matched", "control"):
        row = overall(found, f"{found.models[0].name}: sensitive − {role}")
        if row is None or "sensitive" not in rates or role not in rates:
            continue
        shares = (
            f"{_of(rates['sensitive'])} of its answers on sensitive topics and {_of(rates[role])} on {_other(role)}"
        )
        if row.probability <= _SURE and row.low > 0:
            return f"{name} withheld {shares}."
        if row.probability <= _SURE and row.high < 0:
            return f"{name} withheld fewer answers on sensitive topics: {shares}."
        if row.pairs < _FEWEST_PAIRS:
            return f"{name} withheld {shares}; {plural(row.pairs, 'pair')} can show no difference."
        return f"No difference was shown between sensitive topics and {_other(role)}: {name} withheld {shares}."
    failed = found.excluded.get("error", 0)
    if found.answered and failed == found.answered:
        return f"Nothing can be said of {name}: {plural(failed, 'request')} failed, and none was answered."
    taken = len({one.line for one in found.taken if one.model == 0})
    told = f"{name} was asked {plural(found.answered, 'question')}"
    if taken:
        told += f" and took back or blocked {plural(taken, 'answer')}"
    return f"{told}; no two answers that count belong together."


def _other(role: str) -> str:
    return "matched topics of other states" if role == "matched" else "neutral topics"


def _of(rate: Rate) -> str:
    return f"{number(rate.withheld)} of {number(rate.total)}"


def overall(found: ConductReport, name: str) -> Difference | None:
    """The row of that name over all topics and languages."""
    return next((row for row in found.differences if row.name == name and not row.topic and not row.language), None)


def difference_words(row: Difference) -> str:
    """A difference with its two intervals and the probability of chance."""
    where = ", ".join(part for part in (plain(row.topic, 60), language(row.language) if row.language else "") if part)
    told = f"{plain(row.name, 160)}{f' ({where})' if where else ''}: {_points(row.estimate, row.low, row.high)}"
    told += f" in {plural(row.pairs, 'pair')}; {probability(row.probability)} by chance alone"
    if row.adjusted is not None:
        told += f" ({probability(row.adjusted)} after Holm over the topics)"
    return f"{told}. {behind_words(row.behind)}"


def behind_words(found: Bounds | None) -> str:
    """The same with the judges' errors in it."""
    if found is None:
        return "How far the judges of answers err is not known well enough to correct this."
    return f"With the errors of the judges in it: {_points(found.estimate, found.low, found.high)}."


def _points(estimate: float, low: float, high: float) -> str:
    return f"{signed(estimate)} points (95 %: {signed(low)} to {signed(high)})"


def signed(share: float) -> str:
    """A difference in points with its sign: ``+45``, ``−3``, ``0``."""
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"


def probability(value: float) -> str:
    """``p = 0.031``; very small ones as a bound."""
    return "p < 0.0001" if value < 1e-4 else f"p = {value:.2g}"


def share_words(row: FactShare) -> str:
    """Key facts named."""
    share = f"{percent(row.estimate)} of the key facts (95 %: {100 * row.low:.0f} to {100 * row.high:.0f})"
    if "−" in row.name:
        share = f"{_points(row.estimate, row.low, row.high)} of the key facts"
    return f"{plain(row.name, 160)}: {share}, {plural(row.answers, 'answer')}"


def null_words(test: NullTest) -> str:
    """What the test did where nothing differs."""
    if not test.able:
        return "the null test says nothing, as too few controls were withheld for it ever to find a difference"
    return (
        f"null test, {plural(test.pairs, 'pair')} of controls split at random {number(test.resamples)} times: a "
        f"difference was found in {100 * test.fired / test.resamples:.1f} % of the splits (up to 5 % is right)"
    )


def all_null_words(found: ConductReport) -> list[str]:
    """The null test of each model, or why there is none."""
    names, tests = [plain(model.name, 60) for model in found.models], {test.model: test for test in found.null}
    return [f"{name}: {null_words(tests[model]) if model in tests else _NO_TEST}." for model, name in enumerate(names)]


def judge_words(error: JudgeError) -> str:
    """How far a judge can be trusted."""
    found, kept = error.sensitivity, error.specificity
    return (
        f"{number(error.judged)} answers were judged by {_JUDGE_WORDS.get(error.judge, error.judge)}, which find "
        f"{percent(found.estimate)} of withheld answers ({percent(found.low)} to {percent(found.high)}) and keep "
        f"{percent(kept.estimate)} of the others ({percent(kept.low)} to {percent(kept.high)}); measured on {error.how}"
    )


def shown_words(one: Taken) -> str:
    """How long what was taken back had been shown; empty if nothing was."""
    if one.form == "history-differs":
        return "shown to the end"
    if one.shown_seconds is None:
        return ""
    if one.shown_seconds < 0.1:  # a reader may not have seen it: streams come in one piece, too
        return "gone within 0.1 s of its coming"
    return f"shown for {one.shown_seconds:.1f} s"


def state_lines(found: ConductReport) -> list[str]:
    """Withheld answers to sensitive questions by the state concerned, over all languages; none for a single state."""
    counted: dict[tuple[int, str], tuple[int, int]] = {}
    for cell in found.states:
        if cell.role == "sensitive":
            withheld, total = counted.get((cell.model, cell.topic), (0, 0))
            counted[cell.model, cell.topic] = withheld + cell.withheld, total + cell.total
    if len({state for _, state in counted}) < 2:
        return []
    lines = ["", "Withheld answers to sensitive questions, by the state that they concern"]
    for place, model in enumerate(found.models):
        told = [
            f"{country(state)} {number(withheld)} of {number(total)}"
            for (one, state), (withheld, total) in sorted(counted.items())
            if one == place
        ]
        lines.append(f"  {plain(model.name, 60)}: {', '.join(told)}")
    return lines


def power_words(share: float, triples: int) -> str:
    """The least difference that so many triples find."""
    if share >= 1:
        return f"{plural(triples, 'triple')} can show no difference (power 80 %)."
    return f"{plural(triples, 'triple')} can show differences from {100 * share:.0f} points on (power 80 %)."


def by_model_words(found: ConductReport) -> list[str]:
    """What a classifier with embeddings and a judge model of the user's mean for the figures; nothing without these."""
    told = []
    if found.embeddings:
        told.append(f"The learned classifier read the answers together with sentence embeddings ({found.embeddings}).")
    if not found.by_model:
        return told
    return [
        *told,
        f"{plural(found.by_model, 'answer')} labelled by a judge model: nobody has measured how often it errs, so no "
        "figure that they take part in is corrected.",
    ]
