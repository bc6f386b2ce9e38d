//! Our own tree of the statements that matter to a catalog.
//!
//! `parse` builds it and nothing behind it knows tokens. Every name, type
//! and expression keeps its span, so that an error can point at the word at
//! fault. Identifiers are as PostgreSQL stores them: folded to lower case when
//! they were not quoted, cut at 63 bytes.

mod alter;
pub(crate) mod conditions;
mod create;
mod plpgsql;
mod registry;
mod select;

pub use alter::*;
pub use create::*;
pub use plpgsql::*;
pub use registry::*;
pub use select::*;

use crate::diag::Span;
use select::DEEPEST;
use std::sync::Arc;

/// An identifier as PostgreSQL stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Folded, unquoted, cut at 63 bytes.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A name with an optional schema. Three-part names (`database.schema.name`)
/// lose their first part in `parse`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QName {
    /// The schema, when it is written.
    pub schema: Option<Name>,
    /// The object.
    pub name: Name,
}

impl QName {
    /// The whole of it.
    pub fn span(&self) -> Span {
        match &self.schema {
            Some(schema) => schema.span.to(self.name.span),
            None => self.name.span,
        }
    }

    /// As it would be written, without quotes: `schema.name`.
    pub fn display(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", schema.value, self.name.value),
            None => self.name.value.clone(),
        }
    }
}

/// A type as written. Keywords are already PostgreSQL's internal names:
/// `integer` is `pg_catalog.int4`, `timestamp with time zone` is
/// `pg_catalog.timestamptz`, `char(3)` is `pg_catalog.bpchar` with 3. A type
/// that was written as a plain identifier (`int4`, `citext`) has no schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// Schema and name.
    pub name: QName,
    /// Modifiers in parentheses, as written and without quotes: `12`, `2`, `Point`.
    pub modifiers: Vec<String>,
    /// The fields of an interval: `day to second`.
    pub interval_fields: Option<String>,
    /// How many `[]` (PostgreSQL does not keep the number).
    pub array_dims: u8,
    /// `SETOF`, in function signatures.
    pub setof: bool,
    /// `table.column%TYPE`, in function signatures: `name` is the table.
    pub of_column: Option<Name>,
    /// `serial`, `bigserial`, `smallserial` and their `serialN` forms, which
    /// stand for an integer type, a sequence and a default. `name` is the integer type.
    pub serial: bool,
    /// Where it stands.
    pub span: Span,
}

/// A scalar expression, as text with what the catalog must know of it.
#[derive(Clone, Debug)]
pub struct Expr {
    /// As written, comments left out and line ends folded to one space,
    /// without parentheses around the whole.
    pub text: String,
    /// Where it stands, in the file.
    pub span: Span,
    /// Columns (or whole rows) that it names.
    pub columns: Vec<Arc<ColumnRef>>,
    /// Functions that it calls, with the number of arguments.
    pub calls: Vec<CallRef>,
    /// Types that it names, in casts.
    pub types: Vec<TypeName>,
    /// Sequences in `nextval('…')`, `currval('…')` and `setval('…')` and
    /// relations in `'…'::regclass`.
    pub relations: Vec<QName>,
    /// What the outermost node is; PostgreSQL derives names from it.
    pub shape: ExprShape,
    /// Whether a subquery occurs (refused in checks, defaults and indexes).
    pub has_subquery: bool,
    /// Whether an aggregate or window function is certain to occur by its syntax
    /// (`OVER`, `FILTER`, `DISTINCT` in the call, `count(*)`).
    pub has_aggregate_syntax: bool,
    /// Whether it nests deeper than is read; columns and calls are then
    /// a best effort on tokens and must not be used to refuse anything.
    pub unparsed: bool,
}

/// A column named in an expression: `a`, `t.a`, `s.t.a`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRef {
    /// All parts but the last.
    pub qualifier: Vec<Name>,
    /// The column.
    pub name: Name,
}

/// A function call in an expression.
#[derive(Clone, Debug)]
pub struct CallRef {
    /// The function.
    pub name: QName,
    /// How many arguments.
    pub arguments: usize,
}

