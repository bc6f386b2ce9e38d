//! Queries of PL/pgSQL that may be evaluated over the catalogs.

use super::cursor::Parser;
use super::keywords::Kw;
use super::plexpr::MAX_DEPTH;
use crate::ddl::{PlExpr, PlFrom, PlOutput, PlQuery, PlSource};
use crate::split::TokenKind;

/// Why a query is not followed.
const NOT_FOLLOWED: &str = "the query has a form that is not interpreted";

/// The clauses of a query behind its output columns, in order.
const CLAUSES: &[Kw] = &[
    Kw::From,
    Kw::Where,
    Kw::Group,
    Kw::Having,
    Kw::Window,
    Kw::Union,
    Kw::Intersect,
    Kw::Except,
    Kw::Order,
    Kw::Limit,
    Kw::Offset,
    Kw::Fetch,
    Kw::For,
];

impl Parser<'_> {
    /// The query of tokens `from..to`, SELECT included. The place is not kept.
    pub(super) fn pl_query(&mut self, from: usize, to: usize, depth: u32) -> PlQuery {
        let mut from = from;
        let mut to = to;
        // `((SELECT …))`.
        while let Some(tok) = self.tok_at(from)
            && tok.kind == TokenKind::LParen
            && tok.partner as usize + 1 == to
        {
            from += 1;
            to -= 1;
        }
        let word = self.tok_at(from).and_then(|tok| tok.kw);
        if word == Some(Kw::Select) && depth <= MAX_DEPTH {
            return self.pl_select(from, from + 1, to, depth + 1);
        }
        let mut query = self.pl_empty_query(from, to);
        let rows = (word == Some(Kw::Values) && depth <= MAX_DEPTH)
            .then(|| self.pl_rows(from + 1, to, depth + 1))
            .flatten();
        match rows {
            Some(rows) => {
                query.outputs.push(PlOutput::Star(None));
                query.from.push(PlFrom {
                    source: PlSource::Values(rows),
                    alias: String::new(),
                    columns: Vec::new(),
                    ordinality: false,
                    left_on: None,
                });
            }
            None => query.problem = Some((NOT_FOLLOWED.to_owned(), query.span)),
        }
        query
    }

    /// The rows behind VALUES.
    fn pl_rows(&mut self, from: usize, to: usize, depth: u32) -> Option<Vec<Vec<PlExpr>>> {
        let mut rows = Vec::new();
        for (from, to) in self.pl_list(from, to) {
            let tok = self.tok_at(from)?;
            if tok.kind != TokenKind::LParen || tok.partner as usize + 1 != to {
                return None;
            }
            let list = self.pl_list(from + 1, to - 1);
            rows.push(
                list.iter()
                    .map(|(from, to)| self.pl_expr_in(*from, *to, depth))
                    .collect(),
            );
        }
        Some(rows)
    }

    pub(super) fn pl_empty_query(&self, from: usize, to: usize) -> PlQuery {
        PlQuery {
            distinct: false,
            outputs: Vec::new(),
            from: Vec::new(),
            filter: None,
            group: Vec::new(),
            having: None,
            order: Vec::new(),
            limit: None,
            problem: None,
            span: self.span(self.bytes(from, to)),
        }
    }

    /// The same behind the word SELECT, or PERFORM; the query's place is that of
    /// tokens `start..to`.
    pub(super) fn pl_select(
        &mut self,
        start: usize,
        from: usize,
        to: usize,
        depth: u32,
    ) -> PlQuery {
        let mut query = self.pl_empty_query(start, to);
        let mut at = from;
        let kw = |parser: &Self, index: usize| parser.tok_at(index).and_then(|tok| tok.kw);
        if kw(self, at) == Some(Kw::All) {
            at += 1;
        } else if kw(self, at) == Some(Kw::Distinct) {
            at += 1;
            query.distinct = true;
            if kw(self, at) == Some(Kw::On) {
                query.problem = Some((NOT_FOLLOWED.to_owned(), query.span));
            }
        }
        let clause = |parser: &Self, from: usize| {
            parser
                .pl_find(from, to, |p, at| {
                    // `IS DISTINCT FROM` is no clause.
                    p.tok_at(at).and_then(|tok| tok.kw).is_some_and(|found| {
                        CLAUSES.contains(&found)
                            && !(found == Kw::From
                                && at > 0
                                && p.tok_at(at - 1)
                                    .is_some_and(|tok| tok.kw == Some(Kw::Distinct)))
                    })
                })
                .unwrap_or(to)
        };
        let mut end = clause(self, at);
        query.outputs = self.pl_outputs(at, end, depth);
        let mut filters = Vec::new();
        while end < to {
            let word = kw(self, end);
            let start = end + 1;
            end = clause(self, start);
            match word {
                Some(Kw::From) => {
                    if !self.pl_from(start, end, &mut query, &mut filters, depth) {
                        query.problem = Some((NOT_FOLLOWED.to_owned(), query.span));
                    }
                }
                Some(Kw::Where) => filters.push(self.pl_expr_in(start, end, depth)),
                Some(Kw::Group) if kw(self, start) == Some(Kw::By) => {
                    for (from, to) in self.pl_list(start + 1, end) {
                        let key = self.pl_expr_in(from, to, depth);
                        query.group.push(key);
                    }
                }
                Some(Kw::Having) => query.having = Some(self.pl_expr_in(start, end, depth)),
                Some(Kw::Order) if kw(self, start) == Some(Kw::By) => {
                    for (from, to) in self.pl_list(start + 1, end) {
                        let item = self.pl_order(from, to, depth);
                        query.order.push(item);
                    }
                }
                Some(Kw::Limit) => {
                    if kw(self, start) != Some(Kw::All) {
                        query.limit = Some(self.pl_expr_in(start, end, depth));
                    }
                }
                // Locks of rows.
                Some(Kw::For) => {}
                _ => query.problem = Some((NOT_FOLLOWED.to_owned(), query.span)),
            }
        }
        query.filter = filters
            .into_iter()
            .reduce(|a, b| PlExpr::And(Box::new(a), Box::new(b)));
        query
    }

    pub(super) fn pl_order(&mut self, from: usize, to: usize, depth: u32) -> (PlExpr, bool) {
        let kw = |parser: &Self, index: usize| parser.tok_at(index).and_then(|tok| tok.kw);
        let mut to = to;
        if to > from + 2 && kw(self, to - 2) == Some(Kw::Nulls) {
            to -= 2;
        }
        let last = kw(self, to - 1);
        let direction = matches!(last, Some(Kw::Asc | Kw::Desc));
        let expr = self.pl_expr_in(from, to - usize::from(direction), depth);
        (expr, last == Some(Kw::Desc))
    }

    fn pl_outputs(&mut self, from: usize, to: usize, depth: u32) -> Vec<PlOutput> {
        let mut outputs = Vec::new();
        for (from, to) in self.pl_list(from, to) {
            let last = to - 1;
            if self.text_at(last) == "*" {
                if from == last {
                    outputs.push(PlOutput::Star(None));
                    continue;
                }
                if last == from + 2 {
                    self.set_pos(from);
                    if let Ok(name) = self.any_label() {
                        outputs.push(PlOutput::Star(Some(name.value)));
                        continue;
                    }
                }
            }
            let (end, alias) = self.pl_output_alias(from, to);
            let expr = self.pl_expr_in(from, end, depth);
            let name = alias.unwrap_or_else(|| output_name(&expr));
            outputs.push(PlOutput::Expr(name, expr));
        }
        outputs
    }

    /// Where the expression of an output column ends, and its alias.
    fn pl_output_alias(&mut self, from: usize, to: usize) -> (usize, Option<String>) {
        let kind = |parser: &Self, index: usize| parser.tok_at(index).map(|tok| tok.kind);
        let kw = |parser: &Self, index: usize| parser.tok_at(index).and_then(|tok| tok.kw);
        if to < from + 2 {
            return (to, None);
        }
        let last = to - 1;
        let label = |parser: &mut Self| {
            parser.set_pos(last);
            parser.any_label().ok().map(|name| name.value)
        };
        if kw(self, last - 1) == Some(Kw::As) {
            return (last - 1, label(self));
        }
        let is_name = matches!(kind(self, last), Some(TokenKind::QuotedIdent))
            || (kind(self, last) == Some(TokenKind::Word)
                && kw(self, last).is_none_or(|kw| kw.is_bare_label() && kw != Kw::End));
        let behind_value = match kind(self, last - 1) {
            Some(TokenKind::RParen | TokenKind::RBracket | TokenKind::QuotedIdent) => true,
            Some(TokenKind::Word) => {
                kw(self, last - 1).is_none_or(|kw| kw == Kw::End || kw.is_unreserved())
                    && !(last >= from + 2
                        && kind(self, last - 2) == Some(TokenKind::DoubleColon)
                        && matches!(
                            self.text_at(last - 1).to_ascii_lowercase().as_str(),
                            "double" | "character" | "bit"
                        ))
            }
            Some(kind) => matches!(
                kind,
                TokenKind::Str | TokenKind::Integer | TokenKind::DollarStr | TokenKind::EscapeStr
            ),
            None => false,
        };
        if is_name && behind_value {
            return (last, label(self));
        }
        (to, None)
    }

    // ---- FROM ----

    fn pl_from(
        &mut self,
        from: usize,
        to: usize,
        query: &mut PlQuery,
        filters: &mut Vec<PlExpr>,
        depth: u32,
    ) -> bool {
        for (from, to) in self.pl_list(from, to) {
            self.set_pos(from);
            let Some(item) = self.pl_from_item(to, depth) else {
                return false;
            };
            query.from.push(item);
            while self.pos() < to {
                let left = if self.eat_all(&[Kw::Left, Kw::Outer]) || self.eat(Kw::Left) {
                    true
                } else {
                    self.eat_any(&[Kw::Inner, Kw::Cross]);
                    false
                };
                if !self.eat(Kw::Join) {
                    return false;
                }
                let Some(mut item) = self.pl_from_item(to, depth) else {
                    return false;
                };
                if self.pos() < to && self.eat(Kw::On) {
                    let start = self.pos();
                    let end = self
                        .pl_find(start, to, |p, at| {
                            p.tok_at(at).and_then(|tok| tok.kw).is_some_and(|kw| {
                                matches!(
                                    kw,
                                    Kw::Join
                                        | Kw::Left
                                        | Kw::Inner
                                        | Kw::Cross
                                        | Kw::Right
                                        | Kw::Full
                                        | Kw::Natural
                                )
                            })
                        })
                        .unwrap_or(to);
                    let on = self.pl_expr_in(start, end, depth);
                    self.set_pos(end);
                    if left {
                        item.left_on = Some(on);
                    } else {
                        filters.push(on);
                    }
                } else if self.pos() < to && self.at(Kw::Using) {
                    return self.pl_using(to, left, item, query, filters);
                } else if left {
                    return false;
                }
                query.from.push(item);
            }
        }
        true
    }

    /// `JOIN … USING (a, b)` as the last of FROM: equalities of its columns.
    fn pl_using(
        &mut self,
        to: usize,
        left: bool,
        item: PlFrom,
        query: &mut PlQuery,
        filters: &mut Vec<PlExpr>,
    ) -> bool {
        let span = self.here();
        self.advance();
        let Ok(columns) = self.parens(Self::any_label) else {
            return false;
        };
        let Some(other) = query.from.first().map(|item| item.alias.clone()) else {
            return false;
        };
        for column in columns {
            let name = |alias: &str| {
                Box::new(PlExpr::Name(
                    vec![alias.to_owned(), column.value.clone()],
                    span,
                ))
            };
            filters.push(PlExpr::Compare(
                crate::ddl::PlOperator::Equal,
                name(&other),
                name(&item.alias),
            ));
        }
        query.from.push(item);
        !left && self.pos() == to && query.from.len() == 2
    }

    fn pl_from_item(&mut self, to: usize, depth: u32) -> Option<PlFrom> {
        self.eat(Kw::Lateral);
        self.eat(Kw::Only);
        let start = self.pos();
        let (source, name) = if self.at_kind(TokenKind::LParen) {
            let close = self.tok(0)?.partner as usize;
            if close <= start || close >= to {
                return None;
            }
            let source = if self.kw(1) == Some(Kw::Values) {
                PlSource::Values(self.pl_rows(start + 2, close, depth)?)
            } else if self.paren_is_query(start) {
                PlSource::Query(Box::new(self.pl_query(start + 1, close, depth)))
            } else {
                return None;
            };
            self.set_pos(close + 1);
            (source, String::new())
        } else {
            let name = self.qname().ok()?;
            if self.pos() < to && self.at_kind(TokenKind::LParen) {
                let close = self.tok(0)?.partner as usize;
                let call = self.pl_expr_in(start, close + 1, depth);
                self.set_pos(close + 1);
                (PlSource::Function(call), name.name.value)
            } else {
                let bare = name.name.value.clone();
                let source = match name.schema.as_ref().map(|schema| schema.value.as_str()) {
                    Some("information_schema") => {
                        PlSource::Catalog(format!("information_schema.{bare}"), name.span())
                    }
                    Some("pg_catalog") => PlSource::Catalog(bare.clone(), name.span()),
                    None if bare.starts_with("pg_") => PlSource::Catalog(bare.clone(), name.span()),
                    _ => PlSource::Table(name),
                };
                (source, bare)
            }
        };
        let ordinality = self.pos() < to && self.eat_all(&[Kw::With, Kw::Ordinality]);
        if ordinality && !matches!(source, PlSource::Function(_)) {
            return None;
        }
        let mut item = PlFrom {
            source,
            alias: name,
            columns: Vec::new(),
            ordinality,
            left_on: None,
        };
        let named = self.pos() < to && (self.eat(Kw::As) || self.at_col_id(0));
        if named {
            item.alias = self.col_id().ok()?.value;
            if self.pos() < to && self.at_kind(TokenKind::LParen) {
                let columns = self.parens(Self::any_label).ok()?;
                item.columns = columns.into_iter().map(|name| name.value).collect();
            }
        }
        Some(item)
    }
}

/// The name that PostgreSQL gives an output column.
fn output_name(expr: &PlExpr) -> String {
    match expr {
        PlExpr::Name(parts, _) => parts.last().cloned().unwrap_or_default(),
        PlExpr::Call { name, .. } => name.clone(),
        PlExpr::Ordered(call, _) => output_name(call),
        PlExpr::Cast { value, ty, .. } => match output_name(value) {
            name if name == "?column?" => ty.clone(),
            name => name,
        },
        PlExpr::Exists(_) => "exists".to_owned(),
        PlExpr::Case(..) => "case".to_owned(),
        PlExpr::Array(_) | PlExpr::ArrayQuery(_) => "array".to_owned(),
        PlExpr::Scalar(query) => match query.outputs.as_slice() {
            [PlOutput::Expr(name, _)] => name.clone(),
            _ => "?column?".to_owned(),
        },
        _ => "?column?".to_owned(),
    }
}
