//! The forms of text that hold a resource.

use super::value::{Content, Node};

/// What a resource was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Terraform's configuration language.
    Terraform,
    /// Its JSON syntax.
    TerraformJson,
    /// `terraform show -json` of a plan.
    Plan,
    /// `terraform show -json` of a state, or the state itself.
    State,
    /// A Pulumi program in YAML, or in its JSON form.
    Pulumi,
    /// `pulumi preview --json`.
    Preview,
    /// `pulumi stack export`.
    Stack,
    /// The body of `PATCH /api/v2/clients/{id}`.
    Patch,
    /// The body of `POST /api/v2/clients/cimd/preview` and `.../register`.
    Request,
}

impl Form {
    /// As a sentence calls it.
    pub fn name(self) -> &'static str {
        match self {
            Form::Terraform => "Terraform configuration",
            Form::TerraformJson => "Terraform configuration in JSON",
            Form::Plan => "Terraform plan",
            Form::State => "Terraform state",
            Form::Pulumi => "Pulumi program",
            Form::Preview => "Pulumi preview",
            Form::Stack => "Pulumi stack",
            Form::Patch => "PATCH body",
            Form::Request => "request body",
        }
    }

    /// Whether names are written as Pulumi writes them: `externalClientId`.
    pub fn is_pulumi(self) -> bool {
        matches!(self, Form::Pulumi | Form::Preview | Form::Stack)
    }

    /// Whether the provider of Terraform checks it; Pulumi's is made of that one.
    pub fn is_managed(self) -> bool {
        !matches!(self, Form::Patch | Form::Request)
    }

    /// Whether a string may stand for a number or a boolean, as Terraform converts them.
    pub fn converts_strings(self) -> bool {
        matches!(self, Form::Terraform | Form::TerraformJson)
    }

    /// Whether a number or a boolean may stand for a string.
    pub fn converts_to_strings(self) -> bool {
        self.converts_strings() || self.is_pulumi()
    }

    /// The number that a value is, or that a string is converted to.
    pub fn number(self, node: &Node) -> Option<f64> {
        let of_text = || node.as_str().filter(|_| self.converts_strings())?.parse().ok();
        node.as_number().or_else(of_text)
    }

    /// The boolean that a value is, or that a string is converted to.
    pub fn boolean(self, node: &Node) -> Option<bool> {
        match &node.content {
            Content::Bool(is) => Some(*is),
            Content::Text { text, .. } if self.converts_strings() => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether what it lists is what somebody wrote, and not what a provider has recorded.
    pub fn is_written(self) -> bool {
        self != Form::State
    }

    /// Whether several such files in one directory are one program.
    pub fn is_module(self) -> bool {
        matches!(self, Form::Terraform | Form::TerraformJson)
    }
}
