//! `CREATE SEQUENCE`, `ALTER SEQUENCE` and the options that identity columns share.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{CreateSequence, OwnedBy, Persistence, SequenceOptions, StmtKind};
use crate::diag::Span;
use crate::split::TokenKind;

impl Parser<'_> {
    pub(super) fn create_sequence(&mut self, persistence: Persistence) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let name = self.qname()?;
        let mut options = SequenceOptions::default();
        while self.sequence_option(&mut options)? {}
        Ok(StmtKind::CreateSequence(Box::new(CreateSequence {
            name,
            if_not_exists,
            persistence,
            options,
        })))
    }

    /// `( options )` of an identity column, or nothing.
    pub(super) fn parens_sequence_options(&mut self) -> Parsed<SequenceOptions> {
        let mut options = SequenceOptions::default();
        if self.eat_kind(TokenKind::LParen) {
            // The grammar wants one at least.
            if !self.sequence_option(&mut options)? {
                return self.unexpected();
            }
            while self.sequence_option(&mut options)? {}
            self.expect_kind(TokenKind::RParen)?;
        }
        Ok(options)
    }

    /// One option; false when none comes next.
    pub(super) fn sequence_option(&mut self, options: &mut SequenceOptions) -> Parsed<bool> {
        let start = self.pos();
        let Some(kw) = self.kw(0) else {
            return Ok(false);
        };
        let twice = match kw {
            Kw::As => {
                self.advance();
                let ty = self.type_name()?;
                options.ty.replace(ty).is_some()
            }
            Kw::Start => {
                self.advance();
                self.eat(Kw::With);
                let value = self.big_integer()?;
                options.start.replace(value).is_some()
            }
            Kw::Restart => {
                self.advance();
                let value = if self.eat(Kw::With) || self.at_number() {
                    Some(self.big_integer()?)
                } else {
                    None
                };
                options.restart.replace(value).is_some()
            }
            Kw::Increment => {
                self.advance();
                self.eat(Kw::By);
                let value = self.big_integer()?;
                options.increment.replace(value).is_some()
            }
            Kw::Minvalue => {
                self.advance();
                let value = self.big_integer()?;
                options.min.replace(Some(value)).is_some()
            }
            Kw::Maxvalue => {
                self.advance();
                let value = self.big_integer()?;
                options.max.replace(Some(value)).is_some()
            }
            Kw::Cache => {
                self.advance();
                let value = self.big_integer()?;
                options.cache.replace(value).is_some()
            }
            Kw::Cycle => {
                self.advance();
                options.cycle.replace(true).is_some()
            }
            Kw::No => {
                self.advance();
                match self.eat_any(&[Kw::Minvalue, Kw::Maxvalue, Kw::Cycle]) {
                    Some(Kw::Minvalue) => options.min.replace(None).is_some(),
                    Some(Kw::Maxvalue) => options.max.replace(None).is_some(),
                    Some(_) => options.cycle.replace(false).is_some(),
                    None => return self.unexpected(),
                }
            }
            Kw::Owned => {
                self.advance();
                self.expect(Kw::By)?;
                let owner = self.owned_by()?;
                options.owned_by.replace(owner).is_some()
            }
            Kw::Sequence if self.kw(1) == Some(Kw::Name) => {
                self.advance();
                self.advance();
                let name = self.qname()?;
                options.sequence_name.replace(name).is_some()
            }
            Kw::Logged | Kw::Unlogged => {
                self.advance();
                false
            }
            _ => return Ok(false),
        };
        if twice {
            return Self::redundant(self.span_from(start));
        }
        Ok(true)
    }

    /// PostgreSQL's refusal of an option that is given twice.
    pub(super) fn redundant<T>(span: Span) -> Parsed<T> {
        Self::refuse("42601", span, "conflicting or redundant options")
    }

    fn owned_by(&mut self) -> Parsed<OwnedBy> {
        let start = self.pos();
        let mut parts = vec![self.col_id()?];
        while self.eat_kind(TokenKind::Dot) {
            parts.push(self.any_label()?);
        }
        if parts.len() == 1 {
            if parts.iter().all(|part| part.value == "none") {
                return Ok(OwnedBy::Nobody);
            }
            return Self::refuse("42601", self.span_from(start), "invalid OWNED BY option");
        }
        let Some(column) = parts.pop() else {
            return self.unexpected();
        };
        Ok(OwnedBy::Column {
            table: self.qname_of(parts)?,
            column,
        })
    }

    fn at_number(&self) -> bool {
        self.at_op("-")
            || self.at_op("+")
            || matches!(self.kind(0), Some(TokenKind::Integer | TokenKind::Float))
    }

    /// A number with its sign, as a bigint.
    pub(super) fn big_integer(&mut self) -> Parsed<i64> {
        let start = self.pos();
        let negative = self.eat_op("-");
        if !negative {
            self.eat_op("+");
        }
        let digits = self.tok_text(0);
        if !matches!(self.kind(0), Some(TokenKind::Integer | TokenKind::Float)) {
            return self.unexpected();
        }
        self.need_number();
        let value = integer(digits, negative);
        self.advance();
        match value {
            Some(value) => Ok(value),
            None if digits.contains(['.', 'e', 'E']) => Self::refuse(
                "22P02",
                self.span_from(start),
                format!("invalid input syntax for type bigint: \"{digits}\""),
            ),
            None => Self::refuse(
                "22003",
                self.span_from(start),
                format!("value \"{digits}\" is out of range for type bigint"),
            ),
        }
    }
}

/// An integer literal in any base.
fn integer(digits: &str, negative: bool) -> Option<i64> {
    let plain: String = digits.chars().filter(|&found| found != '_').collect();
    let (radix, body) = match plain.get(..2) {
        Some("0x" | "0X") => (16, plain.get(2..)?),
        Some("0o" | "0O") => (8, plain.get(2..)?),
        Some("0b" | "0B") => (2, plain.get(2..)?),
        _ => (10, plain.as_str()),
    };
    let signed = if negative {
        format!("-{body}")
    } else {
        body.to_owned()
    };
    i64::from_str_radix(&signed, radix).ok()
}
