//! The resource block, or the request body, that imports a document and keeps it.
//!
//! What is written is what the provider and the API take, and leaves out what a refresh overwrites: `app_type` and
//! `grant_types` come from the document (documented). A `description` that the document has stands there as well, since a
//! configuration without it differs from the client for ever (the provider's source).

use std::fmt::Write as _;

use super::preview::Preview;

/// The languages in which it can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// Terraform's configuration language.
    Terraform,
    /// Pulumi's YAML.
    PulumiYaml,
    /// The body of `PATCH /api/v2/clients/{id}`.
    Patch,
}

/// Most bytes of a description that the provider takes: it counts bytes (source), where the API counts characters.
const MAX_DESCRIPTION_BYTES: usize = 140;

/// Where the prerequisites are documented.
const DOCUMENTATION: &str =
    "https://auth0.com/docs/get-started/auth0-overview/create-applications/register-applications-with-cimd";

/// Where client grants of third-party clients are documented.
const GRANTS: &str =
    "https://auth0.com/docs/get-started/applications/third-party-applications/troubleshooting";

/// Writes the resource of a previewed document; `client_id` is Auth0's own id of a client that exists.
pub fn write(preview: &Preview, language: Language, client_id: Option<&str>) -> String {
    let url = preview.mapped_fields.external_client_id.as_deref().unwrap_or_default();
    let description = preview.mapped_fields.description.as_deref();
    let name = resource_name(preview.mapped_fields.name.as_deref().unwrap_or_default());
    match language {
        Language::Terraform => terraform(&name, url, description, client_id),
        Language::PulumiYaml => pulumi(&name, url, description, client_id),
        Language::Patch => patch(description),
    }
}

fn terraform(name: &str, url: &str, description: Option<&str>, client_id: Option<&str>) -> String {
    let mut out = String::new();
    let quoted = |text: &str| quoted(text, Language::Terraform);
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(out, "resource \"auth0_client_cimd\" \"{name}\" {{");
    let _ = writeln!(out, "  external_client_id = {}", quoted(url));
    out += "\n  # Raise it when the document has changed: Auth0 reads it again then.\n";
    out += "  external_client_id_version = 1\n";
    match description {
        Some(text) if text.len() <= MAX_DESCRIPTION_BYTES => {
            let _ = writeln!(out, "\n  description = {}", quoted(text));
        }
        Some(_) => {
            out += "\n  # The document's description has more than 140 bytes, which the provider does not take.\n";
            out += "  lifecycle {\n    ignore_changes = [description]\n  }\n";
        }
        None => {}
    }
    out += "}\n\n";
    let _ = write!(
        out,
        "# What a login takes beside it. The tenant and its connections ({DOCUMENTATION}):
#
# resource \"auth0_tenant\" \"tenant\" {{
#   client_id_metadata_document_supported = true
#   resource_parameter_profile            = \"compatibility\" # for MCP clients
# }}
#
# resource \"auth0_connection\" \"users\" {{
#   is_domain_connection = true
# }}
#
# The APIs ({GRANTS}):
#
# resource \"auth0_client_grant\" \"{name}\" {{
#   client_id = auth0_client_cimd.{name}.client_id
#   audience  = \"https://api.example.net/\"
#   scopes    = [\"read:items\"]
# }}
#
# For a client that is registered already:
#
# terraform import auth0_client_cimd.{name} {}
",
        imported(client_id)
    );
    out
}

