//! Statements that an annotation hides though the replay understands them: each is told, and
//! a later report that something is missing, or there twice, points at the annotation.

use crate::catalog::Needless;
use crate::diag::{Diagnostic, Edit, Fix, Safety, SourceMap, Span};

/// What the annotations so far have hidden.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    all: Vec<Needless>,
}

impl Hidden {
    /// Notes an annotation, and tells that it is not needed.
    pub(crate) fn note(&mut self, needless: Needless, sources: &SourceMap) -> Diagnostic {
        let told = tell(&needless, sources);
        self.all.push(needless);
        told
    }

    /// How many there are, for [`Hidden::forget`].
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets those behind the first `len`: a way back is tried and left again.
    pub(crate) fn forget(&mut self, len: usize) {
        self.all.truncate(len);
    }

    /// Adds to a fault the annotation that hides what it misses, or what made room.
    pub(crate) fn explain(&self, fault: Diagnostic) -> Diagnostic {
        const CODES: [&str; 10] = [
            "42P01", "42703", "42704", "42883", "3F000", "42P07", "42710", "42701", "42723",
            "42P06",
        ];
        if !CODES.contains(&fault.code) {
            return fault;
        }
        let message = &fault.message;
        let names = |name: &str| {
            let bare = [
                format!("\"{name}\""),
                format!(".{name}\""),
                format!(" {name}("),
            ];
            !name.is_empty() && bare.iter().any(|shown| message.contains(shown.as_str()))
        };
        let is_it = |needless: &&Needless| {
            needless.hides.iter().any(|hidden| {
                let is_of = match &hidden.of {
                    Some(of) if message.contains(" of relation \"") => names(of),
                    _ => true,
                };
                is_of && names(&hidden.name)
            })
        };
        match self.all.iter().rev().find(is_it).map(|found| found.span) {
            Some(span) => fault.with_secondary(span, "hidden by this annotation"),
            None => fault,
        }
    }
}

fn tell(needless: &Needless, sources: &SourceMap) -> Diagnostic {
    let Needless { span, is_idle, .. } = *needless;
    let (message, label) = if is_idle {
        (
            "the replay knows that this statement leaves the schema alone",
            "not needed",
        )
    } else {
        (
            "the replay understands this statement, and would do what it says",
            "hides the statement, and stands in its place",
        )
    };
    let told = Diagnostic::warning("needless-effect", span, message).with_label(label);
    if !is_comment(span, sources) {
        return told.with_help("remove this line");
    }
    told.with_fix(Fix {
        title: "remove the comment".into(),
        edits: vec![Edit {
            span: sources.file(span.file).own_lines(span),
            text: String::new(),
        }],
        safety: if is_idle {
            Safety::Safe
        } else {
            Safety::Suggestion
        },
    })
}

/// Whether it stands in a migration, and not in `pgbindgen.toml`.
fn is_comment(span: Span, sources: &SourceMap) -> bool {
    sources.text(span).starts_with("--")
}
