"""Ways in which a value can leave so that it cannot be read, each on a host of its own; and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from library_site import serve

from conftest import run

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("no-modules")) as address:
        yield address


def audit(page: str, out: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Flows to others that were sent, or that code could send, by data and host."""
    ran = run("audit", page, "--vantage", "north-america", "--out", out, "--json")
    return {(f["data"], f["host"]): f for f in ran.json["flows"] if not f["first_party"] and f["grade"] != "referenced"}


@pytest.fixture(scope="module")
def ways(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, Any]]:
    return audit(f"{site}/ways-out.html", tmp_path_factory.mktemp("ways"))


@pytest.mark.parametrize(
    ("data", "host", "layer"),
    [
        ("email", "salted.collect.test", "SHA-1"),
        ("email", "twice.collect.test", "sha256"),
        ("email", "signed.collect.test", "HMAC"),
        ("email", "encrypted.collect.test", "AES-GCM"),
        ("password", "encrypted.collect.test", "AES-GCM"),
        ("password", "wrapped.collect.test", "RSA-OAEP"),
        ("email", "zipped.collect.test", "gzip"),
        ("email", "xored.collect.test", "xor"),
        ("email", "halved.collect.test", "part"),
        ("email", "local-part.collect.test", "part"),
        ("keystrokes", "keys.collect.test", "part"),
    ],
)
def test_a_value_is_found_however_it_leaves(
    ways: dict[tuple[str, str], dict[str, Any]], data: str, host: str, layer: str
) -> None:
    flow = ways[data, host]
    assert (flow["grade"], flow["confidence"]) == ("observed", "confirmed")
    assert any(layer in ref["layers"] for ref in flow["evidence"]), flow["evidence"]


def test_a_value_is_found_in_the_labels_of_a_host_name(ways: dict[tuple[str, str], dict[str, Any]]) -> None:
    (flow,) = [f for (data, host), f in ways.items() if data == "email" and host.endswith("named-collect.test")]
    assert flow["confidence"] == "confirmed"


def test_keys_leave_before_the_form_is_submitted(ways: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert ways["keystrokes", "keys.collect.test"]["before_submit"]
    assert not ways["email", "xored.collect.test"]["before_submit"]


def test_no_way_carries_what_it_was_not_given(ways: dict[tuple[str, str], dict[str, Any]]) -> None:
    sent = {(data, host) for (data, host), flow in ways.items() if flow["grade"] in ("observed", "triggered")}
    passwords = {host for data, host in sent if data == "password"}
    assert passwords == {"encrypted.collect.test", "wrapped.collect.test"}
    assert {data for data, _ in sent} == {"email", "password", "keystrokes"}


def test_nothing_is_found_where_nothing_typed_leaves(site: str, tmp_path: Path) -> None:
    assert audit(f"{site}/near-misses.html", tmp_path) == {}
