from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from undertow.cli.policies import policy
from undertow.errors import UsageError

_PAGE = "<html lang=en><title>Privacy</title><p>We share your email address with Criteo to show you ads.</p>" + (
    "<p>Nothing is stated here at all by anybody whosoever.</p>" * 12
)


def run(path: Path, *options: str) -> str:
    answer = CliRunner().invoke(policy, [str(path), *options])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_saved_page_gives_statements_with_their_sentence(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE)
    text = run(tmp_path / "p.html")
    assert "share: email → Criteo; for advertising" in text
    assert "“We share your email address with Criteo to show you ads.”" in text


def test_json_holds_the_statement(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE)
    (statement,) = json.loads(run(tmp_path / "p.html", "--json"))["statements"]
    assert (statement["action"], statement["data"], statement["recipients"]) == ("share", ["email"], ["Criteo"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 \x00", "not a text page (application/pdf)"),
        (b"\x89PNG\r\n", "not a text page (image/png)"),
        (b"", "hardly any text"),
        (
            b"<p>" + b"Noi condividiamo i dati con i nostri partner. " * 20,
            "No statements were",
        ),
        (b"<p>" + b"abc " * 600_000, "only the first 2,000,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "p").write_bytes(content)
    assert said in run(tmp_path / "p")


def test_control_characters_of_a_page_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE.replace("Criteo", "Criteo\x1b[31m&#27;[2J"))
    assert "\x1b" not in run(tmp_path / "p.html")


def test_a_url_for_a_saved_page_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE)
    answer = CliRunner().invoke(policy, [str(tmp_path / "p.html"), "--url", "https://a.test/"])
    assert "chooses a policy in a bundle" in str(answer.exception)


def test_what_a_newer_version_says_otherwise_is_told_with_both_sentences(tmp_path: Path) -> None:
    (tmp_path / "new.html").write_text(_PAGE)
    (tmp_path / "old.html").write_text(_PAGE.replace("We share", "We do not share"))
    text = run(tmp_path / "new.html", "--since", str(tmp_path / "old.html"))
    assert "says otherwise: share email → Criteo" in text
    assert text.index("We do not share your email") < text.index("We share your email")
    (change,) = json.loads(run(tmp_path / "new.html", "--since", str(tmp_path / "old.html"), "--json"))["changes"]
    assert (change["kind"], change["data"], change["recipients"]) == ("changed", ["email"], ["Criteo"])


def test_two_equal_versions_have_no_differences_and_say_how_they_were_read(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE)
    assert "No differences in what was read." in run(tmp_path / "p.html", "--since", str(tmp_path / "p.html"))


def test_a_saved_page_has_no_flows_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(_PAGE)
    assert "What it says of each flow" not in run(tmp_path / "p.html")
    assert json.loads(run(tmp_path / "p.html", "--json"))["practices"] == []


def test_an_address_is_not_asked_and_it_is_said_what_reads_it() -> None:
    error = CliRunner().invoke(policy, ["https://a.example/privacy"]).exception
    assert isinstance(error, UsageError) and "undertow audit" in str(error)


def test_what_is_said_twice_in_the_same_words_is_printed_once(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    said = "<p>We share your email address with advertisers.</p>"
    page.write_text(f"<html lang=en><main>{said}{said}<p>We share your phone number with advertisers.</p></main>")
    printed = run(page)
    assert printed.count("share: email → advertisers") == 1 and "(2 times)" in printed
    assert printed.count("share: phone → advertisers") == 1 and "3 statements" in printed
