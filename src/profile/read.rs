//! Reading a user's own profile.

use std::borrow::Cow;
#[cfg(feature = "cli")]
use std::path::Path;
#[cfg(feature = "cli")]
use std::sync::Arc;

use super::bounds;
use super::built_in::FILES;
use super::error::{ProfileError, unknown_base};
use super::file::{AbsentMethod, ProfileFile};
use super::flaw::{Flaw, Located};
use super::lists;
use super::profile::{
    ApplicationTypes, Authentication, Grants, Identifiers, Keys, List, Members, Profile, RedirectUris, Scopes,
};
use super::settings;
#[cfg(feature = "cli")]
use crate::house::House;

/// Reads the file of that name beside a profile, or says in words why it cannot be read.
pub type Beside<'b> = &'b dyn Fn(&str) -> Result<Vec<u8>, String>;

impl Profile {
    /// Reads a profile from TOML. It may extend a built-in profile; one that does not starts with
    /// every rule off.
    ///
    /// # Errors
    ///
    /// The text is not TOML, has an unknown key, or names a profile, rule, fact, source, mark or level that does
    /// not exist; or it names a schema, which is a file of its own. The place is `NAME:LINE:COLUMN`, the message says
    /// what is wrong there, and the help suggests the nearest.
    pub fn from_toml(name: &str, text: &str) -> Result<Profile, ProfileError> {
        read(name, name, text, None)
    }

    /// Reads the text of a profile's file. The profile is named after the file; `beside` reads the file of its house
    /// rules, which lies in the same folder.
    ///
    /// # Errors
    ///
    /// Those of [`Profile::from_toml`], with `FILE:LINE:COLUMN` as their place; and that the schema cannot be read, is
    /// broken, or refers to anything but itself. The place of these is in the schema where that could be read.
    #[cfg(feature = "cli")]
    pub fn from_file(file: &str, text: &str, beside: Beside<'_>) -> Result<Profile, ProfileError> {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        read(&name, file, text, Some(beside))
    }
}

fn read(name: &str, path: &str, text: &str, beside: Option<Beside<'_>>) -> Result<Profile, ProfileError> {
    let located = Located::parse(path, text)?;
    if let Some((span, exceeded)) = bounds::exceeded(located.table()) {
        return Err(located.at(span, ProfileError::new(exceeded, "make it shorter".to_owned())));
    }
    let mut file: ProfileFile = toml::from_str(text).map_err(|error| located.refused(&error))?;
    complete(&mut file, name).map_err(|flaw| located.error(flaw))?;
    let schema = file.schema.take();
    #[cfg(feature = "cli")]
    let house = schema.map(|schema| house(&located, path, &schema, beside)).transpose()?.map(Arc::new);
    #[cfg(not(feature = "cli"))]
    if let Some(schema) = schema {
        let _ = (beside, path);
        return Err(located.error(no_files(&schema)));
    }
    let file = merged(file).map_err(|flaw| located.error(flaw))?;
    let settings = settings::settings(file.rules).map_err(|flaw| located.error(flaw))?;
    Ok(Profile {
        name: Cow::Owned(name.to_owned()),
        title: Cow::Owned(file.title.unwrap_or_else(|| name.to_owned())),
        source: Cow::Owned(file.source.unwrap_or_default()),
        limits: file.limits,
        redirect_uris: RedirectUris {
            native: file.redirect_uris.native.map(Cow::Owned),
            web: file.redirect_uris.web.map(Cow::Owned),
            loopback_hosts: list(file.redirect_uris.loopback_hosts),
            loopback_port: file.redirect_uris.loopback_port,
            hosts: list(file.redirect_uris.hosts),
            schemes: list(file.redirect_uris.schemes),
        },
        application_types: ApplicationTypes {
            values: list(file.application_types.values),
            default: file.application_types.default.map(Cow::Owned),
        },
        authentication: Authentication {
            methods: list(file.authentication.methods),
            absent: file.authentication.absent.unwrap_or(AbsentMethod::Unspecified),
            restricted: list(file.authentication.restricted),
        },
        grants: Grants { types: list(file.grants.types) },
        scopes: Scopes { required: list(file.scopes.required), refused: list(file.scopes.refused) },
        keys: Keys {
            types: list(file.keys.types),
            algorithms: list(file.keys.algorithms),
            absent_alg: file.keys.absent_alg.map(Cow::Owned),
            absent_kid: file.keys.absent_kid,
            kid_length: file.keys.kid_length,
            kid_alphabet: file.keys.kid_alphabet,
        },
        identifiers: Identifiers {
            own_prefixes: list(file.identifiers.own_prefixes),
            hosts: list(file.identifiers.hosts),
        },
        members: Members {
            required: list(file.members.required),
            supported: list(file.members.supported),
            forbidden: list(file.members.forbidden),
            are_true: list(file.members.are_true),
        },
        #[cfg(feature = "cli")]
        house,
        settings,
    })
}

