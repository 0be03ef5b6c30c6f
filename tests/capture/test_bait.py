"""Baits: unique, reproducible from their seed, and nobody's."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.capture.bait import baits
from undertow.capture.vantage import PRESETS
from undertow.errors import UsageError
from undertow.model import TYPED, Bait, DataType, Vantage

AMERICA, EUROPE, CHINA = PRESETS


def made(vantage: Vantage = AMERICA, visit: str = "v1", host: str = "a.test", seed: str = "s") -> dict[DataType, Bait]:
    return {b.data: b for b in baits(vantage, visit_id=visit, target_host=host, seed=seed)}


def test_values_are_equal_when_seed_and_visit_are() -> None:
    assert made() == made()


@pytest.mark.parametrize(
    "other",
    [made(visit="v2"), made(host="b.test"), made(seed="t"), made(EUROPE)],
    ids=["visit", "host", "seed", "vantage"],
)
def test_no_value_is_shared_when_one_thing_differs(other: dict[DataType, Bait]) -> None:
    # phone and code are short: they may meet by chance, seldom
    unique = set(made()) - {"phone", "otp", "postal-code", "birthdate"}
    assert not {made()[d].value for d in unique} & {b.value for b in other.values()}


def test_values_differ_when_no_seed_is_given() -> None:
    first, second = (baits(AMERICA, visit_id="v1", target_host="a.test")[0].value for _ in range(2))
    assert first != second


@given(st.text(min_size=1, max_size=8), st.sampled_from(PRESETS))
def test_every_value_has_the_form_that_pages_ask_for(seed: str, vantage: Vantage) -> None:
    values = {d: b.value for d, b in made(vantage, seed=seed).items()}
    assert set(values) <= TYPED
    assert re.fullmatch(r"[a-z]+\.[a-z2-9]{8}@[a-z]+\.test", values["email"])
    assert re.fullmatch(r"\+[1-9]\d{7,14}", values["phone"])
    assert re.fullmatch(r"[1-9]\d{5}", values["otp"])
    assert len(set(values["otp"])) >= 4
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", values["birthdate"])
    password = values["password"]
    assert len(password) >= 14
    assert all(re.search(kind, password) for kind in ("[a-z]", "[A-Z]", r"\d", r"[^\w]"))
    assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", values["name"])


@given(st.text(min_size=1, max_size=8))
def test_number_is_in_a_range_that_nobody_has(seed: str) -> None:
    assert re.fullmatch(r"\+1\d{3}55501\d\d", made(AMERICA, seed=seed)["phone"].value)
    assert re.fullmatch(r"\+49(3023125|6990009|4066969|2214710|8999998)\d{3}", made(EUROPE, seed=seed)["phone"].value)
    assert re.fullmatch(r"\+86154\d{8}", made(CHINA, seed=seed)["phone"].value)


def test_note_says_so_when_a_country_reserves_no_range() -> None:
    assert "reserved for fiction" in made(AMERICA)["phone"].note
    assert "reserves no range" in made(CHINA)["phone"].note


def test_own_number_is_used_when_it_is_given() -> None:
    found = {b.data: b for b in baits(CHINA, visit_id="v1", target_host="a.test", phone="+44 (7700) 900-123")}
    assert found["phone"].value == "+447700900123"
    assert "--phone" in found["phone"].note


@pytest.mark.parametrize("phone", ["", "07700900123", "+0123456789", "+12", "+1555555012x", "+1234567890123456"])
def test_own_number_is_refused_when_it_is_not_international(phone: str) -> None:
    with pytest.raises(UsageError, match="international"):
        baits(AMERICA, visit_id="v1", target_host="a.test", phone=phone)


def test_there_is_no_number_when_no_range_is_known() -> None:
    nowhere = msgspec.structs.replace(AMERICA, phone_prefix="+999")
    assert "phone" not in made(nowhere)
