"""What is in a tree of nodes as `DOM.getDocument` gives it, with what scripts cannot reach."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.capture.protocol import Json


def document_of(node: Json, frame: str) -> Json | None:
    """The document of a frame of the same process, in a tree as `DOM.getDocument` gives it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        inner: Json | None = here.get("contentDocument")
        if inner is not None:
            if here.get("frameId") == frame:
                return inner
            waiting.append(inner)
        waiting += [*here.get("children", ()), *here.get("shadowRoots", ())]
    return None


def closed(document: Json) -> Iterator[int]:
    """Backend ids of the closed shadow roots of one document, outer ones first."""
    waiting = [document]
    while waiting:
        here = waiting.pop()
        for root in here.get("shadowRoots", ()):
            if root.get("shadowRootType") == "closed":
                yield root["backendNodeId"]
        waiting += [*here.get("children", ()), *here.get("shadowRoots", ())]
