"""The page on this machine alone: who may ask, and what nobody may; hides Starlette and uvicorn.

Only the browser that opened the address of the start is answered: the token in it works once, and gives a cookie that
no other site's page can send. A request has to name this machine as its host, and one that brings a file has to come
from the page itself. Nothing is written anywhere.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ccmcheck.web.checker import Checker
from ccmcheck.web.exchange import LARGEST
from ccmcheck.web.framing import LINE, packed, unpacked

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SORTS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_SHOWN = ("index.html", "page.css", "page.js", "blanks.js", "questions.js", "report.js", "served.js", "start.js")
_LAST_SECONDS = 2
"""How long a request that is not finished may hold up the end."""
_OTHER_WINDOW = "This page belongs to the browser window that `ccmcheck serve` opened. Start it again to get a new one."


class Page:
    """One page on one port, for one browser."""

    def __init__(self, port: int, *, checker: Checker, largest: int = LARGEST) -> None:
        self.port, self.checker, self._largest = port, checker, largest
        self.token = secrets.token_urlsafe(32)
        self._cookie, self._name = secrets.token_urlsafe(32), f"ccmcheck-{port}"
        self.used = time.monotonic()
        self.app = Starlette(
            routes=[
                Route("/", self._front),
                Route("/ask", self._ask, methods=["POST"]),
                Route("/{name}", self._part),
            ]
        )

    @property
    def address(self) -> str:
        """What the browser opens; it works once."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    # -- who may ask ----------------------------------------------------------------------------------------------

    def _refusal(self, request: Request) -> Response | None:
        """Why a request is not answered; None where it is."""
        own = {f"{HOST}:{self.port}", f"localhost:{self.port}"}
        host = request.headers.get("host", "")
        if host not in own:
            return _said("Only this machine is answered.", 421)
        if request.method != "GET" and request.headers.get("origin") != f"http://{host}":
            return _said("Only the page itself may send a file.", 403)
        cookie = request.cookies.get(self._name, "")
        if not secrets.compare_digest(cookie.encode(), self._cookie.encode()):
            return _said(_OTHER_WINDOW, 403)
        self.used = time.monotonic()
        return None

    def _enters(self, request: Request) -> bool:
        """Whether a request brings the token, which works once."""
        given, token = request.query_params.get("token", ""), self.token
        if token and secrets.compare_digest(given.encode(), token.encode()):
            self.token = ""
            return True
        return False

    # -- what is answered -----------------------------------------------------------------------------------------

    async def _front(self, request: Request) -> Response:
        refusal = self._refusal(request)
        if refusal is not None and refusal.status_code != 421 and self._enters(request):
            entered = RedirectResponse("/", 303, _HEADERS)
            entered.set_cookie(self._name, self._cookie, httponly=True, samesite="strict")
            return entered
        return refusal or _shown("index.html")

    async def _part(self, request: Request) -> Response:
        name = request.path_params["name"]
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        if name == "report.css":
            return _shown(name, "ccmcheck.report", "templates")
        return _shown(name) if name in _SHOWN else _said("There is no such part of the page.", 404)

    async def _ask(self, request: Request) -> Response:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        most = self._largest + LINE
        length = request.headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            return _said("The length of the file is needed.", 411)
        if int(length) > most:
            return _said(f"A file of at most {self._largest // 1_000_000} MB is needed, and this one is larger.", 413)
        asked = unpacked(await request.body())
        if asked is None:
            return _said("The page sent something that cannot be read. Reload it.", 400)
        head, file = await run_in_threadpool(self.checker.told, *asked)
        self.used = time.monotonic()
        return Response(packed(head, file), headers={**_HEADERS, "Content-Type": "application/octet-stream"})


def _said(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence + "\n", status, _HEADERS)


def _shown(name: str, package: str = "ccmcheck.web", folder: str = "page") -> Response:
    sort = _SORTS[name.rpartition(".")[2]]
    text = (files(package) / folder / name).read_text(encoding="utf-8")
    return Response(text, headers={**_HEADERS, "Content-Type": f"{sort}; charset=utf-8"})


# -- running --------------------------------------------------------------------------------------------------------


class _Server(uvicorn.Server):
    """A server that says when it has ended, which an interruption would leave no time for."""

    def __init__(self, config: uvicorn.Config, ended: Callable[[], None]) -> None:
        super().__init__(config)
        self._ended = ended

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        self._ended()


def serve(port: int, idle_minutes: float, opened: Callable[[str], None], ended: Callable[[], None]) -> None:
    """Serves the page until it is interrupted or was not used for so long; `opened` is given its address.

    Raises OSError where the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        page = Page(bound.getsockname()[1], checker=Checker())
        config = uvicorn.Config(
            page.app, log_config=None, lifespan="off", server_header=False, timeout_graceful_shutdown=_LAST_SECONDS
        )
        server = _Server(config, ended)
        try:
            with suppress(KeyboardInterrupt):
                asyncio.run(_until_unused(server, bound, page, idle_minutes * 60, opened))
        finally:
            page.checker.close()


async def _until_unused(
    server: uvicorn.Server, bound: socket.socket, page: Page, idle: float, opened: Callable[[str], None]
) -> None:
    running = asyncio.create_task(server.serve(sockets=[bound]))
    told = False
    while not running.done():
        await asyncio.sleep(0.05 if not told else min(1.0, idle / 10))
        if server.started and not told:
            opened(page.address)
            told = True
        if time.monotonic() - page.used > idle:
            server.should_exit = True
    await running
