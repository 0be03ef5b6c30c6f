"""HTML of a hostile page → plain text, its language and the date it gives itself."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace

LONGEST = 2_000_000
"""Characters of HTML that are read; policies have well under a tenth of it."""
LEAST = 60
"""Words under which a text is not taken for the body of a page."""

_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noframes", "xmp"})
"""Elements that hold text up to their own end tag, whatever it looks like."""
_SILENT = frozenset({"template", "noscript", "svg", "select", "object", "canvas"})
_ASIDE = frozenset({"nav", "menu"})
_MAIN = frozenset({"main", "article"})
_MARKED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "th", "td"})
"""Elements whose kind is kept, as `\\x01kind\\x02` before their text; no page can write these characters."""
_AS_WRITTEN = frozenset({"pre"})
"""Elements whose line ends are seen; in all others they are spaces, and only a block ends a line."""
_INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small"}) | {
    "span", "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")

_LINE_END = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

# Every alternative takes what it opens to its end or to the end of the document, and cannot fail after that: so reading
# is linear in the size. (The standard library's HTML parser takes minutes for 2 MB of "<!--".)
_MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <[!?][^>]*+(?:>|\Z)
      | <(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]{0,60}+)
        (?P<attributes>(?:=\s*+"[^"]*+(?:"|\Z) | =\s*+'[^']*+(?:'|\Z) | [^>=]++ | =)*+)(?:>|\Z)""",
    re.S | re.X,
)
_LANG = re.compile(r"(?:^|\s)lang\s*=\s*[\"']?([A-Za-z-]{2,20})")


class _Reader:
    """Collects text in three baskets: the main part, all but navigation, and navigation."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.lang: str | None = None
        self.main: list[str] = []
        self.body: list[str] = []
        self.aside: list[str] = []
        self._open: dict[str, int] = {}

    def read(self, markup: str) -> None:
        """Take in a whole document."""
        at = 0
        while at < len(markup):
            token = _MARKUP.search(markup, at)
            text = html.unescape(markup[at : token.start() if token else len(markup)])
            text = text.replace("\x01", "").replace("\x02", "")
            self._add(text if self._inside(_AS_WRITTEN) else _LINE_END.sub(" ", text))
            if token is None:
                return
            at = token.end()
            tag = (token["tag"] or "").lower()
            if tag and not token["end"]:
                at = self._start(tag, token["attributes"], markup, at)
            elif tag:
                self._close(tag)

    def _start(self, tag: str, attributes: str, markup: str, at: int) -> int:
        """A start tag before `at`; returns where to read on."""
        if tag in _RAW:
            end = re.compile(rf"</{tag}[\s/>]", re.I).search(markup, at)
            stop = end.start() if end else len(markup)
            if tag == "title" and not self.title:
                self.title.append(html.unescape(markup[at:stop][:1000]))
            return stop
        if tag == "html" and self.lang is None:
            lang = _LANG.search(attributes[:1000])
            self.lang = lang[1] if lang else None
        if tag in _SILENT or tag in _ASIDE or tag in _MAIN or tag in _AS_WRITTEN:
            self._open[tag] = self._open.get(tag, 0) + 1
        self._break(tag)
        if tag in _MARKED:
            self._add(f"\x01{tag}\x02")
        return at

    def _close(self, tag: str) -> None:
        if self._open.get(tag):
            self._open[tag] -= 1
        self._break(tag)
        if tag in _MARKED:
            self._add("\x01p\x02")

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._add("\n")

    def _add(self, text: str) -> None:
        if not text or self._inside(_SILENT):
            return
        if self._inside(_ASIDE):
            self.aside.append(text)
            return
        self.body.append(text)
        if self._inside(_MAIN):
            self.main.append(text)

    def _inside(self, tags: frozenset[str]) -> bool:
        return any(self._open.get(tag) for tag in tags)


def clean(text: str) -> str:
    """One form for compatible characters, nothing invisible, single spaces, one line per block."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


_MARK = re.compile("\x01([a-z0-9]+)\x02")
_BULLET = re.compile(r"(?:[\u2022\u25cf\u25aa\u2013*-]|\([a-z0-9]{1,3}\))\s")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or row of a table in the text of a page."""

    kind: str
    """`p`, `li`, `tr`, or `h1` to `h6`."""
    text: str
    start: int
    """Characters from the start of the page's text."""
    cells: tuple[str, ...] = ()
    """Of a row."""
    header: bool = False
    """A row of headings."""
    language: str | None = None
    """ISO 639-1 code where it is another than the page's; see `tongues.spoken`."""

    def grown(self, text: str, *, cell: bool, header: bool) -> Block:
        """The row with one more line of text, which opens a cell or goes on with the last one."""
        cells = (*self.cells, text) if cell else (*self.cells[:-1], f"{self.cells[-1]} {text}")
        return replace(self, text=f"{self.text}\n{text}", cells=cells, header=self.header and header)


def _blocks(text: str) -> list[Block]:
    """The blocks of a text with marks, which is taken to have one line per block once the marks are gone."""
    found: list[Block] = []
    kind, at, row, cell = "p", 0, False, False
    for line in unicodedata.normalize("NFKC", text).split("\n"):
        for part in re.split("(\x01[a-z0-9]+\x02)", line):
            mark = _MARK.fullmatch(part)
            if mark:
                kind, cell = mark[1], mark[1] in ("td", "th")
                row = row and kind != "tr"
                continue
            for piece in clean(part).split("\n") if part.strip() else ():
                if not piece:
                    continue
                if kind not in ("td", "th"):
                    kind = "p" if kind == "tr" else kind
                    found.append(Block("li" if kind == "p" and _BULLET.match(piece) else kind, piece, at))
                elif row and found[-1].kind == "tr":
                    found[-1] = found[-1].grown(piece, cell=cell, header=kind == "th")
                else:
                    found.append(Block("tr", piece, at, (piece,), header=kind == "th"))
                    row = True
                cell = False
                at += len(piece) + 1
    return found