impl CallRef {
    /// Calls that are not known: any functions may be meant, and of none is it known
    /// that it is. No function has this name.
    pub fn any(span: Span) -> Self {
        let name = Name {
            value: String::new(),
            span,
        };
        Self {
            name: QName { schema: None, name },
            arguments: 0,
        }
    }

    /// Whether it shows labels of an enum of which the statement names none.
    pub fn lists_labels(&self) -> bool {
        let name = self.name.name.value.as_str();
        matches!(name, "enum_first" | "enum_last" | "enum_range")
    }

    /// Whether it stands for calls that are not known.
    pub fn is_any(&self) -> bool {
        self.name.name.value.is_empty()
    }
}

/// The outermost node of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprShape {
    /// A column of this name, with what qualifies it.
    Column(Arc<ColumnRef>),
    /// A call of a function of this name; also `coalesce`, `greatest`, `least`,
    /// `nullif`, `current_date`, `extract`, `array`, `row` … under the names that
    /// PostgreSQL uses for them; also an element or field taken out of something,
    /// and a scalar subquery, under the name that they give an output column.
    Call(String, Box<Form>),
    /// The same of what lends no name: a scalar subquery over an expression.
    Query(Box<Form>),
    /// A cast to the type of this name around something of that shape; the type
    /// as written.
    Cast(String, Box<ExprShape>, Option<Box<TypeName>>),
    /// `CASE`, with the shape of its ELSE branch when there is one, and the results
    /// of the other branches.
    Case(Option<Box<ExprShape>>, Box<Form>),
    /// `COLLATE` around something of that shape.
    Collate(Box<ExprShape>, Box<QName>),
    /// The literal NULL.
    Null,
    /// A string literal of this value.
    Str(String),
    /// A number, as written with its sign.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// `B'101'` or `X'1F'`.
    Bits,
    /// An operator.
    Operator(Box<Operator>),
    /// AND, OR or NOT, with what it joins and where that stands.
    Logic(&'static str, Vec<(ExprShape, Span)>),
    /// What is boolean whatever it is asked of: `IS NULL`, `SIMILAR TO` …
    Test,
    /// Anything else.
    Other,
}

/// An operator with its operands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The operator; of BETWEEN none.
    pub name: String,
    /// The left operand and its place; `None` for a prefix operator.
    pub left: Option<(ExprShape, Span)>,
    /// The right operand; of IN each of the list, of BETWEEN both bounds.
    pub right: Vec<(ExprShape, Span)>,
    /// How it is written.
    pub form: OperatorForm,
    /// How deep operators stand in it; bounded, since shapes are walked and
    /// dropped recursively.
    pub depth: u8,
    /// The operator's place.
    pub span: Span,
}

/// How an operator is written, which says what it compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorForm {
    /// Between its operands, or before one; of IN with each of a list.
    Plain,
    /// BETWEEN, NOT BETWEEN.
    Between,
    /// IS DISTINCT FROM.
    Distinct,
    /// `= ANY (array)` and `= ALL (array)`: with each element.
    Elements,
    /// IN, ANY and ALL of a subquery: with each row.
    Rows,
}

impl Operator {
    /// The operator by which it compares with its right operand of that number.
    pub fn compares(&self, at: usize) -> &str {
        match (self.form, at) {
            (OperatorForm::Between, 0) => ">=",
            (OperatorForm::Between, _) => "<=",
            _ => &self.name,
        }
    }
}

impl ExprShape {
    /// How deep operators stand in it.
    fn depth(&self) -> u8 {
        match self {
            Self::Operator(operator) => operator.depth,
            Self::Call(_, form) | Self::Query(form) => form.depth(),
            Self::Case(otherwise, form) => {
                let otherwise = otherwise.as_ref().map_or(0, |shape| shape.depth());
                otherwise.max(form.depth())
            }
            Self::Cast(_, inner, _) | Self::Collate(inner, _) => inner.depth(),
            Self::Logic(_, operands) => operands
                .iter()
                .map(|(operand, _)| operand.depth())
                .max()
                .unwrap_or(0)
                .saturating_add(1),
            _ => 0,
        }
    }

