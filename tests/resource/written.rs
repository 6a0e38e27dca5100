//! What `--from` writes is without findings.

use crate::{cimd, report, rules, text};

#[test]
fn what_is_written_has_no_findings() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let document = |members: &str| {
        format!(
            r#"{{"client_id": "https://app.example.net/client.json", "client_name": "Example {{}} ${{x}}", "application_type": "web", "grant_types": ["authorization_code"], "redirect_uris": ["https://app.example.net/callback"], "token_endpoint_auth_method": "none"{members}}}"#
        )
    };
    for members in [
        "",
        r#", "description": "Notes ${on} %{it} \"quoted\"""#,
        r#", "description": "日本語の説明""#,
        &format!(r#", "description": "{}""#, "é".repeat(100)),
    ] {
        std::fs::write(directory.path().join("client.json"), document(members)).expect("it can be written");
        for (language, name) in
            [("terraform", "main.tf"), ("pulumi-yaml", "Pulumi.yaml"), ("patch", "patch.json")]
        {
            let written = cimd(directory.path(), &["resource", "--from", "client.json", "--as", language]);
            assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
            std::fs::write(directory.path().join(name), &written.stdout).expect("it can be written");
            let report = report(directory.path(), &[name]);
            assert_eq!(rules(&report), [""; 0], "{}", text(&written.stdout));
            let resources = report["documents"][0]["resources"].as_array().expect("it is a list");
            assert_eq!(resources.len(), 1, "{language}: {report}");
        }
    }
}
