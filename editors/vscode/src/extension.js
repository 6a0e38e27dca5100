"use strict";

// Starts `cimd lsp` and connects it with the editor. The server decides which files are documents.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** The files that the server is told of. */
const DOCUMENTS = [
  { language: "json" },
  { language: "jsonc" },
  { language: "terraform" },
  { language: "hcl" },
  { language: "yaml" },
  { pattern: "**/cimd.toml" },
  { pattern: "**/.well-known/**" },
];

let client;

/** Starts the server with the present settings. */
async function start() {
  const settings = vscode.workspace.getConfiguration("cimd");
  const run = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  client = new LanguageClient("cimd", "cimd", run, { documentSelector: DOCUMENTS });
  try {
    await client.start();
  } catch (error) {
    const message = `cimd cannot be started as ${run.command}: install it, or set cimd.path (${error.message})`;
    vscode.window.showErrorMessage(message);
  }
}

/** Stops the server, if it runs. */
async function stop() {
  const running = client;
  client = undefined;
  // One that did not start cannot be stopped.
  await running?.stop().catch(() => {});
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  const isConcerned = (change) => ["cimd.path", "cimd.arguments"].some((name) => change.affectsConfiguration(name));
  context.subscriptions.push(
    vscode.commands.registerCommand("cimd.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => (isConcerned(change) ? restart() : undefined)),
  );
  await start();
};

exports.deactivate = stop;
