"""The report as one HTML file: no network, strict content-security policy, readable without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import jinja2

from undertow.model import GRADE_WORDS, AuditResult, Blobs, ConductReport, Evidence
from undertow.report.conduct_view import Pictures, conduct_view, no_pictures
from undertow.report.policyview import DIMENSIONS, READER, VERDICT_HELP
from undertow.report.view import build
from undertow.report.words import GRADE_HELP

_TEMPLATES = Path(__file__).parent / "templates"


def render_html(
    result: AuditResult, blobs: Blobs | None, *, evidence: Evidence | None = None, bundle_name: str = ""
) -> str:
    """One self-contained document.

    Args:
        result: what an audit says.
        blobs: where screenshots and the bytes of requests come from; None leaves them out.
        evidence: what was recorded, for the requests behind each flow; None leaves them out.
        bundle_name: file name of the bundle, named in the advice on how to check the report.
    """
    style, script = _part("report.css"), _part("report.js")
    if result.conduct:
        style += f"\n{_part('conduct.css')}"
    view = build(result, blobs, evidence=evidence, bundle_name=bundle_name)
    return _template("report.html").render(view=view, style=style, script=script, policy=_policy(style, script))


def render_conduct_html(found: ConductReport, pictures: Pictures = no_pictures) -> str:
    """The report on a run of questions to an AI, in the same form.

    Args:
        found: what the run says.
        pictures: where the JPEG of a page is, by its hash; without it none is shown.
    """
    style, script = f"{_part('report.css')}\n{_part('conduct.css')}", _part("report.js")
    view = conduct_view(found, pictures)
    return _template("conduct.html").render(view=view, style=style, script=script, policy=_policy(style, script))


def _policy(style: str, script: str) -> str:
    """No network, and no style or script but these."""
    return (
        f"default-src 'none'; style-src '{_source_hash(style)}'; script-src '{_source_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source_hash(text: str) -> str:
    """Hash of an inline element's content, as a content-security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


@cache
def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["dimensions"] = tuple(DIMENSIONS.values())
    environment.globals["verdicts"] = tuple((word.replace("-", " "), text) for word, text in VERDICT_HELP.items())
    environment.globals["policy_reader"] = READER
    environment.globals["grades"] = {grade: (words, GRADE_HELP[grade]) for grade, words in GRADE_WORDS.items()}
    return environment.get_template(name)
