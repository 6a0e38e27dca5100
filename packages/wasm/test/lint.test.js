// What the package promises, in node. `node --test`, with cimd.wasm built: .ci/try-wasm.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { api } from "../core.js";
import { UsageError, about, explain, init, lint } from "cimd-wasm";

const url = "https://app.example.net/client.json";
const good = {
  client_id: url,
  client_name: "Example",
  redirect_uris: ["https://app.example.net/callback"],
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  token_endpoint_auth_method: "none",
};
const bad = { ...good, redirect_uris: ["http://app.example.net/callback"] };

test("a good document is valid", async () => {
  await init();
  const report = lint(JSON.stringify(good), { url });
  assert.deepEqual(report.findings, []);
  assert.deepEqual([report.valid, report.profile, report.url, report.client_id], [true, "auth0", url, url]);
});

test("a finding has its place", () => {
  const [finding] = lint(JSON.stringify(bad, null, 2)).findings;
  assert.deepEqual([finding.rule, finding.level, finding.pointer], ["redirect-uri-http", "violation", "/redirect_uris/0"]);
  assert.deepEqual(finding.range.start, { line: 5, column: 5, offset: 109 });
});

test("the URL, the profile and the time are heard", () => {
  const moved = lint(JSON.stringify(good), { url: "https://app.example.net/moved.json" });
  assert.deepEqual(moved.findings.map(({ rule }) => rule), ["client-id-mismatch"]);
  assert.match(lint(JSON.stringify(bad), { profile: "ietf" }).profile, /^ietf@/);
  lint(JSON.stringify(good), { now: new Date(0) });
});

test("a profile of one's own", () => {
  const toml = 'extends = "auth0"\n[rules]\nredirect-uri-http = "off"\n';
  const report = lint(JSON.stringify(bad), { profile: { name: "acme", toml } });
  assert.deepEqual([report.profile, report.valid, report.findings], ["acme", true, []]);
  const wrong = () => lint("{}", { profile: { toml: "[rules]\nredirect-uri-htp = 'off'\n" } });
  assert.throws(wrong, (error) => error instanceof UsageError && /redirect-uri-http/.test(error.help));
});

test("what is not JSON, and bytes that are not UTF-8, are findings", () => {
  assert.equal(lint("").valid, false);
  assert.equal(lint("\u{1f600}\0").valid, false);
  const bytes = Uint8Array.of(...new TextEncoder().encode('{"client_name": "'), 0xff, 0x22, 0x7d);
  assert.equal(lint(bytes).valid, false);
});

test("wrong arguments are errors, and the module goes on", () => {
  assert.throws(() => lint("{}", { profile: "auth1" }), (error) => error instanceof UsageError && /auth0/.test(error.help));
  assert.throws(() => explain("redirect-uri-htp"), UsageError);
  assert.throws(() => lint(undefined), TypeError);
  assert.equal(lint(JSON.stringify(good)).valid, true);
});

test("rules are explained", () => {
  const page = explain("redirect-uri-http");
  assert.equal(page.id, "redirect-uri-http");
  assert.ok(page.body.length > 100 && page.sources.length > 0);
});

test("the version is that of the package", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  assert.equal(about().version, version);
  assert.ok(about().profiles.includes("auth0"));
});

test("memory is given back", async () => {
  const bytes = readFileSync(new URL("../cimd.wasm", import.meta.url));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const functions = api(instance);
  const text = JSON.stringify({ ...bad, client_name: "x".repeat(20_000) });
  const lintOften = () => {
    for (let count = 0; count < 50; count += 1) functions.lint(text);
    return instance.exports.memory.buffer.byteLength;
  };
  const before = lintOften();
  assert.equal(lintOften(), before);
});

test("the entry for browsers needs init, once", async () => {
  const browser = await import("../browser.js");
  assert.throws(() => browser.lint("{}"), /await init\(\)/);
  await assert.rejects(browser.init(Promise.reject(new Error("no network"))), /no network/);
  const bytes = readFileSync(new URL("../cimd.wasm", import.meta.url));
  await browser.init(bytes);
  await browser.init();
  assert.equal(browser.lint(JSON.stringify(good)).valid, true);
});
