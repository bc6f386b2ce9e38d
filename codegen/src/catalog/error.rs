//! What the server would refuse, with its SQLSTATE and its wording.

use super::held::Held;
use crate::diag::{Diagnostic, Edit, Fix, Label, Safety, Span};

/// A refusal, as PostgreSQL would make it.
#[derive(Clone, Debug)]
pub struct SqlError {
    /// The SQLSTATE.
    pub state: &'static str,
    /// PostgreSQL's message.
    pub message: String,
    /// PostgreSQL's DETAIL.
    pub detail: Option<String>,
    /// What to do, beginning with a verb; PostgreSQL's HINT where it has one.
    pub help: Option<String>,
    /// The word at fault.
    pub span: Span,
    /// A few words at that place.
    pub label: String,
    /// Other places that explain it: where the table was created, say.
    pub secondary: Vec<Label>,
    /// Of a refused DROP, what is in its way.
    pub held: Option<Held>,
    /// The edit that makes of it what the help says.
    pub edit: Option<Edit>,
}

/// The result of interpreting something.
pub type Result<T = ()> = std::result::Result<T, Box<SqlError>>;

impl SqlError {
    /// A refusal at `span`.
    pub fn new(state: &'static str, span: Span, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            state,
            message: message.into(),
            detail: None,
            help: None,
            span,
            label: String::new(),
            secondary: Vec::new(),
            held: None,
            edit: None,
        })
    }

    /// Sets the words at the place.
    #[must_use]
    pub fn label(mut self: Box<Self>, text: impl Into<String>) -> Box<Self> {
        self.label = text.into();
        self
    }

    /// Sets the DETAIL.
    #[must_use]
    pub fn detail(mut self: Box<Self>, text: impl Into<String>) -> Box<Self> {
        self.detail = Some(text.into());
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self: Box<Self>, text: impl Into<String>) -> Box<Self> {
        self.help = Some(text.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self: Box<Self>, span: Span, text: impl Into<String>) -> Box<Self> {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Of a name that is not found, or of the one that is near, says that it holds a sign
    /// that nobody sees: to PostgreSQL it is a letter.
    fn tell_unseen(&mut self) {
        if !matches!(self.state, "42P01" | "42703" | "42704" | "42883" | "3F000") {
            return;
        }
        let near = self.help.as_deref().and_then(unseen);
        let (sign, place) = match (unseen(&self.message), near) {
            (Some(sign), _) => (sign, "here"),
            (None, Some(sign)) => (sign, "where it is made"),
            (None, None) => return,
        };
        self.help = Some(format!(
            "take the sign U+{:04X} out of the name {place}: it cannot be told from a space or from nothing, and is a letter to PostgreSQL",
            u32::from(sign)
        ));
        self.edit = None;
    }

    /// As a diagnostic whose code is the SQLSTATE.
    pub fn into_diagnostic(mut self) -> Diagnostic {
        self.tell_unseen();
        let mut diagnostic =
            Diagnostic::error(self.state, self.span, self.message).with_label(self.label);
        diagnostic.secondary = self.secondary;
        diagnostic.notes.extend(self.detail);
        diagnostic.help.extend(self.help.clone());
        match (self.help, self.edit) {
            (Some(title), Some(edit)) => diagnostic.with_fix(Fix {
                title,
                edits: vec![edit],
                safety: Safety::Suggestion,
            }),
            _ => diagnostic,
        }
    }
}

/// The first sign of a text that looks like a space, or like nothing.
fn unseen(text: &str) -> Option<char> {
    text.chars().find(|c| {
        matches!(
            c,
            '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}'
        )
    })
}