class Page:
    """What is read in one HTML document."""

    def __init__(self, markup: str) -> None:
        """Reads at most `LONGEST` characters; `cut` says whether there was more."""
        self.cut = len(markup) > LONGEST
        reader = _Reader()
        reader.read(markup[:LONGEST])
        self.title = clean(" ".join(reader.title))[:300]
        self.declared = reader.lang
        baskets = {"main": reader.main, "body": reader.body, "aside": reader.aside}
        marked = {name: "".join(parts) for name, parts in baskets.items()}
        main, body, aside = (clean(_MARK.sub("", text)) for text in marked.values())
        if words(main) >= LEAST:
            self.text, chosen = main, "main"
        elif words(body) >= LEAST:
            self.text, chosen = body, "body"
        else:  # all in navigation, or in one that was never closed
            self.text, chosen = max((body, "body"), (aside, "aside"), key=lambda pair: len(pair[0]))
        self._marked = marked[chosen]

    def blocks(self) -> list[Block]:
        """The text with its structure; each block's text stands in `text` at its `start`."""
        return _blocks(self._marked)


def words(text: str) -> int:
    """Number of words; every two characters of Chinese or Japanese count as one."""
    han = len(re.findall("[\u3040-\u30ff\u3400-\u9fff]", text))
    return len(re.findall(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+", text)) + han // 2


_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])|(?<=[。！？；])|\n")
_SHORT = re.compile(
    r"(?:\b(?:Co|Inc|Ltd|Corp|No|Art|Nr|Abs|lit|ggf|bspw|vgl|Ziff|bzw|z\.B|e\.g|i\.e|U\.S|etc|St|Dr|Mr|Ms)\.)$"
)


def sentences(text: str) -> list[str]:
    """Sentences and list items, in order. Abbreviations before capitals (`Co. Ltd.`) do not end one."""
    found: list[str] = []
    for line in text.split("\n"):
        pending = ""
        for part in _ENDS.split(line):
            pending = f"{pending} {part}".strip()
            if not _SHORT.search(pending):
                found.append(pending)
                pending = ""
        if pending:
            found.append(pending)
    return [sentence for sentence in found if sentence]


_STOP_WORDS = {
    "en": "the and of to we you your that with for is are our this may",
    "de": "der die und wir ihre sie das mit von zu nicht werden ist daten oder",
    "fr": "le la les des et vous nous vos votre que pour dans est sont une",
    "es": "el los las de que y nosotros sus para con una por su del como",
    "it": "il che di e per sono della dei nostri noi con una gli le dati",
    "pt": "o os as de que e para com uma por seus nossos você dados não",
    "nl": "de het een en van wij uw dat met voor zijn niet gegevens of te",
}
_STOPS = {language: frozenset(text.split()) for language, text in _STOP_WORDS.items()}


_LETTERS = re.compile(r"[^\W\d_]+")


def stop_words(text: str) -> dict[str, frozenset[str]]:
    """The stop words of each language that a text has."""
    tokens = frozenset(_LETTERS.findall(text.lower()))
    return {code: tokens & stops for code, stops in _STOPS.items()}


def language(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code by script and stop words; what the page declares where the text does not tell; else None."""
    sample = text[:50_000]
    letters = max(1, sum(char.isalpha() for char in sample))
    scripts = (("ja", "[\u3040-\u30ff]", 0.05), ("ko", "[\uac00-\ud7af]", 0.2), ("zh", "[\u3400-\u9fff]", 0.2))
    for code, characters, share in (*scripts, ("ru", "[\u0400-\u04ff]", 0.4), ("ar", "[\u0600-\u06ff]", 0.4)):
        if len(re.findall(characters, sample)) / letters > share:
            return code
    tokens = _LETTERS.findall(sample.lower())
    counts = {code: sum(token in stops for token in tokens) for code, stops in _STOPS.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= max(5, len(tokens) // 20):
        return best
    code = (declared or "").strip().lower()[:2]
    return code if re.fullmatch("[a-z]{2}", code) else None


_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    "Sept?|Oct|Nov|Dec|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|"
    "août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre"
)
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2}[./]\d{1,2}[./]\d{4}"
    rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:\.|er|st|nd|rd|th)? (?:de )?(?:{_MONTH})\.? (?:de )?\d{{4}}"
    rf"|(?:{_MONTH}) \d{{4}})"
)
_DATED = re.compile(
    r"(?<![A-Za-z])(?:last (?:updated|modified|revised|changed)|updated|effective(?: date| as of| from)?|"
    r"in force (?:from|since)|version(?: of)?|stand|letzte (?:aktualisierung|änderung)|"
    r"zuletzt (?:aktualisiert|geändert)|gültig ab|dernière mise à jour|mise? à jour|"
    r"en vigueur (?:le|depuis|à partir du)|date d'entrée en vigueur|última actualización|actualizado|"
    r"fecha de entrada en vigor|vigente desde|"
    r"(?:最近更新|最后更新)(?:日期|时间)?|(?:更新|生效|发布)(?:日期|时间))"
    rf"(?: ?(?:on|am|vom|le|el|du|is|was|der|date))?\s?[:：]?\s?{_DATE}",
    re.I,
)


def dated(text: str) -> str | None:
    """The date that the text gives itself, in its own words, e.g. ``Last updated: 3 March 2026``; else None."""
    found = _DATED.search(text.replace("\n", " "))
    return found[0] if found else None
