"""Every function of the expression language by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from profiler.forms.expressions.date_functions import DATE_FUNCTIONS
from profiler.forms.expressions.document_functions import DOCUMENT_FUNCTIONS
from profiler.forms.expressions.node_functions import NODE_FUNCTIONS
from profiler.forms.expressions.number_functions import NUMBER_FUNCTIONS
from profiler.forms.expressions.registry import Function, unsupported
from profiler.forms.expressions.text_functions import TEXT_FUNCTIONS
from profiler.forms.expressions.truth_functions import TRUTH_FUNCTIONS

UNSUPPORTED_FUNCTIONS: tuple[Function, ...] = (
    unsupported("area"),
    unsupported("distance"),
    unsupported("geofence"),
    unsupported("digest"),
    unsupported("base64-decode"),
    unsupported("extract-signed"),
)
"""No desk needs them: geography, checksums, signed texts."""

_GROUPS = (
    TEXT_FUNCTIONS,
    TRUTH_FUNCTIONS,
    NUMBER_FUNCTIONS,
    DATE_FUNCTIONS,
    NODE_FUNCTIONS,
    DOCUMENT_FUNCTIONS,
    UNSUPPORTED_FUNCTIONS,
)

LIBRARY: Mapping[str, Function] = MappingProxyType(
    {function.name: function for functions in _GROUPS for function in functions}
)


def is_supported(name: str) -> bool:
    """Whether there is a function of this name that can be evaluated."""
    function = LIBRARY.get(name)
    return function is not None and function.supported
