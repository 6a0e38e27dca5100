//! What a ClientCimd resource consists of: inputs, outputs, and the blocks in them.
//!
//! From the schema of `auth0_client_cimd` in Auth0's Terraform provider 1.55 (its source), of which Pulumi's
//! `auth0:index/clientCimd:ClientCimd` is made, and from the OpenAPI description of Auth0's Management API v2.

use super::form::Form;

/// What a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// True or false.
    Bool,
    /// A list of strings.
    Texts,
    /// A map of strings.
    Map,
    /// A block with members of its own, at most one.
    Block,
    /// A list of objects.
    Objects,
    /// Anything: it is an output, which is never set.
    Any,
}

/// An attribute of the resource, or of a block in it.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Attribute {
    /// Its name in Terraform and in the API.
    pub name: &'static str,
    /// What its value has to be.
    pub kind: Kind,
    /// Whether it is an output: Terraform's provider sets it.
    pub is_output: bool,
    /// What is in a block.
    pub members: &'static [Attribute],
    /// The values that the provider takes, where it takes a few only.
    pub provider_values: &'static [&'static str],
    /// The values that the API takes, where it takes a few only.
    pub api_values: &'static [&'static str],
    /// The smallest and the largest number that is taken.
    pub range: Option<(f64, f64)>,
    /// Whether the provider checks that range; else only the API does.
    pub provider_checks_range: bool,
    /// The only boolean that is taken.
    pub only: Option<bool>,
    /// Whether the provider requires it in its block.
    pub is_required: bool,
    /// Whether only a PATCH has it.
    pub is_of_api: bool,
    /// Whether an empty list of it is never sent by the provider.
    pub is_dropped_when_empty: bool,
    /// Whether the API refuses an empty list of it.
    pub is_refused_when_empty: bool,
    /// Whether the API takes null for it.
    pub is_nullable: bool,
}

const fn attribute_of(name: &'static str, kind: Kind) -> Attribute {
    Attribute {
        name,
        kind,
        is_output: false,
        members: &[],
        provider_values: &[],
        api_values: &[],
        range: None,
        provider_checks_range: false,
        only: None,
        is_required: false,
        is_of_api: false,
        is_dropped_when_empty: false,
        is_refused_when_empty: false,
        is_nullable: false,
    }
}

const fn text(name: &'static str) -> Attribute {
    attribute_of(name, Kind::Text)
}

const fn texts(name: &'static str) -> Attribute {
    attribute_of(name, Kind::Texts)
}

const fn whole(name: &'static str) -> Attribute {
    attribute_of(name, Kind::Whole)
}

const fn boolean(name: &'static str) -> Attribute {
    attribute_of(name, Kind::Bool)
}

const fn block(name: &'static str, members: &'static [Attribute]) -> Attribute {
    Attribute { members, ..attribute_of(name, Kind::Block) }
}

const fn output(name: &'static str) -> Attribute {
    Attribute { is_output: true, ..attribute_of(name, Kind::Any) }
}

impl Attribute {
    const fn one_of(self, values: &'static [&'static str]) -> Attribute {
        Attribute { provider_values: values, api_values: values, ..self }
    }

    const fn api_one_of(self, values: &'static [&'static str]) -> Attribute {
        Attribute { api_values: values, ..self }
    }

    const fn between(self, least: f64, most: f64) -> Attribute {
        Attribute { range: Some((least, most)), ..self }
    }

    const fn checked_by_provider(self) -> Attribute {
        Attribute { provider_checks_range: true, ..self }
    }

    const fn only(self, value: bool) -> Attribute {
        Attribute { only: Some(value), ..self }
    }

    const fn required(self) -> Attribute {
        Attribute { is_required: true, ..self }
    }

    const fn of_api(self) -> Attribute {
        Attribute { is_of_api: true, ..self }
    }

    const fn dropped_when_empty(self) -> Attribute {
        Attribute { is_dropped_when_empty: true, ..self }
    }

    const fn nullable(self) -> Attribute {
        Attribute { is_nullable: true, ..self }
    }

    const fn refused_when_empty(self) -> Attribute {
        Attribute { is_refused_when_empty: true, ..self }
    }

    /// Its name as a form writes it.
    pub fn name_in(&self, form: Form) -> String {
        if form.is_pulumi() { camel_case(self.name) } else { self.name.to_owned() }
    }

    /// The member of that name, as a form writes it.
    pub fn member(&self, name: &str, form: Form) -> Option<&'static Attribute> {
        find(self.members, name, form)
    }
}

/// Most seconds that a refresh token lives, as the API's description has it: five years.
const MAX_TOKEN_LIFETIME: f64 = 157_788_000.0;

/// Most tokens of a quota.
const MAX_QUOTA: f64 = 2_147_483_647.0;