    /// An operator over operands; deeper than is kept it is [`ExprShape::Other`], or
    /// [`ExprShape::Test`] where it is boolean for sure.
    pub fn operator(
        name: String,
        left: Option<(ExprShape, Span)>,
        right: Vec<(ExprShape, Span)>,
        form: OperatorForm,
        span: Span,
    ) -> Self {
        let operands = right.iter().chain(&left);
        let depth = operands.map(|(operand, _)| operand.depth()).max();
        let depth = depth.unwrap_or(0);
        if depth >= DEEPEST {
            return match form {
                OperatorForm::Plain => Self::Other,
                _ => Self::Test,
            };
        }
        Self::Operator(Box::new(Operator {
            name,
            left,
            right,
            form,
            depth: depth + 1,
            span,
        }))
    }

    /// What a further cast stands on: the shape, or [`ExprShape::Other`] when it
    /// is a chain of casts already. Shapes are dropped recursively.
    #[must_use]
    pub fn without_long_chain(self) -> Self {
        const LONGEST: usize = 20;
        let mut at = &self;
        let mut length = 0;
        while let Self::Cast(_, inner, _) | Self::Collate(inner, _) = at {
            length += 1;
            at = inner;
        }
        if length < LONGEST { self } else { Self::Other }
    }

    /// AND, OR or NOT over operands. A chain of one word is one list.
    pub fn logic(word: &'static str, left: (ExprShape, Span), right: (ExprShape, Span)) -> Self {
        match left {
            (Self::Logic(of, mut operands), _) if of == word => {
                operands.push(right);
                Self::Logic(word, operands)
            }
            left if left.0.depth().max(right.0.depth()) >= DEEPEST => Self::Test,
            left => Self::Logic(word, vec![left, right]),
        }
    }

    /// Names of the columns in it, as far as shapes are kept.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Column(column) => vec![&column.name.value],
            Self::Cast(_, inner, _) | Self::Collate(inner, _) => inner.columns(),
            Self::Call(_, form) | Self::Query(form) => form.columns(),
            Self::Case(otherwise, form) => {
                let mut columns = form.columns();
                columns.extend(otherwise.iter().flat_map(|shape| shape.columns()));
                columns
            }
            Self::Operator(operator) => operator
                .right
                .iter()
                .chain(&operator.left)
                .flat_map(|(operand, _)| operand.columns())
                .collect(),
            Self::Logic(_, operands) => operands
                .iter()
                .flat_map(|(operand, _)| operand.columns())
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// A `SELECT`, `VALUES` or `TABLE` query.
#[derive(Clone, Debug)]
pub struct Query {
    /// As written, comments left out and line ends folded to one space.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Output columns in order, when the shape is known.
    pub outputs: Option<Vec<Output>>,
    /// Why `outputs` is `None`.
    pub reason: Option<String>,
    /// Relations in FROM of the outermost query that output columns can refer to.
    pub from: Vec<FromItem>,
    /// Every relation named anywhere in it, CTE names left out.
    pub relations: Vec<QName>,
    /// Relations in FROM at any level, with the name that columns refer to them by.
    pub sources: Vec<(QName, Name)>,
    /// Subqueries in FROM without an alias, which PostgreSQL takes from 16 on.
    pub unaliased: Vec<Span>,
    /// Columns of GROUP BY at the outermost level.
    pub group_by: Vec<Arc<ColumnRef>>,
    /// Whether it groups by columns alone.
    pub groups_by_columns: bool,
    /// Every column named anywhere in it (for dependencies).
    pub columns: Vec<Arc<ColumnRef>>,
    /// Every function called.
    pub calls: Vec<CallRef>,
    /// Every type named.
    pub types: Vec<TypeName>,
    /// Whether it nests deeper than is read; see [`Expr::unparsed`].
    pub unparsed: bool,
    /// The query as a tree.
    pub select: Select,
}

/// An output column of a query.
#[derive(Clone, Debug)]
pub enum Output {
    /// `*` or `t.*`.
    Star {
        /// The `t`.
        qualifier: Option<QName>,
        /// Where it stands.
        span: Span,
    },
    /// One expression; the name is PostgreSQL's choice (`?column?` included).
    Expr {
        /// The output name.
        name: String,
        /// The expression.
        expr: Expr,
    },
}

/// A relation in FROM.
#[derive(Clone, Debug)]
pub struct FromItem {
    /// The relation; `None` for a subquery, a function, a CTE.
    pub relation: Option<QName>,
    /// The name under which columns refer to it.
    pub alias: Option<Name>,
    /// Column aliases: `t(a, b)`.
    pub column_aliases: Vec<Name>,
    /// Whether an outer join can make its columns NULL.
    pub nullable: bool,
    /// `USING` and `NATURAL` merge columns, so that `*` cannot be expanded simply.
    pub merged: bool,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// The whole statement without its semicolon.
    pub span: Span,
    /// Syntax in it that older servers refuse.
    pub needs: Vec<Need>,
    /// Columns that it writes and reads, where they must be there when it runs.
    pub access: Option<Box<Access>>,
    /// Settings that it gives a value, in whatever way.
    pub sets: Vec<SetParameter>,
}

/// What a data statement or a query does with columns.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// Columns that INSERT, UPDATE and MERGE write.
    pub writes: Vec<Write>,
    /// The queries in it, and the statement itself where it has a FROM of its own.
    pub levels: Vec<Level>,
    /// Columns that are read.
    pub reads: Vec<Read>,
    /// Functions that are called.
    pub calls: Vec<CallRef>,
    /// The query of a SELECT that has GROUP BY.
    pub grouping: Option<Box<Query>>,
    /// The query of a SELECT, and what UPDATE and DELETE look for rows in.
    pub queries: Vec<Select>,
    /// What ON CONFLICT names.
    pub conflicts: Vec<Conflict>,
    /// Rows that are inserted.
    pub inserts: Vec<Insert>,
    /// Tables whose rows are updated or deleted.
    pub changes: Vec<RowChange>,
    /// What GRANT, ANALYZE, REINDEX and the like name.
    pub named: Vec<Named>,
    /// `$1` and its like: numbers and places.
    pub parameters: Vec<(u32, Span)>,
    /// Strings that are cast in it.
    pub literals: Vec<CastLiteral>,
    /// Of a function's body, the function.
    pub within: Option<Signature>,
}

