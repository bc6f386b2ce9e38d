//! The one error of the crate.

use std::fmt;

/// Why something could not be done.
///
/// The message names the revision or object; [`std::error::Error::source`]
/// keeps the server's own error where there is one.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    failure: Option<Failure>,
    source: Option<postgres::Error>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server could not be asked: the connection, a permission.
    Server,
    /// The server is older than PostgreSQL 15.
    UnsupportedServer,
    /// Another runner holds the lock, and went on holding it.
    Locked,
    /// The chain handed in does not hold together.
    Chain,
    /// The history says that a revision was applied which the chain lacks.
    UnknownRevision,
    /// A revision was edited after it had been applied.
    Edited,
    /// A revision that is needed has not been applied, or the target is none.
    Target,
    /// A revision has no way down.
    Irreversible,
    /// A statement of a revision failed: see [`Error::failure`].
    Revision,
}

/// Where a revision failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The revision's id.
    pub revision: String,
    /// The file it was read from; empty where the chain does not say.
    pub file: String,
    /// The line of the file, from 1, where the server's error has a position
    /// or the statement is known.
    pub line: Option<usize>,
    /// The text of that line, trimmed.
    pub line_text: Option<String>,
    /// The SQLSTATE of the server's error.
    pub sqlstate: Option<String>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            message: message.into(),
            failure: None,
            source: None,
        }))
    }

    /// A failure to ask the server for something.
    pub(crate) fn server(what: &str, source: postgres::Error) -> Self {
        Error(Box::new(Inner {
            kind: ErrorKind::Server,
            message: format!("{what}: {}", describe(&source)),
            failure: None,
            source: Some(source),
        }))
    }

    pub(crate) fn revision(message: String, failure: Failure, source: postgres::Error) -> Self {
        Error(Box::new(Inner {
            kind: ErrorKind::Revision,
            message,
            failure: Some(failure),
            source: Some(source),
        }))
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where a revision failed, for an error of [`ErrorKind::Revision`].
    pub fn failure(&self) -> Option<&Failure> {
        self.0.failure.as_ref()
    }
}

/// A server's error with all that it says: `Display` of the driver's error
/// prints the severity and the message alone.
pub(crate) fn describe(error: &postgres::Error) -> String {
    let Some(db) = error.as_db_error() else {
        // The driver wraps the cause in its own words (`error connecting to
        // server`); the cause is what a person can act on.
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            let more = inner.to_string();
            if !text.ends_with(&more) {
                text = format!("{text}: {more}");
            }
            cause = inner.source();
        }
        return text;
    };
    let mut text = format!("{} (SQLSTATE {})", db.message(), db.code().code());
    for (label, more) in [("detail", db.detail()), ("hint", db.hint())] {
        if let Some(more) = more {
            text = format!("{text}\n  {label}: {more}");
        }
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("failure", &self.0.failure)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|e| e as _)
    }
}
