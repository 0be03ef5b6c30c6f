"""Hypothesis strategies for any of our records, made from its type: no field can be forgotten."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec.inspect as inspect
from hypothesis import strategies as st

T = TypeVar("T")

SHA256 = st.binary(min_size=32, max_size=32).map(bytes.hex)
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
INTEGERS = st.integers(-(2**53), 2**53)
FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)


def records(kind: type[T], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Instances of `kind` with every field set, optional ones at times left at their default.

    Args:
        kind: a record.
        fixed: strategies for fields, by name, instead of what the type says.
    """
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    required = {f.name: fixed.get(f.name, _values(f.type)) for f in info.fields if f.required}
    optional = {
        f.name: fixed.get(f.name, _values(f.type)) for f in info.fields if not f.required and f.name != "schema"
    }
    both = st.tuples(st.fixed_dictionaries(required), st.fixed_dictionaries({}, optional=optional))
    return both.map(lambda fields: kind(**fields[0], **fields[1]))


@cache
def _of_kind(kind: type) -> st.SearchStrategy[Any]:
    return records(kind)


def _values(info: inspect.Type) -> st.SearchStrategy[Any]:
    simple: dict[type, st.SearchStrategy[Any]] = {
        inspect.StrType: TEXT,
        inspect.BoolType: st.booleans(),
        inspect.IntType: INTEGERS,
        inspect.FloatType: FLOATS,
        inspect.NoneType: st.none(),
        inspect.BytesType: st.binary(max_size=8),
    }
    match info:
        case inspect.LiteralType(values=values):
            return st.sampled_from(list(values))
        case inspect.UnionType(types=types):
            return st.one_of(*map(_values, types))
        case inspect.VarTupleType(item_type=item):
            return st.lists(_values(item), max_size=2).map(tuple)
        case inspect.TupleType(item_types=items):
            return st.tuples(*map(_values, items))
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(_values(key), _values(value), max_size=2)
        case inspect.StructType(cls=kind):
            return st.deferred(lambda: _of_kind(kind))
    return simple[type(info)]
