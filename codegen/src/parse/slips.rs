//! What is probably missing, or too much, where a statement cannot be read: the
//! usual slips of the pen. The server says only where it stopped.

use super::cursor::{Base, Fault, Parser};
use super::keywords::Kw;
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span, nearest};
use crate::split::TokenKind;

/// A guess at a slip.
pub(super) struct Slip {
    /// The words at the place.
    pub(super) label: String,
    /// What to do.
    pub(super) help: String,
    /// Another place, with words on it.
    pub(super) also: Option<(Span, &'static str)>,
    /// The edit, where it is one.
    pub(super) edit: Option<Edit>,
}

impl Slip {
    pub(super) fn new(label: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            help: help.into(),
            also: None,
            edit: None,
        }
    }
}

/// Words that begin a statement.
const STATEMENTS: &[Kw] = &[
    Kw::Create,
    Kw::Alter,
    Kw::Drop,
    Kw::Insert,
    Kw::Update,
    Kw::Delete,
    Kw::Select,
    Kw::Comment,
    Kw::Grant,
    Kw::Revoke,
    Kw::Truncate,
];

/// What CREATE, ALTER and DROP are of.
const OBJECTS: &[Kw] = &[
    Kw::Table,
    Kw::View,
    Kw::Index,
    Kw::Type,
    Kw::Sequence,
    Kw::Function,
    Kw::Procedure,
    Kw::Schema,
    Kw::Domain,
    Kw::Trigger,
    Kw::Extension,
    Kw::Materialized,
    Kw::Policy,
];

/// Words that are often mistyped, with those that begin a statement.
const MISTYPED: &[&str] = &[
    "create",
    "alter",
    "drop",
    "insert",
    "update",
    "delete",
    "select",
    "comment",
    "grant",
    "revoke",
    "truncate",
    "table",
    "view",
    "index",
    "type",
    "sequence",
    "function",
    "procedure",
    "schema",
    "domain",
    "trigger",
    "extension",
    "materialized",
    "policy",
    "column",
    "constraint",
    "primary",
    "unique",
    "foreign",
    "references",
    "default",
    "null",
    "check",
    "generated",
    "always",
    "identity",
    "cascade",
    "restrict",
    "values",
    "where",
    "exists",
    "rename",
    "collate",
    "returns",
    "language",
    "using",
    "conflict",
    "replace",
];

/// How many tokens of an element the grammar may take before it notices that the
/// element is a new one: `CONSTRAINT name PRIMARY KEY (`.
const NOTICED: usize = 4;

