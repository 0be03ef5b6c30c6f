"""A message as a document that the stream changes: JSON patches, also with path and operation left out.

Chat services stream changes of one message: ``{"p": path, "o": operation, "v": value}``. Later lines leave out path and
operation where they are those of the line before; a batch holds several changes below one path. RFC 6902 is read, too,
with its long names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from undertow.errors import InvalidData

_DEEPEST = 64
_SHORT = frozenset({"p", "o", "v", "c"})
_LONG = frozenset({"op", "path", "value", "from"})
_GROUPS = frozenset({"batch", "patch"})
_TEXT_LEAVES = frozenset({"content", "text", "thinking_content", "value", "reasoning"})
_THINKING = ("THINK", "REASON", "THOUGHT")
_SIDE = ("TIP", "SEARCH", "TOOL", "FILE", "READ", "CITATION", "IMAGE")
"""Beginnings of types of fragments that are no part of what the model says."""


def is_patch(value: dict[str, Any]) -> bool:
    """Whether a message is a change of a document, in short or long names."""
    keys = value.keys()
    return (keys <= _SHORT and "v" in keys) or (keys <= _LONG and "op" in keys and "path" in keys)


@dataclass(frozen=True)
class View:
    """What a document shows."""

    answer: str
    thinking: str
    states: tuple[str, ...]
    """States of message and fragments, in lower case."""
    template: bool
    """True if a fragment is a template of the service instead of the model's words."""


class Document:
    """One message, changed by patches."""

    def __init__(self) -> None:
        self._root: Any = {}
        self._path, self._operation = "", ""
        self.new_message = False
        """True if the last change began another message, so that the text before stands."""

    def apply(self, patch: dict[str, Any]) -> None:
        """Change the document.

        Raises:
            InvalidData: the change does not fit the document; what came before it in a batch has been done.
        """
        value = patch.get("v", patch.get("value"))
        path, operation = patch.get("p", patch.get("path")), patch.get("o", patch.get("op"))
        if not isinstance(path, str | None) or not isinstance(operation, str | None):
            raise InvalidData("path and operation must be texts")
        operation = operation.lower() if operation else None
        self.new_message = False
        if operation in _GROUPS or (operation is None and path is None and self._is_group(value)):
            self._group(path or "", value)
            return
        if path is not None:
            if operation is None:
                leaf = path.rpartition("/")[2]
                operation = self._operation if leaf in _TEXT_LEAVES or leaf.isdigit() else "set"
            self._path = path
        elif operation is None and isinstance(value, dict) and (not self._operation or _message(value) is not value):
            self._change("", "set", value)
            return
        if operation is not None:
            self._operation = operation
        self._change(self._path, self._operation or "set", value)

    def _is_group(self, value: object) -> bool:
        return (
            isinstance(value, list) and all(isinstance(item, dict) and is_patch(item) for item in value) and value != []
        )

    def _group(self, base: str, value: object) -> None:
        if not isinstance(value, list):
            raise InvalidData("a batch must be a list")
        for item in value:
            if not isinstance(item, dict):
                raise InvalidData("a batch holds something that is no change")
            path, operation = item.get("p", item.get("path", "")), item.get("o", item.get("op", "set"))
            if not isinstance(path, str) or not isinstance(operation, str):
                raise InvalidData("path and operation must be texts")
            inner = item.get("v", item.get("value"))
            whole = "/".join(part.strip("/") for part in (base, path) if part.strip("/"))
            if operation.lower() in _GROUPS:
                raise InvalidData("a batch in a batch")
            self._change(whole, operation.lower(), inner)

    def _change(self, path: str, operation: str, value: Any) -> None:
        keys = (
            [key.replace("~1", "/").replace("~0", "~") for key in path.strip("/").split("/")] if path.strip("/") else []
        )
        if len(keys) > _DEEPEST:
            raise InvalidData("a path is too deep")
        if not keys:
            self._whole(operation, value)
            return
        node = self._root
        for key in keys[:-1]:
            node = _step(node, key)
        _leaf(node, keys[-1], operation, value)

    def _whole(self, operation: str, value: Any) -> None:
        if operation == "append" and isinstance(self._root, str) and isinstance(value, str):
            self._root += value
            return
        before, after = _identity(self._root), _identity(value)
        self.new_message = before is not None and after is not None and before != after
        self._root = {} if operation == "remove" else value

    @property
    def identity(self) -> str | None:
        """What the message calls itself; None if it does not."""
        return _identity(self._root)

    def view(self) -> View | None:
        """What the document shows now; None if it is no message of the model."""
        node = _message(self._root)
        if not isinstance(node, dict):
            return View(node, "", (), False) if isinstance(node, str) else None
        author = node.get("author")
        role = author.get("role") if isinstance(author, dict) else node.get("role")
        if isinstance(role, str) and role.lower() not in ("assistant", "model", "bot", "ai"):
            return None
        states = [node.get(name) for name in ("status", "quasi_status", "finish_reason", "state")]
        fragments = node.get("fragments")
        thinking = node.get("thinking_content")
        answer, template = _content(node.get("content", node.get("text"))), False
        if isinstance(fragments, list) and fragments:
            answer, thought = "", ""
            for fragment in fragments:
                if not isinstance(fragment, dict):
                    continue
                kind = str(fragment.get("type", "")).upper()
                text = _content(fragment.get("content", fragment.get("text")))
                states.append(fragment.get("status"))
                if kind.startswith(_THINKING):
                    thought += text
                elif not kind.startswith(_SIDE):
                    answer += text
                    template = template or "TEMPLATE" in kind
            thinking = thought
        named = tuple(state.lower() for state in states if isinstance(state, str))
        return View(answer, thinking if isinstance(thinking, str) else "", named, template)


