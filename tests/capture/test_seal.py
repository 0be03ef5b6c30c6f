"""The seal: what a map may say, when a browser is sealed, and that a sealed browser reaches nothing outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.capture.seal import HostMap, is_loopback, reach
from undertow.errors import UsageError

NAMESPACE = (
    "ip link set lo up && ip addr add 192.0.2.1/32 dev lo && "
    # WebRTC gathers addresses only where there is an interface other than loopback.
    "ip link add u0 type veth peer name u1 && ip addr add 198.51.100.1/24 dev u0 && "
    "ip link set u0 up && ip link set u1 up && ip route add default dev u0"
)


def in_namespace(*command: str) -> subprocess.CompletedProcess[str]:
    script = f'{NAMESPACE} && exec "$@"'
    return subprocess.run(
        ["unshare", "--net", "--map-root-user", "sh", "-c", script, "sh", *command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )


@pytest.mark.browser
def test_nothing_gets_out_when_sealed_what_gets_out_when_not() -> None:
    try:
        possible = in_namespace("true")
    except FileNotFoundError as error:
        pytest.skip(f"no network namespaces here: {error}")
    if possible.returncode:
        pytest.skip(f"no network namespaces here: {possible.stderr.strip()}")
    done = in_namespace(sys.executable, str(Path(__file__).parent / "seal_prober.py"))
    assert done.returncode == 0, done.stderr
    unsealed, sealed = json.loads(done.stdout)
    expected = {
        *(f"tcp 80 /{way}-{host}" for way in ("fetch", "socket", "beacon") for host in ("outside.test", "192.0.2.1")),
        "tcp 80 /decimal",
        "tcp 443 bytes",
        "tcp 3478 bytes",
        "udp 3478",
        "udp 5000",
    }
    assert expected <= set(unsealed), "the control must reach the listener, or the test proves nothing"
    assert sealed == []


def test_a_map_is_read_when_it_is_complete() -> None:
    assert HostMap.parse("*.Shop.test=127.0.0.1:8443") == HostMap("*.shop.test", "127.0.0.1", 8443)
    assert HostMap.parse("a.test=[::1]:80") == HostMap("a.test", "::1", 80)


@pytest.mark.parametrize(
    "text",
    [
        "", "a.test", "a.test=", "a.test=127.0.0.1", "a.test=127.0.0.1:", "a.test=127.0.0.1:0",
        "a.test=127.0.0.1:65536",
        "a.test=host.test:80", "=127.0.0.1:80", "a b=127.0.0.1:80", "a.test , MAP * evil=127.0.0.1:80",
        "a.*.test=127.0.0.1:80", "*=127.0.0.1:80", "a..test=127.0.0.1:80", "a.test=127.0.0.1:８０", "a.test=1.2.3:80",
    ],
)  # fmt: skip
def test_a_map_is_refused_with_an_example_when_it_is_not_complete(text: str) -> None:
    with pytest.raises(UsageError, match=r"HOST=ADDRESS:PORT"):
        HostMap.parse(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_map_never_carries_a_second_rule_whatever_is_written(text: str) -> None:
    try:
        parsed = HostMap.parse(text)
    except UsageError:
        return
    assert not set(parsed.pattern + parsed.address) & set(", \t\n~")


def test_a_pattern_covers_names_below_it_and_not_the_name_itself_or_its_neighbours() -> None:
    wild = HostMap("*.a.test", "127.0.0.1", 1)
    assert wild.covers("x.a.test")
    assert wild.covers("X.y.A.test")
    assert not wild.covers("a.test")
    assert not wild.covers("xa.test")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "app.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_loopback_is_known_in_all_its_forms(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "localhost.example", "notlocalhost", "128.0.0.1", "127.0.0.1.example"])
def test_near_misses_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_a_public_target_is_not_sealed_even_when_other_names_are_mapped() -> None:
    ground = reach("https://example.org/", [HostMap("cdn.example.org", "127.0.0.1", 8443)])
    assert not ground.sealed
    assert not ground.local
    assert ground.flags == ("--host-resolver-rules=MAP cdn.example.org 127.0.0.1:8443",)


def test_a_target_mapped_to_another_machine_is_sealed_but_not_local() -> None:
    ground = reach("https://shop.test/", [HostMap("shop.test", "10.1.2.3", 443)])
    assert ground.sealed
    assert not ground.local


def test_a_target_on_loopback_is_sealed_and_local() -> None:
    ground = reach("http://127.0.0.1:8000/", [])
    assert ground.sealed
    assert ground.local
    assert "MAP * ~NOTFOUND" in ground.flags[0]
