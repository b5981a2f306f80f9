"""Why the operating system refuses a file, in words; hides the errors by which it does."""

from __future__ import annotations

from typing import Literal


def reason(error: OSError, to: Literal["read", "write", "use"] = "read") -> str:
    """Why there is nothing to read at a path, or to write, in a few words."""
    match error:
        case FileNotFoundError():
            return "there is no such folder" if to == "write" else "there is no such file"
        case PermissionError():
            return f"this user may not {to} it"
        case NotADirectoryError() | FileExistsError():
            return "a part of the path is no folder"
        case IsADirectoryError():
            return "it is a folder"
        case _:
            words = error.strerror or "the system refuses"
            return words[:1].lower() + words[1:]
