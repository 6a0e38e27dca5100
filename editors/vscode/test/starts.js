"use strict";

// Activates the packaged extension without an editor: what it takes from `vscode` is a stand-in that answers anything,
// but for the settings. The program that it starts is a script that answers like a server and writes down what it was
// asked. Usage: node test/starts.js [EXTENSION], the folder with the extension.

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");

const extension = path.resolve(process.argv[2] ?? path.join(__dirname, ".."));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "cimd-vscode-"));
const log = path.join(work, "log");

/** A server that knows the first and the last words of a session. */
const SERVER = `#!${process.execPath}
const fs = require("node:fs");
const note = (line) => fs.appendFileSync(${JSON.stringify(log)}, line + "\\n");
note("arguments " + process.argv.slice(2).join(" "));
let input = "";
process.stdin.on("data", (data) => {
  input += data;
  for (let head; (head = /Content-Length: (\\d+)\\r\\n\\r\\n/.exec(input)); ) {
    const start = head.index + head[0].length, end = start + Number(head[1]);
    if (input.length < end) return;
    const message = JSON.parse(input.slice(start, end));
    input = input.slice(end);
    note(message.method);
    if (message.method === "exit") process.exit(0);
    if (message.id === undefined) continue;
    const result = message.method === "initialize" ? { capabilities: {} } : null;
    const body = JSON.stringify({ jsonrpc: "2.0", id: message.id, result });
    process.stdout.write("Content-Length: " + body.length + "\\r\\n\\r\\n" + body);
  }
});
`;

/** Something that can be called, constructed, iterated and asked for anything. */
function anything(known = {}) {
  class Anything {}
  return new Proxy(Anything, {
    get(target, name) {
      if (name in known) return known[name];
      if (name === "prototype") return target.prototype;
      if (name === Symbol.toPrimitive) return () => "";
      if (name === Symbol.iterator) return [][Symbol.iterator].bind([]);
      if (name === "then") return undefined;
      return (known[name] = anything());
    },
    apply: () => anything(),
    construct: (target, parameters, constructed) => Reflect.construct(Object, [], constructed),
  });
}

const server = path.join(work, "cimd");
fs.writeFileSync(server, SERVER, { mode: 0o755 });
const settings = { path: server, arguments: ["--profile", "mcp"] };
const commands = {};
const errors = [];
class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}
const vscode = anything({
  EventEmitter,
  version: "1.100.0",
  commands: anything({ registerCommand: (name, run) => ((commands[name] = run), { dispose() {} }) }),
  window: anything({ showErrorMessage: (message) => errors.push(message) }),
  workspace: anything({
    getConfiguration: (section) => ({ get: (name, otherwise) => (section === "cimd" ? settings[name] : undefined) ?? otherwise }),
    workspaceFolders: undefined,
    textDocuments: [],
    notebookDocuments: [],
  }),
});

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

async function main() {
  const manifest = require(path.join(extension, "package.json"));
  const { activate, deactivate } = require(path.join(extension, manifest.main));
  await activate({ subscriptions: [] });
  await commands["cimd.restart"]();
  await deactivate();
  const session = ["arguments lsp --profile mcp", "initialize", "initialized", "shutdown", "exit"];
  const said = fs.readFileSync(log, "utf8").trim().split("\n");
  assert.deepStrictEqual(errors, []);
  assert.deepStrictEqual(said.filter((line) => session.includes(line)), [...session, ...session]);
  settings.path = path.join(work, "none");
  await activate({ subscriptions: [] });
  await deactivate();
  assert.match(errors.join("\n"), /cimd cannot be started as .*install it, or set cimd.path/);
  console.log("the extension starts, restarts and stops the server, and says where it cannot");
}

main()
  .finally(() => fs.rmSync(work, { recursive: true }))
  .then(() => process.exit(0), (error) => (console.error(error), process.exit(1)));
