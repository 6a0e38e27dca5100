/** The level at which a finding is shown. */
export type Level = "violation" | "warning" | "hint";

/** What of a client a rule looks at. */
export type Part = "url" | "response" | "document" | "keys" | "resource" | "config";

/** A place in a text: lines and columns count from 1, columns in Unicode scalar values, offsets in bytes from 0. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

/** A stretch of a text; `end` is exclusive. */
export interface Range {
  start: Position;
  end: Position;
}

/** Another place that belongs to a finding. */
export interface Related {
  range: Range;
  /** JSON Pointer to the value, where the finding says the same of several. */
  pointer?: string;
  message: string;
}

/** A change that would mend what was found. */
export interface Fix {
  title: string;
  /** `safe` keeps the meaning, or is the only reading; else a person has to decide. */
  applicability: "safe" | "unsafe";
  /** Stretches and what is put in their place, in the order of the text; offsets are those of the UTF-8 bytes. */
  edits: { range: Range; content: string }[];
}

/** What one rule found at one place. */
export interface Finding {
  rule: string;
  level: Level;
  /** Ours: the profile's server would not report it. */
  advice: boolean;
  part: Part;
  /** JSON Pointer to the value at fault. */
  pointer: string | null;
  /** The text that the range lies in, where it is not the document. */
  source?: string;
  range: Range | null;
  message: string;
  help: string;
  /** The address of the rule's primary source. */
  documentation: string;
  related?: Related[];
  /** How it is known that the server does that. */
  mark?: "documented" | "source" | "recorded" | "tested" | "inferred";
  fixes?: Fix[];
}

/** What `lint` gives: a document of `cimd lint --format json`, with the profile. */
export interface Report {
  schema_version: 1;
  /** The full name of the profile, such as `ietf@02`. */
  profile: string;
  /** The URL that the document is published at, as far as it is known. */
  url: string | null;
  /** The document's own `client_id`, if it is a string. */
  client_id: string | null;
  /** The server's verdict. */
  valid: boolean | null;
  error: { kind: string; message: string; help?: string } | null;
  findings: Finding[];
  /** How many findings a bound left out; absent where none. */
  findings_omitted?: number;
}

export interface LintOptions {
  /** Where the document is, or will be, published; without it, its own `client_id` is taken for that. */
  url?: string;
  /** The name of a built-in profile, or a profile of your own in TOML; `auth0` by default. */
  profile?: string | { name?: string; toml: string };
  /** The time to check certificates and statements against; now by default. */
  now?: Date;
}

/** The page of a rule. */
export interface Explanation {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  sources: { title: string; section: string | null; link: string }[];
}

export interface About {
  version: string;
  schema_version: number;
  /** The names of the built-in profiles. */
  profiles: string[];
}

/** An argument that cannot be used, such as a profile that does not exist. */
export class UsageError extends Error {
  /** What to write instead. */
  help?: string;
}

/**
 * Loads the module. Await it once before the first call in a browser or worker; in node it has nothing to do. By default
 * the file `cimd.wasm` is fetched from beside the script.
 */
export function init(
  source?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response>,
): Promise<void>;

/** Lints a document: its text, or the bytes that would be served. */
export function lint(document: string | Uint8Array, options?: LintOptions): Report;

/** The page of a rule. */
export function explain(rule: string): Explanation;

/** The version, and the names of the built-in profiles. */
export function about(): About;
