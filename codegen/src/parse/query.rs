//! SELECT, VALUES and TABLE, with the relations and output columns that they have.

use super::cursor::{Fault, FaultKind, Parsed, Parser};
use super::expr::{begins_query, output_name};
use super::keywords::Kw;
use super::recursive::{ArmPlace, Recursion, Tail, Within};
use crate::ddl::{
    Arm, Body, ColumnRef, Condition, Cte, ExprShape, FromItem, Join, JoinKind, Name, Output, QName,
    Query, Select, SourceKind, TableSource, Target, TypeName,
};
use crate::split::TokenKind;
use std::sync::Arc;

/// Words that go on with a query behind a SELECT in parentheses.
const TAIL: &[Kw] = &[
    Kw::Union,
    Kw::Intersect,
    Kw::Except,
    Kw::Order,
    Kw::Limit,
    Kw::Offset,
    Kw::Fetch,
    Kw::For,
];

/// Words that begin a join.
const JOIN: &[Kw] = &[
    Kw::Cross,
    Kw::Join,
    Kw::Inner,
    Kw::Left,
    Kw::Right,
    Kw::Full,
    Kw::Natural,
];

/// How many rows of VALUES are kept.
const MOST_ROWS: usize = 10_000;

/// What a query gives.
#[derive(Default)]
pub(super) struct Shape {
    /// The query as a tree.
    pub(super) select: Select,
    /// Its output columns; empty for inner queries, of which only the first name counts.
    pub(super) outputs: Vec<Output>,
    pub(super) first_name: Option<String>,
    pub(super) from: Vec<FromItem>,
    /// UNION and the like: each column's type comes from all arms.
    pub(super) set_operation: bool,
    /// The target of SELECT INTO.
    pub(super) into: Option<Into>,
    /// Columns of GROUP BY.
    pub(super) group_by: Vec<Arc<ColumnRef>>,
    /// How many things it groups by.
    pub(super) groups: usize,
}

/// SELECT INTO.
pub(super) struct Into {
    pub(super) name: QName,
    pub(super) persistence: crate::ddl::Persistence,
}

