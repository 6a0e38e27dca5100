//! Asking on a terminal. An answer that a rule has something against is asked for again, with the rule's words.

use std::borrow::Cow;

use dialoguer::Input;

use super::complete::Complete;
use super::flags::Flags;
use super::words;
use crate::cli::profiles;
use crate::cli::terminal;
use crate::cli::usage::UsageError;
use crate::format::sanitised;
use crate::metadata::nearest;
use crate::profile::Profile;
use crate::template::{Answers, ClientKind, Question, default_redirect_uri};

/// The longest answer, in bytes.
const MAX_BYTES: usize = 16 * 1024;

/// Asks for what the arguments do not say.
pub fn ask(flags: &Flags<'_>) -> Result<Complete, UsageError> {
    let kind = match flags.arguments.kind {
        Some(kind) => kind,
        None => ask_kind()?,
    };
    let (profile, profile_name) = match &flags.profile {
        Some(profile) => (profile.clone(), flags.arguments.profile.clone()),
        None => ask_profile()?,
    };
    let mut answers = Answers::new(kind, flags.algorithm(&profile));
    let is_given = |answers: Answers, question| {
        let complete = Complete { answers, profile: profile.clone(), profile_name: None, makes_key: false };
        words::check(&complete, &[question]).map(|()| complete.answers)
    };
    answers = match &flags.url {
        Some(url) => is_given(Answers { url: url.clone(), ..answers }, Question::Url)?,
        None => ask_about(Question::Url, "URL of the document", None, answers, &profile)?,
    };
    answers = match &flags.arguments.name {
        Some(name) => is_given(Answers { name: name.clone(), ..answers }, Question::Name)?,
        None => ask_about(Question::Name, "Name that users are shown", None, answers, &profile)?,
    };
    let redirect_uris = flags.arguments.redirect_uris.clone();
    answers = if redirect_uris.is_empty() {
        let default = default_redirect_uri(kind, &profile);
        ask_about(Question::RedirectUris, "Redirect URIs, separated by spaces", default, answers, &profile)?
    } else {
        is_given(Answers { redirect_uris, ..answers }, Question::RedirectUris)?
    };
    let makes_key = flags.arguments.keys.key || kind.has_key() && ask_for_key()?;
    Ok(Complete { answers, profile, profile_name, makes_key })
}

/// Asks for one of the answers that rules judge.
fn ask_about(
    question: Question,
    prompt: &str,
    default: Option<String>,
    answers: Answers,
    profile: &Profile,
) -> Result<Answers, UsageError> {
    let text = ask_text(prompt, default, |text| {
        words::of_answer(question, &answered(question, text, answers.clone()), profile).map_or(Ok(()), Err)
    })?;
    Ok(answered(question, &text, answers))
}

/// The answers with one more.
fn answered(question: Question, text: &str, answers: Answers) -> Answers {
    match question {
        Question::Url => Answers { url: text.to_owned(), ..answers },
        Question::Name => Answers { name: text.to_owned(), ..answers },
        Question::RedirectUris => {
            Answers { redirect_uris: text.split_whitespace().map(str::to_owned).collect(), ..answers }
        }
    }
}

fn ask_kind() -> Result<ClientKind, UsageError> {
    let names = ClientKind::ALL.map(ClientKind::name);
    let check = |text: &str| match (ClientKind::from_name(text), nearest(text, names)) {
        (Some(_), _) => Ok(()),
        (None, Some(near)) => Err(format!("there is no kind `{text}`; did you mean `{near}`?")),
        (None, None) => {
            let lines = ClientKind::ALL.map(|kind| format!("{}: {}", kind.name(), kind.description()));
            Err(format!("there is no kind `{text}`; the kinds are\n{}", lines.join("\n")))
        }
    };
    let kind = ask_text(&format!("Kind of client ({})", names.join(", ")), None, check)?;
    ClientKind::from_name(&kind).ok_or_else(closed)
}

fn ask_profile() -> Result<(Cow<'static, Profile>, Option<String>), UsageError> {
    let check = |text: &str| {
        let found = profiles::named(text);
        found.map(drop).map_err(|error| error.to_string().trim_start_matches("error: ").trim_end().to_owned())
    };
    let prompt = "Server or specification (auth0, ietf, mcp, oidc, atproto, strict, or a file)";
    let name = ask_text(prompt, Some(profiles::DEFAULT.to_owned()), check)?;
    let profile = profiles::named(&name)?;
    Ok((profile, (name != profiles::DEFAULT).then_some(name)))
}

fn ask_for_key() -> Result<bool, UsageError> {
    let check = |text: &str| match text {
        "yes" | "y" | "no" | "n" => Ok(()),
        _ => Err("write yes or no".to_owned()),
    };
    Ok(ask_text("Make a key pair now (yes, no)", Some("yes".to_owned()), check)?.starts_with('y'))
}

/// Asks until the answer passes. White space around it does not count.
fn ask_text(
    prompt: &str,
    default: Option<String>,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<String, UsageError> {
    let width = terminal::width_of_error();
    // What is refused is shown in lines of their own, none of which the terminal has to break.
    let shown = |words: String| {
        let lines = words.lines().map(|line| textwrap::fill(&sanitised(line), width.saturating_sub(8)));
        lines.collect::<Vec<_>>().join("\n  ")
    };
    let input = Input::<String>::new().with_prompt(prompt).validate_with(|text: &String| match text.trim() {
        "" => Err("an answer is needed".to_owned()),
        text if text.len() > MAX_BYTES => Err("this is too long".to_owned()),
        text => check(text).map_err(shown),
    });
    let input = match default {
        Some(default) => input.default(default),
        None => input,
    };
    Ok(input.interact_text().map_err(|_| closed())?.trim().to_owned())
}

/// That nobody answers any more.
fn closed() -> UsageError {
    UsageError::new("the terminal was closed before everything was answered; nothing was written")
}
