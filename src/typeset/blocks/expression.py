"""Numbers in box designs: arithmetic over the box's measures, and nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_CALLS: dict[str, Callable[..., float]] = {"min": min, "max": max, "round": round}


class ExpressionError(ValueError):
    """The expression is not one; the message says what was found and what is allowed."""


def evaluate(expression: str | float, names: Mapping[str, float]) -> float:
    """The value of ``expression`` in points, with ``names`` for its variables.

    Raises :class:`ExpressionError` for anything but numbers, names, ``+ - * /``,
    parentheses, ``min``, ``max`` and ``round``.
    """
    if not isinstance(expression, str):
        return float(expression)
    try:
        return float(_value(_parsed(expression), names))
    except ZeroDivisionError:
        raise ExpressionError(f"'{expression}' divides by zero") from None


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> ast.expr:
    try:
        return ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        raise ExpressionError(
            f"'{expression}' is no number and no expression such as 'h - 13.5'"
        ) from None


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.Name(id=name):
            if name not in names:
                raise ExpressionError(f"unknown name '{name}'; known are {', '.join(names)}")
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left, names), _value(right, names))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _CALLS and args:
            return float(_CALLS[name](*(_value(a, names) for a in args)))
        case _:
            raise ExpressionError(f"'{ast.unparse(node)}' is not allowed in a design")
