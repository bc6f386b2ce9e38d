//! Data statements: they leave the catalog alone, but the functions that they
//! call may not, and the relations that they name must exist.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use super::table::empty_table;
use crate::ddl::{QName, StmtKind, Write};
use crate::split::TokenKind;

impl Parser<'_> {
    /// SELECT, VALUES, TABLE, WITH and `(`, the first word not taken.
    pub(super) fn query_statement(&mut self) -> Parsed<StmtKind> {
        if let Some(kind) = self.set_config()? {
            return Ok(kind);
        }
        if self.at(Kw::With) && !self.with_is_query() {
            let what = self.preparable()?;
            return Ok(self.mentioned(what));
        }
        let (query, into) = self.query()?;
        if let Some(into) = into {
            let mut table = empty_table(into.name, into.persistence);
            table.as_query = Some(Box::new(query));
            return Ok(StmtKind::CreateTable(Box::new(table)));
        }
        Ok(StmtKind::NoEffect {
            what: "SELECT",
            calls: query.calls,
            relations: query.relations,
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
    pub(super) fn preparable(&mut self) -> Parsed<&'static str> {
        let ctes = self.ctes.len();
        let what = self.deeper(|parser| {
            if parser.at(Kw::With) {
                parser.with_clause()?;
            }
            match parser.kw(0) {
                Some(Kw::Insert) => parser.insert(),
                Some(Kw::Update) => parser.update(),
                Some(Kw::Delete) => parser.delete(),
                Some(Kw::Merge) => parser.merge(),
                _ => {
                    parser.select_body(false)?;
                    Ok("SELECT")
                }
            }
        })?;
        self.ctes.truncate(ctes);
        Ok(what)
    }

    pub(super) fn data_statement(&mut self) -> Parsed<StmtKind> {
        let what = self.preparable()?;
        Ok(self.mentioned(what))
    }

    /// A relation that a data statement changes, with its alias.
    fn target_relation(&mut self, alias_needs_as: bool) -> Parsed<QName> {
        let (name, _) = self.relation_expr()?;
        self.info.relations.push(name.clone());
        if self.eat(Kw::As) || (!alias_needs_as && self.at_col_id(0) && !self.at(Kw::Set)) {
            self.col_id()?;
        }
        Ok(name)
    }

    fn insert(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Insert)?;
        self.expect(Kw::Into)?;
        let target = self.target_relation(true)?;
        if self.at_kind(TokenKind::LParen) && !self.paren_is_query(self.pos()) {
            self.parens(|parser| parser.target_column(&target))?;
        }
        self.overriding()?;
        if !self.eat_all(&[Kw::Default, Kw::Values]) {
            let ctes = self.ctes.len();
            if self.at(Kw::With) {
                self.with_clause()?;
            }
            self.select_body(false)?;
            self.ctes.truncate(ctes);
        }
        if self.eat(Kw::On) {
            self.expect(Kw::Conflict)?;
            if self.at_kind(TokenKind::LParen) {
                self.parens(Self::index_key)?;
                if self.eat(Kw::Where) {
                    self.any_expr()?;
                }
            } else if self.eat(Kw::On) {
                self.expect(Kw::Constraint)?;
                self.col_id()?;
            }
            self.expect(Kw::Do)?;
            if !self.eat(Kw::Nothing) {
                self.expect(Kw::Update)?;
                self.expect(Kw::Set)?;
                self.list(|parser| parser.set_clause(&target))?;
                if self.eat(Kw::Where) {
                    self.any_expr()?;
                }
            }
        }
        self.returning()?;
        Ok("INSERT")
    }

    fn overriding(&mut self) -> Parsed<()> {
        if self.eat(Kw::Overriding) {
            if self.eat_any(&[Kw::User, Kw::System]).is_none() {
                return self.unexpected();
            }
            self.expect(Kw::Value)?;
        }
        Ok(())
    }

    /// A column to set, perhaps a part of it: `a`, `a.b`, `a[1]`.
    fn target_column(&mut self, target: &QName) -> Parsed<()> {
        let column = self.col_id()?;
        self.indirection()?;
        self.writes.push(Write {
            relation: target.clone(),
            column,
        });
        Ok(())
    }

    /// `a = expression` or `(a, b) = …`.
    fn set_clause(&mut self, target: &QName) -> Parsed<()> {
        if self.at_kind(TokenKind::LParen) {
            self.parens(|parser| parser.target_column(target))?;
        } else {
            self.target_column(target)?;
        }
        self.expect_op("=")?;
        self.any_expr()?;
        Ok(())
    }

    fn returning(&mut self) -> Parsed<()> {
        if !self.eat(Kw::Returning) {
            return Ok(());
        }
        // PostgreSQL 18: WITH (OLD AS o, NEW AS n).
        if self.at(Kw::With) && self.kind(1) == Some(TokenKind::LParen) {
            self.need(18, self.pos());
            self.advance();
            self.parens(|parser| {
                if parser.eat_any(&[Kw::Old, Kw::New]).is_none() {
                    return parser.unexpected();
                }
                parser.expect(Kw::As)?;
                parser.col_id()
            })?;
        }
        self.targets()
    }

    fn where_or_cursor(&mut self) -> Parsed<()> {
        if self.eat(Kw::Where) {
            if self.eat_all(&[Kw::Current, Kw::Of]) {
                if !self.eat_kind(TokenKind::Param) {
                    self.col_id()?;
                }
            } else {
                self.any_expr()?;
            }
        }
        Ok(())
    }

    fn update(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Update)?;
        let target = self.target_relation(false)?;
        self.expect(Kw::Set)?;
        self.list(|parser| parser.set_clause(&target))?;
        if self.eat(Kw::From) {
            self.relation_list(&mut Vec::new())?;
        }
        self.where_or_cursor()?;
        self.returning()?;
        Ok("UPDATE")
    }

    fn delete(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Delete)?;
        self.expect(Kw::From)?;
        self.target_relation(false)?;
        if self.eat(Kw::Using) {
            self.relation_list(&mut Vec::new())?;
        }
        self.where_or_cursor()?;
        self.returning()?;
        Ok("DELETE")
    }

    fn merge(&mut self) -> Parsed<&'static str> {
        self.expect(Kw::Merge)?;
        self.expect(Kw::Into)?;
        let target = self.target_relation(false)?;
        self.expect(Kw::Using)?;
        self.table_ref(&mut Vec::new())?;
        self.expect(Kw::On)?;
        self.any_expr()?;
        if !self.at(Kw::When) {
            return self.unexpected();
        }
        while self.eat(Kw::When) {
            let not = self.eat(Kw::Not);
            self.expect(Kw::Matched)?;
            // Rows of the target can be changed, rows of the source alone inserted.
            let mut inserts = not;
            if not && self.at(Kw::By) {
                self.need(17, self.pos());
                self.advance();
                match self.eat_any(&[Kw::Source, Kw::Target]) {
                    Some(kw) => inserts = kw == Kw::Target,
                    None => return self.unexpected(),
                }
            }
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
                    self.expect(Kw::Set)?;
                    self.list(|parser| parser.set_clause(&target))?;
                }
                Some(Kw::Delete) => {}
                Some(Kw::Do) => self.expect(Kw::Nothing)?,
                Some(_) => {
                    if self.at_kind(TokenKind::LParen) {
                        self.parens(|parser| parser.target_column(&target))?;
                    }
                    self.overriding()?;
                    if !self.eat_all(&[Kw::Default, Kw::Values]) {
                        self.expect(Kw::Values)?;
                        self.parens(Self::any_expr)?;
                    }
                }
                None => return self.unexpected(),
            }
        }
        if self.at(Kw::Returning) {
            self.need(17, self.pos());
        }
        self.returning()?;
        Ok("MERGE")
    }
}
