"""Sinks that are elements which load, and markup and styles that name addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from undertow.analysis import catalog
from undertow.analysis.catalog_sink import ASSIGNED, Sink, make
from undertow.analysis.columns import unescape
from undertow.analysis.decode import HOLE
from undertow.analysis.flow_values import FlowValues
from undertow.analysis.program import Program
from undertow.analysis.program_names import defined, is_new
from undertow.analysis.program_syntax import (
    ARGS,
    CALL,
    DECLARATOR,
    IDENT,
    NEW,
    OBJECT,
    OBJECT_LITERAL,
    PAIR,
    RIGHT,
    VALUE,
)

_ELEMENT_SOURCES = catalog.words("sinks", "element_sources")
_LOCAL = ("toDataURL", "createObjectURL")
_LOADING = ("src", "href", "action", "data", "poster", "ping", "srcset", "formAction", "background")
_WITH_BACKGROUND = ("body", "table", "tr", "td", "th")
"""Elements with an attribute of that name for a picture."""
_NOT_LOADED = frozenset(
    [
        "canonical",
        "alternate",
        "author",
        "help",
        "license",
        "next",
        "prev",
        "search",
        "nofollow",
        "bookmark",
        "tag",
        "external",
        "noopener",
        "noreferrer",
        "preconnect",
        "dns-prefetch",
    ]
)
"""Values of `rel` of links that are never fetched, or of which only the name of the host is looked up."""
_LINKS = ("a", "area")
_ATTACHED = ("script", "link", "iframe", "object", "embed")
"""Elements that load only once they are part of the document."""
_MARKUP = ("innerHTML", "outerHTML", "srcdoc")
_STYLES = (
    "background",
    "backgroundImage",
    "cssText",
    "listStyleImage",
    "borderImage",
    "maskImage",
    "cursor",
    "content",
)
_STYLE_TEXT = ("textContent", "innerHTML", "innerText")
_BACKED = "|".join(_WITH_BACKGROUND)
IN_MARKUP = re.compile(
    r"""<(img|script|iframe|embed|audio|video|source|link|object|input(?=[^>]*\btype\s*=\s*["']?image\b)|a(?=[^>]*\sping\s*=)"""
    rf"""|(?:{_BACKED})(?=[^>]*\sbackground\s*=))"""
    r"""\b[^>]*?\s(?:src|href(?![^>]*\sping)|data|srcset|ping|background)\s*=\s*["']?([^"'\s>]+)""",
    re.I,
)
"""(element, address) in markup."""
IN_REFRESH = re.compile(r"""<(meta)\b[^>]*?\bhttp-equiv\s*=\s*["']?refresh\b[^>]*?\burl\s*=\s*([^"'>\s]+)""", re.I)
"""(element, address) of a page that loads another after a while."""
IN_BUTTON = re.compile(r"""\bformaction\s*=\s*["']?([^"'\s>]+)""", re.I)
"""Address that a button submits a form to."""
IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["']|image-set\(\s*["'])([^"')\s]+)""", re.I)
"""Address in a style."""
_HOST_HOLE = re.compile(rf"(?:https?:)?//[^/?#]*{HOLE}", re.I)
_IMPORT = re.compile(r"@import\b[^;]*;?", re.I)
_STYLE_SIGNS = (re.compile(r"url\(|@import|image-set", re.I), re.compile(r"url$", re.I), re.compile(r"^\("))
_MARKUP_SIGNS = (
    re.compile(rf"<(?:img|script|iframe|embed|audio|video|source|link|object|meta|input|{_BACKED})\b|\sping\s*=", re.I),
    re.compile(r"<$"),
    re.compile(r"\s(?:src|href|data|srcset|content)\s*=", re.I),
)
"""What the texts of a script hold if it writes such a style or element: the first, or in pieces both of the others."""
_KINDS = {
    "a": "ping",
    "input": "image",
    **dict.fromkeys(_WITH_BACKGROUND, "image"),
    "img": "image",
    "source": "media",
    "embed": "object",
    "meta": "navigation",
}


def find(p: Program, values: FlowValues) -> Iterator[Sink]:
    """All of them."""
    yield from _elements(p, values)
    yield from _assigned(p, values)
    yield from _markup(p, values)
    yield from _styles(p, values)


def _elements(p: Program, values: FlowValues) -> Iterator[Sink]:
    for name in _LOADING:
        for access in p.accesses(name):
            if p.is_written(access) and not _is_local(p, p.child(p.parent[access], RIGHT)):
                kind = _element_kind(p, values, p.base(access), name)
                if kind:
                    up = p.parent[access]
                    yield make(p, kind, up, (ASSIGNED, "url"), url=p.child(up, RIGHT))
                elif name == "href" and _is_looked_up(p, values, access):
                    yield make(p, "dns", p.parent[access], (ASSIGNED, "url"), url=p.child(p.parent[access], RIGHT))
    for setter, at in (("setAttribute", 0), ("setAttributeNS", 1)):
        for access in p.accesses(setter):
            call = p.parent[access]
            args = p.args(call) if p.is_callee(access) else []
            name = p.string(args[at]).rpartition(":")[2] if len(args) == at + 2 else ""
            if name in _LOADING and (kind := _element_kind(p, values, p.base(access), name)):
                yield make(p, kind, call, (at + 1, "url"))


def _is_local(p: Program, value: int) -> bool:
    """Is it an address of something within the page, which nobody is asked for?"""
    return value >= 0 and p.method_name(defined(p, p.strip(value))) in _LOCAL


def _assigned(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`Object.assign(element, {rel: "prefetch", href: address})`."""
    for access in p.accesses("assign"):
        call = p.parent[access]
        args = p.args(call) if p.is_callee(access) and p.global_name(p.base(access)) == "Object" else []
        for member in (m for given in args[1:] if p.kind[given] == OBJECT_LITERAL for m in p.children(given)):
            name = p.text(p.member_key(member)) if p.kind[member] == PAIR else ""
            if name in _LOADING and (kind := _element_kind(p, values, args[0], name)):
                value = p.child(member, VALUE)
                yield Sink(kind, call, value, (), carried=((value, ()),))