/// A string that is cast: it is read as a value of the type before anything runs.
#[derive(Clone, Debug)]
pub struct CastLiteral {
    /// The type.
    pub ty: Box<TypeName>,
    /// The string.
    pub text: String,
    /// The place of the cast.
    pub span: Span,
}

/// What a function in SQL gives its body to name.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// Its name, by which parameters can be qualified.
    pub function: String,
    /// The names of its parameters.
    pub names: Vec<String>,
    /// How many parameters have a number.
    pub inputs: usize,
}

/// An object that a statement only names: it must be there.
#[derive(Clone, Debug)]
pub enum Named {
    /// A relation of any kind.
    Relation(QName),
    /// What REINDEX TABLE and REINDEX INDEX take.
    Reindexed {
        /// Its name.
        name: QName,
        /// Whether INDEX stands before it.
        is_index: bool,
        /// Whether CONCURRENTLY does.
        concurrently: bool,
    },
    /// REINDEX SYSTEM CONCURRENTLY, at its place.
    ReindexedSystem(Span),
    /// What REFRESH MATERIALIZED VIEW fills.
    Refreshed {
        /// Its name.
        name: QName,
        /// CONCURRENTLY.
        concurrently: bool,
        /// WITH NO DATA.
        no_data: bool,
    },
    /// What TRUNCATE empties.
    Truncated {
        /// The tables, and whether ONLY stands before each.
        tables: Vec<(QName, bool)>,
        /// CASCADE.
        cascade: bool,
    },
    /// The table of the data statement that COPY TO runs.
    Copied {
        /// The table.
        table: QName,
        /// INSERT, UPDATE, DELETE or MERGE.
        statement: &'static str,
        /// Whether it has RETURNING.
        returns: bool,
        /// The statement's place.
        span: Span,
    },
    /// The table that COPY FROM fills, with its WHERE.
    Filtered(QName, Box<Expr>),
    /// Any other.
    Object(ObjectRef),
}