impl Parser<'_> {
    /// A query at the outermost level, with what it mentions.
    pub(super) fn query(&mut self) -> Parsed<(Query, Option<Into>)> {
        let start = self.pos();
        let mark = self.info.mark();
        let ctes = self.ctes.len();
        let shape = match self.select(true) {
            Ok(shape) => Some(shape),
            Err(fault) if fault.kind == FaultKind::TooDeep => {
                self.skip_to_end();
                self.ctes.truncate(ctes);
                self.info.unparsed = true;
                // What was read of it is not all that it says.
                self.access.reads.clear();
                None
            }
            Err(fault) => return Err(fault),
        };
        let info = self.info.take(mark);
        let span = self.span_from(start);
        let text = self.words(start, self.pos());
        let read = shape.is_some();
        let shape = shape.unwrap_or_default();
        let (from, target, group_by, select) =
            (shape.from, shape.into, shape.group_by, shape.select);
        let outputs = read.then_some(shape.outputs);
        let query = Query {
            text,
            span,
            reason: outputs
                .is_none()
                .then(|| "the query nests too deep".to_owned()),
            outputs,
            from,
            relations: info.relations,
            sources: info.sources,
            unaliased: info.unaliased,
            groups_by_columns: shape.groups == group_by.len(),
            group_by,
            columns: info.columns,
            calls: info.calls,
            types: info.types,
            unparsed: info.unparsed,
            select,
        };
        Ok((query, target))
    }

    /// Whether the parenthesis at a token holds a query, not an expression or a join.
    pub(super) fn paren_is_query(&self, index: usize) -> bool {
        let mut inner = index;
        while self
            .tok_at(inner + 1)
            .is_some_and(|tok| tok.kind == TokenKind::LParen)
        {
            inner += 1;
        }
        let begins = self
            .tok_at(inner + 1)
            .and_then(|tok| tok.kw)
            .is_some_and(begins_query);
        if !begins {
            return false;
        }
        // `((SELECT 1) + 2)` is an expression: behind every inner parenthesis
        // the query must go on or end.
        (index + 1..=inner).all(|at| {
            let partner = self.tok_at(at).map_or(at, |tok| tok.partner as usize);
            match self.tok_at(partner + 1) {
                Some(tok) => {
                    tok.kind == TokenKind::RParen || tok.kw.is_some_and(|kw| TAIL.contains(&kw))
                }
                None => true,
            }
        })
    }

    /// A query in parentheses inside an expression, and the name of its first output.
    pub(super) fn subquery(&mut self) -> Parsed<(Option<String>, Select)> {
        self.info.has_subquery = true;
        let aggregates = self.info.has_aggregate_syntax;
        self.expect_kind(TokenKind::LParen)?;
        let start = self.pos();
        let shape = self.select(false)?;
        self.check_into(&shape)?;
        self.set_within(start..self.pos(), Within::Sublink);
        self.check_nested_data(&(start..self.pos()))?;
        self.expect_kind(TokenKind::RParen)?;
        // Aggregates of the subquery are not the outer expression's.
        self.info.has_aggregate_syntax = aggregates;
        Ok((shape.first_name, shape.select))
    }

    /// A whole query (`SelectStmt` without outer parentheses being required).
    pub(super) fn select(&mut self, top: bool) -> Parsed<Shape> {
        let ctes = self.ctes.len();
        let shape = self.deeper(|parser| {
            let with = if parser.at(Kw::With) {
                parser.with_clause()?
            } else {
                Vec::new()
            };
            let mut shape = parser.select_body(top)?;
            if !with.is_empty() {
                // A query with a WITH of its own in parentheses has two.
                let inner = std::mem::take(&mut shape.select);
                shape.select = inner.behind(with);
            }
            Ok(shape)
        })?;
        self.ctes.truncate(ctes);
        Ok(shape)
    }

    /// The query behind its WITH.
    pub(super) fn select_body(&mut self, top: bool) -> Parsed<Shape> {
        let outer = self.level;
        let mut places = vec![ArmPlace {
            start: self.pos(),
            word: None,
            all: false,
        }];
        // The level stays that of the last SELECT, whose tail may be the query's.
        let mut shape = self.select_arm(top)?;
        let first = std::mem::take(&mut shape.select);
        // Of each arm those that INTERSECT, which binds tighter, joins to it.
        let mut arms = vec![(false, vec![(false, first)])];
        let mut width = arms.first().and_then(|(_, inner)| inner.first()?.1.width());
        while let Some(word) = self.eat_any(&[Kw::Union, Kw::Intersect, Kw::Except]) {
            let all = self.eat_any(&[Kw::All, Kw::Distinct]) == Some(Kw::All);
            self.level = outer;
            let start = self.pos();
            places.push(ArmPlace {
                start,
                word: Some(word),
                all,
            });
            let arm = self.select_arm(false)?.select;
            if let (Some(first), Some(other)) = (width, arm.width())
                && first != other
            {
                return Self::refuse(
                    "42601",
                    self.span_from(start),
                    format!(
                        "each {} query must have the same number of columns",
                        word.word().to_uppercase()
                    ),
                )
                .map_err(|mut fault: Box<Fault>| {
                    fault.help =
                        Some("give each of the queries as many columns, NULL where one has none");
                    fault
                });
            }
            width = width.or(arm.width());
            match arms.last_mut() {
                Some((_, last)) if word == Kw::Intersect => last.push((true, arm)),
                _ => arms.push((word == Kw::Except, vec![(false, arm)])),
            }
            shape.set_operation = true;
        }
        let arms = arms.into_iter();
        let arms = arms.map(|(narrows, inner)| (narrows, set_operation(inner)));
        shape.select = set_operation(arms.collect());
        if shape.set_operation {
            // The tail of a set operation refers to its outputs.
            self.enter_open_level();
        }
        let end = self.pos();
        let form = self.form.take();
        let tail = self.select_tail(&shape)?;
        self.form = form;
        self.note_form(&places, end, tail);
        self.level = outer;
        Ok(shape)
    }

    fn select_arm(&mut self, top: bool) -> Parsed<Shape> {
        match self.kw(0) {
            Some(Kw::Select) => self.simple_select(top),
            Some(Kw::Values) => self.values(top),
            Some(Kw::Table) => {
                self.advance();
                let (name, _) = self.relation_expr()?;
                let span = name.span();
                let source = TableSource {
                    kind: SourceKind::Relation(name.clone()),
                    alias: None,
                    columns: Vec::new(),
                };
                let from = self.note_relation(name, None, Vec::new());
                self.enter_level();
                self.level_from(std::slice::from_ref(&from));
                let body = Body::Plain {
                    targets: vec![Target::Star(None, span)],
                    from: vec![source],
                    conditions: Vec::new(),
                };
                Ok(Shape {
                    select: Select::new(Vec::new(), body),
                    outputs: vec![Output::Star {
                        qualifier: None,
                        span,
                    }],
                    from: vec![from],
                    ..Shape::default()
                })
            }
            _ if self.at_kind(TokenKind::LParen) => {
                self.advance();
                let shape = self.select(top)?;
                self.expect_kind(TokenKind::RParen)?;
                // A tail behind the parentheses refers to outputs.
                self.enter_open_level();
                Ok(shape)
            }
            _ => self.unexpected(),
        }
    }

    fn values(&mut self, top: bool) -> Parsed<Shape> {
        self.advance();
        let mut shape = Shape::default();
        let mut first = true;
        let mut rows = Vec::new();
        self.enter_level();
        loop {
            self.expect_kind(TokenKind::LParen)?;
            let mut number = 0;
            let mut row = Vec::new();
            loop {
                number += 1;
                let start = self.pos();
                let mark = self.info.mark();
                let inner = self.any_expr()?;
                if rows.len() < MOST_ROWS {
                    row.push(inner.clone());
                }
                if first && top {
                    let expr = self.capture_shared(start, mark, inner);
                    shape.outputs.push(Output::Expr {
                        name: format!("column{number}"),
                        expr,
                    });
                } else {
                    self.info.keep(mark);
                }
                if !self.eat_kind(TokenKind::Comma) {
                    break;
                }
            }
            self.expect_kind(TokenKind::RParen)?;
            row.shrink_to_fit();
            rows.push(row);
            if !self.eat_kind(TokenKind::Comma) {
                break;
            }
            // Several rows: each column's type comes from all of them.
            shape.set_operation = true;
            first = false;
        }
        if rows.len() <= MOST_ROWS {
            rows.shrink_to_fit();
            shape.select = Select::new(Vec::new(), Body::Values(rows));
        }
        shape.first_name = Some("column1".to_owned());
        self.enter_open_level();
        Ok(shape)
    }

    fn simple_select(&mut self, top: bool) -> Parsed<Shape> {
        self.advance();
        self.select_after_word(top)
    }

    /// What follows SELECT, and in PL/pgSQL what follows PERFORM.
    pub(super) fn select_after_word(&mut self, top: bool) -> Parsed<Shape> {
        let mut shape = Shape::default();
        let mut targets = Vec::new();
        let mut sources = Vec::new();
        self.enter_level();
        let distinct = self.eat(Kw::Distinct);
        if distinct {
            if self.eat(Kw::On) {
                self.parens(Self::any_expr)?;
            }
        } else {
            self.eat(Kw::All);
        }
        if distinct || !self.at_target_end() {
            targets = self.list(|parser| parser.target(top, &mut shape))?;
        }
        if self.at(Kw::Into) {
            shape.into = Some(self.read_into()?);
        }
        if self.eat(Kw::From) {
            sources = self.relation_list(&mut shape.from)?;
            self.level_from(&shape.from);
        }
        let mut conditions = Vec::new();
        if self.eat(Kw::Where) {
            conditions.push(self.condition("WHERE")?);
        }
        if self.eat(Kw::Group) {
            self.expect(Kw::By)?;
            self.eat_any(&[Kw::All, Kw::Distinct]);
            self.list(|parser| {
                parser.at_outputs = true;
                shape.groups += 1;
                parser.group_item(&mut shape.group_by)
            })?;
            self.at_outputs = false;
        }
        if self.eat(Kw::Having) {
            conditions.push(self.condition("HAVING")?);
        }
        if self.eat(Kw::Window) {
            self.list(|parser| {
                parser.col_id()?;
                parser.expect(Kw::As)?;
                parser.window()
            })?;
        }
        let body = Body::Plain {
            targets,
            from: sources,
            conditions,
        };
        shape.select = Select::new(Vec::new(), body);
        Ok(shape)
    }

    /// A condition of a clause.
    pub(super) fn condition(&mut self, clause: &'static str) -> Parsed<Condition> {
        let start = self.pos();
        Ok(Condition {
            clause,
            shape: self.any_expr()?,
            span: self.span_from(start),
        })
    }

    /// All that may follow SELECT in an expression of PL/pgSQL (`PLpgSQL_Expr`).
    pub(super) fn expression_of_block(&mut self) -> Parsed<()> {
        self.select_after_word(false)?;
        self.select_tail(&Shape::default())?;
        self.expect_end()
    }

    /// What follows PERFORM, which stands for SELECT.
    pub(super) fn after_perform(&mut self) -> Parsed<()> {
        let mut shape = self.select_after_word(false)?;
        let outer = self.level;
        while (self.eat_any(&[Kw::Union, Kw::Intersect, Kw::Except])).is_some() {
            self.eat_any(&[Kw::All, Kw::Distinct]);
            self.level = None;
            self.select_arm(false)?;
            shape.set_operation = true;
        }
        self.level = outer;
        if shape.set_operation {
            self.enter_open_level();
        }
        self.select_tail(&shape)?;
        self.expect_end()
    }

    /// Output columns of RETURNING.
    pub(super) fn targets(&mut self) -> Parsed<()> {
        let mut shape = Shape::default();
        self.list(|parser| parser.target(false, &mut shape))?;
        Ok(())
    }

    fn at_target_end(&self) -> bool {
        self.at_end()
            || self.at_kind(TokenKind::RParen)
            || self.at_any(&[
                Kw::From,
                Kw::Into,
                Kw::Where,
                Kw::Group,
                Kw::Having,
                Kw::Window,
            ])
            || self.at_any(TAIL)
    }

    /// One output column.
    fn target(&mut self, top: bool, shape: &mut Shape) -> Parsed<Target> {
        let start = self.pos();
        if self.eat_op("*") {
            if top {
                shape.outputs.push(Output::Star {
                    qualifier: None,
                    span: self.last(),
                });
            }
            return Ok(Target::Star(None, self.last()));
        }
        if let Some(length) = self.qualified_star() {
            let mut parts = Vec::new();
            while self.pos() < start + length - 2 {
                parts.push(self.any_label()?);
                self.advance();
            }
            self.set_pos(start + length);
            let qualifier = self.qname_of(parts)?;
            if top {
                shape.outputs.push(Output::Star {
                    qualifier: Some(qualifier.clone()),
                    span: self.span_from(start),
                });
            }
            return Ok(Target::Star(Some(qualifier), self.span_from(start)));
        }
        let mark = self.info.mark();
        let inner = self.any_expr()?;
        let end = self.pos();
        let alias = if self.eat(Kw::As) || self.at_bare_label() {
            Some(self.any_label()?)
        } else {
            None
        };
        let label = alias.as_ref().map(|name| name.span);
        let name = alias.map(|name| name.value);
        let name = name.or_else(|| output_name(&inner));
        if let (Some(name), Some(level)) = (&name, self.this_level()) {
            level.outputs.push(name.clone());
        }
        if shape.first_name.is_none() {
            // A sublink takes its name from its only column; there `?column?` is no name.
            shape.first_name.clone_from(&name);
        }
        let after = self.pos();
        self.set_pos(end);
        let span = self.span_from(start);
        if top {
            let expr = self.capture_shared(start, mark, inner.clone());
            shape.outputs.push(Output::Expr {
                name: name.clone().unwrap_or_else(|| "?column?".to_owned()),
                expr,
            });
        } else {
            self.info.keep(mark);
        }
        self.set_pos(after);
        Ok(Target::Expr {
            name,
            shape: inner,
            span,
            label,
        })
    }

    fn at_bare_label(&self) -> bool {
        match self.tok(0) {
            Some(tok) => match tok.kind {
                TokenKind::QuotedIdent | TokenKind::UnicodeIdent => true,
                TokenKind::Word => tok.kw.is_none_or(Kw::is_bare_label),
                _ => false,
            },
            None => false,
        }
    }

    /// How many tokens `a.b.*` has here.
    fn qualified_star(&self) -> Option<usize> {
        if !self.at_col_id(0) {
            return None;
        }
        let mut ahead = 1;
        while self.kind(ahead) == Some(TokenKind::Dot) {
            match self.kind(ahead + 1)? {
                TokenKind::Op if self.tok_text(ahead + 1) == "*" => {
                    // `(t.*)::text` without its parentheses is an expression.
                    let goes_on = matches!(
                        self.kind(ahead + 2),
                        Some(TokenKind::DoubleColon | TokenKind::Op)
                    );
                    return (!goes_on).then_some(ahead + 2);
                }
                TokenKind::Word | TokenKind::QuotedIdent | TokenKind::UnicodeIdent => ahead += 2,
                _ => return None,
            }
        }
        None
    }

    fn read_into(&mut self) -> Parsed<Into> {
        use crate::ddl::Persistence;
        let start = self.pos();
        self.advance();
        let persistence = if self.eat_any(&[Kw::Temporary, Kw::Temp]).is_some() {
            Persistence::Temporary
        } else if self.eat_any(&[Kw::Local, Kw::Global]).is_some() {
            if self.eat_any(&[Kw::Temporary, Kw::Temp]).is_none() {
                return self.unexpected();
            }
            Persistence::Temporary
        } else if self.eat(Kw::Unlogged) {
            Persistence::Unlogged
        } else {
            Persistence::Permanent
        };
        self.eat(Kw::Table);
        let name = self.qname()?;
        self.into = Some(self.span_from(start));
        Ok(Into { name, persistence })
    }

    /// Refuses INTO of a query that stands within something.
    pub(super) fn check_into(&mut self, shape: &Shape) -> Parsed<()> {
        match (&shape.into, self.into) {
            (Some(_), Some(place)) => {
                Self::refuse("42601", place, "SELECT ... INTO is not allowed here")
            }
            _ => Ok(()),
        }
    }

    fn group_item(&mut self, columns: &mut Vec<Arc<ColumnRef>>) -> Parsed<()> {
        self.deeper(|parser| {
            if parser.at_kind(TokenKind::LParen) && parser.kind(1) == Some(TokenKind::RParen) {
                parser.advance();
                parser.advance();
                return Ok(());
            }
            let paren = parser.kind(1) == Some(TokenKind::LParen);
            if parser.at_any(&[Kw::Rollup, Kw::Cube]) && paren {
                parser.advance();
                parser.parens(Self::any_expr)?;
                return Ok(());
            }
            if parser.eat_all(&[Kw::Grouping, Kw::Sets]) {
                parser.parens(|parser| parser.group_item(&mut Vec::new()))?;
                return Ok(());
            }
            let before = parser.info.columns.len();
            if let ExprShape::Column(..) = parser.any_expr()? {
                columns.extend(parser.info.columns.iter().skip(before).cloned());
            }
            Ok(())
        })
    }

    /// `ORDER BY …`.
    pub(super) fn order_by(&mut self) -> Parsed<Vec<ExprShape>> {
        self.expect(Kw::Order)?;
        self.expect(Kw::By)?;
        self.list(Self::sort_item)
    }

    fn sort_item(&mut self) -> Parsed<ExprShape> {
        let shape = self.any_expr()?;
        if self.eat(Kw::Using) {
            self.operator_name()?;
        } else {
            self.eat_any(&[Kw::Asc, Kw::Desc]);
        }
        if self.eat(Kw::Nulls) && self.eat_any(&[Kw::First, Kw::Last]).is_none() {
            return self.unexpected();
        }
        Ok(shape)
    }

    /// ORDER BY, LIMIT, OFFSET, FETCH and FOR, in any order that PostgreSQL takes.
    fn select_tail(&mut self, shape: &Shape) -> Parsed<Tail> {
        let sorted = self.at(Kw::Order);
        let mut tail = Tail::default();
        if sorted {
            self.advance();
            self.expect(Kw::By)?;
            tail.order = Some(self.here());
            self.list(|parser| {
                // A bare name of an output column is that column, not the table's.
                let mark = parser.info.mark();
                let inner = parser.pos();
                parser.at_outputs = true;
                parser.sort_item()?;
                parser.at_outputs = false;
                let bare = parser
                    .tok_at(inner + 1)
                    .is_none_or(|tok| !matches!(tok.kind, TokenKind::Dot | TokenKind::LParen));
                let named = parser.info.last_column().is_some_and(|last| {
                    shape
                        .outputs
                        .iter()
                        .any(|output| matches!(output, Output::Expr { name, .. } if *name == last))
                });
                if bare && named {
                    parser.info.forget_columns(mark);
                }
                parser.info.keep(mark);
                Ok(())
            })?;
        }
        loop {
            match self.kw(0) {
                Some(Kw::Limit) => {
                    self.advance();
                    tail.limit = Some(self.here());
                    if !self.eat(Kw::All) {
                        self.any_expr()?;
                    }
                }
                Some(Kw::Offset) => {
                    self.advance();
                    tail.offset = Some(self.here());
                    self.any_expr()?;
                    self.eat_any(&[Kw::Row, Kw::Rows]);
                }
                Some(Kw::Fetch) => {
                    tail.limit = Some(self.here());
                    self.advance();
                    if self.eat_any(&[Kw::First, Kw::Next]).is_none() {
                        return self.unexpected();
                    }
                    if !self.at_any(&[Kw::Row, Kw::Rows]) {
                        self.restricted_expr()?;
                    }
                    if self.eat_any(&[Kw::Row, Kw::Rows]).is_none() {
                        return self.unexpected();
                    }
                    let start = self.pos();
                    if self.eat_all(&[Kw::With, Kw::Ties]) {
                        if !sorted {
                            return Self::refuse(
                                "42601",
                                self.span_from(start),
                                "WITH TIES cannot be specified without ORDER BY clause",
                            );
                        }
                    } else {
                        self.expect(Kw::Only)?;
                    }
                }
                Some(Kw::For) => {
                    let start = self.pos();
                    // FOR READ ONLY locks nothing.
                    if self.locking()? {
                        tail.lock = Some(self.span_from(start));
                    }
                }
                _ => return Ok(tail),
            }
        }
    }

    /// FOR UPDATE and its like; whether it locks anything.
    fn locking(&mut self) -> Parsed<bool> {
        self.advance();
        if self.eat_all(&[Kw::Read, Kw::Only]) {
            return Ok(false);
        }
        let strength = self.eat_all(&[Kw::No, Kw::Key, Kw::Update])
            || self.eat_all(&[Kw::Key, Kw::Share])
            || self.eat(Kw::Update)
            || self.eat(Kw::Share);
        if !strength {
            return self.unexpected();
        }
        if self.eat(Kw::Of) {
            self.list(Self::qname)?;
        }
        if !self.eat(Kw::Nowait) {
            self.eat_all(&[Kw::Skip, Kw::Locked]);
        }
        Ok(true)
    }

    // ---- WITH ----

    /// `WITH …`: the names stay in scope until the caller cuts `ctes` back.
    pub(super) fn with_clause(&mut self) -> Parsed<Vec<Cte>> {
        self.expect(Kw::With)?;
        let recursive = self.eat(Kw::Recursive);
        let scope = self.ctes.len();
        let mut recursion = Recursion::new(scope);
        // Those are numbers of names that are out of scope.
        self.rowless.retain(|cte| *cte < scope);
        if recursive {
            self.names_ahead();
        }
        let queries = self.list(|parser| {
            let name = parser.col_id()?;
            let columns = if parser.at_kind(TokenKind::LParen) {
                parser.column_list()?
            } else {
                Vec::new()
            };
            parser.expect(Kw::As)?;
            if parser.eat(Kw::Not) {
                parser.expect(Kw::Materialized)?;
            } else {
                parser.eat(Kw::Materialized);
            }
            parser.expect_kind(TokenKind::LParen)?;
            let first = parser.pos();
            let (what, mut select) = parser.preparable()?;
            let form = parser.form.take().filter(|_| what == "SELECT");
            let tokens = first..parser.pos();
            parser.check_nested_data(&tokens)?;
            let cte = if recursive {
                parser.ctes.iter().rposition(|cte| *cte == name.value)
            } else {
                Some(parser.ctes.len())
            };
            if let Some(cte) = cte.filter(|_| what != "SELECT") {
                parser.note_data_statement(&name, cte, tokens.clone());
            }
            recursion.add(&name, tokens, form);
            parser.expect_kind(TokenKind::RParen)?;
            let start = parser.pos();
            parser.search_and_cycle(&columns)?;
            if parser.pos() > start {
                // They add columns.
                select = Select::default();
            }
            if !recursive {
                parser.ctes.push(name.value.clone());
            }
            Ok(Cte {
                name,
                columns,
                select,
                recursive,
            })
        })?;
        if recursive {
            self.check_recursion(&recursion)?;
        }
        Ok(queries)
    }

    /// Brings into scope the names of all queries of a WITH RECURSIVE: each may name
    /// those behind it.
    fn names_ahead(&mut self) {
        let start = self.pos();
        let (mut depth, mut first) = (0_usize, true);
        while !self.at_end() {
            if depth == 0 && first {
                let Ok(name) = self.col_id() else { break };
                if self.at_kind(TokenKind::LParen) || self.at(Kw::As) {
                    self.ctes.push(name.value);
                }
                first = false;
                continue;
            }
            match self.kind(0) {
                Some(TokenKind::LParen) => depth += 1,
                Some(TokenKind::RParen) => {
                    let Some(less) = depth.checked_sub(1) else {
                        break;
                    };
                    depth = less;
                    // What follows the last query may stand in parentheses.
                    if depth == 0 && self.kind(1) == Some(TokenKind::LParen) {
                        break;
                    }
                }
                Some(TokenKind::Comma) => first = depth == 0,
                _ if depth == 0
                    && self.at_any(&[
                        Kw::Select,
                        Kw::Values,
                        Kw::Table,
                        Kw::Insert,
                        Kw::Update,
                        Kw::Delete,
                        Kw::Merge,
                    ]) =>
                {
                    break;
                }
                _ => {}
            }
            self.advance();
        }
        self.set_pos(start);
    }

    // ---- FROM ----

    pub(super) fn relation_list(&mut self, items: &mut Vec<FromItem>) -> Parsed<Vec<TableSource>> {
        self.list(|parser| parser.table_ref(items))
    }

    /// A relation with all that is joined to it.
    pub(super) fn table_ref(&mut self, items: &mut Vec<FromItem>) -> Parsed<TableSource> {
        self.deeper(|parser| {
            let start = (items.len(), parser.pos());
            let mut source = parser.table_primary(items)?;
            while parser.at_any(JOIN) {
                source = parser.join(source, items, start)?;
            }
            Ok(source)
        })
    }

    fn join(
        &mut self,
        left: TableSource,
        items: &mut Vec<FromItem>,
        (start, first): (usize, usize),
    ) -> Parsed<TableSource> {
        let right = items.len();
        let middle = self.pos();
        if self.eat(Kw::Cross) {
            self.expect(Kw::Join)?;
            let other = self.table_primary(items)?;
            return Ok(TableSource::join(Join::cross(left, other)));
        }
        let natural = self.eat(Kw::Natural);
        let kind = self.eat_any(&[Kw::Inner, Kw::Left, Kw::Right, Kw::Full]);
        if matches!(kind, Some(Kw::Left | Kw::Right | Kw::Full)) {
            self.eat(Kw::Outer);
        }
        self.expect(Kw::Join)?;
        let other_first = self.pos();
        let mut other = self.table_primary(items)?;
        let (mut using, mut alias, mut on) = (Vec::new(), None, None);
        let mut behind = self.pos();
        let mut merged = natural;
        if !natural {
            // `a JOIN b JOIN c ON … ON …`: the inner join comes first.
            while self.at_any(JOIN) {
                other = self.deeper(|parser| parser.join(other, items, (right, other_first)))?;
            }
            behind = self.pos();
            if self.eat(Kw::Using) {
                using = self.column_list()?;
                if self.eat(Kw::As) {
                    alias = Some(self.col_id()?);
                }
                merged = true;
            } else {
                self.expect(Kw::On)?;
                on = Some(self.condition("JOIN/ON")?);
            }
        }
        let (left_nulls, right_nulls) = match kind {
            Some(Kw::Left) => (false, true),
            Some(Kw::Right) => (true, false),
            Some(Kw::Full) => (true, true),
            _ => (false, false),
        };
        for (index, item) in items.iter_mut().enumerate().skip(start) {
            item.nullable |= if index < right {
                left_nulls
            } else {
                right_nulls
            };
            item.merged |= merged;
        }
        if left_nulls {
            self.set_within(first..middle, Within::OuterJoin);
        }
        if right_nulls {
            self.set_within(middle..behind, Within::OuterJoin);
        }
        if alias.is_some() {
            items.push(unnamed(alias.clone(), Vec::new()));
        }
        let mut join = Join::cross(left, other);
        join.natural = natural;
        join.using = using;
        join.using_alias = alias;
        join.on = on;
        join.kind = match kind {
            Some(Kw::Left) => JoinKind::Left,
            Some(Kw::Right) => JoinKind::Right,
            Some(Kw::Full) => JoinKind::Full,
            _ => JoinKind::Inner,
        };
        Ok(TableSource::join(join))
    }

    fn table_primary(&mut self, items: &mut Vec<FromItem>) -> Parsed<TableSource> {
        let lateral = self.eat(Kw::Lateral);
        if self.at_kind(TokenKind::LParen) {
            if self.paren_is_query(self.pos()) {
                let start = self.pos();
                self.advance();
                let values = self.at(Kw::Values);
                let shape = self.select(false)?;
                self.check_into(&shape)?;
                let select = shape.select;
                self.check_nested_data(&(start..self.pos()))?;
                self.expect_kind(TokenKind::RParen)?;
                let whole = self.span_from(start);
                let (alias, columns) = self.table_alias()?;
                if alias.is_none() {
                    self.info.unaliased.push(whole);
                    let what = if values { "VALUES" } else { "subquery" };
                    let span = self.span(self.bytes(start, start + 1));
                    self.needs.push(crate::ddl::Need {
                        version: 16,
                        code: "42601",
                        message: format!("{what} in FROM must have an alias"),
                        span,
                        instead: None,
                    });
                }
                return Ok(added(
                    items,
                    SourceKind::Query {
                        select: Box::new(select),
                        lateral,
                    },
                    alias,
                    columns,
                ));
            }
            self.advance();
            let start = items.len();
            let mut source = self.table_ref(items)?;
            self.expect_kind(TokenKind::RParen)?;
            let (alias, columns) = self.table_alias()?;
            if alias.is_some() {
                // Its conditions see the relations that the alias hides.
                if let Some(level) = self.this_level() {
                    level.open = true;
                }
                items.truncate(start);
                items.push(unnamed(alias.clone(), columns.clone()));
                source.alias = alias;
                source.columns = columns;
            }
            return Ok(source);
        }
        let paren = self.kind(1) == Some(TokenKind::LParen);
        if paren && self.at_any(&[Kw::Xmltable, Kw::JsonTable]) {
            let name = Some(self.any_label()?);
            self.loose_parens()?;
            let alias = self.function_alias()?;
            let name = alias.name.or(name);
            return Ok(added(items, SourceKind::Unknown, name, alias.columns));
        }
        if self.at_all(&[Kw::Rows, Kw::From]) && self.kind(2) == Some(TokenKind::LParen) {
            self.advance();
            self.advance();
            let calls = self.parens(|parser| {
                let (shape, _) = parser.table_function()?;
                let definitions = if parser.eat(Kw::As) {
                    parser.column_definitions()?.1
                } else {
                    Vec::new()
                };
                Ok((shape, definitions))
            })?;
            let alias = self.function_alias()?;
            let kind = SourceKind::Functions {
                calls,
                ordinality: alias.ordinality,
            };
            return Ok(added(items, kind, alias.name, alias.columns));
        }
        if lateral || self.at_table_function() {
            let (shape, name) = self.table_function()?;
            let alias = self.function_alias()?;
            let kind = SourceKind::Functions {
                calls: vec![(shape, alias.definitions)],
                ordinality: alias.ordinality,
            };
            return Ok(added(items, kind, alias.name.or(name), alias.columns));
        }
        let (name, _) = self.relation_expr()?;
        self.check_returns(&name)?;
        let source = name.clone();
        let (alias, columns) = self.table_alias()?;
        if self.eat(Kw::Tablesample) {
            self.function_name()?;
            self.parens(Self::any_expr)?;
            if self.eat(Kw::Repeatable) {
                self.expect_kind(TokenKind::LParen)?;
                self.any_expr()?;
                self.expect_kind(TokenKind::RParen)?;
            }
        }
        let item = self.note_relation(name, alias, columns);
        let source = TableSource {
            kind: SourceKind::Relation(source),
            alias: item.alias.clone(),
            columns: item.column_aliases.clone(),
        };
        items.push(item);
        Ok(source)
    }

    /// Notes a relation, unless it is a common table expression.
    pub(super) fn note_relation(
        &mut self,
        name: QName,
        alias: Option<Name>,
        column_aliases: Vec<Name>,
    ) -> FromItem {
        self.note_cte_use(&name);
        let cte = name.schema.is_none() && self.ctes.contains(&name.name.value);
        let alias = alias.or_else(|| Some(name.name.clone()));
        let relation = if cte {
            None
        } else {
            self.info.relations.push(name.clone());
            if let Some(alias) = &alias {
                self.info.sources.push((name.clone(), alias.clone()));
            }
            Some(name)
        };
        FromItem {
            relation,
            alias,
            column_aliases,
            nullable: false,
            merged: false,
        }
    }

    /// `[ONLY] name [*]`, `ONLY (name)`; whether ONLY was written.
    pub(super) fn relation_expr(&mut self) -> Parsed<(QName, bool)> {
        if self.eat(Kw::Only) {
            if self.eat_kind(TokenKind::LParen) {
                let name = self.qname()?;
                self.expect_kind(TokenKind::RParen)?;
                return Ok((name, true));
            }
            return Ok((self.qname()?, true));
        }
        let name = self.qname()?;
        self.eat_op("*");
        Ok((name, false))
    }

    fn at_table_function(&self) -> bool {
        if self.at_all(&[Kw::Collation, Kw::For]) {
            return true;
        }
        if self.kw(0).is_some_and(|kw| {
            matches!(
                kw,
                Kw::CurrentDate
                    | Kw::CurrentTime
                    | Kw::CurrentTimestamp
                    | Kw::Localtime
                    | Kw::Localtimestamp
                    | Kw::CurrentRole
                    | Kw::CurrentUser
                    | Kw::SessionUser
                    | Kw::User
                    | Kw::CurrentCatalog
                    | Kw::Cast
                    | Kw::Coalesce
                    | Kw::CurrentSchema
            )
        }) {
            return true;
        }
        let mut ahead = 1;
        while self.kind(ahead) == Some(TokenKind::Dot) {
            ahead += 2;
        }
        self.kind(ahead) == Some(TokenKind::LParen)
    }

    /// A function in FROM, and its name.
    fn table_function(&mut self) -> Parsed<(ExprShape, Option<Name>)> {
        let start = self.pos();
        let outer = std::mem::replace(&mut self.bare_calls, true);
        let shape = self.word_or_name_operand();
        self.bare_calls = outer;
        let shape = shape?;
        let name = match &shape {
            ExprShape::Call(name, _) => Some(Name {
                value: name.clone(),
                span: self.span_from(start),
            }),
            ExprShape::Cast(..) | ExprShape::Case(..) => None,
            _ => return self.unexpected(),
        };
        Ok((shape, name))
    }

    fn word_or_name_operand(&mut self) -> Parsed<ExprShape> {
        match self.kind(0) {
            Some(TokenKind::Word) => self.word_operand(),
            Some(TokenKind::QuotedIdent | TokenKind::UnicodeIdent) => self.name_operand(),
            _ => self.unexpected(),
        }
    }

    fn table_alias(&mut self) -> Parsed<(Option<Name>, Vec<Name>)> {
        if !self.eat(Kw::As) && !self.at_col_id(0) {
            return Ok((None, Vec::new()));
        }
        let alias = self.col_id()?;
        let columns = if self.at_kind(TokenKind::LParen) {
            self.column_list()?
        } else {
            Vec::new()
        };
        Ok((Some(alias), columns))
    }

    /// The alias of a function, perhaps with column definitions.
    fn function_alias(&mut self) -> Parsed<FunctionAlias> {
        let mut alias = FunctionAlias {
            ordinality: self.eat_all(&[Kw::With, Kw::Ordinality]),
            ..FunctionAlias::default()
        };
        let written = self.eat(Kw::As);
        if !(written && self.at_kind(TokenKind::LParen)) {
            if !written && !self.at_col_id(0) {
                return Ok(alias);
            }
            alias.name = Some(self.col_id()?);
        }
        if self.at_kind(TokenKind::LParen) {
            (alias.columns, alias.definitions) = self.column_definitions()?;
        }
        Ok(alias)
    }

    /// `(a, b)` or `(a int, b text)`; the definitions are those with a type.
    fn column_definitions(&mut self) -> Parsed<(Vec<Name>, Vec<ColumnDefinition>)> {
        let mut definitions = Vec::new();
        let names = self.parens(|parser| {
            let name = parser.col_id()?;
            if !parser.at_kind(TokenKind::Comma) && !parser.at_kind(TokenKind::RParen) {
                let ty = parser.type_name()?;
                parser.info.types.push(ty.clone());
                if parser.eat(Kw::Collate) {
                    parser.qname()?;
                }
                definitions.push((name.clone(), ty));
            }
            Ok(name)
        })?;
        Ok((names, definitions))
    }
}