def _message(root: Any) -> Any:
    for name in ("response", "message"):
        if isinstance(root, dict) and isinstance(root.get(name), dict):
            return root[name]
    return root


def _identity(root: Any) -> str | None:
    node = _message(root)
    found = node.get("message_id", node.get("id")) if isinstance(node, dict) else None
    return None if found is None else str(found)


def _content(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _content(value.get("parts", value.get("text")))
    if isinstance(value, list):
        return "".join(
            v if isinstance(v, str) else _content(v.get("text")) if isinstance(v, dict) else "" for v in value
        )
    return ""


def _index(node: list[Any], key: str) -> int:
    try:
        at = int(key)
    except ValueError as error:
        raise InvalidData("a list is asked for a name") from error
    if not -len(node) <= at < len(node):
        raise InvalidData("a list is shorter than a change supposes")
    return at


def _step(node: Any, key: str) -> Any:
    if isinstance(node, list):
        return node[_index(node, key)]
    if isinstance(node, dict):
        return node.setdefault(key, {})
    raise InvalidData("a change goes into something that has no parts")


def _leaf(node: Any, key: str, operation: str, value: Any) -> None:
    if isinstance(node, list):
        _list_leaf(node, key, operation, value)
    elif not isinstance(node, dict):
        raise InvalidData("a change goes into something that has no parts")
    elif operation == "remove":
        node.pop(key, None)
    elif operation == "append":
        node[key] = _appended(node.get(key), value)
    elif operation == "truncate":
        held = node.get(key)
        if not isinstance(held, str | list) or not isinstance(value, int):
            raise InvalidData("only texts and lists can be shortened")
        node[key] = held[: max(value, 0)]
    elif operation in ("set", "add", "replace", "test"):
        if operation != "test":
            node[key] = value
    else:
        raise InvalidData("an operation that is not known")


def _list_leaf(node: list[Any], key: str, operation: str, value: Any) -> None:
    if key == "-" or (operation in ("add", "set") and key == str(len(node))):
        node.append(value)
    elif operation == "append":
        at = _index(node, key)
        node[at] = _appended(node[at], value)
    elif operation == "add":
        node.insert(_index(node, key), value)
    elif operation in ("set", "replace"):
        node[_index(node, key)] = value
    elif operation == "remove":
        del node[_index(node, key)]
    else:
        raise InvalidData("an operation that is not known")


def _appended(held: Any, value: Any) -> Any:
    if held is None or held == {}:
        return value
    if isinstance(held, str) and isinstance(value, str):
        return held + value
    if isinstance(held, list):
        return [*held, *value] if isinstance(value, list) else [*held, value]
    if isinstance(held, dict) and isinstance(value, dict):
        return {**held, **value}
    raise InvalidData("what is appended does not fit")
