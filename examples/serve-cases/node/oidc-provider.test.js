// oidc-provider's resolver against every case: `Client.find`, which all of its endpoints use.

import assert from "node:assert/strict";
import dns from "node:dns";
import { after, describe, test } from "node:test";
import tls from "node:tls";

import { revision, start } from "./cases.js";

const cases = await start();
after(() => cases.stop());

// The names of the cases lead to their address.
const address = cases.manifest.address.split(":")[0];
const { lookup } = dns;
dns.lookup = (name, options, callback) => {
  if (!cases.manifest.hosts.includes(name)) return lookup(name, options, callback);
  return options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4);
};

// Their authority is trusted.
const { createSecureContext } = tls;
tls.createSecureContext = (options) => {
  const context = createSecureContext(options);
  context.context.addCACert(cases.ca);
  return context;
};

const { default: Provider, errors } = await import("oidc-provider");

/** Judgements on the requests as such, whatever they are answered with. */
const ofEveryRequest = new Set(["host-differs", "http-version", "referer-sent"]);

/** A provider with an empty cache. */
function provider() {
  return new Provider("https://as.example.com", {
    // Its switch for private networks is its setting `fetch`: without the dispatcher that closes such connections.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    features: {
      clientIdMetadataDocument: { enabled: true, ack: "draft-02", cacheDuration: { min: 0, max: 86_400 } },
    },
    clientAuthMethods: ["none", "private_key_jwt", "client_secret_basic", "client_secret_post", "client_secret_jwt"],
    scopes: ["openid", "offline_access"],
  });
}

/** Whether oidc-provider takes the client. Any other error than its own is a fault. */
async function resolve(provider, url) {
  try {
    return (await provider.Client.find(url)) ? "accept" : "refuse";
  } catch (error) {
    if (error instanceof errors.OIDCProviderError) return "refuse";
    throw error;
  }
}

for (const each of cases.manifest.cases) {
  const voided = each.voided_by_private_network_switch && "private networks are allowed";
  describe(each.case, { skip: voided }, () => {
    test("verdict", async () => {
      await cases.reset();
      const expected = each.expected[revision];
      const server = provider();
      const verdicts = [];
      for (const _ of expected) verdicts.push(await resolve(server, each.url));
      const right = expected.every((want, index) => want === "either" || want === verdicts[index]);
      assert.ok(right, `${each.title}: ${verdicts}, expected ${expected}: ${each.why}`);
    });

    test("behaviour", async () => {
      await cases.reset();
      const server = provider();
      for (let count = 0; count < 2; count += 1) await resolve(server, each.url).catch(() => {});
      const judgements = (await cases.judgements(each.case)).filter(
        ({ judgement, level, voided_by_private_network_switch: voided }) =>
          level !== "advice" &&
          !voided &&
          // What is the same in every case is the test of one.
          (each.case === "control" || !ofEveryRequest.has(judgement)),
      );
      assert.equal(judgements.map(({ level, message }) => `${level}: ${message}`).join("\n"), "");
    });
  });
}