impl Parser<'_> {
    /// A fault with what is probably meant.
    pub(super) fn with_slip(&self, fault: &Fault, told: Diagnostic) -> Diagnostic {
        let Some(slip) = fault.at.and_then(|at| self.slip(at)) else {
            return told;
        };
        // Of a text that a statement makes all places are one.
        let is_placed = matches!(self.base, Base::File(..));
        let mut told = told.with_label(slip.label).with_help(slip.help.clone());
        if let Some((span, words)) = slip.also.filter(|_| is_placed) {
            told = told.with_secondary(span, words);
        }
        match slip.edit.filter(|_| is_placed) {
            Some(edit) => told.with_fix(Fix {
                title: slip.help,
                edits: vec![edit],
                safety: Safety::Suggestion,
            }),
            None => told,
        }
    }

    fn slip(&self, at: usize) -> Option<Slip> {
        self.quote_too_much(at)
            .or_else(|| self.comma_too_much(at))
            .or_else(|| self.parenthesis(at))
            .or_else(|| self.variable_of_psql(at))
            .or_else(|| self.of_another_database(at))
            .or_else(|| self.misplaced(at))
            .or_else(|| self.if_exists_misplaced(at))
            .or_else(|| self.missing_as(at))
            .or_else(|| self.missing_word(at))
            .or_else(|| self.missing_semicolon(at))
            .or_else(|| self.mistyped(at))
            .or_else(|| self.missing_comma(at))
            .or_else(|| self.reserved_name(at))
            .or_else(|| self.missing_name(at))
    }

    /// `:name`, `:'name'` and `:"name"`, which psql alone replaces.
    fn variable_of_psql(&self, at: usize) -> Option<Slip> {
        let (colon, name) = (self.tok_at(at)?, self.tok_at(at + 1)?);
        let is_name = matches!(
            name.kind,
            TokenKind::Word | TokenKind::QuotedIdent | TokenKind::Str
        );
        if colon.kind != TokenKind::Colon || !is_name || colon.end != name.start {
            return None;
        }
        let written = self.word(at + 1);
        let bare = written.trim_matches(['\'', '"']);
        Some(Slip::new(
            "psql alone puts a value in its place",
            format!("write the value, or say it in pgbindgen.toml: [variables] {bare} = \"…\""),
        ))
    }

    // ---- looking at any token ----

    pub(super) fn word(&self, at: usize) -> &str {
        let tok = self.tok_at(at);
        tok.and_then(|tok| self.text.get(tok.start..tok.end))
            .unwrap_or("")
    }

    pub(super) fn is_kw(&self, at: usize, kws: &[Kw]) -> bool {
        self.kw_at(at).is_some_and(|kw| kws.contains(&kw))
    }

    pub(super) fn tok_span(&self, at: usize) -> Option<Span> {
        let tok = self.tok_at(at)?;
        Some(self.span(tok.start..tok.end))
    }

    /// Whether a token is the first of its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let (Some(before), Some(tok)) = (
            at.checked_sub(1).and_then(|before| self.tok_at(before)),
            self.tok_at(at),
        ) else {
            return false;
        };
        let gap = self.text.get(before.end..tok.start);
        gap.is_some_and(|gap| gap.contains('\n'))
    }

    /// The first token of a token's line.
    fn line_start(&self, at: usize) -> usize {
        let mut first = at.min(self.len());
        while first > 0 && !self.begins_line(first) {
            first -= 1;
        }
        first
    }

    /// The parenthesis in which a token stands.
    pub(super) fn opener(&self, at: usize) -> Option<usize> {
        (0..at.min(self.len())).rev().find(|open| {
            self.tok_at(*open).is_some_and(|tok| {
                let partner = tok.partner as usize;
                tok.kind == TokenKind::LParen && (partner == *open || partner >= at)
            })
        })
    }

    /// Whether a statement is CREATE … of one of these.
    pub(super) fn creates(&self, kws: &[Kw]) -> bool {
        self.kw_at(0) == Some(Kw::Create) && (1..5).any(|at| self.is_kw(at, kws))
    }

    /// Whether a parenthesis holds the columns of a table or the attributes of a type.
    pub(super) fn holds_elements(&self, open: usize) -> bool {
        self.creates(&[Kw::Table, Kw::Type]) && self.opener(open).is_none()
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        match self.kind_at(at) {
            Some(TokenKind::QuotedIdent | TokenKind::UnicodeIdent) => true,
            Some(TokenKind::Word) => self.kw_at(at).is_none_or(Kw::is_column_name),
            _ => false,
        }
    }

    pub(super) fn is_literal(&self, at: usize) -> bool {
        matches!(
            self.kind_at(at),
            Some(
                TokenKind::Str
                    | TokenKind::EscapeStr
                    | TokenKind::Integer
                    | TokenKind::Float
                    | TokenKind::DollarStr
            )
        )
    }

    pub(super) fn insert_before(&self, at: usize, text: &str) -> Option<Edit> {
        Some(Edit {
            span: self.tok_span(at)?.at_start(),
            text: text.to_owned(),
        })
    }

    pub(super) fn insert_behind(&self, at: usize, text: &str) -> Option<Edit> {
        Some(Edit {
            span: self.tok_span(at)?.at_end(),
            text: text.to_owned(),
        })
    }

    // ---- the slips ----

    /// `a int,)`, `a, FROM`, `a,, b`.
    fn comma_too_much(&self, at: usize) -> Option<Slip> {
        let comma = at.checked_sub(1)?;
        if self.kind_at(comma) != Some(TokenKind::Comma) {
            return None;
        }
        let ends = match self.kind_at(at) {
            None | Some(TokenKind::RParen | TokenKind::Comma) => true,
            // `from date` in a list of columns is a column.
            _ => {
                self.is_kw(at, &[Kw::From, Kw::Where])
                    && !self
                        .opener(at)
                        .is_some_and(|open| self.holds_elements(open))
            }
        };
        if !ends {
            return None;
        }
        let mut slip = Slip::new(
            "nothing stands between the comma and this",
            "remove the comma before it, or write what is missing behind the comma",
        );
        let span = self.tok_span(comma)?;
        slip.also = Some((span, "this comma"));
        slip.edit = Some(Edit {
            span,
            text: String::new(),
        });
        Some(slip)
    }

    /// One that is not closed, and one that was never opened.
    fn parenthesis(&self, at: usize) -> Option<Slip> {
        if self.kind_at(at) == Some(TokenKind::RParen) && self.opener(at).is_none() {
            return Some(Slip::new(
                "no parenthesis is open here",
                "remove the parenthesis, or open one",
            ));
        }
        let is_end = at >= self.len() || self.kind_at(at) == Some(TokenKind::Semicolon);
        if !(is_end || self.begins_line(at) && self.is_kw(at, STATEMENTS)) {
            return None;
        }
        let open = self.opener(at)?;
        let is_open = self
            .tok_at(open)
            .is_some_and(|tok| tok.partner as usize == open);
        if !is_open {
            return None;
        }
        let mut slip = if is_end {
            Slip::new(
                "the statement ends, and a parenthesis is open",
                "close the parenthesis with `)`",
            )
        } else {
            Slip::new(
                "another statement seems to begin here",
                "close the parenthesis of the one before, and end it: `);`",
            )
        };
        slip.also = Some((self.tok_span(open)?, "opened here"));
        if is_end {
            slip.edit = match self.tok_at(at) {
                Some(_) => self.insert_before(at, ")"),
                None => self.insert_behind(at.checked_sub(1)?, ")"),
            };
        }
        Some(slip)
    }

    /// IF NOT EXISTS behind the name, or where there is none.
    fn if_exists_misplaced(&self, at: usize) -> Option<Slip> {
        let is_if = self.kw_at(at) == Some(Kw::If)
            && (self.kw_at(at + 1) == Some(Kw::Exists) || self.kw_at(at + 2) == Some(Kw::Exists));
        if is_if {
            let shown = match self.kw_at(at + 1) {
                Some(Kw::Exists) => "IF EXISTS",
                _ => "IF NOT EXISTS",
            };
            return Some(Slip::new(
                "it stands before the name",
                format!("move {shown} before the name"),
            ));
        }
        // IF may have passed for a name.
        let found = (at.saturating_sub(2)..at).find(|found| {
            self.kw_at(*found) == Some(Kw::If)
                && (self.kw_at(found + 1) == Some(Kw::Exists)
                    || self.kw_at(found + 1) == Some(Kw::Not)
                        && self.kw_at(found + 2) == Some(Kw::Exists))
        })?;
        let verbs = [Kw::Create, Kw::Add, Kw::Drop, Kw::Alter, Kw::Rename];
        let from = (0..found).rev().find(|from| self.is_kw(*from, &verbs))?;
        let statement: Vec<String> = (from..found)
            .take_while(|at| self.kw_at(*at).is_some())
            .map(|at| self.word(at).to_uppercase())
            .collect();
        let last = (found..found + 3).find(|at| self.kw_at(*at) == Some(Kw::Exists))?;
        let span = self.tok_span(found)?;
        let behind = match self.tok_span(last + 1) {
            Some(next) => next.at_start(),
            None => self.tok_span(last)?.at_end(),
        };
        let mut slip = Slip::new(
            format!("{} takes no IF", statement.join(" ")),
            "remove the condition: a revision runs once, and knows what is there",
        );
        slip.edit = Some(Edit {
            span: span.to(behind),
            text: String::new(),
        });
        Some(slip)
    }

    /// The query of a view, the body of a function, the labels of an enum.
    fn missing_as(&self, at: usize) -> Option<Slip> {
        if at.checked_sub(1).and_then(|before| self.kw_at(before)) == Some(Kw::As) {
            return None;
        }
        let what = if self.is_kw(at, &[Kw::Select, Kw::With, Kw::Values])
            && self.opener(at).is_none()
            && self.creates(&[Kw::View, Kw::Table])
        {
            "the query"
        } else if self.kw_at(at) == Some(Kw::Enum) && self.creates(&[Kw::Type]) {
            "ENUM"
        } else if matches!(
            self.kind_at(at),
            Some(TokenKind::DollarStr | TokenKind::Str | TokenKind::EscapeStr)
        ) && self.creates(&[Kw::Function, Kw::Procedure])
            && self.opener(at).is_none()
        {
            "the body"
        } else if self.kind_at(at) == Some(TokenKind::LParen)
            && at >= 2
            && self.kw_at(at - 1) == Some(Kw::Always)
            && self.kw_at(at - 2) == Some(Kw::Generated)
        {
            "the expression"
        } else {
            return None;
        };
        let mut slip = Slip::new("AS is missing before it", format!("write AS before {what}"));
        slip.edit = self.insert_before(at, "AS ");
        Some(slip)
    }

    /// Other words and parentheses that are left out.
    fn missing_word(&self, at: usize) -> Option<Slip> {
        let before = at.checked_sub(1)?;
        let (label, help, text) = if self.kw_at(0) == Some(Kw::Comment) && self.is_literal(at) {
            ("IS is missing before it", "write IS before the text", "IS ")
        } else if self.kw_at(before) == Some(Kw::Execute) && self.creates(&[Kw::Trigger]) {
            (
                "FUNCTION is missing before it",
                "write EXECUTE FUNCTION",
                "FUNCTION ",
            )
        } else if self.kw_at(at) == Some(Kw::Value) && self.kw_at(0) == Some(Kw::Insert) {
            let mut slip = Slip::new("the word is VALUES", "write VALUES");
            slip.edit = Some(Edit {
                span: self.tok_span(at)?,
                text: "VALUES".to_owned(),
            });
            return Some(slip);
        } else if self.kind_at(at) == Some(TokenKind::Integer)
            && self.is_kw(
                before,
                &[
                    Kw::Varchar,
                    Kw::Char,
                    Kw::Character,
                    Kw::Varying,
                    Kw::Numeric,
                    Kw::Decimal,
                ],
            )
        {
            return Some(Slip::new(
                "a length stands in parentheses",
                format!("write {}({})", self.word(before), self.word(at)),
            ));
        } else if self.is_name(at)
            && self.is_name(before)
            && self.opener(at).is_none()
            && self.creates(&[Kw::Index])
        {
            return Some(Slip::new(
                "the columns of an index stand in parentheses",
                format!("write ({})", self.word(at)),
            ));
        } else {
            return None;
        };
        let mut slip = Slip::new(label, help);
        slip.edit = self.insert_before(at, text);
        Some(slip)
    }

    /// Another statement, on a line of its own.
    fn missing_semicolon(&self, at: usize) -> Option<Slip> {
        // `SELECT f() CREATE TABLE`: the first word may pass for a name.
        let first = self.line_start(at);
        if first == 0 || at > first + 1 || self.opener(first).is_some() {
            return None;
        }
        let begins = match self.kw_at(first)? {
            kw @ (Kw::Drop | Kw::Alter) if self.kw_at(0) == Some(Kw::Alter) => {
                // An action of the same ALTER TABLE begins like this too.
                STATEMENTS.contains(&kw) && self.is_kw(first + 1, OBJECTS)
            }
            kw => STATEMENTS.contains(&kw),
        };
        if !begins {
            return None;
        }
        let mut slip = Slip::new(
            "another statement seems to begin here",
            "end the statement before with `;`",
        );
        slip.edit = self.insert_behind(first - 1, ";");
        Some(slip)
    }

    /// A word that is nearly one of SQL's. The grammar may have taken it for a
    /// name: `ADD COLUM name text`.
    fn mistyped(&self, at: usize) -> Option<Slip> {
        let near = |at: usize| {
            let word = self.word(at);
            let is_word = self.kind_at(at) == Some(TokenKind::Word)
                && self.kw_at(at).is_none()
                && (word.chars().count() >= 4 || word.eq_ignore_ascii_case("nul"));
            if !is_word {
                return None;
            }
            let near = nearest(&word.to_lowercase(), MISTYPED.iter().copied())?;
            Some((at, near.to_uppercase()))
        };
        // A column's name may be anything.
        let is_first = at
            .checked_sub(1)
            .and_then(|before| self.kind_at(before))
            .is_some_and(|kind| matches!(kind, TokenKind::LParen | TokenKind::Comma));
        let here = || near(at).filter(|_| !is_first);
        let taken = || {
            (at.saturating_sub(2)..at)
                .filter(|taken| {
                    let before = taken.checked_sub(1);
                    before.is_some_and(|before| {
                        self.is_kw(before, &[Kw::Add, Kw::Drop, Kw::Alter, Kw::Create, Kw::Not])
                    })
                })
                .find_map(near)
        };
        // `IF NOT EXIST`.
        let next = || near(at + 1).filter(|_| self.kw_at(at) == Some(Kw::Not));
        let (found, meant) = here().or_else(taken).or_else(next)?;
        let span = self.tok_span(found)?;
        let label = match found.cmp(&at) {
            std::cmp::Ordering::Less => {
                format!("`{}` before it was taken for a name", self.word(found))
            }
            std::cmp::Ordering::Equal => "not a word that can stand here".to_owned(),
            std::cmp::Ordering::Greater => format!("`{}` follows it", self.word(found)),
        };
        let mut slip = Slip::new(label, format!("write `{meant}` if that is meant"));
        slip.edit = Some(Edit { span, text: meant });
        Some(slip)
    }

    /// Two elements of a list with nothing between them.
    fn missing_comma(&self, at: usize) -> Option<Slip> {
        let first = self.element_without_comma(at)?;
        let last = first.checked_sub(1)?;
        let words = if first == at {
            "a comma is missing before it".to_owned()
        } else {
            format!("a comma is missing before `{}`", self.word(first))
        };
        let mut slip = Slip::new(words, format!("add a comma behind `{}`", self.word(last)));
        slip.edit = self.insert_behind(last, ",");
        Some(slip)
    }

    /// The first token of an element that no comma parts from the one before.
    fn element_without_comma(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        if matches!(
            self.kind_at(before),
            Some(TokenKind::Comma | TokenKind::LParen)
        ) {
            return None;
        }
        let Some(open) = self.opener(at) else {
            let rows = self.kind_at(at) == Some(TokenKind::LParen)
                && self.kind_at(before) == Some(TokenKind::RParen)
                && (0..at).any(|at| self.kw_at(at) == Some(Kw::Values));
            let action = self.kw_at(0) == Some(Kw::Alter)
                && self.is_kw(at, &[Kw::Add, Kw::Drop, Kw::Alter, Kw::Rename])
                && at > 3;
            return (rows || action).then_some(at);
        };
        if self.is_literal(at) && self.is_literal(before) {
            return Some(at);
        }
        if !self.holds_elements(open) {
            return None;
        }
        let first = self.line_start(at);
        let is_new = first > open + 1
            && self.opener(first) == Some(open)
            && self.kind_at(first.checked_sub(1)?) != Some(TokenKind::Comma);
        let constraint = [
            Kw::Constraint,
            Kw::Primary,
            Kw::Unique,
            Kw::Foreign,
            Kw::Exclude,
            Kw::Check,
            Kw::Like,
        ];
        if is_new && at - first <= NOTICED && self.is_kw(first, &constraint) {
            return Some(first);
        }
        if self.is_kw(at, &[Kw::Foreign, Kw::Exclude, Kw::Like]) {
            return Some(at);
        }
        // A name where none can stand begins a column.
        let is_column = self.is_name(at) && (self.begins_line(at) || self.is_name(at + 1));
        is_column.then_some(at)
    }

    /// A word that must be quoted to be a name.
    fn reserved_name(&self, at: usize) -> Option<Slip> {
        let before = at.checked_sub(1)?;
        // `check text`: the word begins a constraint.
        let begins = [Kw::Check, Kw::Foreign, Kw::Like, Kw::Primary, Kw::Unique];
        let is_first = before
            .checked_sub(1)
            .and_then(|first| self.kind_at(first))
            .is_some_and(|kind| matches!(kind, TokenKind::LParen | TokenKind::Comma));
        if is_first && self.is_kw(before, &begins) && self.kind_at(at) == Some(TokenKind::Word) {
            let name = self.word(before).to_lowercase();
            let mut slip = Slip::new(
                format!("`{name}` before it is a reserved word, which begins a constraint"),
                format!("write it in double quotes, \"{name}\", or choose another name"),
            );
            slip.edit = Some(Edit {
                span: self.tok_span(before)?,
                text: format!("\"{name}\""),
            });
            return Some(slip);
        }
        let kw = self.kw_at(at)?;
        if kw.is_column_name() {
            return None;
        }
        let is_place = match self.kind_at(before) {
            Some(TokenKind::LParen | TokenKind::Comma) => {
                let open = self.opener(at)?;
                self.holds_elements(open)
                    || (self.kw_at(0) == Some(Kw::Insert) && self.kw_at(open) != Some(Kw::Values))
            }
            Some(TokenKind::Dot) => true,
            _ => {
                self.is_kw(before, OBJECTS)
                    || self.is_kw(
                        before,
                        &[
                            Kw::Column,
                            Kw::Exists,
                            Kw::To,
                            Kw::Into,
                            Kw::Add,
                            Kw::Constraint,
                            Kw::References,
                            Kw::On,
                        ],
                    )
            }
        };
        let is_query = self.is_kw(at, &[Kw::Select, Kw::With, Kw::Table, Kw::Constraint]);
        if !is_place || is_query {
            return None;
        }
        let name = self.word(at).to_lowercase();
        let mut slip = Slip::new(
            format!("`{name}` is a reserved word"),
            format!("write it in double quotes, \"{name}\", or choose another name"),
        );
        slip.edit = Some(Edit {
            span: self.tok_span(at)?,
            text: format!("\"{name}\""),
        });
        Some(slip)
    }

    /// `CREATE TABLE (`.
    fn missing_name(&self, at: usize) -> Option<Slip> {
        let before = at.checked_sub(1)?;
        let is_name_here = self.is_kw(before, OBJECTS)
            || (self.kw_at(before) == Some(Kw::Exists) && self.kw_at(0) != Some(Kw::Select));
        let ends = matches!(self.kind_at(at), None | Some(TokenKind::LParen));
        (is_name_here && ends && self.is_kw(0, &[Kw::Create, Kw::Alter, Kw::Drop])).then(|| {
            Slip::new(
                "a name is missing before it",
                format!("write the name behind {}", self.word(before).to_uppercase()),
            )
        })
    }
}
