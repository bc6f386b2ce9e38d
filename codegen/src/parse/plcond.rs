//! Conditions of IF that can be decided from the catalog: look-ups in the
//! system catalogs, `to_regclass`, the server's version.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{Condition, Lookup, LookupCondition, LookupValue};
use crate::split::TokenKind;

/// Why a look-up is not followed.
type Read<T> = Result<T, &'static str>;

const NOT_A_LOOKUP: &str = "this condition is not a look-up that can be answered here";

impl Parser<'_> {
    /// A condition from the current token to token `end`.
    pub(super) fn condition(&mut self, end: usize) -> Condition {
        let start = self.pos();
        let read = self.deeper(|parser| Ok(parser.any_of(end)));
        match read {
            Ok(condition) if self.pos() == end => condition,
            _ => self.unknown_condition(start, end, NOT_A_LOOKUP),
        }
    }

    fn unknown_condition(&mut self, start: usize, end: usize, reason: &str) -> Condition {
        self.set_pos(end);
        Condition::Unknown {
            reason: reason.to_owned(),
            span: self.span_from(start),
        }
    }

    fn any_of(&mut self, end: usize) -> Condition {
        let mut left = self.all_of(end);
        while self.pos() < end && self.eat(Kw::Or) {
            let right = self.all_of(end);
            left = Condition::Or(Box::new(left), Box::new(right));
        }
        left
    }

    fn all_of(&mut self, end: usize) -> Condition {
        let mut left = self.negated(end);
        while self.pos() < end && self.eat(Kw::And) {
            let right = self.negated(end);
            left = Condition::And(Box::new(left), Box::new(right));
        }
        left
    }

    fn negated(&mut self, end: usize) -> Condition {
        if self.eat(Kw::Not) {
            let inner = self
                .deeper(|parser| Ok(parser.negated(end)))
                .unwrap_or_else(|_| {
                    let start = self.pos();
                    self.unknown_condition(start, end, NOT_A_LOOKUP)
                });
            return Condition::Not(Box::new(inner));
        }
        let start = self.pos();
        match self.single(end) {
            Ok(condition) if self.at_condition_end(end) => condition,
            other => {
                // It reaches to the next AND or OR outside parentheses.
                self.set_pos(start);
                while self.pos() < end && !self.at_any(&[Kw::And, Kw::Or]) {
                    let partner = self.tok(0).map_or(0, |tok| tok.partner as usize);
                    let next = partner.max(self.pos()) + 1;
                    self.set_pos(next.min(end));
                }
                let at = self.pos();
                let reason = other.err().unwrap_or(NOT_A_LOOKUP);
                self.unknown_condition(start, at, reason)
            }
        }
    }

    fn at_condition_end(&self, end: usize) -> bool {
        self.pos() >= end || self.at_any(&[Kw::And, Kw::Or])
    }

    fn single(&mut self, end: usize) -> Read<Condition> {
        let start = self.pos();
        match self.kw(0) {
            Some(Kw::True) => {
                self.advance();
                return Ok(Condition::Constant(true));
            }
            Some(Kw::False) => {
                self.advance();
                return Ok(Condition::Constant(false));
            }
            Some(Kw::Exists) if self.kind(1) == Some(TokenKind::LParen) => {
                self.advance();
                return self.lookup_in_parens().map(Condition::Exists);
            }
            _ => {}
        }
        if self.at_kind(TokenKind::LParen) {
            let close = self.tok(0).map_or(start, |tok| tok.partner as usize);
            if close <= start || close >= end {
                return Err(NOT_A_LOOKUP);
            }
            if self.paren_is_query(start) {
                return self.query_compared(close);
            }
            // A condition in parentheses, or an operand of a comparison.
            self.advance();
            let inner = self
                .deeper(|parser| Ok(parser.any_of(close)))
                .map_err(|_| NOT_A_LOOKUP)?;
            let known = !matches!(inner, Condition::Unknown { .. });
            if self.pos() == close && known {
                self.advance();
                if self.at_condition_end(end) {
                    return Ok(inner);
                }
            }
            self.set_pos(start);
        }
        if let Some(condition) = self.regclass_test()? {
            return Ok(condition);
        }
        self.set_pos(start);
        self.version_test()
    }

    /// `(SELECT count(*) FROM … WHERE …) > 0` and `(SELECT 1 FROM …) IS NOT NULL`.
    fn query_compared(&mut self, close: usize) -> Read<Condition> {
        let counts = self.kw(1) == Some(Kw::Select)
            && self
                .tok(2)
                .is_some_and(|_| self.tok_text(2).eq_ignore_ascii_case("count"));
        // `(SELECT to_regclass('x')) IS NULL`.
        if self.kw(1) == Some(Kw::Select)
            && matches!(self.tok_text(2), "to_regclass" | "to_regtype")
        {
            self.set_pos(self.pos() + 2);
            let (name, is_type, span) = self.regclass_call()?;
            if self.pos() != close {
                return Err(NOT_A_LOOKUP);
            }
            self.advance();
            return self.null_test(Condition::Regclass {
                name,
                is_type,
                span,
            });
        }
        let lookup = self.lookup_in_parens()?;
        let exists = Condition::Exists(lookup);
        if counts {
            let op = self.tok_text(0).to_owned();
            let number = self.tok_text(1).to_owned();
            if !self.at_kind(TokenKind::Op) || self.kind(1) != Some(TokenKind::Integer) {
                return Err(NOT_A_LOOKUP);
            }
            self.advance();
            self.advance();
            return match (op.as_str(), number.as_str()) {
                (">" | "<>" | "!=", "0") | (">=", "1") => Ok(exists),
                ("=" | "<=", "0") | ("<", "1") => Ok(Condition::Not(Box::new(exists))),
                _ => Err("a count is compared with something other than none"),
            };
        }
        self.null_test(exists)
    }

    /// `IS NOT NULL` (the condition) or `IS NULL` (its contrary).
    fn null_test(&mut self, condition: Condition) -> Read<Condition> {
        if self.eat_all(&[Kw::Is, Kw::Not, Kw::Null]) || self.eat(Kw::Notnull) {
            Ok(condition)
        } else if self.eat_all(&[Kw::Is, Kw::Null]) || self.eat(Kw::Isnull) {
            Ok(Condition::Not(Box::new(condition)))
        } else {
            Err(NOT_A_LOOKUP)
        }
    }

    fn regclass_call(&mut self) -> Read<(String, bool, crate::diag::Span)> {
        let start = self.pos();
        if self.at_word("pg_catalog") && self.kind(1) == Some(TokenKind::Dot) {
            self.set_pos(start + 2);
        }
        let is_type = if self.eat_word("to_regclass") {
            false
        } else if self.eat_word("to_regtype") {
            true
        } else {
            return Err(NOT_A_LOOKUP);
        };
        if !self.eat_kind(TokenKind::LParen) || !self.at_string() {
            return Err(NOT_A_LOOKUP);
        }
        let name = self.string().map_err(|_| NOT_A_LOOKUP)?;
        self.drop_casts();
        if !self.eat_kind(TokenKind::RParen) {
            return Err(NOT_A_LOOKUP);
        }
        Ok((name, is_type, self.span_from(start)))
    }

    fn regclass_test(&mut self) -> Read<Option<Condition>> {
        let Ok((name, is_type, span)) = self.regclass_call() else {
            return Ok(None);
        };
        self.null_test(Condition::Regclass {
            name,
            is_type,
            span,
        })
        .map(Some)
    }

    /// `current_setting('server_version_num')::int >= 140000`.
    fn version_test(&mut self) -> Read<Condition> {
        let parens = self.eat_kind(TokenKind::LParen);
        let cast = self.at(Kw::Cast) && self.kind(1) == Some(TokenKind::LParen);
        if cast {
            self.advance();
            self.advance();
        }
        let named = self.eat_word("current_setting")
            && self.eat_kind(TokenKind::LParen)
            && self.at_string()
            && self.string().is_ok_and(|name| name == "server_version_num")
            && self.eat_kind(TokenKind::RParen);
        if !named {
            return Err(NOT_A_LOOKUP);
        }
        if cast {
            let _ =
                self.eat(Kw::As) && self.type_name().is_ok() && self.eat_kind(TokenKind::RParen);
        } else {
            self.drop_casts();
        }
        if parens && !self.eat_kind(TokenKind::RParen) {
            return Err(NOT_A_LOOKUP);
        }
        self.drop_casts();
        let operator = self.tok_text(0).to_owned();
        let known = matches!(operator.as_str(), ">=" | "<" | ">" | "<=" | "=");
        let number = self.tok_text(1).parse::<i64>();
        match (known, number) {
            (true, Ok(number)) => {
                self.advance();
                self.advance();
                Ok(Condition::ServerVersion { operator, number })
            }
            _ => Err(NOT_A_LOOKUP),
        }
    }

    fn drop_casts(&mut self) {
        while self.at_kind(TokenKind::DoubleColon) {
            let here = self.pos();
            self.advance();
            if self.type_name().is_err() {
                self.set_pos(here);
                return;
            }
        }
    }

    // ---- look-ups ----

    /// `(SELECT … FROM catalog WHERE …)`.
    fn lookup_in_parens(&mut self) -> Read<Lookup> {
        let start = self.pos();
        let close = self.tok(0).map_or(start, |tok| tok.partner as usize);
        if close <= start {
            return Err(NOT_A_LOOKUP);
        }
        let mut lookup = Lookup {
            from: Vec::new(),
            conditions: Vec::new(),
            span: self.span(self.bytes(start, close + 1)),
        };
        self.advance();
        self.lookup(&mut lookup, close)?;
        if self.pos() != close {
            return Err("the look-up has a form that is not interpreted");
        }
        self.advance();
        Ok(lookup)
    }

    /// The inside of a look-up, added to `lookup`; the alias and column of its
    /// output when that is a plain column.
    fn lookup(&mut self, lookup: &mut Lookup, end: usize) -> Read<Option<(String, String)>> {
        if !self.eat(Kw::Select) {
            return Err(NOT_A_LOOKUP);
        }
        let output_at = self.pos();
        // The output matters only to a comparison around the look-up.
        while self.pos() < end && !self.at(Kw::From) {
            let partner = self.tok(0).map_or(0, |tok| tok.partner as usize);
            let next = partner.max(self.pos()) + 1;
            self.set_pos(next.min(end));
        }
        let from_at = self.pos();
        if !self.eat(Kw::From) {
            return Err(NOT_A_LOOKUP);
        }
        let first = lookup.from.len();
        self.lookup_from(lookup)?;
        loop {
            if self.eat_kind(TokenKind::Comma) || self.eat_all(&[Kw::Cross, Kw::Join]) {
                self.lookup_from(lookup)?;
            } else if self.eat(Kw::Join) || self.eat_all(&[Kw::Inner, Kw::Join]) {
                self.lookup_from(lookup)?;
                if !self.eat(Kw::On) {
                    return Err("the look-up joins in a form that is not interpreted");
                }
                self.lookup_conditions(lookup, first, end)?;
            } else {
                break;
            }
        }
        if self.eat(Kw::Where) {
            self.lookup_conditions(lookup, first, end)?;
        }
        if self.eat(Kw::Limit) && !self.eat_kind(TokenKind::Integer) {
            return Err(NOT_A_LOOKUP);
        }
        // With one relation every unqualified column is its own.
        let own: Vec<String> = lookup
            .from
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .map(|(_, alias)| alias.clone())
            .filter(|alias| !alias.contains('.'))
            .collect();
        if let [only] = own.as_slice() {
            for condition in &mut lookup.conditions {
                let (left, right) = match condition {
                    LookupCondition::Equals { alias, .. }
                    | LookupCondition::In { alias, .. }
                    | LookupCondition::Flag { alias, .. } => (alias, None),
                    LookupCondition::Join { left, right } => (&mut left.0, Some(&mut right.0)),
                };
                for alias in std::iter::once(left).chain(right) {
                    if alias.is_empty() {
                        alias.clone_from(only);
                    }
                }
            }
        }
        let after = self.pos();
        self.set_pos(output_at);
        let output = self
            .lookup_column(lookup, first)
            .ok()
            .filter(|_| self.pos() == from_at);
        self.set_pos(after);
        Ok(output)
    }

    fn lookup_from(&mut self, lookup: &mut Lookup) -> Read<()> {
        const OWN_TABLE: &str = "the condition looks into a table of the application";
        let name = self.qname().map_err(|_| NOT_A_LOOKUP)?;
        let relation = match name.schema.as_ref().map(|schema| schema.value.as_str()) {
            Some("information_schema") => format!("information_schema.{}", name.name.value),
            Some("pg_catalog") => name.name.value.clone(),
            None if name.name.value.starts_with("pg_") => name.name.value.clone(),
            _ => return Err(OWN_TABLE),
        };
        let alias = if self.eat(Kw::As) || self.at_col_id(0) {
            self.col_id().map_err(|_| NOT_A_LOOKUP)?.value
        } else {
            name.name.value
        };
        lookup.from.push((relation, alias));
        Ok(())
    }

    /// Conditions with AND between them.
    fn lookup_conditions(&mut self, lookup: &mut Lookup, first: usize, end: usize) -> Read<()> {
        loop {
            self.lookup_condition(lookup, first, end)?;
            if !self.eat(Kw::And) {
                break;
            }
        }
        if self.at(Kw::Or) {
            return Err("the look-up has an OR");
        }
        Ok(())
    }

    fn lookup_condition(&mut self, lookup: &mut Lookup, first: usize, end: usize) -> Read<()> {
        if self.at_kind(TokenKind::LParen) && !self.paren_is_query(self.pos()) {
            let start = self.pos();
            let close = self.tok(0).map_or(start, |tok| tok.partner as usize);
            self.advance();
            let before = lookup.conditions.len();
            let deeper = self.deeper(|parser| Ok(parser.lookup_conditions(lookup, first, close)));
            let Ok(inner) = deeper else {
                return Err(NOT_A_LOOKUP);
            };
            if inner.is_ok() && self.pos() == close {
                self.advance();
                if !self.at_kind(TokenKind::DoubleColon) && !self.at_kind(TokenKind::Op) {
                    return Ok(());
                }
            }
            lookup.conditions.truncate(before);
            return Err("the look-up has a condition that is not interpreted");
        }
        let negated = self.eat(Kw::Not);
        if self.tok_text(0).ends_with("_is_visible") && self.kind(1) == Some(TokenKind::LParen) {
            let column = self.tok_text(0).to_ascii_lowercase();
            self.advance();
            self.advance();
            let (alias, _) = self.lookup_column(lookup, first)?;
            if !self.eat_kind(TokenKind::RParen) {
                return Err(NOT_A_LOOKUP);
            }
            lookup.conditions.push(LookupCondition::Flag {
                alias,
                column,
                value: !negated,
            });
            return Ok(());
        }
        if let Some(value) = self.lookup_value()? {
            // `'name' = column`.
            if negated || !self.eat_op("=") {
                return Err("the look-up has a condition that is not interpreted");
            }
            let (alias, column) = self.lookup_column(lookup, first)?;
            lookup.conditions.push(LookupCondition::Equals {
                alias,
                column,
                value,
                negated: false,
            });
            return Ok(());
        }
        let (alias, column) = self.lookup_column(lookup, first)?;
        if negated || self.at_lookup_end(end) {
            lookup.conditions.push(LookupCondition::Flag {
                alias,
                column,
                value: !negated,
            });
            return Ok(());
        }
        self.lookup_comparison(lookup, first, alias, column)
    }

    fn at_lookup_end(&self, end: usize) -> bool {
        self.pos() >= end
            || self.at_kind(TokenKind::RParen)
            || self.at_any(&[Kw::And, Kw::Or, Kw::Where, Kw::Limit, Kw::Join, Kw::Inner])
    }

    /// What follows a column.
    fn lookup_comparison(
        &mut self,
        lookup: &mut Lookup,
        first: usize,
        alias: String,
        column: String,
    ) -> Read<()> {
        const UNKNOWN: &str = "the look-up has a condition that is not interpreted";
        let flag = |value| LookupCondition::Flag {
            alias: alias.clone(),
            column: column.clone(),
            value,
        };
        if self.eat_all(&[Kw::Is, Kw::True]) {
            lookup.conditions.push(flag(true));
            return Ok(());
        }
        if self.eat_all(&[Kw::Is, Kw::False]) {
            lookup.conditions.push(flag(false));
            return Ok(());
        }
        let not_in = self.at_all(&[Kw::Not, Kw::In]);
        if not_in || self.at(Kw::In) {
            self.set_pos(self.pos() + 1 + usize::from(not_in));
            if !self.at_kind(TokenKind::LParen) {
                return Err(UNKNOWN);
            }
            if !not_in && self.paren_is_query(self.pos()) {
                return self.lookup_subquery(lookup, alias, column);
            }
            self.advance();
            let values = self.lookup_texts(TokenKind::RParen)?;
            lookup.conditions.push(LookupCondition::In {
                alias,
                column,
                values,
                negated: not_in,
            });
            return Ok(());
        }
        let op = self.tok_text(0).to_owned();
        if !self.at_kind(TokenKind::Op) {
            return Err(UNKNOWN);
        }
        self.advance();
        match op.as_str() {
            "=" | "<>" | "!=" => {}
            // Columns with numbers above 0 are all columns that a catalog holds.
            ">" if column == "attnum" && self.tok_text(0) == "0" => {
                self.advance();
                return Ok(());
            }
            _ => return Err(UNKNOWN),
        }
        let negated = op != "=";
        if !negated && self.eat(Kw::True) {
            lookup.conditions.push(flag(true));
            return Ok(());
        }
        if !negated && self.eat(Kw::False) {
            lookup.conditions.push(flag(false));
            return Ok(());
        }
        if !negated && self.at(Kw::Any) && self.kind(1) == Some(TokenKind::LParen) {
            self.advance();
            self.advance();
            if !self.eat(Kw::Array) || !self.eat_kind(TokenKind::LBracket) {
                return Err(UNKNOWN);
            }
            let values = self.lookup_texts(TokenKind::RBracket)?;
            self.drop_casts();
            if !self.eat_kind(TokenKind::RParen) {
                return Err(UNKNOWN);
            }
            lookup.conditions.push(LookupCondition::In {
                alias,
                column,
                values,
                negated: false,
            });
            return Ok(());
        }
        if !negated && self.at_kind(TokenKind::LParen) && self.paren_is_query(self.pos()) {
            return self.lookup_subquery(lookup, alias, column);
        }
        // The one database that there is.
        if !negated && self.eat_word("current_database") {
            if self.eat_kind(TokenKind::LParen) && self.eat_kind(TokenKind::RParen) {
                return Ok(());
            }
            return Err(UNKNOWN);
        }
        if !negated && self.eat(Kw::CurrentCatalog) {
            return Ok(());
        }
        if let Some(value) = self.lookup_value()? {
            lookup.conditions.push(LookupCondition::Equals {
                alias,
                column,
                value,
                negated,
            });
            return Ok(());
        }
        if negated {
            return Err(UNKNOWN);
        }
        let right = self.lookup_column(lookup, first)?;
        lookup.conditions.push(LookupCondition::Join {
            left: (alias, column),
            right,
        });
        Ok(())
    }

    /// `column = (SELECT other FROM …)`: a join with what it selects from.
    fn lookup_subquery(&mut self, lookup: &mut Lookup, alias: String, column: String) -> Read<()> {
        const UNKNOWN: &str = "the look-up has a subquery that is not interpreted";
        let start = self.pos();
        let close = self.tok(0).map_or(start, |tok| tok.partner as usize);
        if close <= start {
            return Err(UNKNOWN);
        }
        self.advance();
        // Its relations get aliases of their own.
        let mut inner = Lookup {
            from: Vec::new(),
            conditions: Vec::new(),
            span: lookup.span,
        };
        let output = match self.deeper(|parser| Ok(parser.lookup(&mut inner, close))) {
            Ok(Ok(Some(output))) => output,
            Ok(Err(reason)) => return Err(reason),
            _ => return Err(UNKNOWN),
        };
        if self.pos() != close {
            return Err(UNKNOWN);
        }
        self.advance();
        // An unqualified column belongs to the relations around it.
        let outer_alias = match (alias.is_empty(), lookup.from.as_slice()) {
            (true, [(_, only)]) => only.clone(),
            (true, _) => return Err(UNKNOWN),
            _ => alias,
        };
        let prefix = format!("{}.", lookup.from.len());
        let only = match inner.from.as_slice() {
            [(_, only)] => Some(only.clone()),
            _ => None,
        };
        let rename = |alias: String| -> Read<String> {
            if !alias.is_empty() {
                return Ok(format!("{prefix}{alias}"));
            }
            match &only {
                Some(only) => Ok(format!("{prefix}{only}")),
                None => Err(UNKNOWN),
            }
        };
        for condition in inner.conditions {
            lookup.conditions.push(match condition {
                LookupCondition::Equals {
                    alias,
                    column,
                    value,
                    negated,
                } => LookupCondition::Equals {
                    alias: rename(alias)?,
                    column,
                    value,
                    negated,
                },
                LookupCondition::In {
                    alias,
                    column,
                    values,
                    negated,
                } => LookupCondition::In {
                    alias: rename(alias)?,
                    column,
                    values,
                    negated,
                },
                LookupCondition::Join { left, right } => LookupCondition::Join {
                    left: (rename(left.0)?, left.1),
                    right: (rename(right.0)?, right.1),
                },
                LookupCondition::Flag {
                    alias,
                    column,
                    value,
                } => LookupCondition::Flag {
                    alias: rename(alias)?,
                    column,
                    value,
                },
            });
        }
        let right = (rename(output.0)?, output.1);
        for (relation, alias) in inner.from {
            lookup.from.push((relation, format!("{prefix}{alias}")));
        }
        lookup.conditions.push(LookupCondition::Join {
            left: (outer_alias, column),
            right,
        });
        Ok(())
    }

    /// Strings and numbers up to a closing bracket.
    fn lookup_texts(&mut self, close: TokenKind) -> Read<Vec<String>> {
        let mut values = Vec::new();
        loop {
            match self.lookup_value()? {
                Some(LookupValue::Text(text)) => values.push(text),
                _ => return Err("the look-up has a list that is not of constants"),
            }
            if self.eat_kind(close) {
                return Ok(values);
            }
            if !self.eat_kind(TokenKind::Comma) {
                return Err(NOT_A_LOOKUP);
            }
        }
    }

    /// A column, perhaps qualified, in `lower(…)`, in parentheses or cast.
    fn lookup_column(&mut self, lookup: &Lookup, first: usize) -> Read<(String, String)> {
        const NO_COLUMN: &str = "the look-up has a condition that is not interpreted";
        let wrapped = (self.at_word("lower") && self.kind(1) == Some(TokenKind::LParen))
            || self.at_kind(TokenKind::LParen);
        if wrapped {
            self.eat_word("lower");
            self.advance();
        }
        let name: Parsed<_> = self.col_id();
        let mut column = name.map_err(|_| NO_COLUMN)?.value;
        let mut alias = String::new();
        if self.at_kind(TokenKind::Dot) {
            self.advance();
            alias = column;
            column = self.any_label().map_err(|_| NO_COLUMN)?.value;
            let known = lookup
                .from
                .get(first..)
                .unwrap_or(&[])
                .iter()
                .any(|(_, known)| *known == alias);
            if !known {
                return Err(NO_COLUMN);
            }
        }
        self.drop_casts();
        if wrapped && !self.eat_kind(TokenKind::RParen) {
            return Err(NO_COLUMN);
        }
        self.drop_casts();
        Ok((alias, column))
    }

    /// A constant to compare with.
    fn lookup_value(&mut self) -> Read<Option<LookupValue>> {
        if self.at_kind(TokenKind::Integer) {
            let text = self.tok_text(0).to_owned();
            self.advance();
            return Ok(Some(LookupValue::Text(text)));
        }
        if self.at_string() {
            let text = self.string().map_err(|_| NOT_A_LOOKUP)?;
            let mut value = LookupValue::Text(text.clone());
            while self.eat_kind(TokenKind::DoubleColon) {
                let ty = self.type_name().map_err(|_| NOT_A_LOOKUP)?;
                let (name, array) = (ty.name.name.value, ty.array_dims > 0);
                match (name.as_str(), array) {
                    ("regclass", false) => value = LookupValue::Regclass(text.clone()),
                    ("regtype", false) => value = LookupValue::Regtype(text.clone()),
                    ("regnamespace", false) => value = LookupValue::Regnamespace(text.clone()),
                    // `'x'::regclass::oid` stays what it is.
                    _ => {}
                }
            }
            return Ok(Some(value));
        }
        if self.at(Kw::CurrentSchema) {
            self.advance();
            if self.eat_kind(TokenKind::LParen) && !self.eat_kind(TokenKind::RParen) {
                return Err(NOT_A_LOOKUP);
            }
            self.drop_casts();
            return Ok(Some(LookupValue::CurrentSchema));
        }
        let start = self.pos();
        if let Ok((name, is_type, _)) = self.regclass_call() {
            self.drop_casts();
            return Ok(Some(if is_type {
                LookupValue::Regtype(name)
            } else {
                LookupValue::Regclass(name)
            }));
        }
        self.set_pos(start);
        Ok(None)
    }
}
