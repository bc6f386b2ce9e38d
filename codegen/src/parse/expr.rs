//! Scalar expressions: PostgreSQL's `a_expr`, `b_expr` and `c_expr` by
//! precedence climbing. What forms exist inside them is in `forms`.

use super::cursor::{FaultKind, Parsed, Parser};
use super::info::Mark;
use super::keywords::Kw;
use crate::ddl::{CastLiteral, Expr, ExprShape, Form, FormKind, OperatorForm};
use crate::diag::Span;
use crate::split::TokenKind;

/// Levels of precedence, weakest first (`gram.y`).
mod level {
    pub(super) const OR: u8 = 1;
    pub(super) const AND: u8 = 2;
    pub(super) const NOT: u8 = 3;
    pub(super) const IS: u8 = 4;
    pub(super) const COMPARISON: u8 = 5;
    pub(super) const LIKE: u8 = 6;
    pub(super) const ESCAPE: u8 = 7;
    pub(super) const OPERATOR: u8 = 8;
    pub(super) const ADD: u8 = 9;
    pub(super) const MULTIPLY: u8 = 10;
    pub(super) const POWER: u8 = 11;
    pub(super) const AT: u8 = 12;
    pub(super) const COLLATE: u8 = 13;
    pub(super) const SIGN: u8 = 14;
    pub(super) const CAST: u8 = 16;
}

/// Which expressions are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    /// Any (`a_expr`).
    Full,
    /// Without AND, OR, NOT, IN, LIKE, BETWEEN, IS NULL, AT and COLLATE at the
    /// outermost level (`b_expr`): what DEFAULT of a column takes.
    Restricted,
}

/// What an IS asks.
enum IsTest {
    /// IS DISTINCT FROM this, which does not chain.
    Distinct((ExprShape, Span)),
    /// IS NORMALIZED, a call in disguise.
    Normalized,
    Other,
}

/// What IN compares with.
enum In {
    List(Vec<(ExprShape, Span)>),
    /// A subquery.
    Rows(ExprShape),
}

/// What stands between or behind operands.
#[derive(Clone, Copy)]
enum Infix {
    Operator,
    Cast,
    And,
    Or,
    Is,
    IsNull,
    Between,
    In,
    Like,
    Similar,
    At,
    Collate,
    Overlaps,
}

