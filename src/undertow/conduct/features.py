"""What the learned model sees of a question and its answer: word and character n-grams, and measured signs.

N-grams are hashed into a fixed number of columns (Weinberger et al., "Feature Hashing for Large Scale Multitask
Learning", ICML 2009), so that the shipped model is a list of numbers and holds no text of any answer.
"""

from __future__ import annotations

import math
import re
import tomllib
import zlib
from collections import Counter
from functools import cache
from itertools import pairwise

from undertow import data

COLUMNS = 1 << 15
"""Hashed columns of n-grams."""
_BODY, _HEAD, _TAIL = 3000, 240, 160
"""Characters of an answer that give n-grams: of all of it, of its beginning, of its end."""
_READ = 20_000
"""Characters of an answer that the signs are looked for in; hostile answers may be of any length."""

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’][^\W_]+)?")
_THINKING = re.compile(r"\A(?:\s*<think>.*?</think>|(?:(?!<think>).)*?</think>(?=\s*\n))\s*", re.DOTALL)
"""A leading block of thinking; some servers swallow the mark that opens it."""
_BOXED = re.compile(r"\A\\boxed\{\s*(?:```\w*\s)?(.+?)(?:\s*```)?\s*\}?\Z", re.DOTALL)
"""An answer that a model trained on mathematics puts in a box as a whole."""
_LENGTHS = (25, 60, 150, 300, 500, 900, 1500, 3000)
"""Bounds of classes of length, in characters of a Latin script; a Chinese character counts as three."""
_ENDED = re.compile(r"[.!?。！？…\"”’)）*\]|]\s*\Z")
"""How a text that was not broken off ends."""
SIGNS = ("refusal", "official", "deflection", "critical", "praise")
_TASKS = {
    "fiction": r"satir|fiction|mock|poem|song|imagin|dialogue|讽刺|虚构|诗|模拟|satiiri|kuvitteelli|runo|keksit",
    "list": r"\blist\b|列[出举]|timeline|时间线|luettele|listaa|aikajana",
    "argue": r"critique|condemn|argu|challeng|refut|批评|批判|谴责|反驳|挑战|arvost|tuomits|haasta|kritisoi",
}


@cache
def phrases() -> dict[str, re.Pattern[str]]:
    """The lists of data/conduct_phrases.toml, each as one expression."""
    lists = tomllib.loads(data.read("conduct_phrases.toml").decode("utf-8"))
    return {name: re.compile("|".join(f"(?:{p})" for p in lists[name]), re.IGNORECASE) for name in SIGNS}


def spoken(answer: str) -> str:
    """The answer without a leading block of thinking and without a box around all of it: what the reader is told."""
    text = _THINKING.sub("", answer, count=1).strip()
    boxed = _BOXED.match(text)
    return boxed[1] if boxed else text


def weight(text: str) -> int:
    """Length comparable between scripts: a Chinese character counts as three Latin ones."""
    return len(text) + 2 * len(_CJK.findall(text))


def _grams(text: str, prefix: str) -> Counter[int]:
    tokens = _TOKEN.findall(text.lower())
    found: Counter[int] = Counter()
    for size in (1, 2, 3):
        for at in range(len(tokens) - size + 1):
            gram = " ".join(tokens[at : at + size])
            found[zlib.crc32(f"{prefix}{gram}".encode("utf-8", "replace")) % COLUMNS] += 1
    return found


def ngrams(answer: str) -> dict[int, float]:
    """Column to value: damped counts of all, the beginning and the end, each of length one."""
    text = spoken(answer)[:_READ]
    result: dict[int, float] = {}
    for prefix, part in (("b", text[:_BODY]), ("h", text[:_HEAD]), ("t", text[-_TAIL:])):
        values = {column: 1.0 + math.log(count) for column, count in _grams(part, prefix).items()}
        norm = math.sqrt(sum(v * v for v in values.values())) or 1.0
        for column, value in values.items():
            result[column] = result.get(column, 0.0) + value / norm
    return result


def _terms(text: str) -> set[str]:
    tokens = _TOKEN.findall(text.lower())
    pairs = {a + b for a, b in pairwise(tokens) if _CJK.match(a) and _CJK.match(b)}
    return pairs | {t[:6] for t in tokens if len(t) > 3}


def _share(wanted: set[str], text: str) -> float:
    return len(wanted & _terms(text)) / len(wanted) if wanted else 0.0


def signs(question: str, answer: str) -> list[float]:
    """Measured signs, in a fixed order: length, phrases by place and density, overlap with the question, form."""
    text = spoken(answer)[:_READ]
    size = max(weight(text), 1)
    head, tail = text[:_HEAD], text[-_HEAD:]
    row = [math.log(size), *(float(size < bound) for bound in _LENGTHS)]
    for name in SIGNS:
        pattern = phrases()[name]
        count = len(pattern.findall(text))
        row += [math.log1p(count), min(1000.0 * count / size, 20.0)]
        row += [float(len(pattern.findall(head))), float(len(pattern.findall(tail)))]
    wanted = _terms(question)
    row += [_share(wanted, text), _share(wanted, head)]
    chinese = len(_CJK.findall(text)) / max(len(text), 1)
    asked = len(_CJK.findall(question)) / max(len(question), 1)
    row += [chinese, abs(float(chinese > 0.2) - float(asked > 0.2))]
    row += [math.log1p(text.count("\n")), math.log1p(len(re.findall(r"^\s*(?:#|[-*•]|\d+[.)])", text, re.MULTILINE)))]
    row += [1000.0 * text.count("**") / size, 1000.0 * len(re.findall(r"\d{2,}", text)) / size]
    sample = text[:4000].encode("utf-8", "replace")
    row += [len(zlib.compress(sample)) / max(len(sample), 1)]
    row += [float(bool(re.search(pattern, question, re.IGNORECASE))) for pattern in _TASKS.values()]
    row += [1000.0 * len(re.findall(r"\b(?:I|we|our|my)\b|我们?", text)) / size, float("?" in tail or "？" in tail)]
    words = text.lower().split()
    row += [float(bool(_ENDED.search(text))), len(set(words)) / max(len(words), 1)]
    return row
