//! Expressions of PL/pgSQL that may be evaluated before they run.
//!
//! An expression is cut at its operators from the loosest to the tightest. A part
//! that is not understood is [`PlExpr::Unknown`] and leaves the others alone, so
//! that `false AND weird(…)` is still decided.

use super::cursor::Parser;
use super::keywords::Kw;
use crate::ddl::{PlExpr, PlOperator};
use crate::split::TokenKind;

/// Why an expression is not followed.
pub(super) const NOT_FOLLOWED: &str = "this is known only when it runs";

/// How deep expressions may nest.
pub(super) const MAX_DEPTH: u32 = 60;

/// How many casts and subscripts may follow one value.
const MAX_SUFFIXES: u32 = 20;

/// How large an expression may be that stands for several, as the operand of
/// CASE does for one in each branch: each level of them multiplies.
const MAX_REPEATED: usize = 50;

impl Parser<'_> {
    /// The expression of tokens `from..to`. The place is not moved.
    pub(super) fn pl_expr(&mut self, from: usize, to: usize) -> PlExpr {
        self.pl_expr_in(from, to, 0)
    }

    /// The same within what nests so deep.
    pub(super) fn pl_expr_in(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        let here = self.pos();
        let expr = self.pl_any(from, to, depth);
        self.set_pos(here);
        expr
    }

    pub(super) fn pl_unknown(&self, from: usize, to: usize, reason: &str) -> PlExpr {
        PlExpr::Unknown {
            reason: reason.to_owned(),
            span: self.span(self.bytes(from, to.max(from + 1))),
        }
    }

    pub(super) fn kw_at(&self, index: usize) -> Option<Kw> {
        self.tok_at(index).and_then(|tok| tok.kw)
    }

    pub(super) fn kind_at(&self, index: usize) -> Option<TokenKind> {
        self.tok_at(index).map(|tok| tok.kind)
    }

    pub(super) fn text_at(&self, index: usize) -> &str {
        self.tok_at(index)
            .and_then(|tok| self.text.get(tok.start..tok.end))
            .unwrap_or("")
    }

    /// The index behind the token at `index`, a parenthesis, bracket or CASE with
    /// all that is in it being one.
    pub(super) fn pl_skip(&self, index: usize, to: usize) -> usize {
        let Some(tok) = self.tok_at(index) else {
            return to;
        };
        let close = match tok.kind {
            TokenKind::LParen => tok.partner as usize,
            TokenKind::LBracket => self.closing(index, to, |parser, at| match parser.kind_at(at) {
                Some(TokenKind::LBracket) => 1,
                Some(TokenKind::RBracket) => -1,
                _ => 0,
            }),
            _ if tok.kw == Some(Kw::Case) => {
                self.closing(index, to, |parser, at| match parser.kw_at(at) {
                    Some(Kw::Case) => 1,
                    Some(Kw::End) => -1,
                    _ => 0,
                })
            }
            _ => index,
        };
        (close.max(index) + 1).min(to.max(index + 1))
    }

    fn closing(&self, from: usize, to: usize, step: impl Fn(&Self, usize) -> i32) -> usize {
        let mut depth = 0;
        for index in from..to {
            depth += step(self, index);
            if depth == 0 {
                return index;
            }
        }
        to
    }

    /// The first token outside parentheses that `is` takes.
    pub(super) fn pl_find(
        &self,
        from: usize,
        to: usize,
        mut is: impl FnMut(&Self, usize) -> bool,
    ) -> Option<usize> {
        let mut index = from;
        while index < to {
            if is(self, index) {
                return Some(index);
            }
            index = self.pl_skip(index, to);
        }
        None
    }

    /// The last token outside parentheses that `is` takes.
    fn pl_find_last(
        &self,
        from: usize,
        to: usize,
        is: impl Fn(&Self, usize) -> bool,
    ) -> Option<usize> {
        let mut found = None;
        self.pl_find(from, to, |parser, index| {
            if is(parser, index) {
                found = Some(index);
            }
            false
        });
        found
    }

    /// Ranges between commas outside parentheses; none of an empty range.
    pub(super) fn pl_list(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut start = from;
        while start < to {
            let comma = self.pl_find(start, to, |parser, index| {
                parser.kind_at(index) == Some(TokenKind::Comma)
            });
            let end = comma.unwrap_or(to);
            parts.push((start, end));
            start = end + 1;
        }
        parts
    }

    fn pl_all(&mut self, parts: &[(usize, usize)], depth: u32) -> Vec<PlExpr> {
        let mut all = Vec::with_capacity(parts.len());
        for &(from, to) in parts {
            all.push(self.pl_any(from, to, depth));
        }
        all
    }

    // ---- operators, loosest first ----

    fn pl_any(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        if depth > MAX_DEPTH || from >= to {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        }
        let depth = depth + 1;
        if let Some(at) = self.pl_find(from, to, |p, at| p.kw_at(at) == Some(Kw::Or)) {
            return PlExpr::Or(
                Box::new(self.pl_any(from, at, depth)),
                Box::new(self.pl_any(at + 1, to, depth)),
            );
        }
        // The AND of BETWEEN is another.
        let mut between = false;
        let and = self.pl_find(from, to, |p, at| match p.kw_at(at) {
            Some(Kw::Between) => {
                between = true;
                false
            }
            Some(Kw::And) if between => {
                between = false;
                false
            }
            Some(Kw::And) => true,
            _ => false,
        });
        if let Some(at) = and {
            return PlExpr::And(
                Box::new(self.pl_any(from, at, depth)),
                Box::new(self.pl_any(at + 1, to, depth)),
            );
        }
        if self.kw_at(from) == Some(Kw::Not) {
            return PlExpr::Not(Box::new(self.pl_any(from + 1, to, depth)));
        }
        self.pl_test(from, to, depth)
    }

    /// `IS …`, comparisons, LIKE, IN, BETWEEN.
    fn pl_test(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        if let Some(at) = self.pl_find(from, to, |p, at| p.kw_at(at) == Some(Kw::Is)) {
            return self.pl_is(from, at, to, depth);
        }
        let last = self.kw_at(to - 1);
        if matches!(last, Some(Kw::Isnull | Kw::Notnull)) {
            let is = PlExpr::Is(Box::new(self.pl_any(from, to - 1, depth)), None);
            return if last == Some(Kw::Notnull) {
                PlExpr::Not(Box::new(is))
            } else {
                is
            };
        }
        let at = self.pl_find(from, to, |p, at| {
            matches!(
                p.kw_at(at),
                Some(Kw::Like | Kw::Ilike | Kw::In | Kw::Between | Kw::Similar)
            ) || (p.kind_at(at) == Some(TokenKind::Op) && is_comparison(p.text_at(at)))
                || (p.kw_at(at) == Some(Kw::Operator)
                    && p.kind_at(at + 1) == Some(TokenKind::LParen))
        });
        let Some(at) = at else {
            return self.pl_sum(from, to, depth);
        };
        let negated = at > from && self.kw_at(at - 1) == Some(Kw::Not);
        let left_end = at - usize::from(negated);
        let found = match self.kw_at(at) {
            Some(Kw::Between) => self.pl_between(from, left_end, at, to, depth),
            Some(Kw::In) => {
                let left = Box::new(self.pl_sum(from, left_end, depth));
                self.pl_in(left, at + 1, to, depth)
            }
            Some(kw @ (Kw::Like | Kw::Ilike)) => PlExpr::Like {
                value: Box::new(self.pl_sum(from, left_end, depth)),
                pattern: Box::new(self.pl_sum(at + 1, to, depth)),
                insensitive: kw == Kw::Ilike,
            },
            // `OPERATOR(pg_catalog.=)`.
            Some(Kw::Operator) => {
                let close = self.tok_at(at + 1).map_or(at, |tok| tok.partner as usize);
                return if close > at + 2 && close < to {
                    self.pl_comparison((from, at), close - 1, (close + 1, to), depth)
                } else {
                    self.pl_unknown(from, to, NOT_FOLLOWED)
                };
            }
            Some(_) => self.pl_unknown(from, to, NOT_FOLLOWED),
            None => return self.pl_comparison((from, at), at, (at + 1, to), depth),
        };
        if negated {
            PlExpr::Not(Box::new(found))
        } else {
            found
        }
    }

    fn pl_is(&mut self, from: usize, at: usize, to: usize, depth: u32) -> PlExpr {
        let negated = self.kw_at(at + 1) == Some(Kw::Not);
        let word = at + 1 + usize::from(negated);
        let value = Box::new(self.pl_any(from, at, depth));
        let found = match self.kw_at(word) {
            Some(Kw::Null | Kw::Unknown) if word + 1 == to => PlExpr::Is(value, None),
            Some(Kw::True) if word + 1 == to => PlExpr::Is(value, Some(true)),
            Some(Kw::False) if word + 1 == to => PlExpr::Is(value, Some(false)),
            Some(Kw::Distinct) if self.kw_at(word + 1) == Some(Kw::From) => {
                PlExpr::Distinct(value, Box::new(self.pl_any(word + 2, to, depth)))
            }
            _ => return self.pl_unknown(from, to, NOT_FOLLOWED),
        };
        if negated {
            PlExpr::Not(Box::new(found))
        } else {
            found
        }
    }

    fn pl_between(
        &mut self,
        from: usize,
        left_end: usize,
        at: usize,
        to: usize,
        depth: u32,
    ) -> PlExpr {
        let Some(and) = self.pl_find(at, to, |p, at| p.kw_at(at) == Some(Kw::And)) else {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        };
        let value = self.pl_sum(from, left_end, depth);
        let low = self.pl_sum(at + 1, and, depth);
        let high = self.pl_sum(and + 1, to, depth);
        PlExpr::Between(Box::new(value), Box::new([low, high]))
    }

    /// What follows IN.
    fn pl_in(&mut self, left: Box<PlExpr>, from: usize, to: usize, depth: u32) -> PlExpr {
        let Some((open, close)) = self.pl_parens(from, to) else {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        };
        if self.paren_is_query(from) {
            return PlExpr::InQuery(left, Box::new(self.pl_query(open, close, depth)));
        }
        let parts = self.pl_list(open, close);
        PlExpr::In(left, self.pl_all(&parts, depth))
    }

    /// The inside of parentheses that are all of a range.
    fn pl_parens(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let tok = self.tok_at(from)?;
        (tok.kind == TokenKind::LParen && tok.partner as usize + 1 == to && to > from + 1)
            .then_some((from + 1, to - 1))
    }

    /// The operator at token `at` between the tokens of its sides.
    fn pl_comparison(
        &mut self,
        (from, left_end): (usize, usize),
        at: usize,
        (right, to): (usize, usize),
        depth: u32,
    ) -> PlExpr {
        let quantified = matches!(self.kw_at(right), Some(Kw::Any | Kw::Some | Kw::All));
        // Of operators that bind like `||` the first is worked out first.
        let is_concat =
            |p: &Self, at: usize| p.kind_at(at) == Some(TokenKind::Op) && p.text_at(at) == "||";
        let binds = at != left_end || self.text_at(at).contains('~');
        if binds && self.pl_find(right, to, is_concat).is_some() {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        }
        let operator = match self.text_at(at) {
            pattern @ ("~" | "!~" | "~*" | "!~*") if !quantified => {
                let (negated, insensitive) = (pattern.starts_with('!'), pattern.ends_with('*'));
                let mut arguments = vec![
                    self.pl_sum(from, left_end, depth),
                    self.pl_sum(right, to, depth),
                ];
                arguments.extend(insensitive.then(|| PlExpr::Text("i".to_owned())));
                let found = PlExpr::Call {
                    schema: None,
                    name: "regexp_like".to_owned(),
                    arguments,
                    span: self.span(self.bytes(from, to)),
                };
                return if negated {
                    PlExpr::Not(Box::new(found))
                } else {
                    found
                };
            }
            "=" => PlOperator::Equal,
            "<>" | "!=" => PlOperator::NotEqual,
            "<" => PlOperator::Less,
            "<=" => PlOperator::LessEqual,
            ">" => PlOperator::Greater,
            ">=" => PlOperator::GreaterEqual,
            sets @ ("@>" | "<@" | "&&") if !quantified => {
                let name = sets.to_owned();
                let arguments = vec![
                    self.pl_sum(from, left_end, depth),
                    self.pl_sum(right, to, depth),
                ];
                return PlExpr::Call {
                    schema: None,
                    name,
                    arguments,
                    span: self.span(self.bytes(from, to)),
                };
            }
            _ => return self.pl_unknown(from, to, "patterns of this kind are not followed"),
        };
        if !quantified {
            return PlExpr::Compare(
                operator,
                Box::new(self.pl_sum(from, left_end, depth)),
                Box::new(self.pl_sum(right, to, depth)),
            );
        }
        let all = self.kw_at(right) == Some(Kw::All);
        let Some((open, close)) = self.pl_parens(right + 1, to) else {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        };
        let left = Box::new(self.pl_sum(from, left_end, depth));
        let any = if self.paren_is_query(right + 1) {
            PlExpr::InQuery(left, Box::new(self.pl_query(open, close, depth)))
        } else {
            PlExpr::Any(left, Box::new(self.pl_any(open, close, depth)))
        };
        match (operator, all) {
            (PlOperator::Equal, false) => any,
            (PlOperator::NotEqual, true) => PlExpr::Not(Box::new(any)),
            _ => self.pl_unknown(from, to, NOT_FOLLOWED),
        }
    }

    /// `||`, then `+` and `-`, then `*`, `/` and `%`.
    fn pl_sum(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        if depth > MAX_DEPTH || from >= to {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        }
        let depth = depth + 1;
        for level in [&["||"] as &[&str], &["+", "-"], &["*", "/", "%"]] {
            let at = self.pl_find_last(from, to, |p, at| {
                at > from
                    && p.kind_at(at) == Some(TokenKind::Op)
                    && level.contains(&p.text_at(at))
                    // A sign, not an operator.
                    && !matches!(
                        p.kind_at(at - 1),
                        Some(TokenKind::Op | TokenKind::Comma | TokenKind::LParen)
                    )
            });
            let Some(at) = at else { continue };
            let sign = self.text_at(at).chars().next().unwrap_or('|');
            let left = Box::new(self.pl_sum(from, at, depth));
            let right = Box::new(self.pl_sum(at + 1, to, depth));
            return if sign == '|' {
                PlExpr::Concat(left, right)
            } else {
                PlExpr::Arithmetic(sign, left, right)
            };
        }
        let signed = self.kind_at(from) == Some(TokenKind::Op) && from + 1 < to;
        if signed && self.text_at(from) == "-" {
            let value = Box::new(self.pl_sum(from + 1, to, depth));
            return PlExpr::Arithmetic('-', Box::new(PlExpr::Int(0)), value);
        }
        self.pl_primary(from, to, depth)
    }

    // ---- one value ----

    /// A value with casts and subscripts behind it.
    fn pl_primary(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        self.set_pos(from);
        let Some(mut value) = self.pl_atom(to, depth) else {
            return self.pl_unknown(from, to, NOT_FOLLOWED);
        };
        let mut suffixes = 0;
        while self.pos() < to {
            suffixes += 1;
            if suffixes > MAX_SUFFIXES {
                return self.pl_unknown(from, to, NOT_FOLLOWED);
            }
            if self.eat_kind(TokenKind::DoubleColon) {
                let Ok(ty) = self.type_name() else {
                    return self.pl_unknown(from, to, NOT_FOLLOWED);
                };
                value = PlExpr::Cast {
                    value: Box::new(value),
                    ty: ty.name.name.value,
                    array: ty.array_dims > 0,
                    span: self.span_from(from),
                };
            } else if self.at_kind(TokenKind::LBracket) {
                let open = self.pos();
                let behind = self.pl_skip(open, to);
                let index = self.pl_any(open + 1, behind - 1, depth);
                value = PlExpr::Element(Box::new(value), Box::new(index));
                self.set_pos(behind);
            } else if self.eat(Kw::Collate) {
                if self.qname().is_err() {
                    return self.pl_unknown(from, to, NOT_FOLLOWED);
                }
            } else {
                return self.pl_unknown(from, to, NOT_FOLLOWED);
            }
        }
        value
    }

    fn pl_atom(&mut self, to: usize, depth: u32) -> Option<PlExpr> {
        let from = self.pos();
        if self.at_string() {
            return self.string().ok().map(PlExpr::Text);
        }
        match self.kind(0)? {
            TokenKind::Param => {
                let name = self.tok_text(0).to_owned();
                self.advance();
                return Some(PlExpr::Name(vec![name], self.span_from(from)));
            }
            TokenKind::Integer | TokenKind::Float => {
                let text = self.tok_text(0).replace('_', "");
                self.advance();
                return Some(text.parse().map_or(PlExpr::Text(text), PlExpr::Int));
            }
            TokenKind::LParen => {
                let close = self.tok(0)?.partner as usize;
                if close <= from || close >= to {
                    return None;
                }
                let parts = self.pl_list(from + 1, close);
                let inner = if self.paren_is_query(from) {
                    PlExpr::Scalar(Box::new(self.pl_query(from + 1, close, depth)))
                } else if parts.len() > 1 {
                    PlExpr::Row(self.pl_all(&parts, depth))
                } else {
                    self.pl_any(from + 1, close, depth)
                };
                self.set_pos(close + 1);
                // `(row).field`.
                return (!self.at_kind(TokenKind::Dot) || self.pos() >= to).then_some(inner);
            }
            TokenKind::Word | TokenKind::QuotedIdent | TokenKind::UnicodeIdent => {}
            _ => return None,
        }
        match self.kw(0) {
            Some(Kw::True) => {
                self.advance();
                return Some(PlExpr::Bool(true));
            }
            Some(Kw::False) => {
                self.advance();
                return Some(PlExpr::Bool(false));
            }
            Some(Kw::Null) => {
                self.advance();
                return Some(PlExpr::Null);
            }
            Some(Kw::Case) => return self.pl_case(to, depth),
            Some(Kw::Row) if self.kind(1) == Some(TokenKind::LParen) => {
                let close = self.tok(1)?.partner as usize;
                if close <= from + 1 || close >= to {
                    return None;
                }
                let parts = self.pl_list(from + 2, close);
                let row = PlExpr::Row(self.pl_all(&parts, depth));
                self.set_pos(close + 1);
                return Some(row);
            }
            Some(Kw::Array) => return self.pl_array(to, depth),
            Some(Kw::Cast) => return self.pl_cast(depth),
            Some(Kw::Exists) if self.kind(1) == Some(TokenKind::LParen) => {
                let open = from + 1;
                let close = self.tok(1)?.partner as usize;
                if close <= open {
                    return None;
                }
                let query = self.pl_query(open + 1, close, depth);
                self.set_pos(close + 1);
                return Some(PlExpr::Exists(Box::new(query)));
            }
            Some(
                kw @ (Kw::CurrentSchema
                | Kw::CurrentUser
                | Kw::CurrentRole
                | Kw::CurrentCatalog
                | Kw::SessionUser
                | Kw::User),
            ) => {
                let name = self.tok_text(0).to_ascii_lowercase();
                self.advance();
                if kw == Kw::CurrentSchema && self.eat_kind(TokenKind::LParen) {
                    self.eat_kind(TokenKind::RParen);
                }
                return Some(PlExpr::Call {
                    schema: None,
                    name,
                    arguments: Vec::new(),
                    span: self.span_from(from),
                });
            }
            _ => {}
        }
        self.pl_name(to, depth)
    }

    /// A name, a call, or a literal of a type: `regclass 't'`.
    fn pl_name(&mut self, to: usize, depth: u32) -> Option<PlExpr> {
        let from = self.pos();
        let mut parts = vec![self.any_label().ok()?.value];
        while self.pos() < to && self.at_kind(TokenKind::Dot) {
            self.advance();
            if self.at_op("*") {
                return None;
            }
            parts.push(self.any_label().ok()?.value);
        }
        let span = self.span_from(from);
        if self.pos() < to && self.at_kind(TokenKind::LParen) {
            let open = self.pos();
            let close = self.tok(0)?.partner as usize;
            if close <= open || close >= to {
                return None;
            }
            if parts.len() == 2 && parts.first().is_some_and(|part| part == "pg_catalog") {
                parts.remove(0);
            }
            let star = close == open + 2 && self.text_at(open + 1) == "*";
            // DISTINCT within is of aggregates, too, and not followed.
            let is_order = |parser: &Self, at: usize| {
                parser.kw_at(at) == Some(Kw::Order) && parser.kw_at(at + 1) == Some(Kw::By)
            };
            let order = self.pl_find(open + 1, close, is_order);
            let arguments = if star {
                Vec::new()
            } else {
                let list = self.pl_list(open + 1, order.unwrap_or(close));
                list.iter()
                    .map(|&(from, to)| self.pl_argument(from, to, depth))
                    .collect()
            };
            self.set_pos(close + 1);
            let name = parts.pop()?;
            if parts.len() > 1 {
                return None;
            }
            let call = PlExpr::Call {
                schema: parts.pop(),
                name,
                arguments,
                span: self.span_from(from),
            };
            let Some(order) = order else {
                return Some(call);
            };
            let by = self.pl_list(order + 2, close);
            let by = by
                .iter()
                .map(|&(from, to)| self.pl_order(from, to, depth))
                .collect();
            self.set_pos(close + 1);
            return Some(PlExpr::Ordered(Box::new(call), by));
        }
        if self.pos() < to && self.at_string() && parts.len() == 1 {
            let text = self.string().ok()?;
            return Some(PlExpr::Cast {
                value: Box::new(PlExpr::Text(text)),
                ty: parts.pop()?,
                array: false,
                span: self.span_from(from),
            });
        }
        Some(PlExpr::Name(parts, span))
    }

    /// An argument, `name => value` and `name := value` among them.
    fn pl_argument(&mut self, from: usize, to: usize, depth: u32) -> PlExpr {
        let is_arrow = |parser: &Self| match parser.kind_at(from + 1) {
            Some(TokenKind::ColonEquals) => true,
            Some(TokenKind::Op) => parser.text_at(from + 1) == "=>",
            _ => false,
        };
        if from + 2 < to && is_arrow(self) {
            self.set_pos(from);
            if let Ok(name) = self.any_label() {
                let value = self.pl_any(from + 2, to, depth);
                return PlExpr::Named(name.value, Box::new(value));
            }
        }
        self.pl_any(from, to, depth)
    }

    fn pl_case(&mut self, to: usize, depth: u32) -> Option<PlExpr> {
        let from = self.pos();
        let behind = self.pl_skip(from, to);
        let end = behind - 1;
        if self.kw_at(end) != Some(Kw::End) {
            return None;
        }
        let is_part =
            |p: &Self, at: usize| matches!(p.kw_at(at), Some(Kw::When | Kw::Then | Kw::Else));
        let first = self.pl_find(from + 1, end, is_part)?;
        let operand = (first > from + 1).then(|| self.pl_any(from + 1, first, depth));
        if operand
            .as_ref()
            .is_some_and(|operand| operand.size() > MAX_REPEATED)
        {
            return None;
        }
        let mut branches = Vec::new();
        let mut otherwise = PlExpr::Null;
        let mut at = first;
        while at < end {
            let next = self.pl_find(at + 1, end, is_part).unwrap_or(end);
            if self.kw_at(at) == Some(Kw::Else) {
                otherwise = self.pl_any(at + 1, next, depth);
                at = next;
                continue;
            }
            let behind = self.pl_find(next + 1, end, is_part).unwrap_or(end);
            let mut test = self.pl_any(at + 1, next, depth);
            if let Some(operand) = &operand {
                test =
                    PlExpr::Compare(PlOperator::Equal, Box::new(operand.clone()), Box::new(test));
            }
            branches.push((test, self.pl_any(next + 1, behind, depth)));
            at = behind;
        }
        self.set_pos(behind);
        Some(PlExpr::Case(branches, Box::new(otherwise)))
    }

    fn pl_array(&mut self, to: usize, depth: u32) -> Option<PlExpr> {
        let open = self.pos() + 1;
        let behind = self.pl_skip(open, to);
        let close = behind.checked_sub(1)?;
        let array = match self.kind_at(open)? {
            TokenKind::LBracket if self.kind_at(close) == Some(TokenKind::RBracket) => {
                let list = self.pl_list(open + 1, close);
                PlExpr::Array(self.pl_all(&list, depth))
            }
            TokenKind::LParen if close > open => {
                PlExpr::ArrayQuery(Box::new(self.pl_query(open + 1, close, depth)))
            }
            _ => return None,
        };
        self.set_pos(behind);
        Some(array)
    }

    fn pl_cast(&mut self, depth: u32) -> Option<PlExpr> {
        let from = self.pos();
        let open = from + 1;
        let close = self.tok(1)?.partner as usize;
        if close <= open {
            return None;
        }
        let at = self.pl_find(open + 1, close, |p, at| p.kw_at(at) == Some(Kw::As))?;
        let value = Box::new(self.pl_any(open + 1, at, depth));
        self.set_pos(at + 1);
        let ty = self.type_name().ok()?;
        if self.pos() != close {
            return None;
        }
        self.set_pos(close + 1);
        Some(PlExpr::Cast {
            value,
            ty: ty.name.name.value,
            array: ty.array_dims > 0,
            span: self.span_from(from),
        })
    }
}

fn is_comparison(op: &str) -> bool {
    matches!(
        op,
        "=" | "<>"
            | "!="
            | "<"
            | "<="
            | ">"
            | ">="
            | "~"
            | "~*"
            | "!~"
            | "!~*"
            | "~~"
            | "@>"
            | "<@"
            | "&&"
    )
}
