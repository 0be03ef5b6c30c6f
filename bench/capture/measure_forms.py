"""How many of the forms of our own sixty pages the journey finds, fills in and submits.

Each page is visited as an audit would: a fresh sealed browser, the product's journey. The page itself is the witness:
it posts the values that it holds when it submits.

    python bench/capture/measure_forms.py [--split dev|held-out|all] [--only NAME] [--parallel 2]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from undertow.capture import journey
from undertow.capture.bait import baits
from undertow.capture.limits import Limits
from undertow.capture.page import Page
from undertow.capture.process import find_browser
from undertow.capture.run import Setting, identify
from undertow.capture.seal import reach
from undertow.capture.spool import Spool
from undertow.capture.vantage import named
from undertow.capture.visit import VisitPlan, visit
from undertow.model import FilledField

HERE = Path(__file__).parent
FORMS = HERE / "forms"
RESULTS = HERE / ".work" / "forms.json"
Posts = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Case:
    """One page of the set and what is true of it."""

    name: str
    style: str
    split: str
    language: str
    form: str
    posts: dict[str, str]
    empty: tuple[str, ...]
    html: str
    parts: dict[str, str]


@dataclass(frozen=True)
class Score:
    """What came of one page; fields are counted against `Case.posts`."""

    case: Case
    fields: int
    found: int
    filled: int
    submitted: bool
    trapped: int
    seconds: float
    detail: str


def cases(split: str) -> list[Case]:
    """The pages of a split, by style and name."""
    folders = {"dev": ["dev"], "held-out": ["held_out"], "all": ["dev", "held_out"]}[split]
    files = [(folder, path) for folder in folders for path in sorted((FORMS / folder).glob("*.toml"))]
    return [
        Case(
            name=page["name"], style=path.stem, split=folder, language=page["language"], form=page["form"],
            posts=page["posts"], empty=tuple(page.get("empty", ())), html=page["html"], parts=page.get("parts", {}),
        )
        for folder, path in files
        for page in tomllib.loads(path.read_text())["page"]
    ]  # fmt: skip


@asynccontextmanager
async def serve(pages: Iterable[Case]) -> AsyncIterator[tuple[int, Posts]]:
    """The set on loopback, and what its pages post."""
    by_name = {case.name: case for case in pages}
    got: Posts = defaultdict(list)
    port = 0

    async def page(request: web.Request) -> web.Response:
        case = by_name[request.match_info["name"]]
        part = request.match_info.get("part", "")
        text = case.html if not part or case.parts[part] == "same" else case.parts[part]
        text = text.replace("%CROSS%", f"http://localhost:{port}")
        head = f"<!doctype html><html lang={case.language}><meta charset=utf-8><script src=/kit/base.js></script>"
        return web.Response(text=head + text, content_type="text/html")

    async def kit(request: web.Request) -> web.Response:
        path = FORMS / "kit" / Path(request.match_info["file"]).name
        return web.Response(text=path.read_text(), content_type="text/javascript")

    async def take(request: web.Request) -> web.Response:
        body = await request.text()
        data = json.loads(body) if "json" in request.content_type else dict(parse_qsl(body))
        got[request.match_info["name"]].append({k: str(v) for k, v in data.items()})
        return web.Response(text="ok", content_type="text/html")

    app = web.Application()
    app.router.add_get("/p/{name}", page)
    app.router.add_get("/p/{name}/{part}", page)
    app.router.add_get("/kit/{file}", kit)
    app.router.add_post("/got/{name}", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        yield port, got
    finally:
        await runner.cleanup()


async def drive(case: Case, port: int, setting: Setting, got: Posts) -> Score:
    """One visit of one page."""
    (vantage,) = named(["western-europe"])
    target = f"http://127.0.0.1:{port}/p/{case.name}"
    values = baits(vantage, visit_id="v1", target_host="127.0.0.1")

    async def travel(page: Page, filled: list[FilledField]) -> None:
        await journey.run(page, target=target, baits=values, vantage=vantage, submit=True, filled=filled)

    with Spool() as spool:
        plan = VisitPlan("v1", target, vantage, values, True, False, 90, Limits())
        record = await visit(plan, setting, spool, travel, asyncio.Event())
    by_data = {bait.data: bait.value for bait in values}
    best = max((sum(right(by_data, case, post, key) for key in case.posts) for post in got[case.name]), default=0)
    trapped = max((sum(bool(post.get(key)) for key in case.empty) for post in got[case.name]), default=0)
    taken = [field.data for field in record.visit.fields]
    found = 0
    for data in case.posts.values():
        if data == "prefix":
            found += any(right(by_data, case, post, key) for post in got[case.name] for key in case.posts)
        elif data in taken:
            taken.remove(data)
            found += 1
    steps = ", ".join(
        s.name + ("" if s.outcome == "done" else f" [{s.outcome}: {s.detail}]") for s in record.visit.steps
    )
    fields = ", ".join(f"{field.label}={field.data}" for field in record.visit.fields)
    detail = f"{steps} | {fields} | {got[case.name]}"
    return Score(
        case, len(case.posts), found, best, bool(got[case.name]), trapped, record.visit.duration / 1000, detail
    )


def right(values: dict[Any, str], case: Case, post: dict[str, str], key: str) -> bool:
    """Whether the page held what should have been typed into that field."""
    data, held = case.posts[key], post.get(key, "").strip()
    if data == "prefix":
        return held.removeprefix("+") == "49"
    if data == "phone":
        digits, number = re.sub(r"\D", "", held), values["phone"].removeprefix("+49")
        split = "prefix" in case.posts.values()
        return digits == number if split else digits in ("49" + number, "0" + number, number)
    return held == values[data]


def table(scores: list[Score], by: str) -> str:
    """Figures by style, language or kind."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[getattr(score.case, by)].append(score)
    rows = [f"{by:14} pages  fields   found  filled  submitted  whole"]
    for name, group in [*sorted(groups.items()), ("all", scores)]:
        fields = sum(s.fields for s in group)
        rows.append(
            f"{name:14} {len(group):5} {fields:7} {sum(s.found for s in group) / fields:7.0%}"
            f" {sum(s.filled for s in group) / fields:7.0%} {sum(s.submitted for s in group):10}"
            f" {sum(s.filled == s.fields and not s.trapped for s in group):6}"
        )
    return "\n".join(rows)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "held-out", "all"], default="all")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--parallel", type=int, default=2)
    options = parser.parse_args()
    chosen = [case for case in cases(options.split) if options.only in case.name]
    binary = find_browser()
    setting = Setting(binary, reach("http://localhost/", ()).flags, await identify(binary))
    slots = asyncio.Semaphore(options.parallel)

    async def one(case: Case) -> Score:
        async with slots:
            score = await drive(case, port, setting, got)
            if score.filled < score.fields or score.trapped:
                told = score.detail if case.split == "dev" or options.only else ""
                print(f"{case.name}: {score.filled} of {score.fields}: {told}", flush=True)
            return score

    async with serve(chosen) as (port, got):
        scores = await asyncio.gather(*(one(case) for case in chosen))
    for by in ("split", "style", "language", "form"):
        print("\n" + table(scores, by))
    print(f"\nhoneypots filled in: {sum(s.trapped for s in scores)}; seconds: {sum(s.seconds for s in scores):.0f}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([{**vars(s), "case": s.case.name} for s in scores], indent=1))


if __name__ == "__main__":
    asyncio.run(main())
