from __future__ import annotations

from dataclasses import replace

import msgspec
from cases_of_flows import HOST
from cases_of_traces import case, exchange, header, identifier, kept, visit

from undertow.detectors import Case
from undertow.detectors.cache_identifier import DETECTOR
from undertow.model import Carried, EvidenceRef, Identifier, Kept, Traces

BODY, OTHER_BODY = "11" * 32, "22" * 32
BACK = Carried(exchange="v1.e2", at=900.0, host=HOST, part="header if-none-match")


def tag(**changes: object) -> Kept:
    evidence = EvidenceRef(kind="exchange", id="v1.e1", part="answer header etag")
    return kept(area="etag", holder=HOST, key=f"https://{HOST}/in", writer=HOST, script=None, evidence=evidence)


def audit(one: Identifier, other: str = '"ffffffffffffffff1"', body: str = BODY) -> Case:
    """Two visits that got an answer with an entity tag from one address."""
    first = exchange(response_body=BODY, response_headers=header("ETag", f'"{one.value}"'))
    second = exchange(id="v2.e1", response_body=body, response_headers=header("ETag", other))
    visits = (visit(exchanges=(first,)), visit("v2", exchanges=(second,)))
    return case(*visits, traces=Traces(identifiers=(one,)))


def found(audited: Case) -> list[tuple[str, str]]:
    return [(f.severity, f.confidence) for f in DETECTOR.detect(audited)]


def test_the_same_content_under_a_tag_of_ones_own_that_comes_back_is_likely() -> None:
    assert found(audit(identifier(tag(), carried=[BACK]))) == [("medium", "likely")]


def test_a_tag_that_is_an_identifier_elsewhere_too_is_confirmed() -> None:
    assert found(audit(identifier(tag(), kept()), body=OTHER_BODY)) == [("medium", "confirmed")]


def test_a_tag_that_never_came_back_is_possible() -> None:
    assert found(audit(identifier(tag()))) == [("medium", "possible")]


def test_tags_of_other_content_and_of_one_file_on_two_servers_are_no_finding() -> None:
    assert not found(audit(identifier(tag(), carried=[BACK]), body=OTHER_BODY))
    apache = identifier(tag(), value="2c39c4-5a1-4f2b8a", carried=[BACK])
    assert not found(audit(apache, other='"9a11c4-5a1-4f2b8a"'))
    assert not found(audit(apache, other='W/"9a11c4-5a1-4f2b8a-gzip"')), "what a proxy appends for a compression"


def test_one_visit_alone_has_nothing_to_compare() -> None:
    one = msgspec.structs.replace(identifier(tag(), carried=[BACK]), compared=0)
    audited = audit(one)
    alone = replace(audited, evidence=msgspec.structs.replace(audited.evidence, visits=audited.evidence.visits[:1]))
    assert not found(alone)
