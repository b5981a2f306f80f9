// Starts `ccmcheck lsp` and hands it rules files and programmes; everything else is in the server.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function started() {
  const settings = workspace.getConfiguration("ccmcheck");
  const rules = settings.get("rules").flatMap((file) => ["--rules", file]);
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = { command: settings.get("command"), args: ["lsp", ...rules], options: { cwd: folder } };
  const selector = ["ccmcheck-rules", "yaml", "json"].map((language) => ({ language }));
  const watched = workspace.createFileSystemWatcher("**/*.{rules,md,yaml,json}");
  return new LanguageClient("ccmcheck", "ccmcheck", server, {
    documentSelector: selector,
    synchronize: { fileEvents: watched },
  });
}

async function start() {
  client = started();
  try {
    await client.start();
  } catch {
    window.showErrorMessage(
      "ccmcheck cannot be started. Install it with `pip install 'ccmcheck[editor]'`, or say in the setting " +
        "`ccmcheck.command` where it lies.",
    );
  }
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("ccmcheck.restart", async () => {
      await client?.dispose();
      await start();
    }),
  );
  await start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
