//! `CREATE …`.

use super::{
    CallRef, ColumnRef, CompiledBody, Expr, Name, PlExpr, PlResult, PlSignature, QName, Query,
    SetSearchPath, Stmt, TypeName,
};
use crate::diag::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// `CREATE SCHEMA`.
#[derive(Clone, Debug)]
pub struct CreateSchema {
    /// The schema; the role's name when only AUTHORIZATION is given.
    pub name: Name,
    /// Whether it is named after the role that runs it: `AUTHORIZATION CURRENT_USER`.
    pub of_session: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Statements inside it, whose names belong to it.
    pub elements: Vec<Stmt>,
}

/// How long a relation lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// The usual.
    Permanent,
    /// `UNLOGGED`.
    Unlogged,
    /// `TEMPORARY`.
    Temporary,
}

/// `CREATE TABLE` in all its forms.
#[derive(Clone, Debug)]
pub struct CreateTable {
    /// The table.
    pub name: QName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// How long it lives.
    pub persistence: Persistence,
    /// `CREATE FOREIGN TABLE`.
    pub foreign: bool,
    /// The server of a foreign table.
    pub server: Option<Name>,
    /// Columns, constraints and LIKE clauses in the order written. For
    /// `OF type` and `PARTITION OF` a column may lack its type.
    pub elements: Vec<TableElement>,
    /// `INHERITS (…)`.
    pub inherits: Vec<QName>,
    /// `PARTITION OF parent bound`.
    pub partition_of: Option<PartitionOf>,
    /// `PARTITION BY`.
    pub partition_by: Option<PartitionBy>,
    /// `OF type`.
    pub of_type: Option<QName>,
    /// `AS query`, with column names in `elements` when they are given.
    pub as_query: Option<Box<Query>>,
    /// Column names given for AS.
    pub as_columns: Vec<Name>,
    /// `USING method`.
    pub method: Option<Name>,
    /// `WITH (…)`.
    pub options: Vec<RelOption>,
    /// `ON COMMIT`.
    pub on_commit: Option<OnCommit>,
}

/// What `ON COMMIT` does with a temporary table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnCommit {
    /// `DROP`.
    Drop,
    /// `DELETE ROWS` or `PRESERVE ROWS`.
    Rows,
}

/// A parameter of `WITH (…)` or `SET (…)`.
#[derive(Clone, Debug)]
pub struct RelOption {
    /// What stands before the dot: `toast`.
    pub namespace: Option<Name>,
    /// Its name.
    pub name: Name,
    /// Its value as text, without quotes, when one is given.
    pub value: Option<String>,
    /// The whole of it.
    pub span: Span,
}

/// What CREATE COLLATION makes a collation of.
#[derive(Clone, Debug)]
pub enum CollationSource {
    /// Options that are known only when it runs.
    Unknown,
    /// `FROM` another.
    Copy(QName),
    /// Options, and the collation that one of them, `FROM`, names.
    Options(Vec<RelOption>, Option<QName>),
}

/// An element of a table's parentheses.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub enum TableElement {
    /// A column.
    Column(Box<ColumnDef>),
    /// A table constraint.
    Constraint(ConstraintDef),
    /// `LIKE other`.
    Like(LikeClause),
}

/// `LIKE other INCLUDING …`. Each says whether the property is copied, the
/// last INCLUDING or EXCLUDING having won.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub struct LikeClause {
    /// The other table.
    pub table: QName,
    /// COMMENTS.
    pub comments: bool,
    /// COMPRESSION (of no consequence to the catalog's form).
    pub compression: bool,
    /// CONSTRAINTS: checks.
    pub constraints: bool,
    /// DEFAULTS.
    pub defaults: bool,
    /// GENERATED.
    pub generated: bool,
    /// IDENTITY.
    pub identity: bool,
    /// INDEXES, with primary key, unique and exclusion constraints.
    pub indexes: bool,
    /// STATISTICS.
    pub statistics: bool,
    /// STORAGE.
    pub storage: bool,
}

