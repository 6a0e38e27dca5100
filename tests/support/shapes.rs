//! Hostile documents, made up: every kind of character that output must write out, in every place of a document, and
//! texts that have too much of something. The tests compare what they cost at two sizes, and a benchmark gives seconds.

/// A document that tries to cost more than its size.
pub struct Shape {
    /// What it has, and where: also the name of its file.
    pub name: String,
    /// The place alone: shapes of one place are linted together.
    #[allow(dead_code)]
    pub place: &'static str,
    /// Its text.
    pub document: Vec<u8>,
}

/// What is repeated, as it stands in a JSON text: what output writes out or escapes, what ends or begins something in
/// JSON, in URIs or in a format, and what is no text at all.
pub const UNITS: [(&str, &[u8]); 40] = [
    ("esc-escaped", br"\u001b"),
    ("esc", b"\x1b"),
    ("nul-escaped", br"\u0000"),
    ("nul", b"\0"),
    ("c1-escaped", br"\u009b"),
    ("c1", b"\xc2\x9b"),
    ("del", b"\x7f"),
    ("override", b"\xe2\x80\xae"),
    ("override-escaped", br"\u202e"),
    ("isolate", b"\xe2\x81\xa6"),
    ("joiner", b"\xe2\x80\x8d"),
    ("zero-width-space", b"\xe2\x80\x8b"),
    ("line-separator", b"\xe2\x80\xa8"),
    ("line-separator-escaped", br"\u2028"),
    ("line-end-escaped", br"\n"),
    ("carriage-return-escaped", br"\r\n"),
    ("line-end", b"\n"),
    ("tab", b"\t"),
    ("space", b" "),
    ("lone-surrogate", br"\ud800"),
    ("pair-escaped", br"\ud83d\ude00"),
    ("emoji", b"\xf0\x9f\x91\xa9"),
    ("combining", b"\xcc\x81"),
    ("wide", b"\xe4\xb8\xad"),
    ("mark", b"\xef\xbb\xbf"),
    ("tag", b"\xf3\xa0\x81\x81"),
    ("not-utf-8", b"\xff"),
    ("quote-escaped", br#"\""#),
    ("quote", b"\""),
    ("broken-escape", br"\x"),
    ("percent", b"%1b"),
    ("broken-percent", b"%zz"),
    ("dots", b"../"),
    ("at", b"a@"),
    ("colon", b"::"),
    ("bracket", b"##["),
    ("markup", b"]]><b>&amp;"),
    ("markdown", b"`|GH-3 "),
    ("label", b"a."),
    ("plain", b"a"),
];

/// Where a run of units is put: `@` stands for the run.
const PLACES: [(&str, &str); 28] = [
    ("client-id", r#"{"client_id":"@"}"#),
    (
        "client-id-host",
        r#"{"client_id":"https://@/client.json","redirect_uris":["https://app.example.net/cb"]}"#,
    ),
    ("client-id-path", r#"{"client_id":"https://app.example.net/@","client_name":"A"}"#),
    ("client-id-query", r#"{"client_id":"https://app.example.net/c?@#@","client_name":"A"}"#),
    ("client-id-user", r#"{"client_id":"https://@@app.example.net/c","client_name":"A"}"#),
    ("client-name", r#"{"client_id":"https://app.example.net/c","client_name":"@"}"#),
    ("client-uri", r#"{"client_id":"https://app.example.net/c","client_uri":"https://app.example.net/@"}"#),
    ("logo-uri", r#"{"client_id":"https://app.example.net/c","logo_uri":"@"}"#),
    (
        "tos-uri",
        r#"{"client_id":"https://app.example.net/c","tos_uri":"https://@/","policy_uri":"http://@"}"#,
    ),
    ("jwks-uri", r#"{"client_id":"https://app.example.net/c","jwks_uri":"https://app.example.net/@"}"#),
    (
        "redirect-uri",
        r#"{"client_id":"https://app.example.net/c","redirect_uris":["https://app.example.net/@"]}"#,
    ),
    (
        "redirect-host",
        r#"{"client_id":"https://app.example.net/c","redirect_uris":["https://@:80/","@","http://127.0.0.1:@/"]}"#,
    ),
    ("redirect-scheme", r#"{"client_id":"https://app.example.net/c","redirect_uris":["@:/cb","com.@:/cb"]}"#),
    (
        "redirect-same",
        r#"{"client_id":"https://app.example.net/c","redirect_uris":["https://a.dev/@","https://a.dev/@"]}"#,
    ),
    ("grant-type", r#"{"client_id":"https://app.example.net/c","grant_types":["@","authorization_code"]}"#),
    ("response-type", r#"{"client_id":"https://app.example.net/c","response_types":["@","code"]}"#),
    ("method", r#"{"client_id":"https://app.example.net/c","token_endpoint_auth_method":"@"}"#),
    ("application-type", r#"{"client_id":"https://app.example.net/c","application_type":"@"}"#),
    ("scope", r#"{"client_id":"https://app.example.net/c","scope":"@","contacts":["@"]}"#),
    ("name", r#"{"client_id":"https://app.example.net/c","@":1}"#),
    ("name-like", r#"{"client_id":"https://app.example.net/c","client_name@":"A","redirect_uris@":[]}"#),
    ("name-twice", r#"{"client_id":"https://app.example.net/c","@":1,"@":2}"#),
    ("nested", r#"{"client_id":"https://app.example.net/c","x":{"y":[{"z":"@"}]}}"#),
    ("key", r#"{"client_id":"https://app.example.net/c","jwks":{"keys":[{"kty":"@","kid":"@","@":"@"}]}}"#),
    ("before", r#"@{"client_id":"https://app.example.net/c"}"#),
    ("after", r#"{"client_id":"https://app.example.net/c"}@"#),
    ("bare", r#"{"client_id":@,"client_name":@}"#),
    ("unclosed", r#"{"client_id":"https://app.example.net/c","client_name":"@"#),
];

/// What is repeated as a whole: `@` stands for the number of the repetition, and the parts around it are what comes
/// before and after all.
const MANY: [(&str, &str, &str, &str); 62] = [
    ("members", "{", r#""m@":1,"#, r#""client_id":"https://a.dev/c"}"#),
    ("members-alike", "{", r#""client_name@":"A","#, r#""client_id":"https://a.dev/c"}"#),
    ("members-twice", "{", r#""client_name":"A@","#, r#""client_id":"https://a.dev/c"}"#),
    ("members-empty", "{", r#""":@,"#, r#""client_id":"https://a.dev/c"}"#),
    ("members-secret", "{", r#""client_secret":"s@","#, r#""client_id":"https://a.dev/c"}"#),
    ("members-null", "{", r#""client_id":null,"#, r#""x":1}"#),
    ("members-camel", "{", r#""clientName":"A","#, r#""client_id":"https://a.dev/c"}"#),
    (
        "redirects",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""https://a.dev/@","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-same",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""https://a.dev/cb","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-case",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""HTTPS://A.dev:443/./@","https://a.dev/@","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-http",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""http://h@.example/cb","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-loopback",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""http://127.0.0.1:@/cb","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-fragment",
        r##"{"client_id":"https://a.dev/c","redirect_uris":["##,
        r##""https://a.dev/#@","##,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-scheme",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""s@:/cb","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-javascript",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""javascript:@","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-empty",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""","#,
        r#""https://a.dev/"]}"#,
    ),
    (
        "redirects-number",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        "@,",
        r#""https://a.dev/"]}"#,
    ),
    ("grants", r#"{"client_id":"https://a.dev/c","grant_types":["#, r#""grant@","#, r#""implicit"]}"#),
    ("grants-same", r#"{"client_id":"https://a.dev/c","grant_types":["#, r#""implicit","#, r#""implicit"]}"#),
    ("grants-object", r#"{"client_id":"https://a.dev/c","grant_types":["#, r#"{"a":@},"#, r#""implicit"]}"#),
    ("responses", r#"{"client_id":"https://a.dev/c","response_types":["#, r#""code r@","#, r#""code"]}"#),
    ("response-words", r#"{"client_id":"https://a.dev/c","response_types":[""#, "w@ ", r#"code"]}"#),
    ("scope-words", r#"{"client_id":"https://a.dev/c","scope":""#, "w@ ", r#"openid"}"#),
    ("contacts", r#"{"client_id":"https://a.dev/c","contacts":["#, r#""c@","#, r#""a"]}"#),
    ("keys", r#"{"client_id":"https://a.dev/c","jwks":{"keys":["#, r#"{"kty":"EC","kid":"k@"},"#, "{}]}}"),
    (
        "keys-same",
        r#"{"client_id":"https://a.dev/c","jwks":{"keys":["#,
        r#"{"kty":"RSA","kid":"k","n":"AQ"},"#,
        "{}]}}",
    ),
    (
        "keys-private",
        r#"{"client_id":"https://a.dev/c","jwks":{"keys":["#,
        r#"{"kty":"oct","d":"@","k":"a"},"#,
        "{}]}}",
    ),
    ("keys-none", r#"{"client_id":"https://a.dev/c","jwks":{"keys":["#, "@,", "{}]}}"),
    ("key-members", r#"{"client_id":"https://a.dev/c","jwks":{"keys":[{"#, r#""m@":1,"#, r#""kty":"EC"}]}}"#),
    ("arrays", r#"{"client_id":"https://a.dev/c","x":"#, "[", ""),
    ("objects", r#"{"client_id":"https://a.dev/c","x":"#, r#"{"a":"#, ""),
    ("arrays-flat", r#"{"client_id":"https://a.dev/c","x":["#, "[],", "1]}"),
    ("mixed-deep", "", r#"[{"a":["#, ""),
    ("closing", r#"{"client_id":"https://a.dev/c"}"#, "]", ""),
    ("closing-braces", r#"{"client_id":"https://a.dev/c"}"#, "}", ""),
    ("digits", r#"{"client_id":"https://a.dev/c","client_name":1"#, "0", "}"),
    ("fraction", r#"{"client_id":"https://a.dev/c","client_name":0."#, "0", "}"),
    ("exponent", r#"{"client_id":"https://a.dev/c","client_name":1e"#, "9", "}"),
    ("zeros", r#"{"client_id":"https://a.dev/c","client_name":"#, "0", "1}"),
    ("minus", r#"{"client_id":"https://a.dev/c","client_name":"#, "-", "1}"),
    ("commas", r#"{"client_id":"https://a.dev/c""#, ",", "}"),
    ("commas-list", r#"{"client_id":"https://a.dev/c","redirect_uris":["#, ",", "]}"),
    ("colons", r#"{"client_id""#, ":", r#""https://a.dev/c"}"#),
    ("no-commas", "{", "\"m@\":1\n", "}"),
    ("no-colons", "{", "\"m@\" 1,\n", "}"),
    ("no-quotes", "{", "m@: v@,\n", "}"),
    ("single-quotes", "{", "'m@': 'v',\n", "}"),
    ("open-strings", "{", "\"m@\": \"v,\n", "}"),
    ("open-names", "{", "\"m@: 1,\n", "}"),
    ("comments", "{", "/* @ */", r#""client_id":"https://a.dev/c"}"#),
    ("line-comments", "{", "// @\n", r#""client_id":"https://a.dev/c"}"#),
    ("open-comments", "{", "/* @", ""),
    ("hash-comments", "{", "# @\n", r#""client_id":"https://a.dev/c"}"#),
    ("html-comments", "", "<!-- @ -->", r#"{"client_id":"https://a.dev/c"}"#),
    ("tags", "", "<p>@", ""),
    ("documents", "", r#"{"client_id":"https://a.dev/c"}"#, ""),
    ("lines", r#"{"client_id":"https://a.dev/c","#, "\n", r#""x":1}"#),
    ("words", "", "word@ ", ""),
    ("python", "{", r#""m@": None, "n@": True,"#, "}"),
    ("javascript", "{", r#""m@": undefined, n@: NaN,"#, "}"),
    ("wrong-closing", "{", r#""m@": [1},"#, "}"),
    ("triple-quotes", "{", r#"""m@": "v"","#, "}"),
];

/// Lists and objects in which every element has a unit: `@` stands for it.
const EACH: [(&str, &str, &str, &str); 6] = [
    ("each-member", "{", r#""m@":"@","#, r#""client_id":"https://a.dev/c"}"#),
    (
        "each-redirect",
        r#"{"client_id":"https://a.dev/c","redirect_uris":["#,
        r#""https://a.dev/@","#,
        r#""a:/"]}"#,
    ),
    ("each-grant", r#"{"client_id":"https://a.dev/c","grant_types":["#, r#""@","#, r#""implicit"]}"#),
    ("each-key", r#"{"client_id":"https://a.dev/c","jwks":{"keys":["#, r#"{"kid":"@","kty":"@"},"#, "{}]}}"),
    ("each-line", "{", "\"m@\": @\n", "}"),
    ("each-object", r#"{"client_id":"https://a.dev/c","x":["#, r#"{"@":{"@":"@"}},"#, "1]}"),
];

/// Every shape, about this large.
pub fn documents(size: usize) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (place, template) in PLACES {
        let times = template.matches('@').count();
        for (unit, bytes) in UNITS {
            let run = bytes.repeat(size / times / bytes.len());
            shapes.push(shape(place, unit, fill(template, &run)));
        }
    }
    for (place, before, repeated, after) in EACH {
        for (unit, bytes) in UNITS {
            let element = fill(repeated, bytes);
            let middle = element.repeat(size / element.len());
            shapes.push(shape(place, unit, [before.as_bytes(), &middle, after.as_bytes()].concat()));
        }
    }
    for (name, before, repeated, after) in MANY {
        let mut document = before.as_bytes().to_vec();
        for number in 0.. {
            if document.len() >= size {
                break;
            }
            document.extend(fill(repeated, number.to_string().as_bytes()));
        }
        document.extend(after.as_bytes());
        shapes.push(shape("many", name, document));
    }
    shapes
}

/// A document of that size that nothing is wrong with.
pub fn plain(size: usize) -> Vec<u8> {
    let head = r#"{"client_id":"https://app.example.net/client.json","client_name":"A","redirect_uris":["https://app.example.net/callback"],"grant_types":["authorization_code"],"token_endpoint_auth_method":"none","extension":["#;
    let element = r#""words of text",{"a":1},"#;
    [head, &element.repeat(size / element.len()), "true]}"].concat().into_bytes()
}

fn shape(place: &'static str, what: &str, document: Vec<u8>) -> Shape {
    Shape { name: format!("{place}.{what}.json"), place, document }
}

/// The template with the run in the place of each `@`.
fn fill(template: &str, run: &[u8]) -> Vec<u8> {
    template.split('@').map(str::as_bytes).collect::<Vec<_>>().join(run)
}
