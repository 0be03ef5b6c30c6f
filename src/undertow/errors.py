"""All exceptions that reach a caller of Undertow.

    UndertowError
    ├── UsageError          the request itself is wrong; the message says what to write instead
    ├── EnvironmentProblem  this machine lacks something (browser, port, disk); the message says how to get it
    ├── CaptureFailed       no visit gave evidence
    ├── InvalidData         a document is not what it should be
    └── BundleDamaged       a bundle is cut short, altered, or hostile

Everything that merely could not be seen is a `Gap`, not an exception.
"""


class UndertowError(Exception):
    """Base of all; its text is one or two sentences for the user."""


class UsageError(UndertowError):
    """The request itself is wrong; the message says what to write instead."""


class EnvironmentProblem(UndertowError):
    """This machine lacks something (browser, port, disk space); the message says how to get it."""


class CaptureFailed(UndertowError):
    """No visit gave any evidence, so there is nothing to analyse."""


class InvalidData(UndertowError):
    """A document is not of the form it should have."""


class BundleDamaged(UndertowError):
    """A bundle is cut short, altered, or built to do harm; nothing of it was used."""
