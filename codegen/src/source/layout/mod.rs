//! How a folder of migrations is laid out: which files are revisions, and what
//! each says of itself. One file per layout; a new one is a file here and a
//! line in [`LAYOUTS`].

mod header;
mod native;

use super::Input;
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use std::collections::BTreeSet;

pub use native::Native;

/// Every layout, in the order in which messages name them.
pub static LAYOUTS: &[&dyn Layout] = &[&Native];

/// One way to lay out migrations in a folder.
pub trait Layout: Sync {
    /// The name for `layout = "…"` in `pgbindgen.toml`.
    fn name(&self) -> &'static str;

    /// What its files look like, in a few words, for messages.
    fn about(&self) -> &'static str;

    /// Whether its revisions say how they are undone.
    fn downs(&self) -> Downs;

    /// Whether a file of this name, relative to the folder, would be read. Asked
    /// before the file is opened.
    fn claims(&self, path: &str) -> bool;

    /// Whether the files that it claims are really of this layout.
    fn detect(&self, files: &[&Input], sources: &SourceMap) -> bool;

    /// What the claimed files say. Reports everything that keeps a file from
    /// being understood.
    fn read(&self, files: &[&Input], sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Read;
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
    /// The revisions, in the order of the files.
    pub entries: Vec<Entry>,
    /// Ids that exist but whose file is not understood: its faults are reported
    /// already, so nobody complains that the revision is missing.
    pub broken: BTreeSet<String>,
}

/// One revision as its file states it, before it is seen as part of a chain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file with the header.
    pub file: FileId,
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
    /// Labels, each where it is named.
    pub labels: Vec<Spanned<String>>,
    /// How it is run.
    pub transaction: Spanned<Transaction>,
    /// Why there is no way back, where the file says so.
    pub irreversible: Option<Spanned<String>>,
    /// The SQL that applies it.
    pub up: Span,
    /// The SQL that undoes it.
    pub down: Option<Span>,
}

/// Whether a revision runs in a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// In one of its own.
    On,
    /// In none, for `CREATE INDEX CONCURRENTLY` and the like.
    Off,
}

/// The layout of a folder: the one that is configured, or the one that fits.
/// `None` with a diagnostic when that is not one.
pub(super) fn choose(
    configured: Option<&Spanned<String>>,
    files: &[Input],
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Layout> {
    let names = || {
        let names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name()).collect();
        names.join("\", \"")
    };
    if let Some(name) = configured {
        let found = LAYOUTS.iter().find(|layout| layout.name() == name.value);
        if found.is_none() {
            let near = crate::diag::nearest(&name.value, LAYOUTS.iter().map(|l| l.name()));
            out.push(
                Diagnostic::error(
                    "unknown-layout",
                    name.span,
                    format!("there is no migration layout `{}`", name.value),
                )
                .with_label("not a layout that pgbindgen reads")
                .with_help(match near {
                    Some(near) => format!("write \"{near}\""),
                    None => format!("choose one of \"{}\"", names()),
                }),
            );
        }
        return found.copied();
    }
    let mut fitting = LAYOUTS.iter().filter(|layout| {
        let claimed: Vec<&Input> = files
            .iter()
            .filter(|file| layout.claims(&file.path))
            .collect();
        layout.detect(&claimed, sources)
    });
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(*one),
        (Some(one), Some(other)) => {
            let mut diagnostic = Diagnostic::error_nowhere(
                "unknown-layout",
                format!(
                    "the migrations fit two layouts, `{}` and `{}`",
                    one.name(),
                    other.name()
                ),
            )
            .with_help(format!(
                "say which it is in {}: layout = \"{}\"",
                super::config::FILE_NAME,
                one.name()
            ));
            for layout in LAYOUTS {
                diagnostic = diagnostic.with_note(format!("{}: {}", layout.name(), layout.about()));
            }
            out.push(diagnostic);
            None
        }
        (None, _) => {
            // Nothing there yet is a project that begins.
            let Some(file) = files.iter().find(|file| file.is_sql()) else {
                return Some(&Native);
            };
            let mut diagnostic = Diagnostic::error(
                "unknown-layout",
                Span::new(file.file, 0..0),
                "the migrations fit no layout that pgbindgen reads",
            )
            .with_label("for example this file");
            for layout in LAYOUTS {
                diagnostic = diagnostic.with_note(format!("{}: {}", layout.name(), layout.about()));
            }
            out.push(diagnostic.with_help(format!(
                "give each file the header of the native layout, or say which layout it is in {}: \
                 layout = \"{}\"",
                super::config::FILE_NAME,
                Native.name()
            )));
            None
        }
    }
}
