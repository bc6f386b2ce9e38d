//! What is wrong, where, and what to do: the one model of a fault that every
//! face of the tool (terminal, JSON, build script, macro) renders.

pub mod codes;
pub mod fix;
mod human;
mod json;
mod map;
mod nearest;
mod width;

pub use human::{Color, render, render_all, render_body};
pub use json::{escape as json_string, render_json};
pub use map::{File, FileId, Piece, Position, SourceMap};
pub use nearest::{distance, nearest};
pub use width::shown;

use std::ops::Range;

/// A range of bytes in one file of the [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `range` in `file`. Offsets past 4 GiB saturate; `source`
    /// refuses such files before a span into them can exist.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: clamp(range.start),
            end: clamp(range.end.max(range.start)),
        }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `self` when they are in two files.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether another lies within it.
    pub(crate) fn holds(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The empty span at this one's start.
    #[must_use]
    pub fn at_start(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// The empty span at this one's end.
    #[must_use]
    pub fn at_end(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For the reader's information; never stops a build.
    Note,
    /// Something that deserves a look; never stops a build.
    Warning,
    /// The build stops.
    Error,
}

/// A place in the source with a few words on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// An edit that a machine can make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, beginning with a verb.
    pub title: String,
    /// Replacements, none overlapping another.
    pub edits: Vec<Edit>,
    /// Whether it can be applied unseen.
    pub safety: Safety,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// Whether a [`Fix`] can be applied without a person reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Means the same, or is the only way.
    Safe,
    /// A suggestion: someone should read it.
    Suggestion,
}

/// A fault in the user's migrations or configuration.
///
/// Built with [`Diagnostic::error`] or [`Diagnostic::warning`] and the `with_`
/// methods, in the order in which a reader meets the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code: a rule's or a chain error's name (`missing-parent`), or
    /// PostgreSQL's SQLSTATE for what the server would refuse (`42703`).
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, naming the objects. PostgreSQL's own wording where there is one.
    pub message: String,
    /// The place at fault.
    pub primary: Option<Label>,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// Facts that explain it.
    pub notes: Vec<String>,
    /// What to do, each beginning with a verb.
    pub help: Vec<String>,
    /// An edit that mends it, where a machine can make one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message.into())
    }

    /// A warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), message.into())
    }

    /// An error that belongs to no place in a file.
    pub fn error_nowhere(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, None, message.into())
    }

    fn new(code: &'static str, severity: Severity, span: Option<Span>, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            primary: span.map(|span| Label {
                span,
                text: String::new(),
            }),
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Sets the words at the primary place.
    #[must_use]
    pub fn with_label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Adds another place that explains the fault.
    #[must_use]
    pub fn with_secondary(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what to do; begins with a verb.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds the machine's edit.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The diagnostic with its places in the files as they lie on the disk. An
    /// edit of what is not there is no edit of the file, so that its fix goes.
    #[must_use]
    pub fn on_disk(mut self, sources: &SourceMap) -> Self {
        let labels = self.primary.iter_mut().chain(&mut self.secondary);
        for label in labels {
            label.span = sources.on_disk(label.span);
        }
        self.fix = self
            .fix
            .filter(|fix| fix.edits.iter().all(|edit| sources.is_on_disk(edit.span)));
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = sources.on_disk(edit.span);
        }
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics in the order in which a reader meets the places, those that
/// belong to no place last, and drops repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let place = |d: &Diagnostic| {
            d.primary
                .as_ref()
                .map_or((1, None), |label| (0, Some(label.span)))
        };
        place(a)
            .cmp(&place(b))
            .then(b.severity.cmp(&a.severity))
            .then_with(|| a.code.cmp(b.code))
            .then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// How many errors and warnings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Diagnostics that stop the build.
    pub errors: usize,
    /// Diagnostics that do not.
    pub warnings: usize,
}

impl Counts {
    /// Counts by severity; notes are not counted.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|d| d.severity == severity)
                .count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        }
    }

    /// The closing line of a report, `error: 3 errors, 1 warning`; `None` when
    /// there is nothing to count.
    pub fn summary(self) -> Option<String> {
        let number = |n: usize, what: &str| match n {
            0 => None,
            1 => Some(format!("1 {what}")),
            n => Some(format!("{n} {what}s")),
        };
        let parts: Vec<String> = [
            number(self.errors, "error"),
            number(self.warnings, "warning"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() {
            return None;
        }
        let level = if self.errors > 0 { "error" } else { "warning" };
        Some(format!("{level}: {}", parts.join(", ")))
    }
}
