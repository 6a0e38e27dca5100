// Starts `cimd serve-cases`, and asks it what was requested.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The revision of the draft that the server under test implements. */
export const revision = process.env.CIMD_REVISION ?? "ietf@02";

/** A running `cimd serve-cases`. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "cases-"));
  const [caFile, manifestFile] = [join(folder, "ca.pem"), join(folder, "cases.json")];
  const child = spawn(
    process.env.CIMD ?? "cimd",
    ["serve-cases", "--listen", "127.0.0.1:0", "--ca-file", caFile, "--manifest", manifestFile],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  // The files are there when the first line is printed.
  await once(child.stdout, "data");
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const ca = readFileSync(caFile);
  rmSync(folder, { recursive: true });

  // The server of the cases itself is asked at its address, whatever names mean in this process.
  const ask = (url, method) =>
    new Promise((resolve, reject) => {
      const [host, port] = manifest.address.split(":");
      const { pathname } = new URL(url);
      const options = { host, port, path: pathname, method, ca, servername: manifest.host, agent: false };
      request(options, async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        resolve(body);
      })
        .on("error", reject)
        .end();
    });

  return {
    manifest,
    ca,
    reset: () => ask(manifest.reset, "POST"),
    /** What the server under test did wrong in a case since the reset. */
    async judgements(id) {
      const observed = JSON.parse(await ask(manifest.observations, "GET"));
      return observed.cases.filter((entry) => entry.case === id).flatMap((entry) => entry.judgements);
    },
    stop: () => child.kill(),
  };
}
