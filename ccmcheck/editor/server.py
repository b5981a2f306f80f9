"""The server itself: which requests it answers, and when it speaks of its own accord."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from ccmcheck.base.version import __version__
from ccmcheck.editor import programme_answers, programme_hover, rules_answers, rules_hover, rules_places
from ccmcheck.editor.examples_beside import KeptExamples
from ccmcheck.editor.mends import KeptMends
from ccmcheck.editor.open_files import OpenFiles
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.editor.protocol import Columns, fixes
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.run.unexpected import TRACEBACK

if TYPE_CHECKING:
    from pygls.server import ServerErrors


class Server(LanguageServer):
    """A language server for rules and programmes, with the files that are open in the editor."""

    def __init__(self, rules: Sequence[str] = ()) -> None:
        super().__init__("ccmcheck", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.files = OpenFiles(rules)
        self.examples: dict[str, KeptExamples] = {}
        self.mends = KeptMends()

    @property
    def columns(self) -> Columns:
        """How this editor counts columns."""
        return Columns(self.workspace.position_codec)

    def report_server_error(self, _error: Exception, source: ServerErrors) -> None:
        """Says that this is a fault of ours, in words, where nobody waits for an answer that would say so."""
        if source != FeatureRequestError:
            words = "ccmcheck itself failed, so nothing is known of this file for now"
            more = f"started with {TRACEBACK}=1 in its environment it writes down why"
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"{words}; {more}"))

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
    if not os.environ.get(TRACEBACK):
        logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it writes a traceback for each refusal
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers, redirect_stdout(sys.stderr):
        made(rules).start_io(requests, answers)


def made(rules: Sequence[str] = ()) -> Server:
    """A server that answers, not started yet."""
    server = Server(rules)
    _texts(server)
    _words(server)
    _names(server)
    _layout(server)
    _changes(server)
    return server


def _texts(server: Server) -> None:
    """What the editor tells of its files."""

    async def told(uri: str, text: str, language: str = "") -> None:
        server.files.put(uri, text, language)
        await server.publish((uri, *(() if uri in server.files.programmes else server.files.programmes)))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        await told(opened.uri, opened.text, opened.language_id)

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


def _words(server: Server) -> None:
    """What is shown about a place, beside it, or to go on from it."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        file = await server.files.read(params.text_document.uri)
        if file is None:
            return None
        offset = server.columns.offset(file.source, params.position)
        if isinstance(file, RulesFile):
            found = rules_hover.hover(file, offset)
        else:
            found = await server.files.apart(partial(programme_hover.hover, file, offset))
        if found is None:
            return None
        words, span = found
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words), server.columns.range(span))

    marks = lsp.CompletionOptions(trigger_characters=[".", '"', " ", "(", ":"])

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, marks)
    async def _completion(params: lsp.CompletionParams) -> lsp.CompletionList:
        file = await server.files.read(params.text_document.uri)
        items: list[lsp.CompletionItem] = []
        if file is not None:
            answers = rules_answers if isinstance(file, RulesFile) else programme_answers
            items = answers.completion(file, server.columns.offset(file.source, params.position), server.columns)
        return lsp.CompletionList(is_incomplete=False, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    async def _hints(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        uri = params.text_document.uri
        file = await server.files.read(uri)
        if not isinstance(file, RulesFile):
            return []
        kept = server.examples.setdefault(uri, KeptExamples())
        start, end = (server.columns.offset(file.source, at) for at in (params.range.start, params.range.end))
        beside = await server.files.apart(partial(kept.of, file))
        return rules_answers.hints((each for each in beside if start <= each.at <= end), file.source, server.columns)


def _names(server: Server) -> None:
    """Where names lead, where they stand, and what they are called."""

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def _definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        file = await server.files.read(params.text_document.uri)
        if file is None:
            return []
        offset = server.columns.offset(file.source, params.position)
        rules = await server.files.rules()
        if not isinstance(file, RulesFile):
            return await server.files.apart(partial(programme_answers.rules_of, file, offset, server.columns))
        span = await server.files.apart(partial(rules_places.leads_to, file, offset, rules))
        return [server.columns.location(span)] if span else []

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def _references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        file = await server.files.read(params.text_document.uri)
        if not isinstance(file, RulesFile):
            return []
        found = rules_places.uses_of(file, server.columns.offset(file.source, params.position))
        declared = params.context.include_declaration
        return [server.columns.location(use.span) for use in found if declared or use.span != use.declared]

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def _prepare(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        file = await server.files.read(params.text_document.uri)
        if not isinstance(file, RulesFile):
            return None
        use = rules_places.renamable(file, server.columns.offset(file.source, params.position))
        return server.columns.range(use.span) if use else None

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def _rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        uri = params.text_document.uri
        file = await server.files.read(uri)
        if not isinstance(file, RulesFile):
            return None
        use = rules_places.renamable(file, server.columns.offset(file.source, params.position))
        if use is None:
            raise JsonRpcInvalidParams("only what this file itself names can be renamed")
        changes = rules_places.renamed(file, use, params.new_name)
        if isinstance(changes, str):
            raise JsonRpcInvalidParams(changes)
        return lsp.WorkspaceEdit(changes={uri: [server.columns.edit(fix) for fix in changes]})


def _layout(server: Server) -> None:
    """The layout of rules files."""

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    async def _whole(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        file = await server.files.read(params.text_document.uri)
        if not isinstance(file, RulesFile):
            return []
        return await server.files.apart(partial(rules_answers.laid_out, file.source, server.columns))

    @server.feature(lsp.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def _within(params: lsp.DocumentRangeFormattingParams) -> list[lsp.TextEdit]:
        file = await server.files.read(params.text_document.uri)
        if not isinstance(file, RulesFile):
            return []
        start, end = (server.columns.offset(file.source, at) for at in (params.range.start, params.range.end))
        return await server.files.apart(partial(rules_answers.laid_out_within, file, start, end, server.columns))


def _changes(server: Server) -> None:
    """What would mend what is complained about."""

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    async def _actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        file = await server.files.read(uri)
        if file is None:
            return []
        start, end = (server.columns.offset(file.source, at) for at in (params.range.start, params.range.end))
        if isinstance(file, RulesFile):
            return list(fixes(file.problems, start, end, uri, server.columns))
        found: programme_answers.Mends = {}
        if programme_answers.departures_at(file, start, end):
            found = await server.files.apart(partial(_mends, server, uri, file), solving=True)
        offered = programme_answers.actions(file, start, end, uri, server.columns, found)
        return list({str(action.edit): action for action in offered}.values())


def _mends(server: Server, uri: str, file: ProgrammeFile) -> programme_answers.Mends:
    """What mends a programme; nothing where its text has changed while others were asked about."""
    return server.mends.of(file) if server.files.shows(uri, file) else {}
