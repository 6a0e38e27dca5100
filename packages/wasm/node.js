// For node and what is compatible with it: the module is read from the file beside this one, at once.
import { readFileSync } from "node:fs";
import { api } from "./core.js";

export { UsageError } from "./core.js";

const module = new WebAssembly.Module(readFileSync(new URL("./cimd.wasm", import.meta.url)));

export const { lint, explain, about } = api(new WebAssembly.Instance(module, {}));

/** There is nothing to wait for here; in browsers there is. */
export async function init() {}
