//! `CREATE INDEX` and the keys that it shares with exclusion constraints.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{CreateIndex, IndexKey, IndexKeyKind, StmtKind};
use crate::split::TokenKind;

impl Parser<'_> {
    pub(super) fn create_unique_index(&mut self) -> Parsed<StmtKind> {
        self.index(true)
    }

    pub(super) fn create_index(&mut self) -> Parsed<StmtKind> {
        self.index(false)
    }

    fn index(&mut self, unique: bool) -> Parsed<StmtKind> {
        let concurrently = self.eat(Kw::Concurrently).then(|| self.last());
        let if_not_exists = self.if_not_exists();
        let name = if self.at(Kw::On) && !if_not_exists {
            None
        } else {
            Some(self.col_id()?)
        };
        self.expect(Kw::On)?;
        let (table, only) = self.relation_expr()?;
        let method = self.using_method()?;
        let keys = self.parens(Self::index_key)?;
        let mut include = Vec::new();
        if self.eat(Kw::Include) {
            for key in self.parens(Self::index_key)? {
                match key.what {
                    IndexKeyKind::Column(name) => include.push(name),
                    IndexKeyKind::Expr(_) => {
                        return Self::refuse(
                            "0A000",
                            key.span,
                            "expressions are not supported in included columns",
                        );
                    }
                }
            }
        }
        let nulls_not_distinct = self.nulls_not_distinct()?;
        let options = self.with_options()?;
        if self.eat(Kw::Tablespace) {
            self.col_id()?;
        }
        let predicate = if self.eat(Kw::Where) {
            Some(self.expr()?)
        } else {
            None
        };
        Ok(StmtKind::CreateIndex(Box::new(CreateIndex {
            name,
            unique,
            concurrently,
            if_not_exists,
            table,
            only,
            method,
            keys,
            include,
            nulls_not_distinct,
            options,
            predicate,
        })))
    }

    /// A key with its collation, operator class and order (`index_elem`).
    pub(super) fn index_key(&mut self) -> Parsed<IndexKey> {
        let start = self.pos();
        let what = if self.at_kind(TokenKind::LParen) {
            IndexKeyKind::Expr(self.parens_expr()?)
        } else if self.at_function_call() {
            IndexKeyKind::Expr(self.call_expr()?)
        } else if self.at_col_id(0) {
            IndexKeyKind::Column(self.col_id()?)
        } else {
            // `current_date` and the like are calls without parentheses.
            IndexKeyKind::Expr(self.call_expr()?)
        };
        let collation = if self.eat(Kw::Collate) {
            Some(self.qname()?)
        } else {
            None
        };
        let mut opclass = None;
        let mut opclass_parameters = None;
        if self.at_col_id(0)
            && !self.at_all(&[Kw::Nulls, Kw::First])
            && !self.at_all(&[Kw::Nulls, Kw::Last])
        {
            opclass = Some(self.qname()?);
            if self.at_kind(TokenKind::LParen) {
                opclass_parameters = Some(self.rel_options()?);
            }
        }
        let descending = self.eat_any(&[Kw::Asc, Kw::Desc]) == Some(Kw::Desc);
        let nulls_first = if self.eat(Kw::Nulls) {
            match self.eat_any(&[Kw::First, Kw::Last]) {
                Some(kw) => Some(kw == Kw::First),
                None => return self.unexpected(),
            }
        } else {
            None
        };
        Ok(IndexKey {
            what,
            collation,
            opclass,
            opclass_parameters,
            descending,
            nulls_first,
            span: self.span_from(start),
        })
    }
}
