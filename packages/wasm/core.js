// What node.js and browser.js share: the calls into the module. src/lib.rs says how strings go in and out.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An argument that cannot be used, such as a profile that does not exist; `help` says what to write. */
export class UsageError extends Error {
  constructor(message, help) {
    super(message);
    this.name = "UsageError";
    this.help = help;
  }
}

/** The functions of the package, on an instance of the module. */
export function api(instance) {
  const exports = instance.exports;

  // Memory moves when it grows, so that no view of it is kept.
  const put = (value) => {
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    const address = exports.allocate(bytes.length) >>> 0;
    new Uint8Array(exports.memory.buffer, address, bytes.length).set(bytes);
    return [address, bytes.length];
  };

  const take = (packed) => {
    const address = Number(BigInt.asUintN(64, packed) >> 32n);
    const length = Number(packed & 0xffffffffn);
    const text = decoder.decode(new Uint8Array(exports.memory.buffer, address, length));
    exports.release(address, length);
    const answer = JSON.parse(text);
    if (answer.error !== undefined) throw new UsageError(answer.error, answer.help ?? undefined);
    return answer.result;
  };

  const profileOf = (profile) =>
    typeof profile === "string" ? [profile, ""] : [profile.name ?? "custom", profile.toml];

  return {
    lint(document, { url = "", profile = "auth0", now = new Date() } = {}) {
      if (typeof document !== "string" && !(document instanceof Uint8Array)) {
        throw new TypeError("the document is neither a string nor a Uint8Array");
      }
      const [name, toml] = profileOf(profile);
      const { documents, ...run } = take(
        exports.lint(...put(document), ...put(url), ...put(name), ...put(toml), now.getTime() / 1000),
      );
      const [{ input, ...report }] = documents;
      return { schema_version: run.schema_version, profile: run.profile, ...report };
    },
    explain: (rule) => take(exports.explain(...put(rule))),
    about: () => take(exports.about()),
  };
}
