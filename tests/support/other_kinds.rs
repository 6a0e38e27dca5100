//! Files that are something else than a client's metadata, with what is said of them.

/// JSON objects: each is named in one finding, `doc-other-kind`.
pub const OBJECTS: [(&str, &str, &str); 22] = [
    (
        r#"{"issuer": "https://as.example.net", "authorization_endpoint": "https://as.example.net/a", "userinfo_endpoint": "https://as.example.net/u", "jwks_uri": "https://as.example.net/k"}"#,
        "the configuration of an OpenID provider",
        "describes a server",
    ),
    (
        r#"{"issuer": "https://as.example.net", "token_endpoint": "https://as.example.net/t"}"#,
        "the metadata of an authorization server",
        "describes a server",
    ),
    (
        r#"{"resource": "https://api.example.net", "authorization_servers": ["https://as.example.net"]}"#,
        "the metadata of a protected resource",
        "resource server",
    ),
    (r#"{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}]}"#, "a key set (RFC 7517)", "`jwks_uri`"),
    (r#"{"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}"#, "a single key (RFC 7517)", "key set"),
    (
        r#"{"client_id": "abc", "client_id_issued_at": 1, "client_name": "x", "redirect_uris": ["https://app.example.net/cb"]}"#,
        "the answer to a registration (RFC 7591)",
        "document of your own",
    ),
    (
        r#"{"client_id": "abc", "registration_client_uri": "https://as.example.net/r/abc"}"#,
        "the answer to a registration (RFC 7591)",
        "document of your own",
    ),
    (
        r#"{"name": "My Native app", "app_type": "native", "grant_types": ["authorization_code"], "is_first_party": true, "oidc_conformant": false, "jwt_configuration": {}, "token_endpoint_auth_method": "none"}"#,
        "a client of Auth0's Management API",
        "`external_client_id`",
    ),
    (
        r#"{"name": "x", "app_type": "native", "callbacks": [], "external_client_id": "https://app.example.net/c.json"}"#,
        "a client of Auth0's Management API",
        "its document is at `https://app.example.net/c.json`",
    ),
    (
        r#"{"external_client_id": "https://app.example.net/c.json"}"#,
        "a request to Auth0 that names a document",
        "`https://app.example.net/c.json`",
    ),
    (
        r#"{"client_id": "tpc_abc", "mapped_fields": {}, "validation": {"valid": true}}"#,
        "an answer of Auth0's preview or registration of a document",
        "`external_client_id`",
    ),
    (
        r#"{"name": "io.example/server", "version": "1.0.0", "packages": []}"#,
        "the description of an MCP server (server.json)",
        "describes a server",
    ),
    (
        r#"{"mcpServers": {"x": {"url": "https://mcp.example.net"}}}"#,
        "a list of MCP servers for a client",
        "`oauth.clientId`",
    ),
    (
        r#"{"name": "x", "version": "1.0.0", "scripts": {}, "dependencies": {}}"#,
        "a manifest of npm (package.json)",
        "instead",
    ),
    (
        r#"{"name": "x", "short_name": "x", "start_url": "/", "icons": []}"#,
        "the manifest of a web application",
        "instead",
    ),
    (
        r#"{"web": {"client_id": "1.apps.example.net", "auth_uri": "https://as.example.net/a"}}"#,
        "the credentials of a client at Google",
        "out of use",
    ),
    (
        r#"{"authDomain": "x.example.net", "storageBucket": "x", "apiKey": ""}"#,
        "a configuration of Firebase",
        "instead",
    ),
    (
        r#"{"iss": "https://x.example.net", "sub": "https://x.example.net", "metadata": {}}"#,
        "a statement of OpenID Federation",
        "inside `metadata`",
    ),
    (
        r#"{"iss": "https://x.example.net", "software_id": "x", "iat": 1}"#,
        "the claims of a software statement",
        "name that",
    ),
    (
        r#"{"error": "invalid_request", "error_description": "x"}"#,
        "an error answer of OAuth",
        "check the URL",
    ),
    (
        r#"{"type": "about:blank", "title": "Not Found", "status": 404}"#,
        "an error answer (RFC 9457)",
        "check the URL",
    ),
    (
        r#"{"clientMetadata": {"client_id": "https://app.example.net/c.json", "client_name": "x"}}"#,
        "an object around the document",
        "inside `clientMetadata`",
    ),
];

/// Other texts: each keeps its one finding, which names it.
pub const TEXTS: [(&[u8], &str, &str, &str); 24] = [
    (b"[{\"client_id\": \"https://app.example.net/c.json\"}]", "doc-not-object", "a list of documents", "without the brackets"),
    (br#""{\"client_id\": \"https://app.example.net/c.json\"}""#, "doc-not-object", "the document, serialised twice", "second call"),
    (b"\"eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.\"", "doc-not-object", "a JSON Web Token", "software_statement"),
    (b"eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.\n", "doc-not-json", "a JSON Web Token", "software_statement"),
    (b"{\"client_id\": \"https://a.example.net/1\"}\n{\"client_id\": \"https://a.example.net/2\"}\n", "doc-not-json", "JSON Lines", "one document"),
    (b"client_id: https://app.example.net/c.json\nredirect_uris:\n  - https://app.example.net/cb\n", "doc-not-json", "YAML", "as JSON"),
    (b"[client]\nclient_id = \"https://app.example.net/c.json\"\n", "doc-not-json", "TOML", "as JSON"),
    (b"@prefix solid: <http://www.w3.org/ns/solid/terms#> .\n<#id> solid:oidcRegistration \"x\" .\n", "doc-not-json", "Turtle", "JSON-LD"),
    (b"import type { RequestHandler } from './$types';\nexport const GET: RequestHandler = () => json({});\n", "doc-not-json", "JavaScript or TypeScript source", "what it prints"),
    (b"<!DOCTYPE html><html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script></html>", "doc-not-json", "the page of a bot protection (HTML)", "without a challenge"),
    (b"<!doctype html><html><form><input name=p type=\"password\"></form></html>", "doc-not-json", "a login page (HTML)", "without a login"),
    (b"<!doctype html><html><body><div id=\"root\"></div><script type=module src=/a.js></script></html>", "doc-not-json", "the page of a single-page application (HTML)", "as a file"),
    (b"<html><head><title>Index of /oauth</title></head></html>", "doc-not-json", "a directory listing (HTML)", "name the document"),
    (b"<html><body>It works!</body></html>", "doc-not-json", "an HTML page", "check the address"),
    (b"<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "doc-not-json", "an XML document", "check the address"),
    (b"\x1f\x8b\x08\0\0\0\0\0", "doc-not-utf8", "a gzip file", "Content-Encoding"),
    (b"\x28\xb5\x2f\xfd\x24\x10\xff", "doc-not-utf8", "a zstd file", "Content-Encoding"),
    (BROTLI, "doc-not-utf8", "a brotli file", "Content-Encoding"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "doc-not-utf8", "a PNG image", "the document itself"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "doc-not-utf8", "a JPEG image", "the document itself"),
    (b"%PDF-1.7\n1 0 obj\n", "doc-not-json", "a PDF file", "the document itself"),
    (b"-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "doc-not-json", "a key or certificate (PEM)", "key set"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "doc-not-json", "a pointer of Git LFS", "Git LFS"),
    (b" \n\t", "doc-not-json", "nothing but white space", "JSON object"),
];

/// A small document as Node.js compresses it with brotli.
const BROTLI: &[u8] = b"\
    \x1b\x7f\x00\xa0\x1c\x09\x76\x0c\xb2\x16\xe1\x0f\xec\x04\xa5\x1e\xf9\xc5\x5f\xac\x42\x85\xca\x06\
    \xb5\x4f\x97\xd1\xb2\x08\x4b\x16\x9d\x2e\x3d\x59\xc8\xd9\x6f\x82\x89\x26\xd8\x44\x4d\x08\x85\xdb\
    \xd8\x09\x3a\xc3\xb0\x50\x7f\xf9\xd8\x7a\xaa\x57\x74\x91\x8d\xb5\xa5\x34\x25\x54\x88\xcb\x81\x85\
    \x01\xf0\x4a\x47\xc0\x16\x0c\xfd\x57\x77\xfa\x50\xf2\xda\xe9\xd9\xda\x45\x47\xd8\x65\xcd\x1f\
";
