"""What `compare` says of right, missing, false and wrongly described flows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from undertow.lab import LabApp, apps
from undertow.lab.truth import Truth, compare, compare_policy, load

Flow = dict[str, Any]


def as_product_says(truth: Truth) -> list[Flow]:
    """The truth, in the words of the product's JSON."""
    return [
        {
            "data": flow.data,
            "script": flow.script or None,
            "host": flow.host,
            "sink": flow.sink,
            "grade": flow.grade,
            "first_party": flow.first_party,
            "before_submit": flow.before_submit,
            "circumstances": [
                {"dimension": name, "operator": "one-of", "values": sorted(values), "negated": False}
                for name, values in flow.circumstances.items()
            ],
            "outcomes": [{"vantage": name, "outcome": word} for name, word in flow.outcomes.items()],
        }
        for flow in truth.flows
    ]


@pytest.fixture
def truth() -> Truth:
    return load(apps()[0].truth_path)


def carrier(flows: list[Flow]) -> Flow:
    return next(flow for flow in flows if flow["data"] == "phone" and flow["grade"] == "triggered")


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_nothing_differs_when_flows_equal_truth(app: LabApp) -> None:
    truth = load(app.truth_path)
    assert compare(truth, as_product_says(truth)) == ()


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_missing_flow_is_told_when_nothing_was_found(app: LabApp) -> None:
    truth = load(app.truth_path)
    differences = compare(truth, [])
    assert len(differences) == len(truth.flows)
    assert all(text.endswith("not found") for text in differences)


@pytest.mark.parametrize("grade", ["observed", "referenced"])
def test_false_flow_is_told_when_no_such_flow_exists(truth: Truth, grade: str) -> None:
    extra = {**as_product_says(truth)[0], "host": "elsewhere.test", "grade": grade}
    (difference,) = compare(truth, [*as_product_says(truth), extra])
    assert f"reported ({grade}), but there is no such flow" in difference
    assert "elsewhere.test" in difference


def test_second_report_is_told_when_one_flow_comes_twice(truth: Truth) -> None:
    flows = as_product_says(truth)
    (difference,) = compare(truth, [*flows, copy.deepcopy(flows[0])])
    assert "reported more than once" in difference


def change_prefix(flow: Flow) -> None:
    flow["circumstances"][0]["values"] = ["+86", "+852"]


def lose_zone_value(flow: Flow) -> None:
    flow["circumstances"][1]["values"].remove("Asia/Urumqi")


def add_dimension(flow: Flow) -> None:
    flow["circumstances"].append({"dimension": "unknown", "values": [], "text": "x > 1"})


def negate_language(flow: Flow) -> None:
    flow["circumstances"][2]["negated"] = True


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (lambda flow: flow.update(grade="latent"), ["graded latent, truly triggered"]),
        (lambda flow: flow.update(first_party=True), ["taken for the app itself, truly another party"]),
        (lambda flow: flow.update(before_submit=True), ["said to leave before the form is submitted"]),
        (lambda flow: flow["circumstances"].pop(), ["the condition on language was not found"]),
        (change_prefix, ["the condition on phone-prefix has +852 too many"]),
        (lose_zone_value, ["the condition on timezone lacks Asia/Urumqi"]),
        (add_dimension, ["a condition on unknown was reported that is not there"]),
        (negate_language, ["the condition on language was not found", "a condition on not language was reported"]),
        (lambda flow: flow["outcomes"][0].update(outcome="sent"), ["outcome from north-america is sent"]),
        (lambda flow: flow["outcomes"].pop(), ["outcome from china is missing, truly sent"]),
    ],
)
def test_one_sentence_tells_each_difference(
    truth: Truth, change: Callable[[Flow], object], sentences: list[str]
) -> None:
    flows = as_product_says(truth)
    change(carrier(flows))
    differences = compare(truth, flows)
    assert len(differences) == len(sentences)
    for difference, sentence in zip(differences, sentences, strict=True):
        assert difference.startswith("phone from login.")
        assert sentence in difference


def test_conditions_of_one_dimension_are_taken_together_when_given_apart(truth: Truth) -> None:
    flows = as_product_says(truth)
    flow = carrier(flows)
    zones = flow["circumstances"].pop(1)["values"]
    flow["circumstances"] += [{"dimension": "timezone", "values": [zone]} for zone in zones]
    assert compare(truth, flows) == ()


def test_outcomes_elsewhere_are_left_alone_when_truth_does_not_speak_of_them(truth: Truth) -> None:
    flows = as_product_says(truth)
    flows[0]["outcomes"].append({"vantage": "brazil", "outcome": "not tried"})
    assert compare(truth, flows) == ()


@pytest.mark.parametrize("broken", ["outcomes = { china = 'sent' }", "colour = 'red'"])
def test_loading_fails_when_truth_has_a_missing_or_unknown_part(tmp_path: Path, broken: str) -> None:
    text = apps()[2].truth_path.read_text(encoding="utf-8")
    head, _, _ = text.rpartition("outcomes = ")
    rest = "" if "outcomes" in broken else "\noutcomes = { north-america = 's', western-europe = 's', china = 's' }"
    path = tmp_path / "truth.toml"
    path.write_text(head + broken + rest, encoding="utf-8")
    with pytest.raises((KeyError, TypeError)):
        load(path)


def practices(**verdicts: str) -> list[dict[str, Any]]:
    hosts = {"cmpassport": "verify.cmpassport.com", "volces": "gator.volces.com"}
    return [
        {"host": hosts[name], "judgements": [{"dimension": "type", "verdict": "clear"},
                                             {"dimension": "recipient", "verdict": verdict}]}
        for name, verdict in verdicts.items()
    ]  # fmt: skip


def test_verdicts_of_the_policy_are_compared_with_a_plain_reading(truth: Truth) -> None:
    assert compare_policy(truth, practices(cmpassport="omitted", volces="clear")) == ()
    (wrong,) = compare_policy(truth, practices(cmpassport="vague", volces="clear"))
    assert wrong == "the policy on verify.cmpassport.com as a recipient: vague, truly omitted"
    assert len(compare_policy(truth, [])) == 2