/// A column with its type.
type ColumnDefinition = (Name, TypeName);

/// What follows a function in FROM.
#[derive(Default)]
struct FunctionAlias {
    name: Option<Name>,
    columns: Vec<Name>,
    definitions: Vec<ColumnDefinition>,
    ordinality: bool,
}

/// Adds an item that is no relation to FROM.
fn added(
    items: &mut Vec<FromItem>,
    kind: SourceKind,
    alias: Option<Name>,
    columns: Vec<Name>,
) -> TableSource {
    items.push(unnamed(alias.clone(), columns.clone()));
    TableSource {
        kind,
        alias,
        columns,
    }
}

/// The arms of set operations of one precedence; one arm is no such operation.
fn set_operation(mut arms: Vec<(bool, Select)>) -> Select {
    match (arms.pop(), arms.is_empty()) {
        (Some((_, only)), true) => only,
        (last, _) => {
            arms.extend(last);
            let arms = arms.into_iter();
            let arms = arms.map(|(narrows, select)| Arm { select, narrows });
            Select::new(Vec::new(), Body::Set(arms.collect()))
        }
    }
}

/// A FROM item that is no relation.
fn unnamed(alias: Option<Name>, column_aliases: Vec<Name>) -> FromItem {
    FromItem {
        relation: None,
        alias,
        column_aliases,
        nullable: false,
        merged: false,
    }
}
