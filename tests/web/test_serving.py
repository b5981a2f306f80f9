"""Who is answered by the served page, and who is not; and that it ends."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from ccmcheck.web import framing
from ccmcheck.web.checker import Checker
from ccmcheck.web.exchange import LARGEST

CCMCHECK = [sys.executable, "-m", "ccmcheck"]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=([\w-]+)")


class Served:
    """A page that is served, asked as a browser would."""

    def __init__(self, *options: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [*CCMCHECK, "serve", "--no-browser", *options], stderr=subprocess.PIPE, text=True, cwd=folder
        )
        assert self.process.stderr is not None
        assert "copy this whole address" in self.process.stderr.readline()
        found = ADDRESS.search(self.process.stderr.readline())
        assert found is not None
        self.port, self.token = int(found[1]), found[2]
        self.cookie = ""

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """The status, the body and the headers of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Cookie": self.cookie, "Host": f"127.0.0.1:{self.port}", **headers}
        if method == "POST":
            sent = {"Origin": f"http://127.0.0.1:{self.port}", **sent}
        connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        response = connection.getresponse()
        answer = response.status, response.read(), {name.lower(): value for name, value in response.getheaders()}
        connection.close()
        return answer

    def end(self, seconds: float) -> int:
        """Waits until it has ended by itself; its exit code."""
        with self.process:
            return self.process.wait(seconds)

    def enter(self) -> tuple[int, bytes, Mapping[str, str]]:
        """Brings the token, and keeps the cookie."""
        answer = self.ask("GET", f"/?token={self.token}")
        self.cookie = answer[2].get("set-cookie", "").partition(";")[0]
        return answer


