//! Auth0's rules as tables: a row names one case in plain words, holds one document, and says what
//! Auth0 would answer and what this tool adds of its own.
//!
//! The expectations were written from Auth0's documentation and recorded answers, not from what the
//! tool does.

mod advice;
mod catalogue_documents;
mod catalogue_redirects;
mod catalogue_urls;
mod defects;
mod document;
mod due;
mod help;
mod marks;
mod published;
mod table;
mod url;
