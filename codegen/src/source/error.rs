use super::paths::given;
use std::fmt;
use std::path::Path;

/// A fault of the environment: a directory that does not exist, a file that
/// cannot be read or written. Faults of migrations and configuration are
/// [`Diagnostic`](crate::diag::Diagnostic)s.
pub struct Error {
    message: String,
    source: Option<std::io::Error>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn io(doing: &str, path: &Path, source: std::io::Error) -> Self {
        Self {
            message: format!("cannot {doing} `{}`", given(path).display()),
            source: Some(source),
        }
    }
}

/// As `Display`: `main` prints the error of a build script by its `Debug`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        // Many print an error without its sources; "cannot read" alone helps nobody.
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}