BODY = framing.packed(
    {"ask": "judge", "name": "a.md"}, b"# Work programme for 2012\n\n1. The meeting decided to meet.\n"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    page = Served(folder=tmp_path_factory.mktemp("served"))
    page.enter()
    yield page
    page.process.terminate()
    page.end(10)


def test_it_says_how_to_have_it_and_when_it_has_ended(tmp_path: Path) -> None:
    page = Served(folder=tmp_path)
    page.process.send_signal(signal.SIGINT)
    assert page.process.stderr is not None
    said = page.process.stderr.read()
    assert page.end(10) == 130
    assert "Leave this window open" in said
    assert said.endswith("The page has ended. `ccmcheck serve` opens it again.\n")


def test_the_page_is_there_with_its_policy(served: Served) -> None:
    status, body, headers = served.ask("GET", "/")
    assert status == 200
    assert b"Check a draft work programme" in body
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"


def test_every_part_that_the_page_names_is_there(served: Served) -> None:
    _, body, _ = served.ask("GET", "/")
    named = re.findall(r'(?:src|href)="([\w.]+)"', body.decode())
    assert len(named) == 3
    while named:
        status, part, _ = served.ask("GET", f"/{named.pop()}")
        assert status == 200
        named += re.findall(r'from "\./([\w.]+)"', part.decode())


def test_a_file_is_judged(served: Served) -> None:
    status, body, _ = served.ask("POST", "/ask", BODY)
    assert status == 200
    answer = framing.unpacked(body)
    assert answer is not None
    assert "page" in answer[0]


@pytest.mark.parametrize("path", ["/", "/page.js", "/ask"])
@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:80"])
def test_another_host_is_not_this_machine(served: Served, path: str, host: str) -> None:
    method = "POST" if path == "/ask" else "GET"
    assert served.ask(method, path, BODY if path == "/ask" else None, Host=host)[0] == 421


@pytest.mark.parametrize("origin", ["", "null", "http://example.org", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
def test_another_site_may_send_no_file(served: Served, origin: str) -> None:
    assert served.ask("POST", "/ask", BODY, Origin=origin.format(port=served.port))[0] == 403


@pytest.mark.parametrize("cookie", ["", "ccmcheck=x", "ccmcheck-{port}=", "ccmcheck-{port}=AAAA"])
@pytest.mark.parametrize("path", ["/", "/page.js", "/ask"])
def test_another_window_is_not_answered(served: Served, cookie: str, path: str) -> None:
    method = "POST" if path == "/ask" else "GET"
    cookie = cookie.format(port=served.port)
    assert served.ask(method, path, BODY if path == "/ask" else None, Cookie=cookie)[0] == 403


def test_the_token_works_once(served: Served) -> None:
    status, _, headers = served.ask("GET", f"/?token={served.token}", Cookie="")
    assert status == 403
    assert "set-cookie" not in headers


def test_a_wrong_token_opens_nothing(served: Served) -> None:
    assert served.ask("GET", "/?token=AAAA", Cookie="")[0] == 403
    assert served.ask("GET", "/?token=", Cookie="")[0] == 403


def test_a_file_that_is_too_large_is_refused_before_it_is_read(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    connection.putrequest("POST", "/ask", skip_host=True)
    own = f"127.0.0.1:{served.port}"
    for name, value in {"Host": own, "Origin": f"http://{own}", "Cookie": served.cookie}.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(LARGEST * 2))
    connection.endheaders()  # and not a byte of the body
    response = connection.getresponse()
    assert response.status == 413
    assert b"64 MB" in response.read()
    connection.close()


def test_a_length_is_needed(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    own = f"127.0.0.1:{served.port}"
    headers = {"Host": own, "Origin": f"http://{own}", "Cookie": served.cookie}
    connection.request("POST", "/ask", iter([b"x"]), headers, encode_chunked=True)
    assert connection.getresponse().status == 411
    connection.close()


@pytest.mark.parametrize(
    "path", ["/nothing.js", "/..%2f..%2fexchange.py", "/%2e%2e/__init__.py", "/local.js", "/worker.js"]
)
def test_there_is_nothing_else(served: Served, path: str) -> None:
    assert served.ask("GET", path)[0] == 404


@pytest.mark.parametrize("body", [b"", b"{}", b"nothing\n"])
def test_what_is_no_request_gets_a_sentence(served: Served, body: bytes) -> None:
    status, said, _ = served.ask("POST", "/ask", body)
    assert status == 400
    assert said.decode().endswith(".\n")


def test_nothing_is_written_where_it_was_started(served: Served, tmp_path_factory: pytest.TempPathFactory) -> None:
    served.ask("POST", "/ask", BODY)
    assert list((tmp_path_factory.getbasetemp()).glob("served*/*")) == []


# -- how it ends ----------------------------------------------------------------------------------------------------


def test_it_stops_by_itself_when_unused(tmp_path: Path) -> None:
    page = Served("--idle", "0.02", folder=tmp_path)
    assert page.end(30) == 0


def test_a_request_that_never_ends_does_not_keep_it(tmp_path: Path) -> None:
    page = Served("--idle", "0.05", folder=tmp_path)
    page.enter()
    own = f"127.0.0.1:{page.port}"
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
    connection.putrequest("POST", "/ask", skip_host=True)
    for name, value in {"Host": own, "Origin": f"http://{own}", "Cookie": page.cookie, "Content-Length": "9"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert page.end(40) == 0
    connection.close()


def test_use_keeps_it_alive(tmp_path: Path) -> None:
    page = Served("--idle", "0.2", folder=tmp_path)  # twelve seconds
    page.enter()
    for _ in range(7):
        time.sleep(2)
        assert page.ask("GET", "/page.css")[0] == 200
    assert page.end(30) == 0


def test_what_takes_too_long_is_ended_and_the_next_file_judged() -> None:
    request = {"ask": "judge", "name": "a.md"}
    checker = Checker(seconds=0.001)
    try:
        head, _ = checker.told(request, b"1. We met in 2012.")
        assert "longer than 0.001 seconds" in head["sorry"]
        checker._seconds = 60
        assert "page" in checker.told(request, b"1. We met in 2012.")[0]
    finally:
        checker.close()


def test_a_process_that_ends_is_begun_anew() -> None:
    checker = Checker()
    try:
        checker._process.kill()
        checker._process.join()
        assert checker.told({"ask": "judge", "name": "a.md"}, b"1. We met.")[0]["sorry"].endswith("Try again.")
        assert "page" in checker.told({"ask": "judge", "name": "a.md"}, b"1. We met in 2012.")[0]
    finally:
        checker.close()


def test_a_port_that_is_taken_is_a_sentence(served: Served) -> None:
    done = subprocess.run(
        [*CCMCHECK, "serve", "--no-browser", "--port", str(served.port)], capture_output=True, text=True, timeout=30,
        check=False,
    )  # fmt: skip
    assert done.returncode == 5
    assert f"port {served.port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_libraries_it_says_how_to_get_them() -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from ccmcheck.cli import main; main(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert (
        done.stderr.strip() == "error: the page needs two libraries that are not installed: pip install 'ccmcheck[web]'"
    )
