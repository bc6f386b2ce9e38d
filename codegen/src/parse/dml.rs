//! Data statements: they leave the catalog alone, but the functions that they
//! call may not, and the relations that they name must exist.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use super::table::empty_table;
use crate::ddl::{
    Body, CallRef, Conflict, ConflictOn, ExprShape, FromItem, IndexKeyKind, Insert, Name,
    Overriding, QName, RowChange, Select, SourceKind, StmtKind, TableSource, Values, Write,
    WriteKind,
};
use crate::split::TokenKind;

impl Parser<'_> {
    /// SELECT, VALUES, TABLE, WITH and `(`, the first word not taken.
    pub(super) fn query_statement(&mut self) -> Parsed<StmtKind> {
        if let Some(kind) = self.set_config()? {
            return Ok(kind);
        }
        if self.at(Kw::With) && !self.with_is_query() {
            let (what, _) = self.preparable()?;
            return Ok(self.mentioned(what));
        }
        let start = self.pos();
        let (mut query, into) = self.query()?;
        if let Some(into) = into {
            let mut table = empty_table(into.name, into.persistence);
            table.as_query = Some(Box::new(query));
            return Ok(StmtKind::CreateTable(Box::new(table)));
        }
        let is_evaluated = calls_own(&query.calls) || query.calls.iter().any(CallRef::lists_labels);
        let evaluated = is_evaluated.then(|| {
            let (length, end) = (self.len(), self.pos());
            let evaluated = self.pl_query(start, length, 0);
            self.set_pos(end);
            Box::new(evaluated)
        });
        if query.groups_by_columns && !query.group_by.is_empty() {
            self.access.grouping = Some(Box::new(query.clone()));
        }
        self.access.queries.push(std::mem::take(&mut query.select));
        Ok(StmtKind::NoEffect {
            what: "SELECT",
            calls: query.calls,
            relations: query.relations,
            writes: std::mem::take(&mut self.info.writes),
            query: evaluated,
        })
    }

    /// Whether a SELECT follows the WITH, not a data statement.
    fn with_is_query(&self) -> bool {
        let mut index = self.pos();
        while let Some(tok) = self.tok_at(index) {
            match tok.kind {
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                TokenKind::Word => match tok.kw {
                    Some(Kw::Insert | Kw::Update | Kw::Delete | Kw::Merge) => return false,
                    Some(Kw::Select | Kw::Values | Kw::Table) => return true,
                    _ => {}
                },
                _ => {}
            }
            index += 1;
        }
        true
    }

    /// What WITH and EXPLAIN take: a query or a data statement.
    pub(super) fn preparable(&mut self) -> Parsed<(&'static str, Select)> {
        let ctes = self.ctes.len();
        let what = self.deeper(|parser| {
            let with = if parser.at(Kw::With) {
                parser.with_clause()?
            } else {
                Vec::new()
            };
            if parser.at(Kw::Merge) && with.iter().any(|cte| cte.recursive) {
                return Self::refuse(
                    "42601",
                    parser.here(),
                    "WITH RECURSIVE is not supported for MERGE statement",
                );
            }
            let what = match parser.kw(0) {
                Some(Kw::Insert) => parser.insert(),
                Some(Kw::Update) => parser.update(),
                Some(Kw::Delete) => parser.delete(),
                Some(Kw::Merge) => parser.merge(),
                _ => {
                    let select = parser.select_body(false)?.select;
                    return Ok(("SELECT", select.behind(with)));
                }
            }?;
            Ok((what, Select::default()))
        })?;
        self.ctes.truncate(ctes);
        Ok(what)
    }

    pub(super) fn data_statement(&mut self) -> Parsed<StmtKind> {
        let (what, _) = self.preparable()?;
        Ok(self.mentioned(what))
    }

    /// A relation that a data statement changes, and how columns refer to it.
    fn target_relation(&mut self, what: &'static str) -> Parsed<(QName, FromItem)> {
        let (name, _) = self.relation_expr()?;
        self.info.relations.push(name.clone());
        self.info.writes.push((what, name.clone()));
        let alias =
            if self.eat(Kw::As) || (what != "INSERT" && self.at_col_id(0) && !self.at(Kw::Set)) {
                Some(self.col_id()?)
            } else {
                None
            };
        let item = FromItem {
            relation: Some(name.clone()),
            alias,
            column_aliases: Vec::new(),
            nullable: false,
            merged: false,
        };
        Ok((name, item))
    }

    /// Reads a part in a level of its own.
    fn within<T>(
        &mut self,
        from: &[FromItem],
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let outer = self.enter_level();
        self.level_from(from);
        let found = read(self)?;
        self.level = outer;
        Ok(found)
    }

    fn insert(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Insert)?;
        self.expect(Kw::Into)?;
        let (target, item) = self.target_relation("INSERT")?;
        let first = self.access.writes.len();
        let columns = self.insert_columns(&target)?;
        let mut written = self.access.writes.iter().skip(first);
        let in_part = written.any(|write| write.part);
        let overriding = self.overriding()?;
        if !self.eat_all(&[Kw::Default, Kw::Values]) {
            let start = self.pos();
            let rows = self.values_rows();
            let ctes = self.ctes.len();
            let with = if self.at(Kw::With) {
                self.with_clause()?
            } else {
                Vec::new()
            };
            let shape = self.select_body(false)?;
            self.check_into(&shape)?;
            let mut select = shape.select;
            self.check_nested_data(&(start..self.pos()))?;
            self.ctes.truncate(ctes);
            let width = select.width();
            if !with.is_empty() {
                select = select.behind(with);
            }
            self.access.inserts.push(Insert {
                relation: target.clone(),
                columns,
                overriding,
                values: rows,
                source: (ctes == 0 && !in_part).then(|| Box::new(select)),
                width,
                span: self.span_from(start),
            });
        }
        if self.eat(Kw::On) {
            self.expect(Kw::Conflict)?;
            let start = self.pos() - 2;
            let conflict = self.access.conflicts.len();
            let mut has_target = true;
            if self.at_kind(TokenKind::LParen) {
                self.conflict_keys(&target, &item)?;
            } else if !self.eat(Kw::On) {
                has_target = false;
                self.access.conflicts.push(Conflict {
                    relation: target.clone(),
                    on: ConflictOn::Anything,
                    updates: false,
                });
            } else {
                self.expect(Kw::Constraint)?;
                let on = ConflictOn::Constraint(self.col_id()?);
                self.access.conflicts.push(Conflict {
                    relation: target.clone(),
                    on,
                    updates: false,
                });
            }
            self.expect(Kw::Do)?;
            if !self.eat(Kw::Nothing) {
                self.expect(Kw::Update)?;
                if !has_target {
                    return Self::refuse(
                        "42601",
                        self.span_from(start),
                        "ON CONFLICT DO UPDATE requires inference specification or constraint name",
                    );
                }
                self.expect(Kw::Set)?;
                if let Some(conflict) = self.access.conflicts.get_mut(conflict) {
                    conflict.updates = true;
                }
                self.access.changes.push(RowChange {
                    relation: target.clone(),
                    updates: true,
                    deletes: false,
                    descends: false,
                });
                let excluded = FromItem {
                    alias: Some(Name {
                        value: "excluded".to_owned(),
                        ..target.name.clone()
                    }),
                    ..item.clone()
                };
                self.within(&[item.clone(), excluded], |parser| {
                    parser.list(|parser| parser.set_clause(&target))?;
                    if parser.eat(Kw::Where) {
                        parser.any_expr()?;
                    }
                    Ok(())
                })?;
            }
        }
        self.within(&[item], Self::returning)?;
        Ok("INSERT")
    }

    /// `(a, lower(b)) [WHERE …]` of ON CONFLICT.
    fn conflict_keys(&mut self, target: &QName, item: &FromItem) -> Parsed<()> {
        self.within(std::slice::from_ref(item), |parser| {
            let start = parser.pos();
            let keys = parser.parens(Self::index_key)?;
            let span = parser.span_from(start);
            let predicate = parser.eat(Kw::Where);
            if predicate {
                parser.any_expr()?;
            }
            let mut columns = Vec::new();
            for key in keys {
                if let IndexKeyKind::Column(name) = key.what {
                    columns.push(name);
                } else {
                    parser.access.conflicts.push(Conflict {
                        relation: target.clone(),
                        on: ConflictOn::Expressions(span),
                        updates: false,
                    });
                    return Ok(());
                }
            }
            parser.access.conflicts.push(Conflict {
                relation: target.clone(),
                on: ConflictOn::Columns {
                    columns,
                    predicate,
                    span,
                },
                updates: false,
            });
            Ok(())
        })
    }

    fn overriding(&mut self) -> Parsed<Option<Overriding>> {
        if !self.eat(Kw::Overriding) {
            return Ok(None);
        }
        let found = match self.eat_any(&[Kw::User, Kw::System]) {
            Some(Kw::User) => Overriding::User,
            Some(_) => Overriding::System,
            None => return self.unexpected(),
        };
        self.expect(Kw::Value)?;
        Ok(Some(found))
    }

    /// The columns that INSERT names; none when it names none.
    fn insert_columns(&mut self, target: &QName) -> Parsed<Vec<Name>> {
        if self.at_kind(TokenKind::LParen) && !self.paren_is_query(self.pos()) {
            self.parens(|parser| parser.target_column(target, WriteKind::Insert))
        } else {
            Ok(Vec::new())
        }
    }

    /// The rows of the VALUES that comes next, when it is all that is inserted
    /// and each value is one.
    fn values_rows(&self) -> Option<Values> {
        if !self.at(Kw::Values) {
            return None;
        }
        let mut values = Values::default();
        let mut at = self.pos() + 1;
        loop {
            let open = self
                .tok_at(at)
                .filter(|tok| tok.kind == TokenKind::LParen)?;
            let close = open.partner as usize;
            let mut count = 0;
            let is_first = values.spans.is_empty();
            self.each_value(at + 1, close, |parser, from, to| {
                let span = parser.span(parser.bytes(from, to));
                let given = (!parser.is_only(Kw::Default, from, to)).then_some(span);
                let null = parser.is_only(Kw::Null, from, to).then_some(span);
                if is_first {
                    values.spans.push(span);
                    values.given.push(given);
                    values.nulls.push(null);
                } else if let (Some(first), Some(first_null)) =
                    (values.given.get_mut(count), values.nulls.get_mut(count))
                {
                    *first = first.or(given);
                    *first_null = first_null.or(null);
                }
                count += 1;
            })?;
            if count != values.spans.len() {
                let row = self.span(self.bytes(at, close + 1));
                values.uneven.get_or_insert(row);
            }
            at = close + 1;
            if self
                .tok_at(at)
                .is_none_or(|tok| tok.kind != TokenKind::Comma)
            {
                break;
            }
            at += 1;
        }
        let is_all = self.tok_at(at).is_none_or(|tok| {
            tok.kind == TokenKind::RParen
                || matches!(tok.kw, Some(Kw::On | Kw::Returning | Kw::When))
        });
        is_all.then_some(values)
    }

    /// Gives `take` the first token of each value between two tokens, and the
    /// one behind it; `None` where one stands for several.
    fn each_value(
        &self,
        from: usize,
        to: usize,
        mut take: impl FnMut(&Self, usize, usize),
    ) -> Option<()> {
        let (mut at, mut start, mut brackets) = (from, from, 0_usize);
        while at < to {
            let tok = self.tok_at(at)?;
            match tok.kind {
                TokenKind::LParen => at = (tok.partner as usize).max(at),
                TokenKind::LBracket => brackets += 1,
                TokenKind::RBracket => brackets = brackets.saturating_sub(1),
                // `t.*` is as many values as `t` has columns.
                TokenKind::Dot
                    if self.tok_at(at + 1).is_some_and(|next| {
                        next.kind == TokenKind::Op
                            && self.text.get(next.start..next.end) == Some("*")
                    }) =>
                {
                    return None;
                }
                TokenKind::Comma if brackets == 0 => {
                    take(self, start, at);
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        take(self, start, to);
        Some(())
    }

    fn is_only(&self, word: Kw, from: usize, to: usize) -> bool {
        to == from + 1 && self.tok_at(from).and_then(|tok| tok.kw) == Some(word)
    }

    /// A column to set, perhaps a part of it: `a`, `a.b`, `a[1]`.
    fn target_column(&mut self, target: &QName, kind: WriteKind) -> Parsed<Name> {
        let column = self.col_id()?;
        let behind = self.pos();
        self.indirection(ExprShape::Other, None)?;
        self.access.writes.push(Write {
            relation: target.clone(),
            column: column.clone(),
            kind,
            part: self.pos() > behind,
            literal: None,
            value: None,
        });
        Ok(column)
    }

    /// `a = expression` or `(a, b) = …`.
    fn set_clause(&mut self, target: &QName) -> Parsed<()> {
        let first = self.access.writes.len();
        if self.at_kind(TokenKind::LParen) {
            self.parens(|parser| parser.target_column(target, WriteKind::Set))?;
        } else {
            self.target_column(target, WriteKind::Set)?;
        }
        self.expect_op("=")?;
        let defaults: Vec<bool> = if self.at(Kw::Default) {
            vec![true]
        } else if let Some(tok) = self.tok(0).filter(|tok| tok.kind == TokenKind::LParen) {
            let mut defaults = Vec::new();
            self.each_value(self.pos() + 1, tok.partner as usize, |parser, from, to| {
                defaults.push(parser.is_only(Kw::Default, from, to));
            });
            defaults
        } else {
            Vec::new()
        };
        for (write, is_default) in self.access.writes.iter_mut().skip(first).zip(defaults) {
            if is_default {
                write.kind = WriteKind::SetDefault;
            }
        }
        let last = self.access.writes.len();
        let start = self.pos();
        let shape = self.any_expr()?;
        let span = self.span_from(start);
        // What several columns are given is a row, or a string that is none.
        if last == first + 1
            && let Some(write) = self.access.writes.get_mut(first)
        {
            if let ExprShape::Str(value) = &shape {
                write.literal = Some(Name {
                    value: value.clone(),
                    span,
                });
            }
            write.value = (!write.part).then(|| Box::new((shape, span)));
        }
        Ok(())
    }

    fn returning(&mut self) -> Parsed<()> {
        let place = self.here();
        self.returned = None;
        if !self.eat(Kw::Returning) {
            return Ok(());
        }
        if let Some(level) = self.this_level() {
            level.returning = true;
        }
        // PostgreSQL 18: WITH (OLD AS o, NEW AS n).
        if self.at(Kw::With) && self.kind(1) == Some(TokenKind::LParen) {
            self.need(18, self.pos());
            if let Some(level) = self.this_level() {
                level.open = true;
            }
            self.advance();
            self.parens(|parser| {
                if parser.eat_any(&[Kw::Old, Kw::New]).is_none() {
                    return parser.unexpected();
                }
                parser.expect(Kw::As)?;
                parser.col_id()
            })?;
        }
        self.targets()?;
        self.returned = Some(place);
        Ok(())
    }

    fn where_or_cursor(&mut self, from: Vec<TableSource>) -> Parsed<()> {
        if self.eat(Kw::Where) {
            if self.eat_all(&[Kw::Current, Kw::Of]) {
                if !self.eat_kind(TokenKind::Param) {
                    self.col_id()?;
                }
            } else {
                let conditions = vec![self.condition("WHERE")?];
                // Names that a WITH around it gives are not known here.
                if self.ctes.is_empty() {
                    let body = Body::Plain {
                        targets: Vec::new(),
                        from,
                        conditions,
                    };
                    self.access.queries.push(Select::new(Vec::new(), body));
                }
            }
        }
        Ok(())
    }

    fn update(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Update)?;
        let everywhere = !self.at(Kw::Only);
        let (target, item) = self.target_relation("UPDATE")?;
        self.expect(Kw::Set)?;
        let outer = self.enter_level();
        self.list(|parser| parser.set_clause(&target))?;
        let mut sources = vec![as_source(&item)];
        let mut from = vec![item];
        if self.eat(Kw::From) {
            sources.extend(self.relation_list(&mut from)?);
        }
        self.level_from(&from);
        self.access.changes.push(RowChange {
            relation: target,
            updates: true,
            deletes: false,
            descends: everywhere && from.len() == 1 && !self.at(Kw::Where),
        });
        self.where_or_cursor(sources)?;
        self.returning()?;
        self.level = outer;
        Ok("UPDATE")
    }

    fn delete(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Delete)?;
        self.expect(Kw::From)?;
        let everywhere = !self.at(Kw::Only);
        let (target, item) = self.target_relation("DELETE")?;
        let outer = self.enter_level();
        let mut sources = vec![as_source(&item)];
        let mut from = vec![item];
        if self.eat(Kw::Using) {
            sources.extend(self.relation_list(&mut from)?);
        }
        self.level_from(&from);
        self.access.changes.push(RowChange {
            relation: target,
            updates: false,
            deletes: true,
            descends: everywhere && from.len() == 1 && !self.at(Kw::Where),
        });
        self.where_or_cursor(sources)?;
        self.returning()?;
        self.level = outer;
        Ok("DELETE")
    }

    fn merge(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Merge)?;
        self.expect(Kw::Into)?;
        let (target, item) = self.target_relation("MERGE")?;
        self.expect(Kw::Using)?;
        let mut source = Vec::new();
        self.table_ref(&mut source)?;
        let both: Vec<FromItem> = std::iter::once(item.clone())
            .chain(source.iter().cloned())
            .collect();
        self.expect(Kw::On)?;
        self.within(&both, Self::any_expr)?;
        if !self.at(Kw::When) {
            return self.unexpected();
        }
        let (mut updates, mut deletes) = (false, false);
        while self.eat(Kw::When) {
            let not = self.eat(Kw::Not);
            self.expect(Kw::Matched)?;
            // Rows of the target can be changed, rows of the source alone inserted.
            let mut inserts = not;
            let mut seen = if not { &source[..] } else { &both[..] };
            if not && self.at(Kw::By) {
                self.need(17, self.pos());
                self.advance();
                match self.eat_any(&[Kw::Source, Kw::Target]) {
                    Some(Kw::Source) => {
                        inserts = false;
                        seen = std::slice::from_ref(&item);
                    }
                    Some(_) => {}
                    None => return self.unexpected(),
                }
            }
            let outer = self.enter_level();
            self.level_from(seen);
            if self.eat(Kw::And) {
                self.any_expr()?;
            }
            self.expect(Kw::Then)?;
            let allowed: &[Kw] = if inserts {
                &[Kw::Insert, Kw::Do]
            } else {
                &[Kw::Update, Kw::Delete, Kw::Do]
            };
            match self.eat_any(allowed) {
                Some(Kw::Update) => {
                    updates = true;
                    self.expect(Kw::Set)?;
                    self.list(|parser| parser.set_clause(&target))?;
                }
                Some(Kw::Delete) => deletes = true,
                Some(Kw::Do) => self.expect(Kw::Nothing)?,
                Some(_) => {
                    let columns = self.insert_columns(&target)?;
                    let overriding = self.overriding()?;
                    if !self.eat_all(&[Kw::Default, Kw::Values]) {
                        let start = self.pos();
                        let rows = self.values_rows();
                        self.expect(Kw::Values)?;
                        self.parens(Self::any_expr)?;
                        self.access.inserts.push(Insert {
                            relation: target.clone(),
                            columns,
                            overriding,
                            values: rows,
                            source: None,
                            width: None,
                            span: self.span_from(start),
                        });
                    }
                }
                None => return self.unexpected(),
            }
            self.level = outer;
        }
        self.access.changes.push(RowChange {
            relation: target,
            updates,
            deletes,
            descends: false,
        });
        if self.at(Kw::Returning) {
            self.need(17, self.pos());
        }
        self.within(&both, Self::returning)?;
        Ok("MERGE")
    }
}

/// The table whose rows are changed, among what its columns are looked for in.
fn as_source(item: &FromItem) -> TableSource {
    let kind = match &item.relation {
        Some(name) => SourceKind::Relation(name.clone()),
        None => SourceKind::Unknown,
    };
    TableSource {
        kind,
        alias: item.alias.clone(),
        columns: Vec::new(),
    }
}

/// Whether one of some calls is of a function that PostgreSQL does not bring.
pub(super) fn calls_own(calls: &[CallRef]) -> bool {
    calls.iter().any(|call| {
        let schema = call.name.schema.as_ref().map(|name| name.value.as_str());
        !(matches!(schema, None | Some("pg_catalog"))
            && crate::catalog::builtin::is_function(&call.name.name.value))
    })
}
