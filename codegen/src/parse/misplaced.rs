//! Words in the wrong order, run together or left out, and what other databases
//! write: more of the slips of [`super::slips`].

use super::cursor::Parser;
use super::keywords::Kw;
use super::slips::Slip;
use crate::diag::{Edit, Span};
use crate::foreign::{Place, WORDS};
use crate::split::TokenKind;

/// Words that are often run together.
const TOGETHER: &[&str] = &[
    "primary key",
    "foreign key",
    "not null",
    "create table",
    "alter table",
    "drop table",
    "add column",
    "drop column",
    "alter column",
    "add constraint",
    "rename column",
    "if exists",
    "insert into",
    "on delete",
    "on update",
    "group by",
    "order by",
    "partition by",
    "default now",
];

/// Words behind a column's type.
const BEHIND_TYPE: &[Kw] = &[
    Kw::Not,
    Kw::Null,
    Kw::Default,
    Kw::Primary,
    Kw::Unique,
    Kw::References,
    Kw::Check,
    Kw::Constraint,
    Kw::Generated,
];

impl Parser<'_> {
    /// What another database takes.
    pub(super) fn of_another_database(&self, at: usize) -> Option<Slip> {
        if self.kind_at(at) == Some(TokenKind::Op) && self.word(at).starts_with('`') {
            return Some(Slip::new(
                "PostgreSQL has no quotes like this",
                "write names without quotes, or in double quotes",
            ));
        }
        let found = WORDS.iter().find(|row| {
            let is_place = match row.place {
                Place::Anywhere => true,
                Place::First => at < row.tokens.len(),
                Place::In(word) => self.word(0).eq_ignore_ascii_case(word),
            };
            let first = match row.place {
                Place::First => 0..1,
                _ => (at + 1).saturating_sub(row.tokens.len())..at + 1,
            };
            is_place
                && first.into_iter().any(|first| {
                    let mut words = row.tokens.iter().enumerate();
                    words.all(|(behind, word)| self.is_word(first + behind, word))
                })
        })?;
        let label = match found.tokens {
            [_] => "not a word of PostgreSQL's",
            _ => "PostgreSQL does not have this",
        };
        Some(Slip::new(label, found.help))
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        match word {
            "*" => at < self.len(),
            "'" => self.kind_at(at) == Some(TokenKind::Str),
            word => self.word(at).eq_ignore_ascii_case(word),
        }
    }

    pub(super) fn misplaced(&self, at: usize) -> Option<Slip> {
        self.unique_behind_index(at)
            .or_else(|| self.run_together(at))
            .or_else(|| self.type_behind_constraint(at))
            .or_else(|| self.missing_type_word(at))
            .or_else(|| self.missing_execute(at))
            .or_else(|| self.bare_expression(at))
            .or_else(|| self.closed_too_early(at))
    }

    fn replace(&self, from: usize, to: usize, text: impl Into<String>) -> Option<Edit> {
        Some(Edit {
            span: self.tok_span(from)?.to(self.tok_span(to)?),
            text: text.into(),
        })
    }

    /// `CREATE INDEX UNIQUE name`.
    fn unique_behind_index(&self, at: usize) -> Option<Slip> {
        let before = at.checked_sub(1)?;
        let is_it = self.kw_at(at) == Some(Kw::Unique)
            && self.kw_at(before) == Some(Kw::Index)
            && before == 1
            && self.kw_at(0) == Some(Kw::Create);
        if !is_it {
            return None;
        }
        let mut slip = Slip::new("UNIQUE stands before INDEX", "write CREATE UNIQUE INDEX");
        slip.edit = self.replace(before, at, "UNIQUE INDEX");
        Some(slip)
    }

    /// `PRIMARYKEY`. The grammar may have taken the word for a name.
    fn run_together(&self, at: usize) -> Option<Slip> {
        let (found, words) = [Some(at), at.checked_sub(1)]
            .into_iter()
            .flatten()
            .filter(|at| self.kind_at(*at) == Some(TokenKind::Word))
            .find_map(|at| {
                let word = self.word(at).to_lowercase();
                let words = TOGETHER.iter().find(|two| two.replace(' ', "") == word)?;
                Some((at, words.to_uppercase()))
            })?;
        let mut slip = Slip::new("two words run together", format!("write `{words}`"));
        if found != at {
            slip.label = format!("`{}` before it is two words run together", self.word(found));
        }
        slip.edit = self.replace(found, found, words);
        Some(slip)
    }

    /// `country NOT NULL text`.
    fn type_behind_constraint(&self, at: usize) -> Option<Slip> {
        let name = at.checked_sub(1)?;
        let before = name.checked_sub(1)?;
        if !self.is_kw(at, BEHIND_TYPE) || !self.is_name(name) {
            return None;
        }
        let is_column = match self.kind_at(before) {
            Some(TokenKind::LParen | TokenKind::Comma) => self
                .opener(name)
                .is_some_and(|open| self.creates(&[Kw::Table]) && self.holds_elements(open)),
            _ => {
                self.kw_at(0) == Some(Kw::Alter)
                    && (self.kw_at(before) == Some(Kw::Add)
                        || self.kw_at(before) == Some(Kw::Column)
                            && self.kw_at(before.checked_sub(1)?) == Some(Kw::Add))
            }
        };
        is_column.then(|| {
            Slip::new(
                format!("the type of `{}` is missing before it", self.word(name)),
                "write the type directly behind the column's name",
            )
        })
    }

    /// `ALTER COLUMN name varchar(100)`.
    fn missing_type_word(&self, at: usize) -> Option<Slip> {
        let name = at.checked_sub(1)?;
        let before = name.checked_sub(1)?;
        let is_column = self.kw_at(before) == Some(Kw::Alter)
            || self.kw_at(before) == Some(Kw::Column)
                && self.kw_at(before.checked_sub(1)?) == Some(Kw::Alter);
        let is_it = self.kw_at(0) == Some(Kw::Alter)
            && before > 1
            && is_column
            && self.is_name(name)
            && self.is_name(at);
        if !is_it {
            return None;
        }
        let mut slip = Slip::new("TYPE is missing before it", "write TYPE before the type");
        slip.edit = self.insert_before(at, "TYPE ");
        Some(slip)
    }

    /// `FOR EACH ROW function()`.
    fn missing_execute(&self, at: usize) -> Option<Slip> {
        let before = at.checked_sub(1)?;
        let is_it = self.creates(&[Kw::Trigger])
            && self.is_kw(before, &[Kw::Row, Kw::Statement])
            && self.is_name(at)
            && !self.is_kw(at, &[Kw::When, Kw::Execute]);
        if !is_it {
            return None;
        }
        let mut slip = Slip::new(
            "EXECUTE FUNCTION is missing before it",
            "write EXECUTE FUNCTION before the function",
        );
        slip.edit = self.insert_before(at, "EXECUTE FUNCTION ");
        Some(slip)
    }

    /// `CREATE INDEX … (a || b)`.
    fn bare_expression(&self, at: usize) -> Option<Slip> {
        let is_operator = matches!(
            self.kind_at(at),
            Some(TokenKind::Op | TokenKind::DoubleColon)
        );
        if !is_operator || !self.creates(&[Kw::Index]) {
            return None;
        }
        let open = self.opener(at)?;
        let behind_keys = (0..open).any(|at| self.is_kw(at, &[Kw::Where, Kw::Include, Kw::With]));
        if self.opener(open).is_some() || behind_keys {
            return None;
        }
        let ends = |at: &usize| {
            self.opener(*at) == Some(open) && self.kind_at(*at) == Some(TokenKind::Comma)
        };
        let close = self.tok_at(open)?.partner as usize;
        if close == open {
            return None;
        }
        let first = (open + 1..at).rev().find(ends).unwrap_or(open) + 1;
        let last = (at..close).find(ends).unwrap_or(close).checked_sub(1)?;
        let range = self.bytes(first, last + 1);
        let text = self.text.get(range)?;
        let mut slip = Slip::new(
            "an expression in an index stands in parentheses of its own",
            "write parentheses around the expression",
        );
        slip.edit = self.replace(first, last, format!("({text})"));
        Some(slip)
    }

    /// `amount numeric(12, 2)) NOT NULL)`.
    fn closed_too_early(&self, at: usize) -> Option<Slip> {
        let close = at.checked_sub(1)?;
        if self.kind_at(close) != Some(TokenKind::RParen) || self.opener(at).is_some() {
            return None;
        }
        let partner_of = |close: usize| {
            (0..close).rev().find(|open| {
                self.tok_at(*open).is_some_and(|tok| {
                    tok.kind == TokenKind::LParen && tok.partner as usize == close
                })
            })
        };
        let open = partner_of(close)?;
        let one_is_left = (at..self.len())
            .any(|at| self.kind_at(at) == Some(TokenKind::RParen) && partner_of(at).is_none());
        if !one_is_left {
            return None;
        }
        let opened: Span = self.tok_span(open)?;
        let mut slip = Slip::new(
            "a `)` before it closes what is opened above",
            "remove one `)` before it",
        );
        slip.also = Some((opened, "this is closed"));
        slip.edit = self.replace(close, close, "");
        Some(slip)
    }
}
