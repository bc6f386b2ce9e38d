//! Layouts whose revisions have versions rather than parents: each follows the
//! one before it in the order of the tool.

use super::{Entry, Folder, Read, Transaction};
use crate::diag::{Diagnostic, FileId, Piece, SourceMap, Span, Spanned};
use crate::source::{Config, Input};
use crate::split::{self, RawKind};

/// The id of what runs before the first migration.
const PRELUDE: &str = "prelude";

/// One migration of a line.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The id, as the tool records it.
    pub(super) id: String,
    /// What the version is called in messages: `version 3`.
    pub(super) what: String,
    pub(super) stem: String,
    pub(super) file: FileId,
    pub(super) others: Vec<FileId>,
    pub(super) transaction: Spanned<Transaction>,
    /// That of the way back, where it has its own.
    pub(super) down_transaction: Option<Transaction>,
    pub(super) irreversible: Option<Spanned<String>>,
    pub(super) up: Span,
    pub(super) down: Option<Span>,
    pub(super) code: Option<&'static str>,
}

impl Step {
    /// A migration that is a whole file.
    pub(super) fn whole(folder: &Folder<'_>, input: &Input, id: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            what: format!("version {id}"),
            id,
            stem: input.stem().to_owned(),
            file: input.file,
            others: Vec::new(),
            transaction: Spanned::new(Transaction::On, start(input.text)),
            down_transaction: None,
            irreversible: None,
            up: whole(folder, input),
            down: None,
            code: None,
        }
    }
}

/// All of a file's text.
pub(super) fn whole(folder: &Folder<'_>, input: &Input) -> Span {
    Span::new(input.text, 0..folder.text(input).len())
}

fn start(file: FileId) -> Span {
    Span::new(file, 0..0)
}

/// How the server takes a text that is sent to it in one message: several
/// statements are one transaction, a single one has none around it.
pub(super) fn in_one_message(sources: &SourceMap, span: Span) -> Transaction {
    let text = sources.file(span.file).text();
    let statements = split::split(span.file, text, span.range(), &mut Vec::new());
    let count = statements
        .iter()
        .filter(|statement| statement.kind == RawKind::Sql)
        .count();
    if count > 1 {
        Transaction::Implicit
    } else {
        Transaction::Off
    }
}

/// The chain of migrations, each with what its tool sorts by. Two that the tool
/// cannot tell apart are an error.
pub(super) fn chain<K: Ord>(
    mut steps: Vec<(K, Step)>,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Read {
    steps.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut seen: std::collections::BTreeMap<String, Span> = std::collections::BTreeMap::new();
    let mut read = Read {
        is_line: true,
        ..Read::default()
    };
    for (_, step) in steps {
        let place = start(step.file);
        if let Some(first) = seen.get(&step.id) {
            let path = |span: Span| sources.file(span.file).path();
            out.push(
                Diagnostic::error(
                    "duplicate-id",
                    place,
                    format!(
                        "two migrations have {}: {} and {}",
                        step.what,
                        path(*first),
                        path(place)
                    ),
                )
                .with_label("the second")
                .with_secondary(*first, "the first")
                .with_help("give one of them another version, or remove it"),
            );
            continue;
        }
        seen.insert(step.id.clone(), place);
        let before = read
            .entries
            .last()
            .map(|entry: &Entry| entry.id.value.clone());
        read.entries.push(Entry {
            file: step.file,
            others: step.others,
            stem: step.stem,
            id: Spanned::new(step.id, place),
            header: place,
            parents: before
                .map(|id| Spanned::new(id, place))
                .into_iter()
                .collect(),
            parents_span: place,
            parents_stated: false,
            parents_unknown: false,
            labels: Vec::new(),
            transaction: step.transaction,
            down_transaction: step.down_transaction,
            irreversible: step.irreversible,
            up: step.up,
            down: step.down,
            code: step.code,
        });
    }
    read
}

/// Puts what the tool itself does before all migrations in front of them.
pub(super) fn prelude(
    read: &mut Read,
    config: &Config,
    sources: &mut SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    let Some(prelude) = &config.prelude else {
        return;
    };
    if !read.is_line {
        out.push(
            Diagnostic::error(
                "config-value",
                prelude.span,
                "`prelude` is for histories of other tools",
            )
            .with_label("the native layout has no place for it")
            .with_help("make it the first revision"),
        );
        return;
    }
    let up = of_config(prelude, sources);
    before(read, PRELUDE, up);
}

/// Puts a revision in front of all others: what the tool, or its user, does beforehand.
pub(super) fn before(read: &mut Read, id: &str, up: Span) {
    let place = up.at_start();
    if let Some(first) = read.entries.first_mut() {
        first.parents = vec![Spanned::new(id.to_owned(), place)];
    }
    let entry = Entry {
        file: place.file,
        others: Vec::new(),
        stem: id.to_owned(),
        id: Spanned::new(id.to_owned(), place),
        header: place,
        parents: Vec::new(),
        parents_span: place,
        parents_stated: false,
        parents_unknown: false,
        labels: Vec::new(),
        // Nobody says how it ran; what it says of transactions is its own.
        transaction: Spanned::new(Transaction::Off, place),
        down_transaction: None,
        irreversible: Some(Spanned::new(
            "what runs before the first migration is not undone".to_owned(),
            place,
        )),
        up,
        down: None,
        code: None,
    };
    read.entries.insert(0, entry);
}

/// Statements that stand for what a file of settings says, each with its place there, as a
/// text of its own.
pub(super) fn of_settings(statements: &[(String, Span)], sources: &mut SourceMap) -> Option<Span> {
    let file = statements.first()?.1.file;
    let mut text = String::new();
    let mut pieces = Vec::new();
    for (statement, there) in statements {
        let start = text.len();
        text.push_str(statement);
        pieces.push(Piece {
            here: start..text.len(),
            there: there.range(),
            is_copy: false,
        });
    }
    let length = text.len();
    let made = sources.add_made(file, text, pieces);
    Some(Span::new(made, 0..length))
}

/// A text of the configuration as a text of its own, whose places are places in
/// the configuration.
pub(super) fn of_config(value: &Spanned<String>, sources: &mut SourceMap) -> Span {
    let literal = sources.text(value.span);
    // As it stands in the file, but for quotes that hold no escapes.
    let inner = literal.find(&value.value);
    let start = value.span.start as usize;
    let length = value.value.len();
    let piece = match inner {
        Some(at) => Piece {
            here: 0..length,
            there: start + at..start + at + length,
            is_copy: true,
        },
        None => Piece {
            here: 0..length,
            there: value.span.range(),
            is_copy: false,
        },
    };
    let file = sources.add_made(value.span.file, value.value.clone(), vec![piece]);
    Span::new(file, 0..length)
}
