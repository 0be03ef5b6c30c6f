"""What `show HOST` says of a host beside its requests: its certificate, and what is kept for it and by whom."""

from __future__ import annotations

import pytest

from undertow.cli.details import find, print_detail
from undertow.cli.output import Progress
from undertow.model import (
    Certificate,
    Evidence,
    Exchange,
    ProbeEvent,
    StackFrame,
    StorageItem,
    Vantage,
    Visit,
)

HOST = "shop.test"


class NoBlobs:
    def get(self, sha256: str) -> bytes:
        raise KeyError(sha256)

    def __contains__(self, sha256: object) -> bool:
        return False


def evidence() -> Evidence:
    frame = StackFrame(url="https://t.test/t.js", script="a" * 64, function="", line=0, column=0)
    call = ProbeEvent(
        id="v1.p1", at=1.0, step="land", api="Storage.prototype.setItem", kind="storage",
        arguments=("uid", "7"), stack=(frame,), frame_url=f"https://{HOST}/",
    )  # fmt: skip
    items = (
        StorageItem(area="local", origin=f"https://{HOST}", key="uid", value="7", writer="v1.p1"),
        StorageItem(area="cookie", origin=f".{HOST}", key="sid", value="\x1b[31m9", writer="v1.e1"),
        StorageItem(area="session", origin=f"https://{HOST}", key="odd", value="1"),
        StorageItem(area="local", origin="https://other.test", key="theirs", value="2"),
    )
    shown = Certificate(
        host=HOST, subject=HOST, names=(HOST, "www.shop.test"), issuer="An Authority",
        valid_from="2026-01-01T00:00:00Z", valid_to="2027-01-01T00:00:00Z", protocol="TLS 1.3",
    )  # fmt: skip
    visit = Visit(
        id="v1", started="2026-01-01T00:00:00Z", duration=1, outcome="complete", browser="b", user_agent="u",
        headless_marker_removed=False, sealed=True, probe_events=(call,), storage=items, certificates=(shown, shown),
        vantage=Vantage(
            name="n", label="N", country="DE", locale="de", languages=("de",), timezone="UTC", phone_prefix="+49"
        ),
        exchanges=(
            Exchange(
                id="v1.e1", at=0.0, step="land", channel="document", method="GET", url=f"https://{HOST}/", host=HOST
            ),
        ),
    )  # fmt: skip
    return Evidence(tool="t", target=f"https://{HOST}/", started="2026-01-01T00:00:00Z", submit=False, visits=(visit,))


def test_certificate_and_what_is_kept_with_its_writer_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    of = evidence()
    print_detail(find(of, NoBlobs(), "0" * 64, HOST, Progress()), of, NoBlobs())
    out = capsys.readouterr().out
    assert out.count("shop.test, www.shop.test; by An Authority") == 1
    assert "uid = 7 (visit v1, written by https://t.test/t.js)" in out
    assert "(visit v1, written by v1.e1)" in out
    assert "odd = 1 (visit v1, written by unknown)" in out
    assert "theirs" not in out
    assert "\x1b[31m" not in out