/// A column.
#[derive(Clone, Debug)]
pub struct ColumnDef {
    /// Its name.
    pub name: Name,
    /// Its type; only a typed table's or a partition's column may lack it.
    pub ty: Option<TypeName>,
    /// `STORAGE`.
    pub storage: Option<Name>,
    /// `COMPRESSION`.
    pub compression: Option<Name>,
    /// `COLLATE`.
    pub collation: Option<QName>,
    /// Constraints in the order written.
    pub constraints: Vec<ColumnConstraint>,
    /// The whole definition.
    pub span: Span,
}

/// A constraint written on a column.
#[derive(Clone, Debug)]
pub struct ColumnConstraint {
    /// `CONSTRAINT name`.
    pub name: Option<Name>,
    /// What it demands.
    pub kind: ColumnConstraintKind,
    /// Deferrability, `NOT ENFORCED`, `NOT VALID`.
    pub attributes: ConstraintAttributes,
    /// Where it stands.
    pub span: Span,
}

/// What a column constraint demands.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub enum ColumnConstraintKind {
    /// `NOT NULL`; `no_inherit` from PostgreSQL 18 on.
    NotNull {
        /// `NO INHERIT`.
        no_inherit: bool,
    },
    /// `NULL`.
    Null,
    /// `DEFAULT expression`.
    Default(Expr),
    /// `GENERATED ALWAYS | BY DEFAULT AS IDENTITY (options)`.
    Identity(Identity),
    /// `GENERATED ALWAYS AS (expression)`.
    Generated {
        /// The expression.
        expr: Expr,
        /// STORED, VIRTUAL, or neither written.
        storage: Option<GeneratedStorage>,
    },
    /// `CHECK (expression)`.
    Check {
        /// The condition.
        expr: Expr,
        /// `NO INHERIT`.
        no_inherit: bool,
    },
    /// `PRIMARY KEY`.
    PrimaryKey(IndexParameters),
    /// `UNIQUE`.
    Unique {
        /// `NULLS NOT DISTINCT`.
        nulls_not_distinct: bool,
        /// INCLUDE, WITH, USING INDEX TABLESPACE.
        parameters: IndexParameters,
    },
    /// `REFERENCES`.
    References(References),
}

/// STORED or VIRTUAL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratedStorage {
    /// `STORED`.
    Stored,
    /// `VIRTUAL`, PostgreSQL 18.
    Virtual,
}

/// An identity column.
#[derive(Clone, Debug)]
pub struct Identity {
    /// `ALWAYS`; else `BY DEFAULT`.
    pub always: bool,
    /// Options of its sequence.
    pub options: SequenceOptions,
    /// Where it stands.
    pub span: Span,
}

/// INCLUDE and the like of a key.
#[derive(Clone, Debug, Default)]
pub struct IndexParameters {
    /// `INCLUDE (…)`.
    pub include: Vec<Name>,
    /// `WITH (…)`.
    pub options: Vec<RelOption>,
}

/// What a constraint's tail says.
#[derive(Clone, Debug, Default)]
pub struct ConstraintAttributes {
    /// DEFERRABLE (true) or NOT DEFERRABLE (false), when written.
    pub deferrable: Option<bool>,
    /// INITIALLY DEFERRED (true) or IMMEDIATE (false), when written.
    pub initially_deferred: Option<bool>,
    /// `NOT VALID`.
    pub not_valid: bool,
    /// ENFORCED (true) or NOT ENFORCED (false), when written; PostgreSQL 18.
    pub enforced: Option<bool>,
    /// `NO INHERIT`.
    pub no_inherit: bool,
}

/// A table constraint.
#[derive(Clone, Debug)]
pub struct ConstraintDef {
    /// `CONSTRAINT name`.
    pub name: Option<Name>,
    /// What it demands.
    pub kind: ConstraintKind,
    /// Deferrability, `NOT ENFORCED`, `NOT VALID`.
    pub attributes: ConstraintAttributes,
    /// Where it stands.
    pub span: Span,
}

