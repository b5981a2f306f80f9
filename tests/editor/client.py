"""A small editor: starts the server as editors do, and speaks the protocol without the server's library."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_LONGEST = 60


class Editor:
    """A running server with the files that are open in it."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        encodings: tuple[str, ...] = ("utf-32",),
        environment: dict[str, str] | None = None,
    ) -> None:
        command = [sys.executable, "-m", "ccmcheck", "lsp", *options]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **(environment or {})},
        )
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._number = 0
        self._versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.published: dict[str, list[list[dict[str, Any]]]] = {}
        self.answers: dict[int, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        capabilities = {"general": {"positionEncodings": list(encodings)}}
        self.server = self.ask(
            "initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
        )
        self.tell("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    pipe.close()

    # -- the protocol -------------------------------------------------------------------------------------------------

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)

    def take(self) -> None:
        """Takes what the server says next."""
        message = self._inbox.get(timeout=_LONGEST)
        assert message is not None, "the server has ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published.setdefault(message["params"]["uri"], []).append(message["params"]["diagnostics"])
        elif "method" in message:
            self.asked.append(message)
            if "id" in message:
                self._send({"id": message["id"], "result": None})
        else:
            self.answers[message["id"]] = message

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def begin(self, method: str, params: Any) -> int:
        """Asks without waiting; `answer` gives what comes."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int) -> Any:
        while number not in self.answers:
            self.take()
        answer = self.answers.pop(number)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def ask(self, method: str, params: Any) -> Any:
        return self.answer(self.begin(method, params))

    # -- what an author does ------------------------------------------------------------------------------------------

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Opens a file and gives the complaints about it."""
        uri, self.texts[uri] = path.as_uri(), path.read_text("utf-8") if text is None else text  # type: ignore[has-type]
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": path.suffix[1:], "version": 1, "text": self.texts[uri]}
        return self._said(uri, "textDocument/didOpen", {"textDocument": document})

    def type(self, path: Path, old: str, new: str) -> list[dict[str, Any]]:
        """Puts one text in place of another, and gives the complaints that there are now."""
        uri = path.as_uri()
        assert self.texts[uri].count(old) >= 1, old
        return self.write(path, self.texts[uri].replace(old, new, 1))

    def write(self, path: Path, text: str) -> list[dict[str, Any]]:
        uri = path.as_uri()
        return self._said(uri, "textDocument/didChange", self.changed(path, text))

    def changed(self, path: Path, text: str) -> dict[str, Any]:
        uri = path.as_uri()
        self.texts[uri] = text
        self._versions[uri] += 1
        return {
            "textDocument": {"uri": uri, "version": self._versions[uri]},
            "contentChanges": [{"text": text}],
        }

    def save(self, path: Path) -> list[dict[str, Any]]:
        path.write_text(self.texts[path.as_uri()], "utf-8")
        return self._said(path.as_uri(), "textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})

    def close(self, path: Path) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def close_all(self) -> None:
        """Closes what is open, so that the next test begins with nothing."""
        for uri in self.texts:
            self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self.texts.clear()

    def _said(self, uri: str, method: str, params: Any) -> list[dict[str, Any]]:
        before = len(self.published.get(uri, ()))
        self.tell(method, params)
        return self.next_complaints(uri, before)

    def next_complaints(self, uri: str, before: int) -> list[dict[str, Any]]:
        while len(self.published.get(uri, ())) <= before:
            self.take()
        return self.published[uri][-1]

    # -- what an author asks ------------------------------------------------------------------------------------------

    def at(self, path: Path, words: str, inside: int = 0) -> dict[str, Any]:
        """The parameters of a request about a place: so many characters into the first of some words."""
        text = self.texts[path.as_uri()]
        assert words in text, words
        offset = text.index(words) + inside
        line = text.count("\n", 0, offset)
        place = {"line": line, "character": offset - (text.rfind("\n", 0, offset) + 1)}
        return {"textDocument": {"uri": path.as_uri()}, "position": place}

    def hover(self, path: Path, words: str, inside: int = 0) -> str:
        found = self.ask("textDocument/hover", self.at(path, words, inside))
        return "" if found is None else found["contents"]["value"]

    def goto(self, path: Path, words: str, inside: int = 0) -> list[tuple[str, str]]:
        """Where words lead: the names of files, and what stands there."""
        found = self.ask("textDocument/definition", self.at(path, words, inside))
        return [self.shown(each) for each in found or ()]

    def uses(self, path: Path, words: str, inside: int = 0) -> list[tuple[str, int]]:
        """Where the name is used: what stands there, and on which line."""
        params = {**self.at(path, words, inside), "context": {"includeDeclaration": True}}
        found = self.ask("textDocument/references", params)
        return [(self.shown(each)[1], each["range"]["start"]["line"] + 1) for each in found or ()]

    def shown(self, location: dict[str, Any]) -> tuple[str, str]:
        path = Path(location["uri"].removeprefix("file://"))
        text = self.texts.get(location["uri"]) or path.read_text("utf-8")
        return path.name, self.cut(text, location["range"])

    def complete(self, path: Path, words: str, inside: int | None = None) -> list[str]:
        """What may stand behind words (or so many characters into them), in the server's order."""
        found = self.ask("textDocument/completion", self.at(path, words, len(words) if inside is None else inside))
        items = found["items"] if isinstance(found, dict) else found or []
        return [item["label"] for item in sorted(items, key=lambda item: item.get("sortText") or item["label"])]

    def actions(self, path: Path, words: str) -> dict[str, str]:
        """What the editor offers for words: each action with the text that it makes of the file."""
        place = self.at(path, words)["position"]
        end = self.at(path, words, len(words))["position"]
        params = {
            "textDocument": {"uri": path.as_uri()},
            "range": {"start": place, "end": end},
            "context": {"diagnostics": []},
        }
        found = self.ask("textDocument/codeAction", params)
        return {each["title"]: self.applied(path, each["edit"]["changes"][path.as_uri()]) for each in found or ()}

    def hints(self, path: Path) -> dict[int, list[str]]:
        """What is shown beside each line."""
        lines = self.texts[path.as_uri()].count("\n") + 1
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}}
        found = self.ask("textDocument/inlayHint", {"textDocument": {"uri": path.as_uri()}, "range": whole})
        beside: dict[int, list[str]] = {}
        for hint in found or ():
            beside.setdefault(hint["position"]["line"] + 1, []).append(hint["label"])
        return beside

    def applied(self, path: Path, edits: list[dict[str, Any]]) -> str:
        text = self.texts[path.as_uri()]
        for edit in sorted(edits, key=lambda each: self._offsets(text, each["range"]), reverse=True):
            start, end = self._offsets(text, edit["range"])
            text = text[:start] + edit["newText"] + text[end:]
        return text

    def cut(self, text: str, where: dict[str, Any]) -> str:
        start, end = self._offsets(text, where)
        return text[start:end]

    @staticmethod
    def _offsets(text: str, where: dict[str, Any]) -> tuple[int, int]:
        lines = text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return tuple(  # type: ignore[return-value]
            min(starts[min(where[end]["line"], len(lines))] + where[end]["character"], len(text))
            for end in ("start", "end")
        )