def _element_kind(p: Program, values: FlowValues, base: int, attribute: str) -> str:
    """What loading an element does when its attribute is set; empty when the element is unknown."""
    base = p.strip(base)
    if attribute == "href" and "location" in (p.global_name(base), p.key_text(base)):
        return "navigation"
    if attribute == "ping":
        return "ping"
    if attribute == "background" and p.key_text(base) == "body":
        return "image"
    for origin in (base, *p.origins(base)):
        if p.kind[origin] == NEW and p.global_name(p.callee(origin)) in ("Image", "Audio"):
            return "image" if p.global_name(p.callee(origin)) == "Image" else "audio"
        method = p.method_name(origin)
        args = p.args(origin) if method else []
        if method in ("createElement", "createElementNS") and args:
            tag = values.strings(args[-1 if method == "createElementNS" else 0])[0].lower()
            kind = _created_kind(tag, attribute)
            if tag == "input" and attribute == "src" and _is_picture(p, values, origin):
                return "image"
            if tag in _LINKS and attribute == "href" and _is_clicked(p, origin):
                return "navigation"
            if kind and (tag not in _ATTACHED or is_attached(p, origin)) and _is_fetched(p, values, tag, origin):
                return kind
        elif method in catalog.QUERIES and attribute in ("action", "formAction"):
            return "form"
    return ""


def _created_kind(tag: str, attribute: str) -> str:
    if attribute in ("src", "srcset") and (tag in _ELEMENT_SOURCES or tag == "embed"):
        return {"audio": "audio", "video": "video", "track": "media", **_KINDS}.get(tag, tag)
    known = {
        ("link", "href"): "link",
        ("form", "action"): "form",
        ("object", "data"): "object",
        ("video", "poster"): "image",
        ("image", "href"): "image",
        ("feimage", "href"): "image",
        ("script", "href"): "script",
        **{(tag, "background"): "image" for tag in _WITH_BACKGROUND},
    }
    return known.get((tag, attribute), "")


def _is_picture(p: Program, values: FlowValues, made: int) -> bool:
    """Is it an input of the type image, which shows a picture?"""
    key = p.ids.get("type", -1)
    assigned = p.parent[p.parent[made]]
    given = p.args(assigned)[1:] if p.kind[assigned] == CALL and p.method_name(assigned) == "assign" else []
    held = [v for literal in given for v in p.property_of(literal, key)]
    return any(values.one(v).lower() == "image" for v in (*p.stored_on(made, key), *held))


def _is_clicked(p: Program, element: int) -> bool:
    """Does the script follow the link itself?"""
    clicks = (a for name in ("click", "dispatchEvent") for a in p.accesses(name) if p.is_callee(a))
    return any(element in p.origins(p.base(access)) for access in clicks)


def is_attached(p: Program, element: int) -> bool:
    """Is the element handed to anything at all? One that stays in its variable is never part of the document."""
    up = p.parent[p.outermost(element)]
    name = up + 1
    if p.kind[up] != DECLARATOR or p.kind[name] != IDENT or p.binding[name] < 0:
        return True
    for ref in p.s.references(p.binding[name]).tolist():
        used = p.is_access(p.parent[ref]) and p.field[ref] == OBJECT
        if ref != name and not used:
            return True
    return False


def _is_looked_up(p: Program, values: FlowValues, href: int) -> bool:
    """Is it the address of a link that has the name of its host looked up, and a part of that name not known?"""
    if not any(_HOST_HOLE.match(text) for text in values.strings(p.child(p.parent[href], RIGHT))):
        return False
    made = [o for o in p.origins(p.base(href)) if p.method_name(o) == "createElement" and is_attached(p, o)]
    return any({"dns-prefetch", "preconnect"} & {*text.split()} for link in made for text in _rel(p, values, link))


def _rel(p: Program, values: FlowValues, link: int) -> list[str]:
    key = p.ids.get("rel", -1)
    return [values.one(value).lower() for value in p.property_of(link, key) + p.stored_on(link, key)]