/// What a table constraint demands.
#[derive(Clone, Debug)]
pub enum ConstraintKind {
    /// `CHECK (expression)`.
    Check(Expr),
    /// `NOT NULL column`, PostgreSQL 18.
    NotNull(Name),
    /// `PRIMARY KEY (columns)`.
    PrimaryKey {
        /// The columns.
        columns: Vec<Name>,
        /// The last column is `WITHOUT OVERLAPS`, PostgreSQL 18.
        without_overlaps: bool,
        /// INCLUDE.
        parameters: IndexParameters,
    },
    /// `UNIQUE (columns)`.
    Unique {
        /// The columns.
        columns: Vec<Name>,
        /// `NULLS NOT DISTINCT`.
        nulls_not_distinct: bool,
        /// The last column is `WITHOUT OVERLAPS`, PostgreSQL 18.
        without_overlaps: bool,
        /// INCLUDE.
        parameters: IndexParameters,
    },
    /// `PRIMARY KEY | UNIQUE USING INDEX`.
    UsingIndex {
        /// Primary key; else unique.
        primary: bool,
        /// The index.
        index: Name,
    },
    /// `EXCLUDE USING method (element WITH operator, …) WHERE (…)`.
    Exclude {
        /// The access method; gist when none is written… which PostgreSQL resolves to btree.
        method: Option<Name>,
        /// Keys with their operators.
        elements: Vec<(IndexKey, String)>,
        /// INCLUDE.
        parameters: IndexParameters,
        /// WHERE.
        predicate: Option<Expr>,
    },
    /// `FOREIGN KEY (columns) REFERENCES`.
    ForeignKey {
        /// The referencing columns.
        columns: Vec<Name>,
        /// The last column is `PERIOD`, PostgreSQL 18.
        period: bool,
        /// The other side.
        references: References,
    },
}

/// The other side of a foreign key.
#[derive(Clone, Debug)]
pub struct References {
    /// The referenced table.
    pub table: QName,
    /// The referenced columns; the primary key's when empty.
    pub columns: Vec<Name>,
    /// The last column is `PERIOD`, PostgreSQL 18.
    pub period: bool,
    /// MATCH.
    pub match_type: MatchType,
    /// ON DELETE.
    pub on_delete: Action,
    /// ON UPDATE.
    pub on_update: Action,
    /// Columns of `ON DELETE SET NULL (…)` and `SET DEFAULT (…)`.
    pub set_columns: Vec<Name>,
}

/// MATCH of a foreign key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchType {
    /// The default.
    Simple,
    /// `MATCH FULL`.
    Full,
    /// `MATCH PARTIAL`, which PostgreSQL refuses.
    Partial,
}

/// A referential action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The default.
    NoAction,
    /// RESTRICT.
    Restrict,
    /// CASCADE.
    Cascade,
    /// SET NULL.
    SetNull,
    /// SET DEFAULT.
    SetDefault,
}

/// `PARTITION OF`.
#[derive(Clone, Debug)]
pub struct PartitionOf {
    /// The parent.
    pub parent: QName,
    /// The bound.
    pub bound: PartitionBound,
}