/// What INSERT, or the INSERT of MERGE, gives.
#[derive(Clone, Debug)]
pub struct Insert {
    /// The relation.
    pub relation: QName,
    /// The columns that it names, if it names some.
    pub columns: Vec<Name>,
    /// OVERRIDING.
    pub overriding: Option<Overriding>,
    /// Its VALUES; `None` where the rows come from a query.
    pub values: Option<Values>,
    /// What it inserts, when that is not for parts of columns, and no WITH around it
    /// may have given names to what it reads.
    pub source: Option<Box<Select>>,
    /// How many columns the query has, where its text alone tells.
    pub width: Option<usize>,
    /// The whole of what it inserts.
    pub span: Span,
}

/// A table whose rows a statement updates or deletes.
#[derive(Clone, Debug)]
pub struct RowChange {
    /// The table.
    pub relation: QName,
    /// Whether it updates.
    pub updates: bool,
    /// Whether it deletes.
    pub deletes: bool,
    /// Whether no condition may keep it from the tables below.
    pub descends: bool,
}

/// `OVERRIDING … VALUE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overriding {
    /// The user's values are passed over.
    User,
    /// The user's values are taken.
    System,
}

/// The rows of VALUES, as far as their number of values and DEFAULT go.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The values of the first row.
    pub spans: Vec<Span>,
    /// For each of them the first in any row that is not the word DEFAULT.
    pub given: Vec<Option<Span>>,
    /// For each of them the first in any row that is the word NULL.
    pub nulls: Vec<Option<Span>>,
    /// A row of another length.
    pub uneven: Option<Span>,
}

/// A column that a statement reads.
#[derive(Clone, Debug)]
pub struct Read {
    /// The number of its level.
    pub level: usize,
    /// The column.
    pub column: Arc<ColumnRef>,
    /// Whether it may be an output column of its level, as in ORDER BY and GROUP BY.
    pub or_output: bool,
}

/// One level of queries: what names in it may refer to.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// The level around it, whose columns it sees, too.
    pub parent: Option<usize>,
    /// Its FROM.
    pub from: Vec<FromItem>,
    /// Names of its output columns.
    pub outputs: Vec<String>,
    /// Whether `old` and `new` are rows of it, which they are from 18 on.
    pub returning: bool,
    /// Whether names may refer to what is not listed here.
    pub open: bool,
}

/// What ON CONFLICT names.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The relation that INSERT writes.
    pub relation: QName,
    /// The keys or the constraint.
    pub on: ConflictOn,
    /// DO UPDATE.
    pub updates: bool,
}

/// By what ON CONFLICT finds its index.
#[derive(Clone, Debug)]
pub enum ConflictOn {
    /// Any unique index of the table.
    Anything,
    /// Keys of which one is an expression, at their place.
    Expressions(Span),
    /// Columns, with a predicate or without.
    Columns {
        /// Their names.
        columns: Vec<Name>,
        /// Whether a predicate may choose a partial index.
        predicate: bool,
        /// The keys in their parentheses.
        span: Span,
    },
    /// A constraint.
    Constraint(Name),
}

/// A column that a data statement writes.
#[derive(Clone, Debug)]
pub struct Write {
    /// The relation.
    pub relation: QName,
    /// The column.
    pub column: Name,
    /// What is done with it.
    pub kind: WriteKind,
    /// Whether only an element or a field of it is written.
    pub part: bool,
    /// The string that SET gives it, with its place.
    pub literal: Option<Name>,
    /// The expression that SET gives it, with its place.
    pub value: Option<Box<(ExprShape, Span)>>,
}

/// What is done with a column that a statement names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteKind {
    /// INSERT gives it a value.
    Insert,
    /// It is given a value, or a part of it is.
    Set,
    /// `SET a = DEFAULT`.
    SetDefault,
    /// COPY reads or writes it.
    Copy,
    /// It is looked at: ANALYZE, GRANT.
    Look,
}