/// Checks what stands in the file itself, and completes it.
fn complete(file: &mut ProfileFile, name: &str) -> Result<(), Flaw> {
    if file.newest {
        let error =
            ProfileError::new("`newest` is about revisions of built-in profiles", "remove it".to_owned());
        return Err(Flaw::of_key(&["newest"], error));
    }
    lists::check(file)?;
    settings::check_sources(&file.rules, &file.sources)?;
    file.complete(name).map_err(|message| Flaw::of_key(&["rules"], ProfileError::new(message, None)))
}

/// The file with everything that it extends below it.
fn merged(mut file: ProfileFile) -> Result<ProfileFile, Flaw> {
    while let Some(base) = file.extends.take() {
        let unknown = || Flaw::of_value(&["extends"], unknown_base(&base));
        let whole = Profile::named(&base).map(|profile| &*profile.name).ok_or_else(unknown)?;
        let (name, text) = FILES.iter().find(|(name, _)| *name == whole).ok_or_else(unknown)?;
        let mut below: ProfileFile = toml::from_str(text).map_err(|_| unknown())?;
        below.complete(name).map_err(|_| unknown())?;
        file = file.over(&below);
    }
    Ok(file)
}

fn list(values: Option<Vec<String>>) -> Option<List> {
    values.map(|values| values.into_iter().map(Cow::Owned).collect())
}

/// The error of house rules where no file can be read.
fn no_files(schema: &str) -> Flaw {
    let error = ProfileError::new(
        format!("the schema `{schema}` is a file of its own, which cannot be read here"),
        "leave `schema` out, or name the profile's file to the program `cimd`".to_owned(),
    );
    Flaw::of_value(&["schema"], error)
}

/// Reads the house rules that a profile names.
#[cfg(feature = "cli")]
fn house(
    located: &Located<'_>,
    path: &str,
    schema: &str,
    beside: Option<Beside<'_>>,
) -> Result<House, ProfileError> {
    let flaw = |message: String, help: &str| {
        located.error(Flaw::of_value(&["schema"], ProfileError::new(message, help.to_owned())))
    };
    let Some(beside) = beside else { return Err(located.error(no_files(schema))) };
    let is_beside = !schema.contains(['/', '\\', ':']) && !matches!(schema, "" | "." | "..");
    if !is_beside {
        return Err(flaw(
            format!("`{schema}` is not the name of a file beside the profile"),
            "put the schema into the folder of the profile, and write its name alone",
        ));
    }
    let bytes = beside(schema).map_err(|error| {
        flaw(
            format!("the schema `{schema}` cannot be read: {error}"),
            "name a file with a JSON Schema that lies beside the profile",
        )
    })?;
    let file = Path::new(path).with_file_name(schema).display().to_string();
    House::read(&file, bytes).map_err(|error| ProfileError {
        place: Some(error.place),
        message: error.message,
        help: error.help,
    })
}
