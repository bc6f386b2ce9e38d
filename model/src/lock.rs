//! `migrations.lock`: which revisions a chain has, and which of them are
//! released and must not change any more.
//!
//! ```text
//! heads: 20250920_1015_audit_log
//! # Written by pgbindgen, kept in version control. See `pgbindgen lock --help`.
//!
//! 20250817_1530_init : released sha256:9f86d081884c7d65…
//! 20250818_0900_invoices <- 20250817_1530_init : released sha256:60303ae22b998861… amended "typo in a comment"
//! 20250920_1015_audit_log <- 20250818_0900_invoices : draft
//! ```
//!
//! The first line names the heads, so that two branches that both add a
//! revision always conflict in version control, rather than in production.
//! Then one line a revision, every revision after its parents. A revision that
//! was released and taken out of the chain since stays as `removed`, with the
//! reason. Every amendment leaves its reason behind the ones before it. An id or a reason that is not of letters, digits, `_`, `.` and `-`
//! stands in double quotes.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use crate::Checksum;

mod edit;
mod parse;

pub use edit::{Amendment, Change, EditError};

/// The name of the file, in the folder of migrations.
pub const FILE_NAME: &str = "migrations.lock";

const HEADER: &str =
    "# Written by pgbindgen, kept in version control. See `pgbindgen lock --help`.";

/// The state of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may change.
    Draft,
    /// It may not: its file has this checksum.
    Released {
        /// The checksum of the file.
        checksum: Checksum,
    },
    /// It was released and has been taken out of the chain, with a reason.
    Removed,
}

/// One revision of the lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The revision's id.
    pub id: String,
    /// The ids of its parents, in the order of its file; none for the root.
    pub parents: Vec<String>,
    /// Whether it may change.
    pub state: State,
    /// The reasons of its amendments, the oldest first.
    pub amended: Vec<String>,
    /// The bytes of its line in the file it was read from; empty for an entry
    /// that was added since.
    pub range: Range<usize>,
}

impl Entry {
    /// Whether it is released.
    pub fn is_released(&self) -> bool {
        matches!(self.state, State::Released { .. })
    }

    /// Whether it has been taken out of the chain.
    pub fn is_removed(&self) -> bool {
        matches!(self.state, State::Removed)
    }
}

/// Why a text is not a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
    /// The bytes at fault.
    pub range: Range<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

/// The content of `migrations.lock`.
///
/// Printing (`Display`) gives the file's text; a text that was printed parses
/// to the same lock and prints the same.
///
/// # Examples
///
/// ```
/// use pgbindgen_model::{checksum, lock::Lock};
///
/// let mut lock = Lock::default();
/// lock.add_draft("a", &[])?;
/// lock.add_draft("b", &["a"])?;
/// lock.release("a", checksum("CREATE TABLE t ();\n"))?;
/// assert_eq!(lock.heads(), ["b"]);
/// let text = lock.to_string();
/// let read = Lock::parse(&text).map_err(|errors| errors[0].to_string())?;
/// assert_eq!(read.to_string(), text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    entries: Vec<Entry>,
    heads_range: Range<usize>,
}

impl Lock {
    /// Reads a lock.
    ///
    /// # Errors
    ///
    /// All that is wrong with the text, in its order.
    pub fn parse(text: &str) -> Result<Self, Vec<LockError>> {
        parse::parse(text)
    }

    /// Reads what must not be lost of a text that is no lock any more: the lines
    /// of released and removed revisions, of both sides where version control
    /// has left its marks. The drafts and the first line are left out; they are
    /// written anew ([`Lock::update_drafts`]).
    ///
    /// # Errors
    ///
    /// When a line cannot be read, or two lines say different things of one
    /// revision: someone has to choose.
    pub fn recover(text: &str) -> Result<Self, Vec<LockError>> {
        parse::recover(text)
    }

    /// The entries in chain order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a revision.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The bytes of the first line in the file that the lock was read from.
    pub fn heads_range(&self) -> Range<usize> {
        self.heads_range.clone()
    }

    /// The revisions that are no other revision's parent, sorted.
    pub fn heads(&self) -> Vec<&str> {
        let here = || self.entries.iter().filter(|entry| !entry.is_removed());
        let parents: BTreeSet<_> = here().flat_map(|entry| &entry.parents).collect();
        let mut heads: Vec<_> = here()
            .filter(|entry| !parents.contains(&entry.id))
            .map(|entry| entry.id.as_str())
            .collect();
        heads.sort_unstable();
        heads
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("heads:")?;
        for (i, head) in self.heads().into_iter().enumerate() {
            write!(f, "{} {}", if i == 0 { "" } else { "," }, Word(head))?;
        }
        writeln!(f, "\n{HEADER}")?;
        for (i, entry) in self.entries.iter().enumerate() {
            if i == 0 {
                writeln!(f)?;
            }
            writeln!(f, "{entry}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Entry {
    /// The entry's line, without its end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Word(&self.id))?;
        for (i, parent) in self.parents.iter().enumerate() {
            write!(f, "{} {}", if i == 0 { " <-" } else { "," }, Word(parent))?;
        }
        match &self.state {
            State::Draft => f.write_str(" : draft")?,
            State::Released { checksum } => write!(f, " : released sha256:{checksum}")?,
            State::Removed => f.write_str(" : removed")?,
        }
        for (i, reason) in self.amended.iter().enumerate() {
            f.write_str(if i == 0 { " amended " } else { ", " })?;
            quoted(f, reason)?;
        }
        Ok(())
    }
}

/// An id, in quotes where it needs them.
struct Word<'a>(&'a str);

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.chars().all(is_bare) {
            f.write_str(self.0)
        } else {
            quoted(f, self.0)
        }
    }
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests;