/// `FOR VALUES …` or `DEFAULT`.
#[derive(Clone, Debug)]
pub struct PartitionBound {
    /// `DEFAULT`.
    pub is_default: bool,
    /// As written: `FOR VALUES IN ('a')`, `DEFAULT`.
    pub text: String,
    /// The values of IN, or of FROM and TO, but for MINVALUE and MAXVALUE.
    pub values: Vec<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// `PARTITION BY`.
#[derive(Clone, Debug)]
pub struct PartitionBy {
    /// `range`, `list` or `hash`.
    pub strategy: Name,
    /// The keys.
    pub keys: Vec<IndexKey>,
    /// As written after `PARTITION BY`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A key of an index, an exclusion constraint or a partition key.
#[derive(Clone, Debug)]
pub struct IndexKey {
    /// A column or an expression.
    pub what: IndexKeyKind,
    /// COLLATE.
    pub collation: Option<QName>,
    /// The operator class.
    pub opclass: Option<QName>,
    /// Parameters of the operator class.
    pub opclass_parameters: Option<Vec<RelOption>>,
    /// DESC.
    pub descending: bool,
    /// NULLS FIRST (true) or LAST (false), when written.
    pub nulls_first: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// A column or an expression.
#[derive(Clone, Debug)]
pub enum IndexKeyKind {
    /// A column.
    Column(Name),
    /// An expression, in parentheses or a bare function call.
    Expr(Expr),
}

/// `CREATE INDEX`.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub struct CreateIndex {
    /// Its name, when written; always in the table's schema.
    pub name: Option<Name>,
    /// UNIQUE.
    pub unique: bool,
    /// CONCURRENTLY, and where.
    pub concurrently: Option<Span>,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// The table.
    pub table: QName,
    /// ONLY.
    pub only: bool,
    /// The access method, when written.
    pub method: Option<Name>,
    /// Keys in order.
    pub keys: Vec<IndexKey>,
    /// INCLUDE.
    pub include: Vec<Name>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `WITH (…)`.
    pub options: Vec<RelOption>,
    /// WHERE.
    pub predicate: Option<Expr>,
}

/// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub struct CreateView {
    /// The view.
    pub name: QName,
    /// MATERIALIZED.
    pub materialized: bool,
    /// `WITH NO DATA` (materialized only).
    pub no_data: bool,
    /// OR REPLACE.
    pub or_replace: bool,
    /// `IF NOT EXISTS` (materialized only).
    pub if_not_exists: bool,
    /// TEMPORARY.
    pub temporary: bool,
    /// RECURSIVE.
    pub recursive: bool,
    /// Column names, when given.
    pub columns: Vec<Name>,
    /// `USING method` (materialized only).
    pub method: Option<Name>,
    /// `WITH (…)`.
    pub options: Vec<RelOption>,
    /// The query.
    pub query: Query,
    /// WITH CHECK OPTION.
    pub check_option: Option<Span>,
}

/// `CREATE SEQUENCE`.
#[derive(Clone, Debug)]
pub struct CreateSequence {
    /// The sequence.
    pub name: QName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// How long it lives.
    pub persistence: Persistence,
    /// Options.
    pub options: SequenceOptions,
}

/// Options of a sequence; what is not written is `None`.
#[derive(Clone, Debug, Default)]
pub struct SequenceOptions {
    /// AS type.
    pub ty: Option<TypeName>,
    /// START.
    pub start: Option<i64>,
    /// INCREMENT.
    pub increment: Option<i64>,
    /// MINVALUE (`Some(None)` for NO MINVALUE).
    pub min: Option<Option<i64>>,
    /// MAXVALUE (`Some(None)` for NO MAXVALUE).
    pub max: Option<Option<i64>>,
    /// CACHE.
    pub cache: Option<i64>,
    /// CYCLE (true) or NO CYCLE (false).
    pub cycle: Option<bool>,
    /// RESTART (`Some(None)` without a value); of no consequence to the catalog.
    pub restart: Option<Option<i64>>,
    /// OWNED BY.
    pub owned_by: Option<OwnedBy>,
    /// SEQUENCE NAME, in identity options.
    pub sequence_name: Option<QName>,
}

/// OWNED BY of a sequence.
#[derive(Clone, Debug)]
pub enum OwnedBy {
    /// `OWNED BY NONE`.
    Nobody,
    /// `OWNED BY table.column`.
    Column {
        /// The table.
        table: QName,
        /// The column.
        column: Name,
    },
}

/// `CREATE TYPE`.
#[derive(Clone, Debug)]
pub struct CreateType {
    /// The type.
    pub name: QName,
    /// What it is.
    pub kind: CreateTypeKind,
}

/// What a new type is.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub enum CreateTypeKind {
    /// `AS ENUM (labels)`; the names' values are the labels, not folded.
    Enum(Vec<Name>),
    /// `AS (attributes)`.
    Composite(Vec<Attribute>),
    /// `AS RANGE (options)`.
    Range {
        /// SUBTYPE.
        subtype: TypeName,
        /// `MULTIRANGE_TYPE_NAME`.
        multirange: Option<QName>,
    },
    /// A base type, defined by functions.
    Base,
    /// A shell type.
    Shell,
}

