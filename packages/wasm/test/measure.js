// Prints how long a lint of a document takes: node test/measure.js FILE...
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const start = performance.now();
const { lint } = await import("cimd-wasm");
const loaded = performance.now();
const wasm = readFileSync(new URL("../cimd.wasm", import.meta.url));
const brotli = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } });
console.log(`cimd.wasm: ${wasm.length} bytes, ${gzipSync(wasm, { level: 9 }).length} with gzip, ${brotli.length} with brotli`);
console.log(`loaded in ${(loaded - start).toFixed(1)} ms`);
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const before = performance.now();
  lint(text);
  const first = performance.now() - before;
  const times = Array.from({ length: 2_000 }, () => {
    const start = performance.now();
    lint(text);
    return performance.now() - start;
  }).sort((one, other) => one - other);
  const name = file.split("/").at(-1);
  console.log(`${name} (${text.length} bytes): first lint ${first.toFixed(2)} ms, median of 2,000 ${times[1_000].toFixed(3)} ms`);
}
