//! The published examples: of the Pulumi page, and of the Terraform provider's page for the resource.

use crate::{report, rules};

const PULUMI: &str = "resources:
  minimalClient:
    type: auth0:ClientCimd
    name: minimal_client
    properties:
      externalClientId: https://mcp-agent1.example.com/oauth/metadata.json
  myMcpAgent:
    type: auth0:ClientCimd
    name: my_mcp_agent
    properties:
      externalClientId: https://mcp-agent2.example.com/.well-known/client.json
      externalClientIdVersion: 1
      description: MCP Agent - Production
      appType: spa
      oidcConformant: true
      allowedOrigins:
        - https://mcp-agent2.example.com
      webOrigins:
        - https://mcp-agent2.example.com
      grantTypes:
        - authorization_code
        - refresh_token
      clientMetadata:
        environment: production
      jwtConfiguration:
        lifetimeInSeconds: 300
        alg: RS256
      refreshToken:
        rotationType: rotating
        expirationType: expiring
        tokenLifetime: 2.592e+06
        idleTokenLifetime: 1.296e+06
        infiniteTokenLifetime: false
        infiniteIdleTokenLifetime: false
        leeway: 0
";

const TERRAFORM: &str = r#"resource "auth0_client_cimd" "minimal_client" {
  external_client_id = "https://mcp-agent1.example.com/oauth/metadata.json"
}

resource "auth0_client_cimd" "my_mcp_agent" {
  external_client_id         = "https://mcp-agent2.example.com/.well-known/client.json"
  external_client_id_version = 1
  description                = "MCP Agent - Production"
  app_type                   = "spa"
  oidc_conformant            = true
  allowed_origins            = ["https://mcp-agent2.example.com"]
  web_origins                = ["https://mcp-agent2.example.com"]
  grant_types                = ["authorization_code", "refresh_token"]

  client_metadata = {
    environment = "production"
  }

  jwt_configuration {
    lifetime_in_seconds = 300
    alg                 = "RS256"
  }

  refresh_token {
    rotation_type                = "rotating"
    expiration_type              = "expiring"
    token_lifetime               = 2592000
    idle_token_lifetime          = 1296000
    infinite_token_lifetime      = false
    infinite_idle_token_lifetime = false
    leeway                       = 0
  }
}
"#;

#[test]
fn the_published_examples_give_what_is_listed_here() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    for (name, text, places) in [
        (
            "Pulumi.yaml",
            PULUMI,
            ["/resources/myMcpAgent/properties/appType", "/resources/myMcpAgent/properties/grantTypes"],
        ),
        (
            "main.tf",
            TERRAFORM,
            [
                "/resource/auth0_client_cimd/my_mcp_agent/app_type",
                "/resource/auth0_client_cimd/my_mcp_agent/grant_types",
            ],
        ),
    ] {
        std::fs::write(directory.path().join(name), text).expect("it can be written");
        let report = report(directory.path(), &[name]);
        // Nobody can publish a document under example.com.
        let expected = ["client-id-url-documentation-name", "resource-app-type-spa", "resource-overwritten"];
        let found = rules(&report);
        let mut once = found.clone();
        once.dedup();
        assert_eq!(once, expected, "{name}");
        let findings = report["documents"][0]["findings"].as_array().expect("it is a list");
        let pointers: Vec<&str> = findings
            .iter()
            .filter(|finding| finding["part"] == "resource")
            .filter_map(|finding| finding["pointer"].as_str())
            .collect();
        assert_eq!(pointers, places, "{name}");
        assert_eq!(report["documents"][0]["valid"], true, "{name}");
    }
}
