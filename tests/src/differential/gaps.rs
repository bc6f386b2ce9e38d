//! The cases that do not pass yet, each with its reason: `known-gaps.tsv`.

use std::fs;
use std::path::Path;

use super::Case;

/// A case that does not pass yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The case.
    pub id: String,
    /// The version, or `None` for all.
    pub version: Option<u16>,
    /// Why.
    pub reason: String,
    /// The line of the list, from 1.
    pub line: usize,
}

impl Gap {
    /// Whether it is about this case on this version.
    pub fn is_about(&self, id: &str, major: u16) -> bool {
        self.id == id && self.version.is_none_or(|only| only == major)
    }
}

/// The list: case, version or `*`, reason, separated by tabs. `#` begins a
/// comment line; a list that is not there is empty.
///
/// # Errors
///
/// A line has another form, or names a case that does not exist.
pub fn read_gaps(file: &Path, cases: &[Case]) -> Result<Vec<Gap>, String> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(format!("{}: {e}", file.display())),
    };
    let mut gaps = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let fault = |what: &str| format!("{}:{line}: {what}", file.display());
        let fields: Vec<_> = content.split('\t').collect();
        let [id, version, reason] = fields[..] else {
            return Err(fault(
                "expected case, version and reason, separated by tabs",
            ));
        };
        let version = match version {
            "*" => None,
            other => Some(
                other
                    .parse()
                    .map_err(|_| fault("expected a version or `*`"))?,
            ),
        };
        if reason.trim().is_empty() {
            return Err(fault("the reason is missing"));
        }
        if !cases.iter().any(|case| case.id == id) {
            return Err(fault(&format!("there is no case `{id}`")));
        }
        gaps.push(Gap {
            id: id.to_owned(),
            version,
            reason: reason.to_owned(),
            line,
        });
    }
    Ok(gaps)
}