impl Parser<'_> {
    /// An expression with what it mentions.
    pub(super) fn expr(&mut self) -> Parsed<Expr> {
        self.captured(Grammar::Full)
    }

    /// The expression of a column's DEFAULT.
    pub(super) fn default_expr(&mut self) -> Parsed<Expr> {
        self.captured(Grammar::Restricted)
    }

    /// An expression in parentheses.
    pub(super) fn parens_expr(&mut self) -> Parsed<Expr> {
        self.expect_kind(TokenKind::LParen)?;
        let expr = self.expr()?;
        self.expect_kind(TokenKind::RParen)?;
        Ok(expr)
    }

    fn captured(&mut self, grammar: Grammar) -> Parsed<Expr> {
        let start = self.pos();
        let mark = self.info.mark();
        match self.climb(0, grammar) {
            Ok(shape) => Ok(self.capture(start, mark, shape)),
            Err(fault) if fault.kind == FaultKind::TooDeep => {
                self.set_pos(start);
                self.skip_expr(grammar);
                self.info.unparsed = true;
                Ok(self.capture(start, mark, ExprShape::Other))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Makes the tree's expression of the tokens since `start`.
    pub(super) fn capture(&mut self, start: usize, mark: Mark, shape: ExprShape) -> Expr {
        let info = self.info.take(mark);
        self.made_expr(start, info, shape)
    }

    /// The same, keeping what it mentions for the query around it.
    pub(super) fn capture_shared(&mut self, start: usize, mark: Mark, shape: ExprShape) -> Expr {
        let info = self.info.copy(mark);
        self.made_expr(start, info, shape)
    }

    fn made_expr(&self, start: usize, info: super::info::Info, shape: ExprShape) -> Expr {
        let (from, to) = self.without_parens(start, self.pos());
        Expr {
            text: self.words(from, to),
            span: self.span(self.bytes(from, to)),
            columns: info.columns,
            calls: info.calls,
            types: info.types,
            relations: info.relations,
            shape,
            has_subquery: info.has_subquery,
            has_aggregate_syntax: info.has_aggregate_syntax,
            unparsed: info.unparsed,
        }
    }

    /// The tokens without parentheses around the whole, unless they make a row
    /// or a subquery.
    fn without_parens(&self, mut from: usize, mut to: usize) -> (usize, usize) {
        while let Some(tok) = self.tok_at(from)
            && tok.kind == TokenKind::LParen
            && tok.partner as usize + 1 == to
            && to > from + 2
        {
            let mut at = from + 1;
            while at + 1 < to {
                match self.tok_at(at) {
                    Some(tok) if tok.kind == TokenKind::LParen => at = tok.partner as usize,
                    Some(tok) if tok.kind == TokenKind::Comma => return (from, to),
                    _ => {}
                }
                at += 1;
            }
            let inner = self.tok_at(from + 1).and_then(|tok| tok.kw);
            if inner.is_some_and(begins_query) {
                break;
            }
            from += 1;
            to -= 1;
        }
        (from, to)
    }

    /// Passes over an expression without reading it: to a comma, a closing
    /// bracket, or the word that begins a column's next constraint.
    fn skip_expr(&mut self, grammar: Grammar) {
        let mut cases = 0_usize;
        while let Some(tok) = self.tok(0).copied() {
            match tok.kind {
                TokenKind::LParen => self.set_pos((tok.partner as usize).max(self.pos())),
                TokenKind::Comma | TokenKind::RParen | TokenKind::RBracket => return,
                TokenKind::Word => match tok.kw {
                    Some(Kw::Case) => cases += 1,
                    Some(Kw::End) => cases = cases.saturating_sub(1),
                    Some(
                        Kw::Constraint
                        | Kw::Not
                        | Kw::Null
                        | Kw::Check
                        | Kw::Unique
                        | Kw::Primary
                        | Kw::References
                        | Kw::Generated
                        | Kw::Default
                        | Kw::Collate
                        | Kw::Deferrable
                        | Kw::Initially,
                    ) if grammar == Grammar::Restricted && cases == 0 => return,
                    _ => {}
                },
                _ => {}
            }
            self.advance();
        }
    }

    /// Any expression, what it mentions being added to the rest.
    pub(super) fn any_expr(&mut self) -> Parsed<ExprShape> {
        self.climb(0, Grammar::Full)
    }

    /// A restricted expression (`b_expr`).
    pub(super) fn restricted_expr(&mut self) -> Parsed<ExprShape> {
        self.climb(0, Grammar::Restricted)
    }

    fn climb(&mut self, min: u8, grammar: Grammar) -> Parsed<ExprShape> {
        // Most expressions of a schema are one token.
        if let Some(tok) = self.tok(0).copied()
            && matches!(
                self.kind(1),
                None | Some(TokenKind::Comma | TokenKind::RParen)
            )
        {
            let simple = match tok.kind {
                TokenKind::Integer | TokenKind::Float => {
                    self.need_number();
                    Some(ExprShape::Number(self.tok_text(0).to_owned()))
                }
                TokenKind::Word => match tok.kw {
                    Some(Kw::Null) => Some(ExprShape::Null),
                    Some(Kw::True) => Some(ExprShape::Bool(true)),
                    Some(Kw::False) => Some(ExprShape::Bool(false)),
                    _ => None,
                },
                _ => None,
            };
            if let Some(shape) = simple {
                self.advance();
                return Ok(shape);
            }
        }
        self.deeper(|parser| parser.operators(min, grammar))
    }

    /// An operand with its place.
    fn operand(&mut self, min: u8, grammar: Grammar) -> Parsed<(ExprShape, Span)> {
        let start = self.pos();
        let shape = self.climb(min, grammar)?;
        Ok((shape, self.span_from(start)))
    }

    fn operators(&mut self, min: u8, grammar: Grammar) -> Parsed<ExprShape> {
        let start = self.pos();
        let mut left = self.prefix(grammar)?;
        let mut max = u8::MAX;
        while let Some((level, infix)) = self.infix(grammar) {
            if level < min || level > max {
                break;
            }
            left = match infix {
                Infix::Cast => {
                    self.advance();
                    let ty = self.type_name()?;
                    self.cast(left, ty, start)
                }
                Infix::Collate => {
                    self.advance();
                    let name = self.qname()?;
                    ExprShape::Collate(Box::new(left.without_long_chain()), Box::new(name))
                }
                Infix::Operator => {
                    if level == level::COMPARISON {
                        max = level - 1;
                    }
                    let left = (left, self.span_from(start));
                    self.operator_and_right(left, level, grammar)?
                }
                Infix::At => {
                    self.advance();
                    if self.at(Kw::Local) {
                        self.need(17, self.pos());
                        self.advance();
                        self.own_call("timezone", vec![left])
                    } else {
                        self.expect(Kw::Time)?;
                        self.expect(Kw::Zone)?;
                        let zone = self.climb(level + 1, grammar)?;
                        self.own_call("timezone", vec![zone, left])
                    }
                }
                Infix::And | Infix::Or => {
                    let word = if matches!(infix, Infix::And) {
                        "AND"
                    } else {
                        "OR"
                    };
                    let left = (left, self.span_from(start));
                    self.advance();
                    let right = self.operand(level + 1, grammar)?;
                    ExprShape::logic(word, left, right)
                }
                Infix::Overlaps => {
                    self.advance();
                    self.climb(level + 1, grammar)?;
                    form("overlaps", FormKind::Word)
                }
                Infix::IsNull => {
                    self.advance();
                    ExprShape::Test
                }
                Infix::Is => {
                    let left = (left, self.span_from(start));
                    let (shape, chains) = self.is_operand(left, grammar)?;
                    if !chains {
                        max = level - 1;
                    }
                    shape
                }
                Infix::Between => {
                    let left = (left, self.span_from(start));
                    self.eat(Kw::Not);
                    let span = self.here();
                    self.advance();
                    self.eat_any(&[Kw::Symmetric, Kw::Asymmetric]);
                    let low = self.operand(0, Grammar::Restricted)?;
                    self.expect(Kw::And)?;
                    let high = self.operand(level + 1, grammar)?;
                    max = level - 1;
                    ExprShape::operator(
                        String::new(),
                        Some(left),
                        vec![low, high],
                        OperatorForm::Between,
                        span,
                    )
                }
                Infix::In => {
                    let left = (left, self.span_from(start));
                    self.in_operand(left, start)?
                }
                Infix::Like | Infix::Similar => {
                    let left = (left, self.span_from(start));
                    let similar = matches!(infix, Infix::Similar);
                    let (shape, chains) = self.like(left, level, similar, grammar)?;
                    if !chains {
                        max = level - 1;
                    }
                    shape
                }
            };
        }
        Ok(left)
    }

    /// IS and what follows it; whether another may follow that.
    // Apart, since the frame of what recurses is to be small.
    #[inline(never)]
    fn is_operand(
        &mut self,
        left: (ExprShape, Span),
        grammar: Grammar,
    ) -> Parsed<(ExprShape, bool)> {
        Ok(match self.is_test(grammar)? {
            IsTest::Distinct(right) => {
                let null = |shape: &ExprShape| matches!(shape, ExprShape::Null);
                let shape = if null(&left.0) || null(&right.0) {
                    // It asks for NULL, with no operator.
                    ExprShape::Test
                } else {
                    let name = "=".to_owned();
                    let span = right.1;
                    let form = OperatorForm::Distinct;
                    ExprShape::operator(name, Some(left), vec![right], form, span)
                };
                (shape, false)
            }
            IsTest::Normalized => (form("is_normalized", FormKind::Word), true),
            IsTest::Other => (ExprShape::Test, true),
        })
    }

    /// IN and what follows it.
    #[inline(never)]
    fn in_operand(&mut self, left: (ExprShape, Span), start: usize) -> Parsed<ExprShape> {
        let name = if self.eat(Kw::Not) { "<>" } else { "=" };
        let name = name.to_owned();
        let span = self.here();
        self.advance();
        Ok(match self.in_list()? {
            In::List(list) => {
                ExprShape::operator(name, Some(left), list, OperatorForm::Plain, span)
            }
            In::Rows(rows) => {
                let rows = vec![(rows, self.span_from(start))];
                ExprShape::operator(name, Some(left), rows, OperatorForm::Rows, span)
            }
        })
    }

    /// LIKE and its like, and what follows; whether another may follow that.
    #[inline(never)]
    fn like(
        &mut self,
        left: (ExprShape, Span),
        level: u8,
        similar: bool,
        grammar: Grammar,
    ) -> Parsed<(ExprShape, bool)> {
        let not = self.eat(Kw::Not);
        let span = self.here();
        let name = match (self.kw(0), not) {
            (Some(Kw::Ilike), false) => "~~*",
            (Some(Kw::Ilike), true) => "!~~*",
            (_, false) => "~~",
            (_, true) => "!~~",
        };
        let name = name.to_owned();
        self.advance();
        if similar {
            self.expect(Kw::To)?;
        }
        if self.at_any(&[Kw::Any, Kw::Some, Kw::All]) {
            let (form, right) = self.quantified()?;
            let shape = if similar {
                ExprShape::Test
            } else {
                ExprShape::operator(name, Some(left), vec![right], form, span)
            };
            return Ok((shape, true));
        }
        let right = self.operand(level + 1, grammar)?;
        let escape = self.eat(Kw::Escape);
        if escape {
            self.climb(level::ESCAPE, grammar)?;
        }
        let shape = if similar || escape {
            ExprShape::Test
        } else {
            let form = OperatorForm::Plain;
            ExprShape::operator(name, Some(left), vec![right], form, span)
        };
        Ok((shape, false))
    }

    /// What comes next when it can follow an operand.
    fn infix(&self, grammar: Grammar) -> Option<(u8, Infix)> {
        let tok = self.tok(0)?;
        match tok.kind {
            TokenKind::Op => {
                let level = match self.tok_text(0) {
                    "=" | "<" | ">" | "<=" | ">=" | "<>" | "!=" => level::COMPARISON,
                    "+" | "-" => level::ADD,
                    "*" | "/" | "%" => level::MULTIPLY,
                    "^" => level::POWER,
                    "=>" => return None,
                    _ => level::OPERATOR,
                };
                return Some((level, Infix::Operator));
            }
            TokenKind::DoubleColon => return Some((level::CAST, Infix::Cast)),
            _ => {}
        }
        let kw = tok.kw?;
        if grammar == Grammar::Restricted {
            return match kw {
                Kw::Operator if self.kind(1) == Some(TokenKind::LParen) => {
                    Some((level::OPERATOR, Infix::Operator))
                }
                Kw::Is => {
                    let ahead = 1 + usize::from(self.kw(1) == Some(Kw::Not));
                    matches!(self.kw(ahead), Some(Kw::Distinct | Kw::Document))
                        .then_some((level::IS, Infix::Is))
                }
                _ => None,
            };
        }
        let after_not = if kw == Kw::Not { self.kw(1)? } else { kw };
        Some(match after_not {
            Kw::Between => (level::LIKE, Infix::Between),
            Kw::In => (level::LIKE, Infix::In),
            Kw::Like | Kw::Ilike => (level::LIKE, Infix::Like),
            Kw::Similar if self.kw(1 + usize::from(kw == Kw::Not)) == Some(Kw::To) => {
                (level::LIKE, Infix::Similar)
            }
            _ if kw == Kw::Not => return None,
            Kw::And => (level::AND, Infix::And),
            Kw::Or => (level::OR, Infix::Or),
            Kw::Is => (level::IS, Infix::Is),
            Kw::Isnull | Kw::Notnull => (level::IS, Infix::IsNull),
            Kw::At if matches!(self.kw(1), Some(Kw::Time | Kw::Local)) => (level::AT, Infix::At),
            Kw::Collate => (level::COLLATE, Infix::Collate),
            Kw::Overlaps => (level::OPERATOR, Infix::Overlaps),
            Kw::Operator if self.kind(1) == Some(TokenKind::LParen) => {
                (level::OPERATOR, Infix::Operator)
            }
            _ => return None,
        })
    }

    fn operator_and_right(
        &mut self,
        left: (ExprShape, Span),
        level: u8,
        grammar: Grammar,
    ) -> Parsed<ExprShape> {
        let span = self.here();
        let qualified = self.at(Kw::Operator);
        let name = self.operator_name()?;
        if self.at_any(&[Kw::Any, Kw::Some, Kw::All]) && self.kind(1) == Some(TokenKind::LParen) {
            let (form, right) = self.quantified()?;
            return Ok(if qualified {
                ExprShape::Test
            } else {
                ExprShape::operator(canonical(name), Some(left), vec![right], form, span)
            });
        }
        let right = self.operand(level + 1, grammar)?;
        Ok(if qualified {
            ExprShape::Other
        } else {
            ExprShape::operator(
                canonical(name),
                Some(left),
                vec![right],
                OperatorForm::Plain,
                span,
            )
        })
    }

    /// An operator, also as `OPERATOR(schema.+)`; the operator's text.
    pub(super) fn operator_name(&mut self) -> Parsed<String> {
        let start = self.pos();
        if self.eat(Kw::Operator) {
            self.expect_kind(TokenKind::LParen)?;
            self.qualified_operator()?;
            self.expect_kind(TokenKind::RParen)?;
            return Ok(self.words(start, self.pos()));
        }
        let text = self.tok_text(0).to_owned();
        self.expect_kind(TokenKind::Op)?;
        Ok(text)
    }

    /// `schema.+` (`any_operator`).
    pub(super) fn qualified_operator(&mut self) -> Parsed<String> {
        let start = self.pos();
        while !self.at_kind(TokenKind::Op) {
            self.col_id()?;
            self.expect_kind(TokenKind::Dot)?;
        }
        self.advance();
        Ok(self.words(start, self.pos()))
    }

    /// `ANY (…)`: a subquery or an array.
    fn quantified(&mut self) -> Parsed<(OperatorForm, (ExprShape, Span))> {
        self.advance();
        if !self.at_kind(TokenKind::LParen) {
            return self.unexpected();
        }
        let start = self.pos();
        if self.paren_is_query(start) {
            let rows = self.rows()?;
            return Ok((OperatorForm::Rows, (rows, self.span_from(start))));
        }
        self.advance();
        let array = self.operand(0, Grammar::Full)?;
        self.expect_kind(TokenKind::RParen)?;
        Ok((OperatorForm::Elements, array))
    }

    /// A subquery with each row of which something is compared.
    fn rows(&mut self) -> Parsed<ExprShape> {
        let (_, select) = self.subquery()?;
        let rows = FormKind::Scalar(select).into();
        Ok(ExprShape::Query(Box::new(rows)))
    }

    /// What follows IN.
    fn in_list(&mut self) -> Parsed<In> {
        if !self.at_kind(TokenKind::LParen) {
            return self.unexpected();
        }
        if self.paren_is_query(self.pos()) {
            return self.rows().map(In::Rows);
        }
        self.parens(|parser| parser.operand(0, Grammar::Full))
            .map(In::List)
    }

    /// What follows IS.
    fn is_test(&mut self, grammar: Grammar) -> Parsed<IsTest> {
        self.expect(Kw::Is)?;
        self.eat(Kw::Not);
        if self.eat(Kw::Distinct) {
            self.expect(Kw::From)?;
            let right = self.operand(level::IS + 1, grammar)?;
            return Ok(IsTest::Distinct(right));
        }
        if self.at(Kw::Json) {
            self.need(16, self.pos());
            self.advance();
            self.eat_any(&[Kw::Value, Kw::Array, Kw::Object, Kw::Scalar]);
            if (self.at(Kw::With) || self.at(Kw::Without)) && self.kw(1) == Some(Kw::Unique) {
                self.advance();
                self.advance();
                self.eat(Kw::Keys);
            }
            return Ok(IsTest::Other);
        }
        if self
            .eat_any(&[Kw::Nfc, Kw::Nfd, Kw::Nfkc, Kw::Nfkd])
            .is_some()
        {
            self.expect(Kw::Normalized)?;
            return Ok(IsTest::Normalized);
        }
        let known = [
            Kw::Null,
            Kw::True,
            Kw::False,
            Kw::Unknown,
            Kw::Document,
            Kw::Normalized,
        ];
        match self.eat_any(&known) {
            Some(Kw::Normalized) => Ok(IsTest::Normalized),
            Some(_) => Ok(IsTest::Other),
            None => self.unexpected(),
        }
    }

    fn prefix(&mut self, grammar: Grammar) -> Parsed<ExprShape> {
        let Some(tok) = self.tok(0).copied() else {
            return self.unexpected();
        };
        match tok.kind {
            TokenKind::Op => {
                let op = self.tok_text(0);
                match op {
                    "-" | "+" => {
                        let span = self.here();
                        self.advance();
                        let (inner, place) = self.operand(level::SIGN, grammar)?;
                        Ok(match inner {
                            ExprShape::Number(number) if op == "-" => {
                                ExprShape::Number(match number.strip_prefix('-') {
                                    Some(positive) => positive.to_owned(),
                                    None => format!("-{number}"),
                                })
                            }
                            inner => {
                                let inner = (inner, place);
                                ExprShape::operator(
                                    op.to_owned(),
                                    None,
                                    vec![inner],
                                    OperatorForm::Plain,
                                    span,
                                )
                            }
                        })
                    }
                    "=" | "<" | ">" | "<=" | ">=" | "<>" | "!=" | "*" | "/" | "%" | "^" | "=>" => {
                        self.unexpected()
                    }
                    _ => {
                        let span = self.here();
                        self.advance();
                        let inner = self.operand(level::OPERATOR + 1, grammar)?;
                        let name = op.to_owned();
                        Ok(ExprShape::operator(
                            name,
                            None,
                            vec![inner],
                            OperatorForm::Plain,
                            span,
                        ))
                    }
                }
            }
            TokenKind::Word => match tok.kw {
                Some(Kw::Not) if grammar == Grammar::Full => {
                    self.advance();
                    let operand = self.operand(level::NOT, grammar)?;
                    Ok(ExprShape::Logic("NOT", vec![operand]))
                }
                Some(Kw::Default) if grammar == Grammar::Full => {
                    self.advance();
                    Ok(ExprShape::Other)
                }
                Some(Kw::Operator) if self.kind(1) == Some(TokenKind::LParen) => {
                    self.operator_name()?;
                    self.climb(level::OPERATOR + 1, grammar)?;
                    Ok(ExprShape::Other)
                }
                _ => self.word_operand(),
            },
            TokenKind::LParen => self.paren_operand(),
            _ => self.other_operand(),
        }
    }

    /// Literals, parameters and quoted names.
    fn other_operand(&mut self) -> Parsed<ExprShape> {
        let Some(tok) = self.tok(0).copied() else {
            return self.unexpected();
        };
        match tok.kind {
            TokenKind::Integer | TokenKind::Float => {
                self.need_number();
                let text = self.tok_text(0).to_owned();
                self.advance();
                Ok(ExprShape::Number(text))
            }
            TokenKind::BitStr => {
                self.advance();
                Ok(ExprShape::Bits)
            }
            TokenKind::Param => {
                self.note_parameter();
                self.advance();
                self.indirection(ExprShape::Other, None)
            }
            TokenKind::QuotedIdent | TokenKind::UnicodeIdent => self.name_operand(),
            _ => Ok(ExprShape::Str(self.string()?)),
        }
    }

    /// `0x1F` and `1_000` are of PostgreSQL 16.
    pub(super) fn need_number(&mut self) {
        let text = self.tok_text(0);
        let plain = text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        if !plain {
            let message = format!("trailing junk after numeric literal at or near \"{text}\"");
            let span = self.here();
            self.needs.push(crate::ddl::Need {
                version: 16,
                code: "42601",
                message,
                span,
                instead: None,
            });
        }
    }

    /// `( … )`: a subquery, a row or an expression, and fields taken out of it.
    fn paren_operand(&mut self) -> Parsed<ExprShape> {
        let shape = if self.paren_is_query(self.pos()) {
            let (name, select) = self.subquery()?;
            // Without a name it is no good one for a column.
            match name {
                Some(name) => form(&name, FormKind::Scalar(select)),
                None => ExprShape::Query(Box::new(Form::from(FormKind::Scalar(select)))),
            }
        } else {
            self.advance();
            let inner = self.any_expr()?;
            let mut row = false;
            while self.eat_kind(TokenKind::Comma) {
                row = true;
                self.any_expr()?;
            }
            self.expect_kind(TokenKind::RParen)?;
            if row {
                form("row", FormKind::Row)
            } else {
                inner
            }
        };
        let name = output_name(&shape);
        self.indirection(shape, name.as_deref())
    }

    /// Fields and elements behind an operand, which has the name of the last field,
    /// or else its own.
    pub(super) fn indirection(
        &mut self,
        operand: ExprShape,
        name: Option<&str>,
    ) -> Parsed<ExprShape> {
        let mut shape = operand;
        let mut name = name.map(str::to_owned);
        // A chain is as deep as it is long.
        let mut length = 0_usize;
        loop {
            let kind = if self.at_kind(TokenKind::Dot) {
                self.advance();
                if self.eat_op("*") {
                    FormKind::Fields(shape)
                } else {
                    let field = self.any_label()?.value;
                    name = Some(field.clone());
                    FormKind::Field {
                        of: shape,
                        name: field,
                    }
                }
            } else if self.at_kind(TokenKind::LBracket) {
                let mut slice = false;
                while self.eat_kind(TokenKind::LBracket) {
                    // An index, or a slice with either end left out.
                    if !self.at_kind(TokenKind::Colon) && !self.at_kind(TokenKind::RBracket) {
                        self.any_expr()?;
                    }
                    if self.eat_kind(TokenKind::Colon) {
                        slice = true;
                        if !self.at_kind(TokenKind::RBracket) {
                            self.any_expr()?;
                        }
                    }
                    self.expect_kind(TokenKind::RBracket)?;
                }
                FormKind::Element { of: shape, slice }
            } else {
                return Ok(shape);
            };
            length += 1;
            let kind = if length > LONGEST {
                FormKind::Unknown
            } else {
                kind
            };
            shape = match &name {
                Some(name) => form(name, kind),
                None => ExprShape::Query(Box::new(Form::from(kind))),
            };
        }
    }

    /// The cast that begins at token `start`, remembering the type, a relation's name in
    /// `'…'::regclass`, and the string that is cast in a query.
    pub(super) fn cast(
        &mut self,
        inner: ExprShape,
        mut ty: crate::ddl::TypeName,
        start: usize,
    ) -> ExprShape {
        let name = ty.name.name.value.clone();
        if name == "regclass"
            && let ExprShape::Str(text) = &inner
            && let Some(relation) = super::names::qname_in_text(text, ty.span)
        {
            self.info.relations.push(relation);
        }
        self.info.types.push(ty.clone());
        if let ExprShape::Str(text) = &inner {
            // That of a literal is one thing, and so is its place.
            ty.span = self.span_from(start);
            let few = self.access.literals.len() < MAX_LITERALS && text.len() < MAX_LITERAL;
            if self.level.is_some() && few {
                self.access.literals.push(CastLiteral {
                    span: ty.span,
                    ty: Box::new(ty.clone()),
                    text: text.clone(),
                });
            }
        }
        let inner = Box::new(inner.without_long_chain());
        ExprShape::Cast(name, inner, Some(Box::new(ty)))
    }
}

/// How many literals of a statement are kept to be read, and how long they are at most:
/// an INSERT may have a million.
const MAX_LITERALS: usize = 256;
const MAX_LITERAL: usize = 1024;

/// `!=` is only another way to write `<>`.
pub(super) fn canonical(operator: String) -> String {
    if operator == "!=" {
        "<>".to_owned()
    } else {
        operator
    }
}

fn form(name: &str, kind: FormKind) -> ExprShape {
    ExprShape::Call(name.to_owned(), Box::new(Form::from(kind)))
}

/// How many fields and elements behind each other are kept.
const LONGEST: usize = 20;

/// Whether a query begins with the keyword.
pub(super) fn begins_query(kw: Kw) -> bool {
    matches!(kw, Kw::Select | Kw::Values | Kw::With | Kw::Table)
}

/// The name that PostgreSQL gives an output column (`FigureColname`).
pub(super) fn output_name(shape: &ExprShape) -> Option<String> {
    figure(shape).map(|(name, _)| name)
}

/// The name with whether it is a good one, which a cast does not replace.
fn figure(shape: &ExprShape) -> Option<(String, bool)> {
    match shape {
        ExprShape::Column(column) => Some((column.name.value.clone(), true)),
        ExprShape::Call(name, _) => Some((name.clone(), true)),
        ExprShape::Cast(ty, inner, _) => match figure(inner) {
            Some((name, true)) => Some((name, true)),
            _ => Some((ty.clone(), false)),
        },
        ExprShape::Case(inner, _) => match inner.as_deref().and_then(figure) {
            Some((name, true)) => Some((name, true)),
            _ => Some(("case".to_owned(), false)),
        },
        ExprShape::Collate(inner, _) => figure(inner),
        ExprShape::Bool(_)
        | ExprShape::Bits
        | ExprShape::Query(_)
        | ExprShape::Null
        | ExprShape::Str(_)
        | ExprShape::Number(_)
        | ExprShape::Operator(_)
        | ExprShape::Logic(..)
        | ExprShape::Test
        | ExprShape::Other => None,
    }
}