/// An attribute of a composite type.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeName,
    /// COLLATE.
    pub collation: Option<QName>,
}

/// `CREATE DOMAIN`.
#[derive(Clone, Debug)]
pub struct CreateDomain {
    /// The domain.
    pub name: QName,
    /// Its base type.
    pub ty: TypeName,
    /// COLLATE.
    pub collation: Option<QName>,
    /// DEFAULT, NOT NULL, NULL and CHECK, in the order written.
    pub constraints: Vec<ColumnConstraint>,
}

/// `CREATE EXTENSION`.
#[derive(Clone, Debug)]
pub struct CreateExtension {
    /// The extension.
    pub name: Name,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// SCHEMA.
    pub schema: Option<Name>,
    /// CASCADE.
    pub cascade: bool,
}

/// What a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// A function.
    Function,
    /// A procedure.
    Procedure,
    /// An aggregate.
    Aggregate,
}

/// `CREATE FUNCTION`, `PROCEDURE` and `AGGREGATE`.
#[derive(Clone, Debug)]
pub struct CreateFunction {
    /// The function.
    pub name: QName,
    /// What it is.
    pub kind: FunctionKind,
    /// OR REPLACE.
    pub or_replace: bool,
    /// Arguments in order, of all modes.
    pub arguments: Vec<FunctionArgument>,
    /// RETURNS; for `RETURNS TABLE` the columns are arguments of that mode.
    pub returns: Option<TypeName>,
    /// WINDOW.
    pub window: bool,
    /// LANGUAGE, lower case.
    pub language: Option<String>,
    /// The body, unquoted, when it is text.
    pub body: Option<String>,
    /// Where the body's text stands inside its quotes, for its own diagnostics.
    pub body_span: Option<Span>,
    /// What a body that is SQL and no text (BEGIN ATOMIC, RETURN) names, and the
    /// functions of an aggregate.
    pub names: BodyNames,
    /// What a body that is text can do.
    pub effects: BodyEffects,
    /// A body in PL/pgSQL, compiled for what the function returns as it is written.
    pub compiled: Option<Box<CompiledBody>>,
    /// How a call of it runs.
    pub calling: Calling,
    /// What an aggregate says of itself.
    pub aggregate: Option<Aggregate>,
}

/// What CREATE AGGREGATE says; of an option that is given twice the last one counts.
#[derive(Clone, Debug, Default)]
pub struct Aggregate {
    /// The options that are given, in the names of today: `sfunc` for `sfunc1`.
    pub options: BTreeSet<String>,
    /// Those that name a function.
    pub functions: BTreeMap<String, QName>,
    /// Those that name a type.
    pub types: BTreeMap<String, TypeName>,
    /// `FINALFUNC_EXTRA`.
    pub extra: bool,
    /// The form of old, with its base type among the options.
    pub old: bool,
    /// Of an ordered-set aggregate how many arguments come before ORDER BY.
    pub direct: Option<usize>,
}

impl Aggregate {
    /// Whether an option is given.
    pub fn has(&self, option: &str) -> bool {
        self.options.contains(option)
    }
}

impl CreateFunction {
    /// Whether its body is SQL and no text: BEGIN ATOMIC, RETURN.
    pub fn is_parsed(&self) -> bool {
        self.body.is_none() && self.kind != FunctionKind::Aggregate
    }