static ATTRIBUTES: &[Attribute] = &[
    text("external_client_id").required(),
    whole("external_client_id_version"),
    text("description"),
    text("app_type").one_of(&["native", "regular_web", "spa"]),
    texts("grant_types").one_of(&["authorization_code", "refresh_token"]).dropped_when_empty(),
    boolean("oidc_conformant").only(true),
    texts("allowed_origins").dropped_when_empty(),
    texts("web_origins").dropped_when_empty(),
    texts("organization_discovery_methods")
        .one_of(&["email", "organization_name"])
        .dropped_when_empty()
        .refused_when_empty()
        .nullable(),
    text("redirection_policy").one_of(&["allow_always", "open_redirect_protection"]),
    attribute_of("client_metadata", Kind::Map),
    block(
        "jwt_configuration",
        &[
            whole("lifetime_in_seconds"),
            Attribute {
                provider_values: &["RS256", "RS512", "PS256"],
                ..text("alg").api_one_of(&["HS256", "RS256", "RS512", "PS256"])
            },
            Attribute { is_output: true, ..boolean("secret_encoded") },
        ],
    ),
    block(
        "refresh_token",
        &[
            text("rotation_type").one_of(&["rotating", "non-rotating"]),
            Attribute {
                provider_values: &["expiring"],
                ..text("expiration_type").api_one_of(&["expiring", "non-expiring"])
            },
            whole("leeway").between(0.0, f64::INFINITY),
            whole("token_lifetime").between(1.0, MAX_TOKEN_LIFETIME),
            boolean("infinite_token_lifetime"),
            whole("idle_token_lifetime").between(1.0, f64::INFINITY),
            boolean("infinite_idle_token_lifetime").only(false),
            Attribute {
                members: &[text("audience").required(), texts("scope").required()],
                ..attribute_of("policies", Kind::Objects).of_api().refused_when_empty().nullable()
            },
        ],
    )
    .nullable(),
    block(
        "default_organization",
        &[text("organization_id").required(), texts("flows").api_one_of(&["client_credentials"]).required()],
    ),
    boolean("require_proof_of_possession"),
    boolean("skip_non_verifiable_callback_uri_confirmation_prompt").nullable(),
    block(
        "token_quota",
        &[Attribute {
            is_required: true,
            ..block(
                "client_credentials",
                &[
                    boolean("enforce"),
                    whole("per_day").between(1.0, MAX_QUOTA).checked_by_provider(),
                    whole("per_hour").between(1.0, MAX_QUOTA).checked_by_provider(),
                ],
            )
        }],
    )
    .nullable(),
    text("organization_usage").api_one_of(&["deny", "allow", "require"]).of_api().nullable(),
    text("organization_require_behavior")
        .api_one_of(&["no_prompt", "pre_login_prompt", "post_login_prompt"])
        .of_api()
        .nullable(),
    output("id"),
    output("client_id"),
    output("name"),
    output("callbacks"),
    output("logo_uri"),
    output("is_first_party"),
    output("signing_keys"),
    output("external_metadata_type"),
    output("external_metadata_created_by"),
    output("jwks_uri"),
    output("third_party_security_mode"),
    output("validation"),
];

/// The attribute of the resource of that name, as a form writes it.
pub fn attribute(name: &str, form: Form) -> Option<&'static Attribute> {
    // Pulumi's name of the outcome is in the plural.
    let name = if form.is_pulumi() && name == "validations" { "validation" } else { name };
    find(ATTRIBUTES, name, form)
}

/// The names that a form knows, for a suggestion.
pub fn names(within: Option<&'static Attribute>, form: Form) -> impl Iterator<Item = String> {
    let members = within.map_or(ATTRIBUTES, |attribute| attribute.members);
    members
        .iter()
        .filter(move |attribute| !attribute.is_output && (form == Form::Patch || !attribute.is_of_api))
        .map(move |attribute| attribute.name_in(form))
}

fn find(attributes: &'static [Attribute], name: &str, form: Form) -> Option<&'static Attribute> {
    let name = match form.is_pulumi() {
        true if name.contains('_') => return None,
        true => snake_case(name),
        false => name.to_owned(),
    };
    attributes.iter().find(|one| one.name == name && (!one.is_of_api || form == Form::Patch))
}

/// `external_client_id` as `externalClientId`.
pub(super) fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut joined = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        joined += &first.to_ascii_uppercase();
        joined += rest;
    }
    joined
}

/// `externalClientId` as `external_client_id`.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

/// What else `PATCH /api/v2/clients/{id}` has for clients in general: the API's description of August 2026, and the
/// Python package auth0-python 6.8.0. Documented for clients that were imported from a document: these come from it, or
/// cannot be changed.
pub static OTHER_CLIENT_MEMBERS: &[&str] = &[
    "addons",
    "allowed_clients",
    "allowed_logout_urls",
    "anonymous_sessions",
    "async_approval_notification_channels",
    "b2b_integration_configuration",
    "callbacks",
    "client_aliases",
    "client_authentication_methods",
    "client_secret",
    "compliance_level",
    "cross_origin_authentication",
    "cross_origin_loc",
    "custom_login_page",
    "custom_login_page_on",
    "custom_login_page_preview",
    "encryption_key",
    "enforce_anon_session_transfer_network_binding",
    "express_configuration",
    "fedcm_login",
    "form_template",
    "identity_assertion_authorization_grant",
    "initiate_login_uri",
    "is_first_party",
    "is_token_endpoint_ip_header_trusted",
    "logo_uri",
    "mobile",
    "my_organization_configuration",
    "name",
    "native_social_login",
    "oidc_backchannel_logout",
    "oidc_logout",
    "oidc_support",
    "par_request_expiry",
    "require_pushed_authorization_requests",
    "session_transfer",
    "signed_request_object",
    "sso",
    "sso_disabled",
    "third_party_security_mode",
    "token_endpoint_auth_method",
    "token_exchange",
    "token_vault_privileged_access",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_each_language_writes_them() {
        for attribute in ATTRIBUTES {
            assert_eq!(snake_case(&camel_case(attribute.name)), attribute.name);
        }
        assert!(attribute("externalClientId", Form::Pulumi).is_some());
        assert!(attribute("external_client_id", Form::Pulumi).is_none());
        assert!(attribute("externalClientId", Form::Terraform).is_none());
        assert!(attribute("validations", Form::Stack).is_some_and(|one| one.is_output));
        assert!(attribute("organization_usage", Form::Terraform).is_none());
    }
}