/// Syntax that only servers from one version on understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The first major version that takes it.
    pub version: u16,
    /// SQLSTATE with which older servers refuse it.
    pub code: &'static str,
    /// Their words.
    pub message: String,
    /// Where they stop reading.
    pub span: Span,
    /// What they take in its place, and where that is written.
    pub instead: Option<(&'static str, Span)>,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `CREATE SCHEMA`.
    CreateSchema(CreateSchema),
    /// `CREATE TABLE`, `CREATE FOREIGN TABLE` and `CREATE TABLE … AS`, `SELECT … INTO`.
    CreateTable(Box<CreateTable>),
    /// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
    CreateView(Box<CreateView>),
    /// `CREATE INDEX`.
    CreateIndex(Box<CreateIndex>),
    /// `CREATE SEQUENCE`.
    CreateSequence(Box<CreateSequence>),
    /// `CREATE TYPE`.
    CreateType(Box<CreateType>),
    /// `CREATE DOMAIN`.
    CreateDomain(Box<CreateDomain>),
    /// `CREATE EXTENSION`.
    CreateExtension(CreateExtension),
    /// `CREATE FUNCTION`, `PROCEDURE` and `AGGREGATE`.
    CreateFunction(Box<CreateFunction>),
    /// `CREATE TRIGGER`.
    CreateTrigger(Box<CreateTrigger>),
    /// `CREATE OPERATOR`.
    CreateOperator(Box<CreateOperator>),
    /// `CREATE RULE`.
    CreateRule(Box<CreateRule>),
    /// `CREATE POLICY`.
    CreatePolicy {
        /// The policy.
        name: Name,
        /// Its table.
        table: QName,
        /// The rest.
        options: Box<PolicyOptions>,
    },
    /// `ALTER POLICY … TO | USING | WITH CHECK`.
    AlterPolicy {
        /// The policy.
        name: Name,
        /// Its table.
        table: QName,
        /// What changes.
        options: Box<PolicyOptions>,
    },
    /// `CREATE COLLATION`.
    CreateCollation {
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// The collation.
        name: QName,
        /// What it is made of.
        source: CollationSource,
    },
    /// `ALTER TABLE`, and `ALTER VIEW`, `INDEX`, `SEQUENCE`, `FOREIGN TABLE` and
    /// `MATERIALIZED VIEW` in the forms that they share with it.
    AlterTable(AlterTable),
    /// `ALTER SEQUENCE` with options.
    AlterSequence(Box<AlterSequence>),
    /// `ALTER TYPE`.
    AlterType(Box<AlterType>),
    /// `ALTER DOMAIN`.
    AlterDomain(Box<AlterDomain>),
    /// `ALTER SCHEMA … RENAME TO`.
    AlterSchemaRename {
        /// The schema.
        name: Name,
        /// Its new name.
        to: Name,
    },
    /// `RENAME TO` and `SET SCHEMA` of functions, triggers, extensions, collations, policies.
    AlterObject(Box<AlterObject>),
    /// `DROP` of anything.
    Drop(Drop),
    /// `COMMENT ON`.
    Comment(Box<Comment>),
    /// `SET search_path`, and its `RESET`.
    SetSearchPath(SetSearchPath),
    /// Any other `SET`, `RESET`, `ALTER SYSTEM`, `ALTER DATABASE/ROLE … SET`.
    SetParameter(SetParameter),
    /// `BEGIN`, `COMMIT`, `ROLLBACK`, `SAVEPOINT` and the like.
    Transaction(Transaction),
    /// `DO`, parsed as far as its form is static.
    Do(DoBlock),
    /// CREATE and ALTER of an object that the catalog knows by its name alone.
    Registry(Box<RegistryStmt>),
    /// Data and permissions: known to leave the catalog alone. The word says
    /// which statement (`INSERT`, `GRANT`, `CREATE ROLE`), for reports.
    NoEffect {
        /// The statement's leading words, in capitals.
        what: &'static str,
        /// Functions that it calls: one of them may run DDL.
        calls: Vec<CallRef>,
        /// Relations that it names, and columns as far as they are certain
        /// (INSERT's column list): they must exist.
        relations: Vec<QName>,
        /// Those of them whose rows change, each with the statement that does it, for
        /// WITH may hold others. Empty when `what` says it of the only relation.
        writes: Vec<(&'static str, QName)>,
        /// The same as a query that can be evaluated: of a SELECT, PERFORM or CALL that
        /// calls a function which is not PostgreSQL's own, or sets variables.
        query: Option<Box<PlQuery>>,
    },
    /// A statement whose effect on the catalog is not known.
    Opaque {
        /// Why, as a clause: `"ALTER OPERATOR FAMILY is not modelled"`.
        reason: String,
        /// Objects that it may touch, when they can be told.
        touches: Vec<QName>,
    },
}
