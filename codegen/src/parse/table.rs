//! `CREATE TABLE` in all its forms.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    ColumnDef, CreateTable, Expr, IndexKey, IndexKeyKind, LikeClause, Name, OnCommit,
    PartitionBound, PartitionBy, PartitionOf, Persistence, QName, StmtKind, TableElement,
};
use crate::split::TokenKind;

/// A table with nothing in it.
pub(super) fn empty_table(name: QName, persistence: Persistence) -> CreateTable {
    CreateTable {
        name,
        if_not_exists: false,
        persistence,
        foreign: false,
        server: None,
        elements: Vec::new(),
        inherits: Vec::new(),
        partition_of: None,
        partition_by: None,
        of_type: None,
        as_query: None,
        as_columns: Vec::new(),
        method: None,
        options: Vec::new(),
        on_commit: None,
    }
}

impl Parser<'_> {
    pub(super) fn create_foreign_table(&mut self) -> Parsed<StmtKind> {
        self.create_table(Persistence::Permanent, true)
    }

    /// What follows `CREATE … TABLE`.
    pub(super) fn create_table(
        &mut self,
        persistence: Persistence,
        foreign: bool,
    ) -> Parsed<StmtKind> {
        let if_not_exists = self.if_not_exists();
        let name = self.qname()?;
        let mut table = empty_table(name, persistence);
        table.if_not_exists = if_not_exists;
        table.foreign = foreign;
        if self.eat(Kw::Of) {
            table.of_type = Some(self.qname()?);
            if self.at_kind(TokenKind::LParen) {
                table.elements = self.parens(Self::typed_element)?;
            }
        } else if self.eat(Kw::Partition) {
            self.expect(Kw::Of)?;
            let parent = self.qname()?;
            if self.at_kind(TokenKind::LParen) {
                table.elements = self.parens(Self::typed_element)?;
            }
            let bound = self.partition_bound()?;
            table.partition_of = Some(PartitionOf { parent, bound });
        } else {
            if !foreign && self.at_create_as() {
                return self.create_table_as(table);
            }
            self.expect_kind(TokenKind::LParen)?;
            if !self.at_kind(TokenKind::RParen) {
                table.elements = self.list(Self::table_element)?;
            }
            self.expect_kind(TokenKind::RParen)?;
            if self.eat(Kw::Inherits) {
                table.inherits = self.parens(Self::qname)?;
            }
        }
        if foreign {
            self.expect(Kw::Server)?;
            table.server = Some(self.col_id()?);
            self.generic_options()?;
        } else {
            self.table_tail(&mut table)?;
        }
        Ok(StmtKind::CreateTable(Box::new(table)))
    }

    /// PARTITION BY, USING, WITH, ON COMMIT and TABLESPACE.
    fn table_tail(&mut self, table: &mut CreateTable) -> Parsed<()> {
        if self.at(Kw::Partition) && table.as_query.is_none() {
            table.partition_by = Some(self.partition_by()?);
        }
        table.method = self.using_method()?;
        if !self.eat_all(&[Kw::Without, Kw::Oids]) {
            table.options = self.with_options()?;
        }
        if self.eat(Kw::On) {
            self.expect(Kw::Commit)?;
            if self.eat(Kw::Drop) {
                table.on_commit = Some(OnCommit::Drop);
            } else if self.eat_all(&[Kw::Delete, Kw::Rows])
                || self.eat_all(&[Kw::Preserve, Kw::Rows])
            {
                table.on_commit = Some(OnCommit::Rows);
            } else {
                return self.unexpected();
            }
        }
        if self.eat(Kw::Tablespace) {
            self.col_id()?;
        }
        Ok(())
    }

    /// Whether column names alone, or nothing, stand before AS.
    fn at_create_as(&self) -> bool {
        if !self.at_kind(TokenKind::LParen) {
            return true;
        }
        // `(a, b)`: a name with a comma or the end behind it.
        self.at_col_id(1) && matches!(self.kind(2), Some(TokenKind::Comma | TokenKind::RParen))
    }

    fn create_table_as(&mut self, mut table: CreateTable) -> Parsed<StmtKind> {
        if self.at_kind(TokenKind::LParen) {
            table.as_columns = self.column_list()?;
        }
        let tail = self.at_any(&[Kw::Using, Kw::With, Kw::Without, Kw::On, Kw::Tablespace]);
        if !self.at(Kw::As) && !tail {
            return self.unexpected();
        }
        self.table_tail(&mut table)?;
        self.expect(Kw::As)?;
        if self.at(Kw::Execute) {
            // The columns are those of a prepared statement: not known here.
            let start = self.pos();
            self.advance();
            self.col_id()?;
            if self.at_kind(TokenKind::LParen) {
                self.parens(Self::any_expr)?;
            }
            let span = self.span_from(start);
            table.as_query = Some(Box::new(crate::ddl::Query {
                text: self.words(start, self.pos()),
                span,
                outputs: None,
                reason: Some("the columns are those of a prepared statement".to_owned()),
                from: Vec::new(),
                relations: Vec::new(),
                sources: Vec::new(),
                unaliased: Vec::new(),
                group_by: Vec::new(),
                groups_by_columns: false,
                columns: Vec::new(),
                calls: Vec::new(),
                types: Vec::new(),
                unparsed: true,
                select: crate::ddl::Select::default(),
            }));
        } else {
            let (query, _) = self.query()?;
            table.as_query = Some(Box::new(query));
        }
        self.with_data()?;
        Ok(StmtKind::CreateTable(Box::new(table)))
    }

    /// An element of a table's parentheses.
    fn table_element(&mut self) -> Parsed<TableElement> {
        if self.at_table_constraint() {
            return Ok(TableElement::Constraint(self.table_constraint()?));
        }
        if self.at(Kw::Like) {
            return Ok(TableElement::Like(self.like_clause()?));
        }
        Ok(TableElement::Column(Box::new(self.column_def()?)))
    }

    /// An element of a typed table or a partition: a column without its type.
    fn typed_element(&mut self) -> Parsed<TableElement> {
        if self.at_table_constraint() {
            return Ok(TableElement::Constraint(self.table_constraint()?));
        }
        let start = self.pos();
        let name = self.col_id()?;
        self.eat_all(&[Kw::With, Kw::Options]);
        let mut column = ColumnDef {
            name,
            ty: None,
            storage: None,
            compression: None,
            collation: None,
            constraints: Vec::new(),
            span: self.last(),
        };
        self.column_constraints(&mut column)?;
        column.span = self.span_from(start);
        Ok(TableElement::Column(Box::new(column)))
    }

    /// A column with its type and constraints.
    pub(super) fn column_def(&mut self) -> Parsed<ColumnDef> {
        let start = self.pos();
        let name = self.col_id()?;
        let ty = self.type_name()?;
        let mut column = ColumnDef {
            name,
            ty: Some(ty),
            storage: None,
            compression: None,
            collation: None,
            constraints: Vec::new(),
            span: self.last(),
        };
        if self.at(Kw::Storage) {
            self.need(16, self.pos());
            self.advance();
            if !self.eat(Kw::Default) {
                column.storage = Some(self.col_id()?);
            }
        }
        if self.eat(Kw::Compression) && !self.eat(Kw::Default) {
            column.compression = Some(self.col_id()?);
        }
        if self.at(Kw::Options) {
            self.generic_options()?;
        }
        self.column_constraints(&mut column)?;
        column.span = self.span_from(start);
        Ok(column)
    }

    /// `OPTIONS (name 'value', ADD name 'value', …)`, or nothing.
    pub(super) fn generic_options(&mut self) -> Parsed<()> {
        if !self.eat(Kw::Options) {
            return Ok(());
        }
        self.parens(|parser| {
            let action = parser.at_any(&[Kw::Add, Kw::Set, Kw::Drop]) && !parser.at_string_ahead(1);
            if action {
                let drop = parser.at(Kw::Drop);
                parser.advance();
                parser.any_label()?;
                if drop {
                    return Ok(());
                }
            } else {
                parser.any_label()?;
            }
            parser.string()?;
            Ok(())
        })?;
        Ok(())
    }

    fn like_clause(&mut self) -> Parsed<LikeClause> {
        self.expect(Kw::Like)?;
        let table = self.qname()?;
        let mut like = LikeClause {
            table,
            comments: false,
            compression: false,
            constraints: false,
            defaults: false,
            generated: false,
            identity: false,
            indexes: false,
            statistics: false,
            storage: false,
        };
        while let Some(word) = self.eat_any(&[Kw::Including, Kw::Excluding]) {
            let on = word == Kw::Including;
            match self.kw(0) {
                Some(Kw::Comments) => like.comments = on,
                Some(Kw::Compression) => like.compression = on,
                Some(Kw::Constraints) => like.constraints = on,
                Some(Kw::Defaults) => like.defaults = on,
                Some(Kw::Generated) => like.generated = on,
                Some(Kw::Identity) => like.identity = on,
                Some(Kw::Indexes) => like.indexes = on,
                Some(Kw::Statistics) => like.statistics = on,
                Some(Kw::Storage) => like.storage = on,
                Some(Kw::All) => {
                    like.comments = on;
                    like.compression = on;
                    like.constraints = on;
                    like.defaults = on;
                    like.generated = on;
                    like.identity = on;
                    like.indexes = on;
                    like.statistics = on;
                    like.storage = on;
                }
                _ => return self.unexpected(),
            }
            self.advance();
        }
        Ok(like)
    }

    // ---- partitions ----

    /// `FOR VALUES …` or `DEFAULT`.
    pub(super) fn partition_bound(&mut self) -> Parsed<PartitionBound> {
        let start = self.pos();
        let is_default = self.eat(Kw::Default);
        let mut values = Vec::new();
        if !is_default {
            self.expect(Kw::For)?;
            self.expect(Kw::Values)?;
            if self.eat(Kw::In) {
                values = self.parens(Self::bound_value)?;
            } else if self.eat(Kw::From) {
                values = self.parens(Self::bound_value)?;
                self.expect(Kw::To)?;
                values.append(&mut self.parens(Self::bound_value)?);
            } else {
                self.expect(Kw::With)?;
                self.parens(|parser| {
                    parser.any_label()?;
                    parser.expect_kind(TokenKind::Integer)
                })?;
            }
        }
        Ok(PartitionBound {
            is_default,
            text: self.words(start, self.pos()),
            values: values.into_iter().flatten().collect(),
            span: self.span_from(start),
        })
    }

    /// A value of a bound; `None` for MINVALUE and MAXVALUE.
    fn bound_value(&mut self) -> Parsed<Option<Expr>> {
        let is_alone = matches!(self.kind(1), Some(TokenKind::Comma | TokenKind::RParen));
        if is_alone && (self.at_word("minvalue") || self.at_word("maxvalue")) {
            self.advance();
            return Ok(None);
        }
        self.expr().map(Some)
    }

    fn partition_by(&mut self) -> Parsed<PartitionBy> {
        let start = self.pos();
        self.expect(Kw::Partition)?;
        self.expect(Kw::By)?;
        let words = self.pos();
        let strategy = self.col_id()?;
        if !matches!(strategy.value.as_str(), "range" | "list" | "hash") {
            return Self::refuse(
                "22023",
                strategy.span,
                format!("unrecognized partitioning strategy \"{}\"", strategy.value),
            );
        }
        let keys = self.parens(|parser| {
            let start = parser.pos();
            let what = if parser.at_kind(TokenKind::LParen) {
                IndexKeyKind::Expr(parser.parens_expr()?)
            } else if parser.at_function_call() {
                IndexKeyKind::Expr(parser.call_expr()?)
            } else {
                IndexKeyKind::Column(parser.col_id()?)
            };
            let collation = if parser.eat(Kw::Collate) {
                Some(parser.qname()?)
            } else {
                None
            };
            let opclass = if parser.at_col_id(0) {
                Some(parser.qname()?)
            } else {
                None
            };
            Ok(IndexKey {
                what,
                collation,
                opclass,
                opclass_parameters: None,
                descending: false,
                nulls_first: None,
                span: parser.span_from(start),
            })
        })?;
        Ok(PartitionBy {
            strategy,
            keys,
            text: self.words(words, self.pos()),
            span: self.span_from(start),
        })
    }

    /// Whether a call of a function comes next.
    pub(super) fn at_function_call(&self) -> bool {
        let mut ahead = 1;
        while self.kind(ahead) == Some(TokenKind::Dot) {
            ahead += 2;
        }
        self.kind(ahead) == Some(TokenKind::LParen)
    }

    /// A bare function call as an expression (`func_expr_windowless`).
    pub(super) fn call_expr(&mut self) -> Parsed<crate::ddl::Expr> {
        let start = self.pos();
        let mark = self.info.mark();
        let outer = std::mem::replace(&mut self.bare_calls, true);
        let shape = match self.kind(0) {
            Some(TokenKind::Word) => self.word_operand(),
            _ => self.name_operand(),
        };
        self.bare_calls = outer;
        let shape = shape?;
        Ok(self.capture(start, mark, shape))
    }

    /// Names in parentheses, when there are any.
    pub(super) fn optional_columns(&mut self) -> Parsed<Vec<Name>> {
        if self.at_kind(TokenKind::LParen) {
            self.column_list()
        } else {
            Ok(Vec::new())
        }
    }
}
