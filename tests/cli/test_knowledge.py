"""`undertow data`."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from undertow import data as knowledge
from undertow.attribution import ftm
from undertow.cli import undertow
from undertow.cli.knowledge import data
from undertow.errors import EnvironmentProblem, UndertowError


def test_every_data_file_is_listed_with_date_age_and_licence() -> None:
    result = CliRunner().invoke(data, ["status", "--json"])
    files = json.loads(result.stdout)["files"]
    assert result.exit_code == 0
    assert [row["name"] for row in files] == [entry["name"] for entry in knowledge.sources()]
    assert all(row["intact"] and row["licence"] and row["date"] for row in files)


def test_an_altered_file_is_named_and_the_exit_code_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read = knowledge.read
    monkeypatch.setattr(knowledge, "read", lambda name: b"x" if name == "companies.tsv" else read(name))
    result = CliRunner().invoke(data, ["status"])
    altered = [line for line in result.stdout.splitlines() if "ALTERED" in line]
    assert result.exit_code == 2
    assert len(altered) == 1 and "companies.tsv" in altered[0]


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERTOW_PACKS", str(tmp_path / "packs"))
    return tmp_path


def entities(folder: Path, company: str = "Acme") -> str:
    path = folder / "entities.json"
    path.write_text(json.dumps({"entities": {company: {"properties": ["acme-ads.example"], "resources": []}}}))
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(undertow, [*arguments])


def test_a_pack_is_added_asked_updated_and_removed(packs: Path) -> None:
    assert "Added pack disconnect" in run("data", "add", entities(packs)).stdout
    assert "Acme" in run("who", "x.acme-ads.example").stdout
    assert "CC BY-NC-SA" in run("data", "status").stdout
    assert "Updated" in run("data", "update", "disconnect", entities(packs, "Other Ltd")).stdout
    assert "Other Ltd" in run("who", "x.acme-ads.example").stdout
    assert run("data", "remove", "disconnect").exit_code == 0
    assert "Other Ltd" not in run("who", "x.acme-ads.example").stdout


def test_a_pack_is_added_and_updated_from_an_address_that_the_user_gives(packs: Path) -> None:
    class Files(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    entities(packs)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(packs))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}"
            added = run("data", "add", f"{address}/entities.json")
            entities(packs, "From Afar Ltd")
            result = run("data", "update", "disconnect", f"{address}/entities.json")
            missing = undertow_error("data", "update", "disconnect", f"{address}/nothing.json")
        finally:
            server.shutdown()
            thread.join()
    assert "Added pack disconnect" in added.stdout and "Updated pack disconnect" in result.stdout
    assert "From Afar Ltd" in run("who", "acme-ads.example").stdout
    assert "404" in str(missing)


def undertow_error(*arguments: str) -> UndertowError:
    error = run(*arguments).exception
    assert isinstance(error, UndertowError), error
    return error


@pytest.mark.parametrize("url", ["http://example.com/x.json", "ftp://127.0.0.1/x", "file:///etc/passwd", "https://"])
def test_an_address_that_is_not_encrypted_is_not_asked(packs: Path, url: str) -> None:
    run("data", "add", entities(packs))
    assert "give an https address" in str(undertow_error("data", "update", "disconnect", url))
    assert "give an https address" in str(undertow_error("data", "add", url, "--name", "other"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "{file}", "--name", "../x"), "cannot name a pack"),
        (("add", "{file}", "--date", "yesterday"), "is no day"),
        (("update", "nothing", "{file}"), "undertow data add"),
        (("update", "disconnect", "{file}.gone"), "there is no file"),
        (("add", "{file}.gone"), "there is no file"),
        (("remove", "nothing"), "packs here: none"),
    ],
)
def test_a_wrong_request_says_what_to_write_instead(packs: Path, arguments: tuple[str, ...], message: str) -> None:
    file = entities(packs)
    assert message in str(undertow_error("data", *(text.format(file=file) for text in arguments)))


def test_a_second_pack_of_a_name_is_refused_and_a_file_of_a_packers_date_asks_for_the_day(packs: Path) -> None:
    file = entities(packs)
    os.utime(file, (499_162_500, 499_162_500))
    assert "say that with --date" in str(undertow_error("data", "add", file))
    run("data", "add", file, "--date", "2026-01-01")
    assert "data update disconnect" in str(undertow_error("data", "add", file, "--date", "2026-01-01"))


def test_a_damaged_pack_is_named_by_status(packs: Path) -> None:
    run("data", "add", entities(packs))
    (packs / "packs" / "disconnect.pack").write_bytes(b"nothing")
    result = run("data", "status")
    assert result.exit_code == 2
    assert "pack disconnect  DAMAGED" in result.stdout


def test_what_a_pack_is_can_be_had_as_json(packs: Path) -> None:
    head = json.loads(run("data", "add", entities(packs), "--json").stdout)
    assert (head["name"], head["hosts"], head["entries"]) == ("disconnect", 1, 0)
    assert json.loads(run("data", "remove", "disconnect", "--json").stdout) == {"removed": "disconnect"}


def test_the_export_writes_what_the_tables_have_of_one_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ftm, "checked", lambda entities: entities)
    result = run("data", "export", str(tmp_path / "out.jsonl"), "--host", "www.cmpassport.com")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert result.exit_code == 0 and f"Wrote {len(lines)} entities" in result.stdout
    assert {"id", "schema", "properties"} == set(lines[0])
    assert {line["schema"] for line in lines} == {"Company", "PublicBody", "Ownership", "Sanction"}
    printed = run("data", "export", "-", "--query", "China Mobile Internet").stdout.splitlines()
    assert [json.loads(line) for line in printed] == lines
    told = json.loads(run("data", "export", str(tmp_path / "out.jsonl"), "--query", "CMIC", "--json").stdout)
    assert sum(told["entities"].values()) == len(lines) and told["entities"]["PublicBody"] == 1


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--host", "x.nobody-knows-this.test"], "leads to no organisation"),
        (["--host", "China Mobile"], "leads to no organisation"),
        (["--query", "Nobody Ltd"], "leads to no organisation"),
        (["--query", ""], "Give a host name"),
        (["--query", "China Mobile", "--host", "cmpassport.com"], "give one of them"),
    ],
)
def test_an_export_of_nobody_known_is_refused_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    result = run("data", "export", str(tmp_path / "out.jsonl"), *arguments)
    assert isinstance(result.exception, UndertowError) and said in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_an_export_without_the_package_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    result = run("data", "export", str(tmp_path / "out.jsonl"))
    assert isinstance(result.exception, EnvironmentProblem) and "undertow[ftm]" in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_entities_and_the_account_of_them_are_not_mixed_on_standard_output() -> None:
    result = run("data", "export", "-", "--json")
    assert isinstance(result.exception, UndertowError) and "give a FILE" in str(result.exception)
