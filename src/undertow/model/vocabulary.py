"""The closed word lists that code, formats, command line and reports share."""

from __future__ import annotations

from typing import Literal, get_args

DataType = Literal[
    "email", "phone", "password", "name", "username", "otp", "message", "address", "postal-code", "card",
    "birthdate", "search", "file", "input",
    "device", "location", "identifier", "interaction", "keystrokes",
]  # fmt: skip
"""What leaves the page.

``email`` to ``file``: typed or chosen by the person (``otp``: one-time code; ``message``: free text such as a chat
prompt; ``input``: a form value whose kind is not known). ``device``: traits of device and browser (screen, canvas,
fonts, user agent, time zone ...). ``location``: geolocation. ``identifier``: an id kept in cookie or storage.
``interaction``: clicks, scrolling, pointer paths, page content as a session recorder takes them. ``keystrokes``: which
keys are pressed and when.
"""

TYPED: frozenset[str] = frozenset(get_args(DataType)[:14])
"""The data types that a person enters."""

CREDENTIALS: frozenset[str] = frozenset({"email", "phone", "password", "username", "otp"})
"""The data types that identify or authenticate a person at sign-in."""

Grade = Literal["observed", "triggered", "forced", "latent", "referenced"]
"""The highest thing proven of a flow, strongest first; see docs/architecture.md."""

GRADES: tuple[Grade, ...] = get_args(Grade)

GRADE_WORDS: dict[Grade, str] = {
    "observed": "sends",
    "triggered": "sends when …",
    "forced": "is built to send if …",
    "latent": "contains code that could send",
    "referenced": "mentions",
}
"""How each grade is shown to readers."""

Severity = Literal["high", "medium", "low", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

Confidence = Literal["confirmed", "likely", "possible"]
"""How sure the tool is: ``confirmed`` by bytes seen, ``likely`` by code and execution together, ``possible`` by one."""

OutcomeWord = Literal["sent", "not sent", "not tried"]
"""What one flow did at one vantage. ``not tried``: no visit there got far enough to tell."""

Dimension = Literal[
    "phone-prefix", "timezone", "language", "country", "connection", "user-agent", "screen", "referrer", "date",
    "server-answer", "storage", "consent", "random", "unknown",
]  # fmt: skip
"""Which property of the circumstances a guard tests; ``random``: a share of the visits, drawn by lot."""
