"""Where texts of addresses lead."""

from __future__ import annotations

import pytest

from undertow.analysis.addresses import destinations
from undertow.analysis.decode import HOLE


@pytest.mark.parametrize(
    ("texts", "hosts"),
    [
        (["https://h.example/a", HOLE], ["h.example"]),  # what is not known adds nothing
        (["/api", "https://h.example/api"], ["", "h.example"]),
        ([f"{HOLE}/api"], [None]),
        ([f"{HOLE}/api", "/api"], ["", None]),  # the page's own server only where nothing is given
        ([f"{HOLE}/api", "/other"], [""]),
        ([HOLE, "/other"], ["", None]),  # nothing of it may be known
        ([f"https://{HOLE}.h.example/", "https://h.example/"], ["h.example"]),
        ([f"https://{HOLE}.api.first.example/", "https://h.second.test/"], ["{}.api.first.example", "h.second.test"]),
        ([f"https://api-{HOLE}.first.example/", "https://h.second.test/"], ["h.second.test"]),
        ([HOLE, "/"], [None]),  # a slash that is put to the end of an address
        (["/"], [""]),
        (["https://https://h.example/"], ["h.example"]),
        (["https://www.https://h.example/"], [None]),
        (["https://.h.example/"], ["{}.h.example"]),  # a key that is empty by default
        (["data:,x"], []),
        (["vendor-app://trackEvent"], []),
        (["wss://h.example/"], ["h.example"]),
        (["http:", "https://a.example/x"], ["a.example"]),
        (["http:"], [None]),
    ],
)
def test_destinations_are_the_hosts_that_the_texts_tell(texts: list[str], hosts: list[str | None]) -> None:
    assert [host for _, host in destinations(texts)] == hosts
