// For browsers and workers: `init` fetches the module once, and the functions work after it.
import { api } from "./core.js";

export { UsageError } from "./core.js";

let functions;
let ready;

/** Loads the module: the file beside this one, or another address, response, bytes or compiled module. */
export function init(source = new URL("./cimd.wasm", import.meta.url)) {
  ready ??= load(source).catch((error) => {
    // Another try may succeed.
    ready = undefined;
    throw error;
  });
  return ready;
}

async function load(source) {
  let given = await source;
  if (typeof given === "string" || given instanceof URL) given = await fetch(given);
  if (typeof Response === "function" && given instanceof Response) {
    if (!given.ok) throw new Error(`cimd.wasm cannot be loaded: status ${given.status}`);
    // Compiling while it arrives takes the media type application/wasm, which not every server sends.
    given = await given.arrayBuffer();
  }
  const module = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given);
  functions = api(await WebAssembly.instantiate(module, {}));
}

function loaded() {
  if (!functions) throw new Error("cimd-wasm is not loaded yet: await init() first");
  return functions;
}

export const lint = (document, options) => loaded().lint(document, options);
export const explain = (rule) => loaded().explain(rule);
export const about = () => loaded().about();
