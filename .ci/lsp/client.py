"""Speaks with `cimd lsp` through the client of pygls, a library of the protocol that checks every message against it.

Usage: client.py CIMD FOLDER, a folder with client.json and package.json.
"""

import asyncio
import pathlib
import sys

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 30


async def main(program: str, folder: pathlib.Path) -> None:
    client = LanguageClient("try-lsp", "1")
    shown: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(parameters: types.PublishDiagnosticsParams) -> None:
        shown.put_nowait(parameters)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(_: types.RegistrationParams) -> None:
        pass

    @client.feature(types.WINDOW_LOG_MESSAGE)
    def _(parameters: types.LogMessageParams) -> None:
        raise AssertionError(parameters.message)

    async def next_shown(uri: str) -> list[types.Diagnostic]:
        parameters = await asyncio.wait_for(shown.get(), PATIENCE)
        assert parameters.uri == uri, parameters
        return list(parameters.diagnostics)

    await client.start_io(program, "lsp", "--no-config")
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16]),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True)
        ),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        ),
    )
    answer = await client.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=folder.as_uri()))
    assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    client.initialized(types.InitializedParams())

    def open_document(name: str) -> tuple[str, str]:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        item = types.TextDocumentItem(uri=path.as_uri(), language_id="json", version=1, text=text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return path.as_uri(), text

    open_document("package.json")
    uri, text = open_document("client.json")
    # Nothing came of the file that is none of ours.
    found = await next_shown(uri)
    duplicate = next(one for one in found if one.code == "redirect-uri-duplicate")
    assert duplicate.code_description.href.startswith("https://"), duplicate
    assert duplicate.related_information, duplicate
    document = types.TextDocumentIdentifier(uri=uri)

    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=document, position=duplicate.range.start)
    )
    assert "# `redirect_uris`" in hover.contents.value, hover

    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=document,
            range=duplicate.range,
            context=types.CodeActionContext(diagnostics=[duplicate], only=[types.CodeActionKind.SourceFixAll]),
        )
    )
    assert [action.kind for action in actions] == ["source.fixAll.cimd"], actions
    lines = text.split("\n")
    for edit in reversed(actions[0].edit.changes[uri]):
        # The line is ASCII up to there.
        start, end = edit.range.start, edit.range.end
        assert start.line == end.line
        line = lines[start.line]
        lines[start.line] = line[: start.character] + edit.new_text + line[end.character :]
    change = types.TextDocumentContentChangeWholeDocument(text="\n".join(lines))
    version = types.VersionedTextDocumentIdentifier(uri=uri, version=2)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(text_document=version, content_changes=[change])
    )
    found = await next_shown(uri)
    assert "redirect-uri-duplicate" not in [one.code for one in found], found

    completion = await client.text_document_completion_async(
        types.CompletionParams(text_document=document, position=types.Position(line=6, character=34))
    )
    assert "private_key_jwt" in [item.label for item in completion], completion
    await client.shutdown_async(None)
    client.exit(None)
    await asyncio.wait_for(client._server.wait(), PATIENCE)
    assert client._server.returncode == 0, client._server.returncode
    print("pygls: findings, hover, all fixes, completion, shutdown")


asyncio.run(main(sys.argv[1], pathlib.Path(sys.argv[2]).resolve()))
