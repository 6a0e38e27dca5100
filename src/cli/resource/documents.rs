//! The documents behind the URLs of resources: files of the repository, or what is published.

use std::collections::{BTreeMap, BTreeSet};

use super::files::ReadFile;
use crate::auth0::Preview;
use crate::cli::fetching;
use crate::cli::parallel;
use crate::cli::run::RunArguments;
use crate::cli::usage::UsageError;
use crate::config::Config;
use crate::finding::Report;
use crate::input::resources::in_repository;
use crate::input::{Fetcher, Reader, Scope, Target};
use crate::lint::Linter;
use crate::resource::{ClientDocument, Form, Resource};

/// Documents that are fetched at the same time.
const FETCHING_JOBS: usize = 16;

/// Where documents are found.
pub struct Documents<'a> {
    config: Option<&'a Config>,
    linter: &'a Linter<'a>,
    /// How they are fetched, if they are to be.
    fetcher: Option<Fetcher>,
}

impl<'a> Documents<'a> {
    /// What the arguments and the configuration say of documents.
    pub fn new(
        config: Option<&'a Config>,
        arguments: &RunArguments,
        linter: &'a Linter<'a>,
    ) -> Result<Documents<'a>, UsageError> {
        let is_online = fetching::online(&arguments.fetching) == Some(true);
        let fetcher = is_online.then(|| fetching::fetcher(&arguments.fetching)).transpose()?;
        if let Some(fetcher) = fetcher.as_ref().filter(|_| !arguments.quiet) {
            fetching::note_delegated_guard(fetcher);
        }
        Ok(Documents { config, linter, fetcher })
    }

    /// Tells each resource of its document, where that is known. Each URL is fetched once; the reports are on what was
    /// fetched.
    pub fn attach(&self, files: &mut [ReadFile]) -> Vec<Report> {
        let resources =
            files.iter().filter_map(|(_, file)| file.as_ref().ok()).flat_map(|file| &file.resources);
        let urls: BTreeSet<String> = resources.filter_map(Resource::url).map(str::to_owned).collect();
        let (found, reports) = match &self.fetcher {
            Some(fetcher) => self.fetch(urls, fetcher),
            None => {
                let in_repository = |url: String| Some((url.clone(), in_repository(self.config?, &url)?));
                (urls.into_iter().filter_map(in_repository).collect(), Vec::new())
            }
        };
        for resource in
            files.iter_mut().filter_map(|(_, file)| file.as_mut().ok()).flat_map(|file| &mut file.resources)
        {
            let document = resource.url().and_then(|url| found.get(url));
            // A request to register is about nothing that exists already.
            resource.document = document.filter(|_| resource.form != Form::Request).cloned().map(Box::new);
        }
        reports
    }

    fn fetch(
        &self,
        urls: BTreeSet<String>,
        fetcher: &Fetcher,
    ) -> (BTreeMap<String, ClientDocument>, Vec<Report>) {
        let scope = Scope::default();
        let reader = Reader { fetcher, online: Some(true), published: None, scope: &scope };
        let urls: Vec<String> = urls.into_iter().collect();
        let linter = self.linter;
        let fetched = parallel::map(urls, FETCHING_JOBS, |url| {
            let subject = reader.read(Target::Url(url.clone())).ok().flatten()?;
            let report = linter.lint(&subject);
            let document = subject.document.is_some().then(|| ClientDocument::from(&Preview::of(subject)));
            Some((url, report, document))
        });
        let (mut found, mut reports) = (BTreeMap::new(), Vec::new());
        for (url, report, document) in fetched.into_iter().flatten() {
            reports.push(report);
            found.extend(document.map(|document| (url, document)));
        }
        (found, reports)
    }
}
