#!/usr/bin/env python3
"""Goes through the flow of the example server with clients that its authors did not write, and no browser:

- the MCP Python SDK, whose client_id is a document (a public client);
- Authlib, which authenticates with private_key_jwt.

usage: flow.py ISSUER CLIENT_SITE AUTHORITY_PEM CLIENT_KEY_PEM
"""

import asyncio
import html
import re
import ssl
import sys
from urllib.parse import parse_qs, urlsplit

import httpx2
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from mcp import ClientSession
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata

ISSUER, SITE, AUTHORITY, KEY = sys.argv[1:]
REDIRECT_URI = "http://127.0.0.1:53682/callback"


class Person:
    """What a person does in a browser: reads the page, and presses a button."""

    def __init__(self):
        self.browser = requests.Session()
        self.browser.verify = AUTHORITY
        self.pages = []

    def answer(self, url, decision="allow"):
        """The parameters with which the browser comes back to the client."""
        page = self.browser.get(url, allow_redirects=False, timeout=10)
        self.pages.append(page)
        assert page.status_code == 200, (page.status_code, page.text)
        name = re.search(r'name=pending value="([^"]+)"', page.text).group(1)
        data = {"pending": html.unescape(name), "decision": decision}
        answered = self.browser.post(f"{ISSUER}/decision", data=data, allow_redirects=False, timeout=10)
        assert answered.status_code == 303, (answered.status_code, answered.text)
        target = answered.headers["location"]
        assert target.startswith(REDIRECT_URI + "?"), target
        return target, {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}


class Storage:
    """Keeps what the SDK wants kept."""

    def __init__(self):
        self.tokens = self.client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


async def mcp_sdk():
    """A client of MCP reaches the resource with the document as its client_id."""
    person, storage, answers = Person(), Storage(), []
    client_id = f"{SITE}/public.json"

    async def redirect(url):
        assert parse_qs(urlsplit(url).query)["client_id"] == [client_id], url
        answers.append((await asyncio.to_thread(person.answer, url))[1])

    async def callback():
        answer = answers.pop()
        return AuthorizationCodeResult(code=answer["code"], state=answer["state"], iss=answer["iss"])

    provider = OAuthClientProvider(
        server_url=f"{ISSUER}/mcp",
        client_metadata=OAuthClientMetadata(client_name="MCP", redirect_uris=[REDIRECT_URI]),
        storage=storage,
        redirect_handler=redirect,
        callback_handler=callback,
        client_metadata_url=client_id,
    )
    context = ssl.create_default_context(cafile=AUTHORITY)
    async with httpx2.AsyncClient(auth=provider, verify=context) as http:
        async with streamable_http_client(f"{ISSUER}/mcp", http_client=http) as streams:
            async with ClientSession(streams[0], streams[1]) as session:
                initialized = await session.initialize()
                tools = await session.list_tools()
    assert client_id in initialized.instructions, initialized
    assert tools.tools == [], tools
    assert storage.tokens.access_token and storage.client.client_id == client_id
    page = person.pages[0].text
    host = urlsplit(SITE).hostname
    assert page.index(host) < page.index("Demonstration"), page
    assert "your own machine" in page, page
    print(f"MCP SDK: {client_id} has a token, and reached the resource")


def confidential():
    """A client that has a key."""
    client_id, endpoint = f"{SITE}/confidential.json", f"{ISSUER}/token"
    key = open(KEY, encoding="ascii").read()

    def session():
        client = OAuth2Session(
            client_id,
            key,
            redirect_uri=REDIRECT_URI,
            code_challenge_method="S256",
            token_endpoint_auth_method=PrivateKeyJWT(endpoint, headers={"kid": "demo"}, alg="ES256"),
        )
        client.verify = AUTHORITY
        return client

    def authorized(client, verifier):
        url, state = client.create_authorization_url(f"{ISSUER}/authorize", code_verifier=verifier)
        target, answer = Person().answer(url)
        assert answer["state"] == state and answer["iss"] == ISSUER, answer
        return target, answer["code"]

    verifier = "v" * 64
    client = session()
    target, code = authorized(client, verifier)
    token = client.fetch_token(endpoint, authorization_response=target, code_verifier=verifier)
    assert token["access_token"] and token["token_type"] == "Bearer", token
    print(f"Authlib: {client_id} has a token")

    # The same code again; and a code without the client's key.
    again = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI, "client_id": client_id}
    refused = requests.post(endpoint, data={**again, "code_verifier": verifier}, verify=AUTHORITY, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client"), refused.text
    _, code = authorized(session(), verifier)
    refused = requests.post(endpoint, data={**again, "code": code, "code_verifier": verifier}, verify=AUTHORITY, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client"), refused.text
    print("Authlib: nobody has one without the key")


def refusals():
    """What people see, and that nothing is sent to an address that is not the client's."""
    public = f"{SITE}/public.json"
    request = {
        "client_id": public,
        "redirect_uri": REDIRECT_URI,
        "response_type": "code",
        "state": "s",
        "code_challenge": "c" * 43,
        "code_challenge_method": "S256",
    }

    def authorize(**changes):
        parameters = {**request, **changes}
        return requests.get(f"{ISSUER}/authorize", params=parameters, verify=AUTHORITY, allow_redirects=False, timeout=15)

    for status, changes, words in [
        (400, {"client_id": f"{SITE}/gone.json"}, "is not there"),
        (400, {"client_id": "https:/cb"}, "identifies itself with something"),
        (400, {"client_id": "abc"}, "identifies itself with something"),
        (502, {"client_id": "https://other.example.net/c.json"}, "does not answer as it should"),
        (400, {"redirect_uri": "http://127.0.0.1:53682/other"}, "the path differs"),
        (400, {"redirect_uri": "https://evil.example.org/callback"}, "that it does not publish"),
        # A page in the name of a stranger must not run what it says.
        (400, {"redirect_uri": "<script>alert(1)</script>"}, "that it does not publish"),
    ]:
        page = authorize(**changes)
        assert page.status_code == status and words in page.text, (changes, page.status_code, page.text)
        assert "nknown client" not in page.text and "<script" not in page.text, page.text
    for changes, error in [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"resource": "https://other.example.org/"}, "invalid_target"),
    ]:
        answer = authorize(**changes)
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        assert query["error"] == [error] and query["state"] == ["s"], query
    _, denied = Person().answer(requests.Request("GET", f"{ISSUER}/authorize", params=request).prepare().url, "deny")
    assert denied["error"] == "access_denied", denied
    print("refusals: as they should be")


asyncio.run(mcp_sdk())
confidential()
refusals()
