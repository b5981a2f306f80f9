"""The server itself: which requests it answers, and when it speaks of its own accord."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from ccmcheck.base.version import __version__
from ccmcheck.editor import programme_answers, rules_answers
from ccmcheck.editor.open_files import OpenFiles
from ccmcheck.editor.protocol import Columns
from ccmcheck.editor.rules_file import RulesFile


class Server(LanguageServer):
    """A language server for rules and programmes, with the files that are open in the editor."""

    def __init__(self, rules: Sequence[str] = ()) -> None:
        super().__init__("ccmcheck", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.files = OpenFiles(rules)

    @property
    def columns(self) -> Columns:
        """How this editor counts columns."""
        return Columns(self.workspace.position_codec)

    async def publish(self, uris: Iterable[str]) -> None:
        """Says what is wrong with files as they stand now."""
        for uri in uris:
            file = await self.files.read(uri)
            match file:
                case None:
                    found: list[lsp.Diagnostic] = []
                case RulesFile():
                    found = rules_answers.complaints(file, self.columns)
                case _:
                    found = programme_answers.complaints(file, self.columns)
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))


def serve(rules: Sequence[str] = ()) -> None:
    """Speaks with an editor on standard input and output until it goes.

    The streams are its alone: whatever else would be printed meanwhile goes to standard error.
    """
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers, redirect_stdout(sys.stderr):
        made(rules).start_io(requests, answers)


def made(rules: Sequence[str] = ()) -> Server:
    """A server that answers, not started yet."""
    server = Server(rules)
    _texts(server)
    return server


def _texts(server: Server) -> None:
    """What the editor tells of its files."""

    async def told(uri: str, text: str) -> None:
        is_rules = uri.endswith(".rules")
        server.files.put(uri, text)
        await server.publish((uri, *(server.files.programmes if is_rules else ())))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        await told(params.text_document.uri, params.text_document.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def _changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        await told(uri, server.workspace.get_text_document(uri).source)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def _closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.files.close(uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        await server.publish(server.files.programmes if uri.endswith(".rules") else ())

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def _saved(_params: lsp.DidSaveTextDocumentParams) -> None:
        server.files.read_anew()
        await server.publish(server.files.all)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _changed_on_disk(_params: lsp.DidChangeWatchedFilesParams) -> None:
        server.files.read_anew()
        await server.publish(server.files.all)
