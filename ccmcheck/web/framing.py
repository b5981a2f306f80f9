"""A request or an answer as bytes: one line of JSON, then the file; the other end is in `page/served.js`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

LINE = 1_000_000
"""The longest line of JSON: a thousand blanks with as many words as one may hold."""


def packed(head: Mapping[str, Any], file: bytes) -> bytes:
    """Both as bytes."""
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + file


def unpacked(body: bytes) -> tuple[dict[str, Any], bytes] | None:
    """Both again; None where it is nothing that the page sends."""
    line, newline, file = body.partition(b"\n")
    if not newline or len(line) > LINE:
        return None
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return (head, file) if isinstance(head, dict) else None
