#!/usr/bin/env node
// Runs the program of the platform package that npm installed beside this one, or the one that CIMD_BINARY names.
"use strict";

const { spawnSync } = require("node:child_process");
const { constants } = require("node:os");
const { optionalDependencies } = require("../package.json");

/** What the program ends with when it could not do its job. */
const FAILED = 2;

function fail(message, help) {
  process.stderr.write(`error: ${message}\n  help: ${help}\n`);
  process.exit(FAILED);
}

function find() {
  const override = process.env.CIMD_BINARY;
  if (override) return override;
  const { platform, arch } = process;
  const name = `cimd-${platform}-${arch}`;
  if (!(name in optionalDependencies)) {
    fail(
      `there is no cimd for ${platform} on ${arch}`,
      "build it from source, and name the program in the environment variable CIMD_BINARY",
    );
  }
  try {
    return require.resolve(`${name}/cimd${platform === "win32" ? ".exe" : ""}`);
  } catch {
    return fail(
      `the package ${name}, which contains cimd for this machine, is not installed`,
      "install again without --omit=optional and on this platform, or name a program in CIMD_BINARY",
    );
  }
}

const program = find();
const { error, signal, status } = spawnSync(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
if (error) {
  fail(`${program} cannot be run: ${error.code ?? error.message}`, "check CIMD_BINARY, or install the package again");
}
// What a shell gives for a program that a signal ended.
process.exitCode = signal ? 128 + constants.signals[signal] : status;
