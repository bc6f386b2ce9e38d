//! How a folder of migrations is laid out: which files are revisions, and what
//! each says of itself. One file per layout; a new one is a file here and a
//! line in [`LAYOUTS`].

// The tools whose layouts these are take endings as they are written.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

mod atlas;
mod choose;
mod code;
mod dbmate;
mod declared;
mod diesel;
mod drizzle;
mod flyway;
mod flyway_conf;
mod foreign;
mod golang_migrate;
mod goose;
mod graphile_migrate;
mod hash;
mod header;
mod json;
mod line;
mod marks;
mod native;
mod node_pg_migrate;
mod numbered;
mod pattern;
mod placeholder;
mod prisma;
mod refinery;
mod sqitch;
mod sql_migrate;
mod sqlx;
mod suggest;
mod supabase;
mod tern;
mod version;

use super::{Config, Input};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use std::collections::BTreeSet;

pub(super) use choose::{Listing, by_names, choose};
pub use native::Native;
pub use pattern::Pattern;

/// Every layout, in the order in which messages name them.
pub static LAYOUTS: &[&dyn Layout] = &[
    &Native,
    &sqlx::Sqlx,
    &diesel::Diesel,
    &refinery::Refinery,
    &flyway::Flyway,
    &golang_migrate::GolangMigrate,
    &goose::Goose,
    &dbmate::Dbmate,
    &prisma::Prisma,
    &drizzle::Drizzle,
    &supabase::Supabase,
    &tern::Tern,
    &sql_migrate::SqlMigrate,
    &node_pg_migrate::NodePgMigrate,
    &graphile_migrate::GraphileMigrate,
    &sqitch::Sqitch,
    &atlas::Atlas,
    &numbered::Numbered,
    &declared::Declared,
];

/// One way to lay out migrations in a folder.
pub trait Layout: Sync {
    /// The name for `layout = "…"` in `pgbindgen.toml`.
    fn name(&self) -> &'static str;

    /// What its files look like, in a few words, for messages.
    fn about(&self) -> &'static str;

    /// Whether its revisions say how they are undone.
    fn downs(&self) -> Downs;

    /// What a file of this name, relative to the folder, is to the layout. Asked
    /// before the file is opened.
    fn claims(&self, path: &str, config: &Config) -> Claim;

    /// Whether the files that it reads are really of this layout. Not asked of a
    /// layout that is only ever declared.
    fn detect(&self, folder: &Folder<'_>) -> Option<Fit>;

    /// What the files say. Reports everything that keeps a file from being
    /// understood.
    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read;

    /// The command with which its own tool begins a new migration; `None` when
    /// that is `pgbindgen new`.
    fn creates(&self) -> Option<&'static str>;

    /// What makes a migration run in no transaction, in words; `None` when nothing does.
    fn outside_of_transactions(&self) -> Option<&'static str>;

    /// Whether a file is opened only once the layout is known: others leave it alone.
    fn is_opened_late(&self, _path: &str) -> bool {
        false
    }

    /// The files outside of the folder in which the tool's own settings may be, the first
    /// of which counts.
    fn settings_files(&self) -> &'static [&'static str] {
        &[]
    }

    /// The texts that the tool itself puts in place of others: by its settings, or from other
    /// files of the folder.
    fn placeholders(
        &self,
        _inputs: &[Input],
        _aside: Option<FileId>,
        _sources: &SourceMap,
    ) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Whether the placeholders of a file stay as they are; `beside` finds another file of
    /// the folder.
    fn is_literal(
        &self,
        _path: &str,
        _beside: &dyn Fn(&str) -> Option<FileId>,
        _sources: &SourceMap,
    ) -> bool {
        false
    }

    /// What the tool does before the first migration, each with the place that says so.
    fn before(&self, _aside: Option<FileId>, _sources: &SourceMap) -> Vec<(String, Span)> {
        Vec::new()
    }
}

/// How a message says that a revision runs in no transaction, for the native layout.
pub(crate) const NO_TRANSACTION: &str = "(`-- transaction: off`)";

/// A diagnostic in the words of a layout.
pub(crate) fn in_words_of(layout: &dyn Layout, mut diagnostic: Diagnostic) -> Diagnostic {
    for help in &mut diagnostic.help {
        if help.contains(NO_TRANSACTION) {
            let words = match layout.outside_of_transactions() {
                Some(words) => format!("({words})"),
                None => format!("(for which the layout `{}` has no setting)", layout.name()),
            };
            *help = help.replace(NO_TRANSACTION, &words);
        }
    }
    diagnostic
}

/// What a file is to a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is read.
    Read,
    /// The layout's tool leaves it alone, and nobody takes it for a migration.
    Beside,
    /// It should not be there.
    No,
}

impl Claim {
    /// Read when it is so, else no file of the layout.
    fn read_if(is_it: bool) -> Self {
        if is_it { Claim::Read } else { Claim::No }
    }
}

/// That a folder is of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// How much speaks for it.
    pub strength: Strength,
    /// What speaks for it, in words.
    pub why: String,
    /// Whether lines of its own part the files into the ways there and back.
    pub is_parted: bool,
    /// The files that have what each file of the layout has to have; `None` for a layout
    /// that asks no such thing of a file.
    pub marked: Option<Vec<String>>,
}

/// How much speaks for a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The names of the files, which other tools may give as well.
    Names,
    /// Something that no other tool writes.
    Mark,
}

impl Fit {
    fn names(why: impl Into<String>) -> Self {
        Self {
            strength: Strength::Names,
            why: why.into(),
            is_parted: false,
            marked: None,
        }
    }

