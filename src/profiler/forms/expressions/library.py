"""Every function of the expression language by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from profiler.forms.expressions.date_functions import DATE_FUNCTIONS
from profiler.forms.expressions.node_functions import NODE_FUNCTIONS
from profiler.forms.expressions.number_functions import NUMBER_FUNCTIONS
from profiler.forms.expressions.registry import Function
from profiler.forms.expressions.text_functions import TEXT_FUNCTIONS

LIBRARY: Mapping[str, Function] = MappingProxyType(
    {
        function.name: function
        for functions in (TEXT_FUNCTIONS, NUMBER_FUNCTIONS, DATE_FUNCTIONS, NODE_FUNCTIONS)
        for function in functions
    }
)
"""Missing on purpose so far: geography (area, distance, geofence), randomize, extract-signed."""