fn pulumi(name: &str, url: &str, description: Option<&str>, client_id: Option<&str>) -> String {
    let mut out = String::new();
    let quoted = |text: &str| quoted(text, Language::PulumiYaml);
    let _ = writeln!(out, "resources:\n  {name}:\n    type: auth0:ClientCimd\n    properties:");
    let _ = writeln!(out, "      externalClientId: {}", quoted(url));
    out += "      # Raise it when the document has changed: Auth0 reads it again then.\n";
    out += "      externalClientIdVersion: 1\n";
    match description {
        Some(text) if text.len() <= MAX_DESCRIPTION_BYTES => {
            let _ = writeln!(out, "      description: {}", quoted(text));
        }
        Some(_) => {
            out += "    options:\n";
            out += "      # The document's description has more than 140 bytes, which the provider does not take.\n";
            out += "      ignoreChanges:\n        - description\n";
        }
        None => {}
    }
    let _ = write!(
        out,
        "
  # What a login takes beside it. The tenant and its connections ({DOCUMENTATION}):
  #
  # tenant:
  #   type: auth0:Tenant
  #   properties:
  #     clientIdMetadataDocumentSupported: true
  #     resourceParameterProfile: compatibility # for MCP clients
  # users:
  #   type: auth0:Connection
  #   properties:
  #     isDomainConnection: true
  #
  # The APIs ({GRANTS}):
  #
  # {name}Grant:
  #   type: auth0:ClientGrant
  #   properties:
  #     clientId: ${{{name}.clientId}}
  #     audience: https://api.example.net/
  #     scopes:
  #       - read:items
  #
  # For a client that is registered already:
  #
  # pulumi import auth0:index/clientCimd:ClientCimd {name} {}
",
        imported(client_id)
    );
    out
}

/// The body has to have a member; all CIMD clients are OIDC conformant.
fn patch(description: Option<&str>) -> String {
    let mut members = vec!["  \"oidc_conformant\": true".to_owned()];
    members.extend(description.map(|text| format!("  \"description\": {}", quoted(text, Language::Patch))));
    format!("{{\n{}\n}}\n", members.join(",\n"))
}

fn imported(client_id: Option<&str>) -> &str {
    client_id.unwrap_or("tpc_...")
}

/// A name for the resource, of the letters and digits of the client's name.
fn resource_name(name: &str) -> String {
    const MAX_LENGTH: usize = 40;
    let mut words = name.to_ascii_lowercase();
    words.retain(|character| character.is_ascii() && !character.is_control());
    let words: Vec<&str> = words
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut joined = words.join("_");
    joined.truncate(MAX_LENGTH);
    let joined = joined.trim_matches('_');
    match joined.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => joined.to_owned(),
        Some(_) => format!("client_{joined}"),
        None => "client".to_owned(),
    }
}

/// A string in double quotes. What begins an interpolation is doubled, and what is not plainly visible is escaped.
fn quoted(text: &str, language: Language) -> String {
    let interpolations: &[&str] = match language {
        Language::Terraform => &["${", "%{"],
        Language::PulumiYaml => &["${"],
        Language::Patch => &[],
    };
    let mut out = String::from("\"");
    for (at, character) in text.char_indices() {
        let is_interpolation = interpolations.iter().any(|begin| text[at..].starts_with(begin));
        let code = u32::from(character);
        match character {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            _ if is_interpolation => out.extend([character, character]),
            ' '..='~' => out.push(character),
            _ if character.is_alphanumeric() => out.push(character),
            _ if language != Language::Patch && code > 0xffff => {
                let _ = write!(out, "\\U{code:08x}");
            }
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_they_were() {
        for text in ["plain", "a \"b\" \\c", "line\nend", "\u{202e}bidi", "ümläut 日本", "\u{7f}\u{85}", "😀"]
        {
            let read: String = serde_json::from_str(&quoted(text, Language::Patch)).expect("it is JSON");
            assert_eq!(read, text);
        }
        assert_eq!(quoted("😀", Language::PulumiYaml), r#""\U0001f600""#);
        assert_eq!(quoted("${x} %{y} $z", Language::Terraform), r#""$${x} %%{y} $z""#);
    }

    #[test]
    fn resources_have_names_that_are_identifiers() {
        for (name, expected) in [
            ("TinyWiki", "tinywiki"),
            ("Example MCP Tool-Server", "example_mcp_tool_server"),
            ("3D Viewer", "client_3d_viewer"),
            ("日本", "client"),
            ("", "client"),
        ] {
            assert_eq!(resource_name(name), expected, "{name}");
        }
    }
}
