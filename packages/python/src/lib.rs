//! `cimd` for Python: the module `cimd_lint._native`, which `cimd_lint` makes public.

use cimd::finding;
use cimd::format::{Run, json};
use cimd::profile::{self, ProfileError};
use cimd::{Linter, Rule, Subject};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

/// A profile: what one authorization server or specification demands.
#[pyclass(frozen, module = "cimd_lint")]
struct Profile(Kind);

enum Kind {
    BuiltIn(&'static cimd::Profile),
    Own(Box<cimd::Profile>),
}

impl Profile {
    fn get(&self) -> &cimd::Profile {
        match &self.0 {
            Kind::BuiltIn(profile) => profile,
            Kind::Own(profile) => profile,
        }
    }
}

#[pymethods]
impl Profile {
    /// The built-in profile of that name, such as `auth0` or `ietf@02`.
    #[staticmethod]
    fn named(name: &str) -> PyResult<Profile> {
        built_in(name).map(|profile| Profile(Kind::BuiltIn(profile)))
    }

    /// A profile of your own, in TOML.
    #[staticmethod]
    fn from_toml(name: &str, text: &str) -> PyResult<Profile> {
        let profile = cimd::Profile::from_toml(name, text).map_err(|error| wrong(&error))?;
        Ok(Profile(Kind::Own(Box::new(profile))))
    }

    /// Its full name.
    #[getter]
    fn name(&self) -> &str {
        &self.get().name
    }

    /// Its title.
    #[getter]
    fn title(&self) -> &str {
        &self.get().title
    }

    fn __repr__(&self) -> String {
        format!("<Profile {}>", self.get().name)
    }
}

/// What one rule found at one place.
#[pyclass(frozen, get_all, module = "cimd_lint")]
struct Finding {
    rule: &'static str,
    level: &'static str,
    message: String,
    help: String,
    /// Ours: the profile's server would not report it.
    advice: bool,
    /// JSON Pointer to the value at fault.
    pointer: Option<String>,
    /// The place in the document, counted from 1; the end is exclusive.
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// The address of the rule's primary source.
    documentation: &'static str,
}

impl Finding {
    fn of(finding: &finding::Finding) -> Finding {
        let place = finding.range;
        Finding {
            rule: finding.rule.id(),
            level: finding.level.name(),
            message: finding.message.to_string(),
            help: finding.help.to_string(),
            advice: finding.is_advice(),
            pointer: finding.pointer.as_deref().map(str::to_owned),
            line: place.map(|range| range.start.line),
            column: place.map(|range| range.start.column),
            end_line: place.map(|range| range.end.line),
            end_column: place.map(|range| range.end.column),
            documentation: finding.rule.page().sources.first().map_or("", |source| source.link),
        }
    }
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        format!("<Finding {}[{}]>", self.level, self.rule)
    }

    fn __str__(&self) -> String {
        let place = match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{line}:{column}: "),
            _ => String::new(),
        };
        format!("{place}{}[{}] {}", self.level, self.rule, self.message)
    }
}

/// What a lint found.
#[pyclass(frozen, module = "cimd_lint")]
struct Report {
    profile: Py<Profile>,
    report: finding::Report,
    #[pyo3(get)]
    findings: Vec<Py<Finding>>,
}

#[pymethods]
impl Report {
    /// Whether the profile's server would take the document.
    #[getter]
    fn valid(&self) -> Option<bool> {
        self.report.valid
    }

    /// The full name of the profile.
    #[getter]
    fn profile(&self) -> &str {
        &self.profile.get().get().name
    }

    /// The URL that the document is published at, as far as it is known.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.report.url()
    }

    /// The document's own `client_id`, if it is a string.
    #[getter]
    fn client_id(&self) -> Option<&str> {
        self.report.client_id.as_deref()
    }

    /// How many findings a bound left out.
    #[getter]
    fn findings_omitted(&self) -> usize {
        self.report.omitted
    }

    /// What `cimd lint --format json` writes.
    fn to_json(&self) -> PyResult<String> {
        let mut out = Vec::new();
        let run = Run::new(self.profile.get().get(), vec![self.report.clone()]);
        json::write(&mut out, &run, false)?;
        Ok(String::from_utf8(out)?)
    }

    fn __repr__(&self) -> String {
        let valid = match self.report.valid {
            Some(true) => "True",
            Some(false) => "False",
            None => "None",
        };
        format!("<Report valid={valid}, {} findings>", self.findings.len())
    }
}

/// Lints a document: its text, or the bytes that would be served.
#[pyfunction]
#[pyo3(signature = (document, url=None, profile=None), text_signature = "(document, url=None, profile=\"auth0\")")]
fn lint(
    py: Python<'_>,
    document: &Bound<'_, PyAny>,
    url: Option<String>,
    profile: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let bytes = bytes(document)?;
    let profile = match profile {
        None => Py::new(py, Profile::named("auth0")?)?,
        Some(given) => match given.extract::<PyBackedStr>() {
            Ok(name) => Py::new(py, Profile::named(&name)?)?,
            Err(_) => given
                .cast::<Profile>()
                .map_err(|_| PyTypeError::new_err("profile is neither a name nor a Profile"))?
                .clone()
                .unbind(),
        },
    };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let report = py.detach(|| {
        let subject = Subject::from_bytes("document", bytes).read_at(now.map_or(0, |now| now.as_secs()));
        let subject = match url {
            Some(url) => subject.published_at(url),
            None => subject,
        };
        Linter::new(profile.get().get()).lint(&subject)
    });
    let findings =
        report.displayed().map(|finding| Py::new(py, Finding::of(finding))).collect::<PyResult<_>>()?;
    Ok(Report { profile, report, findings })
}

fn bytes(document: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    if let Ok(text) = document.extract::<PyBackedStr>() {
        return Ok(text.as_bytes().to_vec());
    }
    document.extract::<Vec<u8>>().map_err(|_| {
        PyTypeError::new_err("document is neither a string nor bytes; json.dumps makes a string of a dict")
    })
}

/// The page of a rule, in Markdown.
#[pyfunction]
fn explain(rule: &str) -> PyResult<String> {
    let rule = Rule::from_id(rule).ok_or_else(|| wrong(&profile::unknown_rule(rule)))?;
    Ok(format!("# {}\n\n{}", rule.page().title, rule.page().body))
}

/// The ids of all rules, sorted.
#[pyfunction]
fn rules() -> Vec<&'static str> {
    Rule::ALL.iter().map(|rule| rule.id()).collect()
}

/// The names of the built-in profiles, sorted.
#[pyfunction]
fn profiles() -> Vec<&'static str> {
    cimd::Profile::built_in().iter().map(|profile| &*profile.name).collect()
}

fn built_in(name: &str) -> PyResult<&'static cimd::Profile> {
    cimd::Profile::named(name).ok_or_else(|| wrong(&profile::unknown_profile(name)))
}

fn wrong(error: &ProfileError) -> PyErr {
    PyValueError::new_err(match &error.help {
        Some(help) => format!("{error}; {help}"),
        None => error.to_string(),
    })
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Profile>()?;
    module.add_class::<Finding>()?;
    module.add_class::<Report>()?;
    module.add_function(wrap_pyfunction!(lint, module)?)?;
    module.add_function(wrap_pyfunction!(explain, module)?)?;
    module.add_function(wrap_pyfunction!(rules, module)?)?;
    module.add_function(wrap_pyfunction!(profiles, module)?)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