    fn mark(why: impl Into<String>) -> Self {
        Self {
            strength: Strength::Mark,
            why: why.into(),
            is_parted: false,
            marked: None,
        }
    }

    fn sections(why: impl Into<String>) -> Self {
        Self {
            is_parted: true,
            ..Self::mark(why)
        }
    }

    /// Some files have the lines that each file of the layout has; `None` when none has.
    fn of_each(files: &[&Input], line: &str) -> Option<Self> {
        let first = files.first()?;
        Some(Self {
            marked: Some(files.iter().map(|input| input.path.clone()).collect()),
            ..Self::sections(format!("`{}` has `{line}`", first.path))
        })
    }
}

/// The files of a folder that a layout reads, and what is said about them.
pub struct Folder<'a> {
    /// The folder's path as shown.
    pub path: &'a str,
    /// The files, sorted by path.
    pub files: Vec<&'a Input>,
    /// All texts.
    pub sources: &'a SourceMap,
    /// What the user chose.
    pub config: &'a Config,
    /// A file outside of the folder that belongs to it: the list of a declared layout,
    /// Flyway's configuration.
    pub aside: Option<FileId>,
}

impl Folder<'_> {
    /// Whether a file cannot be read, which is reported: it may be the one that another
    /// misses.
    fn has_unread(&self) -> bool {
        self.files.iter().any(|input| input.faulty)
    }

    /// The text of a file as it runs: with its placeholders replaced.
    fn text(&self, input: &Input) -> &str {
        self.sources.file(input.text).text()
    }

    /// The file of a path.
    fn file(&self, path: &str) -> Option<&Input> {
        let at = self
            .files
            .binary_search_by(|input| input.path.as_str().cmp(path))
            .ok()?;
        self.files.get(at).copied()
    }
}

/// Whether the revisions of a layout say how they are undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Downs {
    /// Each does, or says why it does not.
    #[default]
    Required,
    /// Some do.
    Optional,
    /// The layout has no place for it.
    None,
}

/// What a layout read.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The revisions, in the order of the files, or in their own where the layout
    /// has one.
    pub entries: Vec<Entry>,
    /// Ids that exist but whose file is not understood: its faults are reported
    /// already, so nobody complains that the revision is missing.
    pub broken: BTreeSet<String>,
    /// Whether the revisions follow each other in the order of `entries`, rather
    /// than saying what they follow.
    pub is_line: bool,
}

/// One revision as its file states it, before it is seen as part of a chain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file with the header, as it lies on the disk.
    pub file: FileId,
    /// The files that it is made of beside that one.
    pub others: Vec<FileId>,
    /// The file's name without its ending.
    pub stem: String,
    /// The id and where it is stated.
    pub id: Spanned<String>,
    /// Where the id is stated, the whole line.
    pub header: Span,
    /// The revisions that it follows, each where it is named.
    pub parents: Vec<Spanned<String>>,
    /// The value of the header that names the parents; empty, after the id's
    /// line, when there is none.
    pub parents_span: Span,
    /// Whether there is a header that names the parents.
    pub parents_stated: bool,
    /// Whether a header that is not understood may be the one that names them.
    pub parents_unknown: bool,
    /// Labels, each where it is named.
    pub labels: Vec<Spanned<String>>,
    /// How it is run.
    pub transaction: Spanned<Transaction>,
    /// How it is undone, where that is not how it is run.
    pub down_transaction: Option<Transaction>,
    /// Why there is no way back, where the file says so.
    pub irreversible: Option<Spanned<String>>,
    /// The SQL that applies it.
    pub up: Span,
    /// The SQL that undoes it.
    pub down: Option<Span>,
    /// What it is written in when that is no SQL: `up` is then empty until the
    /// configuration says what it does.
    pub code: Option<&'static str>,
}

/// Whether a revision runs in a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// In one of its own, which the runner opens.
    On,
    /// In the one that the server makes of a message with several statements. BEGIN and
    /// COMMIT in it are those of the migration.
    Implicit,
    /// In none, for `CREATE INDEX CONCURRENTLY` and the like.
    Off,
}

impl Transaction {
    /// Whether it runs in one.
    pub fn is_there(self) -> bool {
        self != Transaction::Off
    }
}

/// Reads a folder in its layout, whatever it is.
pub(super) fn read(
    layout: &dyn Layout,
    inputs: &mut [Input],
    path: &str,
    config: &Config,
    aside: Option<FileId>,
    sources: &mut SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Read {
    placeholder::replace(layout, inputs, config, aside, sources, out);
    let files: Vec<&Input> = inputs
        .iter()
        .filter(|input| layout.claims(&input.path, config) == Claim::Read)
        .collect();
    let folder = Folder {
        path,
        files,
        sources,
        config,
        aside,
    };
    let mut read = layout.read(&folder, out);
    if read.is_line && config.downs.as_ref().is_some_and(|downs| !downs.value) {
        for entry in &mut read.entries {
            entry.down = None;
        }
    }
    code::settle(&mut read, inputs, config, sources, out);
    let before = layout.before(aside, sources);
    if let Some(up) = line::of_settings(&before, sources) {
        line::before(&mut read, layout.name(), up);
    }
    line::prelude(&mut read, config, sources, out);
    read
}

/// A file of the layout that breaks a rule of its tool.
fn invalid(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("invalid-migration", span, message)
}

/// Whether a path's name says SQL; tools that look at names look at small letters.
pub(super) fn is_sql(path: &str) -> bool {
    path.strip_suffix(".sql").is_some()
}

/// A path's folder, with its slash, and the file's name.
fn split_path(path: &str) -> (&str, &str) {
    path.rfind('/')
        .map_or(("", path), |at| path.split_at(at + 1))
}
