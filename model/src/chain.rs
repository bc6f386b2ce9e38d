//! A chain of revisions as data: what the runner needs of it and no more.
//!
//! The compile-time half reads and verifies migration files and writes this;
//! the runner applies it. Revisions come in chain order: every revision after
//! all of its parents.

use std::ops::Range;

use crate::Checksum;

/// One revision of the chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// The id, unique in the chain.
    pub id: String,
    /// The ids it follows: none for the root, two for a merge.
    pub parents: Vec<String>,
    /// The file it was read from, as people write it; for messages only.
    pub file: String,
    /// Whether it runs in a transaction. `false` for `CREATE INDEX
    /// CONCURRENTLY` and whatever else PostgreSQL refuses inside one.
    pub transactional: bool,
    /// Whether its way back runs in one: some layouts say that for each part.
    pub down_transactional: bool,
    /// The SQL that applies it.
    pub up: Script,
    /// The SQL that undoes it, where there is one.
    pub down: Option<Script>,
    /// Why there is none, where the file says so.
    pub irreversible: Option<String>,
    /// The checksum of the whole file, see [`Checksum`].
    pub checksum: Checksum,
}

/// A piece of SQL and where it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The text.
    pub text: String,
    /// The line of the file on which the text begins, from 1.
    pub line: usize,
    /// The statements, in order. Left empty, the text is sent as one, which
    /// has no room for `COPY … FROM stdin`, nor for what PostgreSQL refuses
    /// beside other statements.
    pub statements: Vec<Statement>,
}

/// One statement of a script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The bytes of the data of a `COPY … FROM stdin`, without the line `\.`
    /// that ends them.
    pub copy: Option<Range<usize>>,
}

impl From<Range<usize>> for Statement {
    fn from(range: Range<usize>) -> Self {
        Statement { range, copy: None }
    }
}

impl Script {
    /// A script of one piece that begins on the first line of its file.
    pub fn new(text: impl Into<String>) -> Self {
        Script {
            text: text.into(),
            line: 1,
            statements: Vec::new(),
        }
    }

    /// The line of the file on which the byte at `offset` of the text stands.
    pub fn line_at(&self, offset: usize) -> usize {
        let before = self.text.char_indices().take_while(|(at, _)| *at < offset);
        self.line.max(1) + before.filter(|(_, c)| *c == '\n').count()
    }
}
