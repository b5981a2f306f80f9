"""Where the project lives on the web, for reports that lead there; hides that it is told to the packager alone."""

from __future__ import annotations

from functools import cache


@cache
def home() -> str:
    """The address, without a slash at its end; empty as long as the project has none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("ccmcheck").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(url.split(", ", 1) for url in urls if ", " in url)
    return str(named.get("Homepage", "")).rstrip("/")


def page(path: str) -> str:
    """The address of a page of `docs/`; empty as long as the project has none."""
    return f"{home()}/blob/main/docs/{path}" if home() else ""