    /// What its body in PL/pgSQL is compiled for.
    pub fn compiled_for(&self, result: PlResult) -> PlSignature {
        PlSignature {
            name: self.name.name.value.clone(),
            parameters: self.arguments.clone(),
            result,
        }
    }

    /// What RETURN may give, if what it returns is PostgreSQL's own where it has such a name.
    pub fn written_result(&self) -> PlResult {
        let pseudo = match &self.returns {
            Some(ty) if ty.array_dims == 0 && ty.of_column.is_none() => ty.name.name.value.as_str(),
            _ => "",
        };
        let gives = |argument: &FunctionArgument| argument.mode.is_output();
        let outputs = self.arguments.iter().any(gives);
        let is_table = |argument: &FunctionArgument| argument.mode == ArgumentMode::Table;
        let is_set = match &self.returns {
            Some(ty) => ty.setof,
            None => self.arguments.iter().any(is_table),
        };
        match pseudo {
            "trigger" => PlResult::Trigger,
            "event_trigger" => PlResult::EventTrigger,
            _ if is_set => PlResult::Set { outputs },
            _ if outputs => PlResult::Outputs,
            _ if self.kind == FunctionKind::Procedure => PlResult::Procedure,
            "void" => PlResult::Void,
            _ => PlResult::Value,
        }
    }

    /// What its body can name beside what the catalog has.
    pub fn signature(&self) -> super::Signature {
        let inputs = self
            .arguments
            .iter()
            .filter(|argument| !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table));
        let names = inputs.clone().filter_map(|argument| argument.name.as_ref());
        super::Signature {
            function: self.name.name.value.clone(),
            names: names.map(|name| name.value.clone()).collect(),
            inputs: inputs.count(),
        }
    }
}

/// What a function says of its calls.
#[derive(Clone, Debug, Default)]
pub struct Calling {
    /// STRICT: with a NULL among its arguments it gives NULL and does not run.
    pub strict: bool,
    /// `SET search_path`: the path while it runs.
    pub search_path: Option<SetSearchPath>,
    /// IMMUTABLE, STABLE or VOLATILE.
    pub volatility: Volatility,
}

/// How far what a function gives depends on its arguments alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Volatility {
    /// Not at all.
    #[default]
    Volatile,
    /// Within a statement.
    Stable,
    /// For good.
    Immutable,
}

/// What a function's body can do, as far as its words tell.
#[derive(Clone, Debug, Default)]
pub struct BodyEffects {
    /// Whether a statement in it may change the catalog: DDL, or EXECUTE of a text
    /// that is not known to leave it alone.
    pub changes_catalog: bool,
    /// Whether it sets `search_path`, and how long that lasts at most.
    pub sets_path: PathEffect,
    /// Functions that it seems to call.
    pub calls: Vec<CallRef>,
}

/// How long a function's own `search_path` lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathEffect {
    /// It sets none.
    #[default]
    None,
    /// Until the end of the transaction: SET LOCAL.
    Transaction,
    /// Until another is set.
    Session,
}

/// What a function names outside of text.
#[derive(Clone, Debug, Default)]
pub struct BodyNames {
    /// Relations.
    pub relations: Vec<QName>,
    /// Columns.
    pub columns: Vec<Arc<ColumnRef>>,
    /// Calls.
    pub calls: Vec<CallRef>,
    /// An aggregate's functions by name alone.
    pub functions: Vec<QName>,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// Its name.
    pub name: Option<Name>,
    /// Its mode.
    pub mode: ArgumentMode,
    /// Its type.
    pub ty: TypeName,
    /// Whether it has a default.
    pub default: Option<PlExpr>,
}

/// The mode of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentMode {
    /// IN.
    In,
    /// OUT.
    Out,
    /// INOUT.
    InOut,
    /// VARIADIC.
    Variadic,
    /// A column of `RETURNS TABLE`.
    Table,
}

impl ArgumentMode {
    /// Whether it is a part of what the function gives.
    pub fn is_output(self) -> bool {
        matches!(self, Self::Out | Self::InOut | Self::Table)
    }
}