def _is_fetched(p: Program, values: FlowValues, tag: str, element: int) -> bool:
    """Does a link with this `rel` fetch its address?"""
    if tag != "link":
        return True
    named = _rel(p, values, element)
    return not any(named) or not all(set(text.split()) <= _NOT_LOADED for text in named if text)


# --- markup and styles ----------------------------------------------------------------------------------------------
def _markup(p: Program, values: FlowValues) -> Iterator[Sink]:
    """`x.innerHTML = '<img src=…'`, `insertAdjacentHTML`, `document.write`."""
    if not _holds(p, _MARKUP_SIGNS):
        return
    for name in _MARKUP:
        for access in p.accesses(name):
            if p.is_written(access) and not _is_inert(p, values, p.base(access)):
                yield from _in_markup(p, values, p.parent[access], ASSIGNED, p.child(p.parent[access], RIGHT))
    for name, at in (("insertAdjacentHTML", 1), ("write", 0), ("writeln", 0)):
        for access in p.accesses(name):
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            if len(args) > at:
                yield from _in_markup(p, values, p.parent[access], at, args[at])


def _in_markup(p: Program, values: FlowValues, node: int, at: int, text: int) -> Iterator[Sink]:
    for string in values.strings(text):
        for tag, address in (*IN_MARKUP.findall(string), *IN_REFRESH.findall(string)):
            if HOLE in address and (tag.lower() != "script" or p.kind[node] == CALL):  # set as markup it never runs
                kind = _KINDS.get(tag.lower(), tag.lower())
                yield Sink(kind, node, text, ((at, "url"),), form="markup")
                return


def _is_inert(p: Program, values: FlowValues, element: int) -> bool:
    """Is it a template of whose content nothing is put anywhere?"""
    made = [o for o in p.origins(element) if p.method_name(o) == "createElement" and p.args(o)]
    if not made or any(values.one(p.args(o)[0]).lower() != "template" for o in made):
        return False
    read = [a for a in p.accesses("content") if set(made) & set(p.origins(p.base(a)))]
    used = [p.parent[p.outermost(a)] for a in read]
    return not any(p.kind[up] in (ARGS, DECLARATOR) or p.key_text(up) in ("cloneNode", "children") for up in used)


def _styles(p: Program, values: FlowValues) -> Iterator[Sink]:
    """Addresses in styles: `style.backgroundImage = "url(…)"`, `sheet.insertRule("@import …")`."""
    if not _holds(p, _STYLE_SIGNS):
        return
    for name in (*_STYLES, *_STYLE_TEXT):
        for access in p.accesses(name):
            if p.is_written(access):
                value = p.child(p.parent[access], RIGHT)
                if _names_address(values, value):
                    yield Sink("css", p.parent[access], value, ((ASSIGNED, "url"),), form="css")
    for call in (c for name in ("set", "append") for c in p.method_calls(name)):
        args = p.args(call)
        typed = p.key_text(p.strip(p.base(p.written_callee(call)))) in ("attributeStyleMap", "styleMap")
        if typed and len(args) > 1 and _names_address(values, args[1]):
            yield Sink("css", call, args[1], ((1, "url"),), form="css")
    for name, at in (("setProperty", 1), ("insertRule", 0), ("addRule", 1), ("replaceSync", 0)):
        for access in p.accesses(name):
            args = p.args(p.parent[access]) if p.is_callee(access) else []
            if len(args) > at and _names_address(values, args[at], imports=name != "replaceSync"):
                yield Sink("css", p.parent[access], args[at], ((at, "url"),), form="css")


def _holds(p: Program, signs: tuple[re.Pattern[str], ...]) -> bool:
    """Do the texts of the script, as they stand or as they were decoded, hold the first sign, or both of the others?"""
    decoded = p.decoded
    made = [*decoded.values.values(), *decoded.templates.values(), *chain(*decoded.alternatives.values())]
    texts = {text for text in made if isinstance(text, str)}
    texts.update(p.text(sym) for sym in np.unique(p.c.sym[p.c.where("string")]).tolist())
    read = -1
    for template in p.c.where("template_string"):
        if template >= read:  # the text of a template holds that of the templates within it
            texts.add(unescape(p.c.source[p.c.start[template] + 1 : p.c.end[template] - 1]))
            read = int(p.c.last[template])
    whole, *pieces = signs
    return any(map(whole.search, texts)) or all(any(map(piece.search, texts)) for piece in pieces)


def _names_address(values: FlowValues, text: int, *, imports: bool = True) -> bool:
    """Does a style name an address that is not all known; `imports`: also of another style, which some may not load."""
    texts = [string if imports else _IMPORT.sub("", string) for string in values.strings(text)]
    found = [address for string in texts for address in IN_STYLE.findall(string)]
    return any(HOLE in address for address in found) or (bool(found) and _is_of_object(values.p, text))


def _is_of_object(p: Program, text: int) -> bool:
    """Is it put together with the address of a `new URL(…)`, whose parameters may be set to anything?"""
    names = [at for at in range(text, p.last[text]) if p.kind[at] == IDENT]
    return any(is_new(p, defined(p, name), "URL") for name in names)