/// `CREATE TRIGGER`.
#[derive(Clone, Debug)]
pub struct CreateTrigger {
    /// The trigger.
    pub name: Name,
    /// OR REPLACE.
    pub or_replace: bool,
    /// CONSTRAINT.
    pub constraint: bool,
    /// Its table or view.
    pub table: QName,
    /// The function.
    pub function: QName,
    /// `UPDATE OF` columns.
    pub columns: Vec<Name>,
    /// When it fires.
    pub timing: TriggerTiming,
    /// What it fires at.
    pub events: Vec<TriggerEvent>,
    /// FOR EACH ROW.
    pub each_row: bool,
    /// What REFERENCING names.
    pub transitions: Vec<Transition>,
    /// WHEN.
    pub when: Option<Expr>,
    /// As written.
    pub text: String,
}

/// When a trigger fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerTiming {
    /// BEFORE.
    Before,
    /// AFTER.
    After,
    /// INSTEAD OF.
    InsteadOf,
}

/// What a trigger fires at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerEvent {
    /// INSERT.
    Insert,
    /// UPDATE.
    Update,
    /// DELETE.
    Delete,
    /// TRUNCATE.
    Truncate,
}

/// `NEW TABLE AS name` and its like in REFERENCING.
#[derive(Clone, Debug)]
pub struct Transition {
    /// NEW; else OLD.
    pub is_new: bool,
    /// TABLE; else ROW.
    pub is_table: bool,
    /// Its name.
    pub name: Name,
}

/// What a policy says.
#[derive(Clone, Debug, Default)]
pub struct PolicyOptions {
    /// AS RESTRICTIVE.
    pub restrictive: bool,
    /// FOR.
    pub command: PolicyCommand,
    /// TO, when written.
    pub roles: Option<Vec<Name>>,
    /// USING.
    pub using: Option<Expr>,
    /// WITH CHECK.
    pub check: Option<Expr>,
}

/// The command that a policy is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PolicyCommand {
    /// ALL.
    #[default]
    All,
    /// SELECT.
    Select,
    /// INSERT.
    Insert,
    /// UPDATE.
    Update,
    /// DELETE.
    Delete,
}

/// `CREATE RULE`.
#[derive(Clone, Debug)]
pub struct CreateRule {
    /// OR REPLACE.
    pub or_replace: bool,
    /// The rule.
    pub name: Name,
    /// What it fires at.
    pub event: RuleEvent,
    /// Its relation.
    pub table: QName,
    /// WHERE.
    pub conditional: bool,
    /// INSTEAD; else ALSO.
    pub instead: bool,
    /// What it does.
    pub action: RuleAction,
}

/// What a rule does.
#[derive(Clone, Debug)]
pub enum RuleAction {
    /// NOTHING.
    Nothing,
    /// The query that an unconditional rule ON SELECT puts in the relation's place.
    Query(Box<Query>),
    /// One statement that gives rows, as far as its words tell.
    Answer,
    /// Anything else.
    Other,
}

/// What a rule fires at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleEvent {
    /// SELECT: the rule of a view.
    Select,
    /// INSERT.
    Insert,
    /// UPDATE.
    Update,
    /// DELETE.
    Delete,
}

/// `CREATE OPERATOR`.
#[derive(Clone, Debug)]
pub struct CreateOperator {
    /// The operator.
    pub name: QName,
    /// LEFTARG.
    pub left: Operand,
    /// RIGHTARG.
    pub right: Operand,
    /// Whether it names a function.
    pub has_function: bool,
    /// COMMUTATOR.
    pub commutator: Option<QName>,
    /// NEGATOR.
    pub negator: Option<QName>,
}

/// The type of an operand of an operator.
#[derive(Clone, Debug)]
pub enum Operand {
    /// There is none.
    Missing,
    /// This one.
    Type(TypeName),
    /// What is written is no type, as a string or NONE, which the server reads as one.
    Unread,
}
