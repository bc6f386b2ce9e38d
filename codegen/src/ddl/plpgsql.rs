//! `DO` blocks, as far as their form is static.

use super::{CallRef, Expr, Name, Stmt};
use crate::diag::Span;

/// A `DO` block.
#[derive(Clone, Debug)]
pub struct DoBlock {
    /// Its language, `plpgsql` when none is written.
    pub language: String,
    /// The body.
    pub body: DoBody,
    /// The body's text inside its quotes.
    pub body_span: Span,
}

/// The body of a `DO` block.
#[derive(Clone, Debug)]
pub enum DoBody {
    /// Every statement is understood.
    Block(Block),
    /// Something is not: what, and where.
    Unknown {
        /// As a clause: `"FOR loops are not interpreted"`.
        reason: String,
        /// The statement at fault.
        span: Span,
        /// Whether text in it could change the catalog at all (a DDL keyword or
        /// EXECUTE occurs); a block without them leaves the catalog alone.
        may_change_catalog: bool,
        /// Functions that it seems to call, by their looks: one of them may run DDL.
        calls: Vec<CallRef>,
    },
}

/// `DECLARE … BEGIN … EXCEPTION … END`.
#[derive(Clone, Debug)]
pub struct Block {
    /// Declared variables, with their initial value when it is given.
    pub variables: Vec<(Name, Option<Expr>)>,
    /// Statements in order.
    pub body: Vec<PlStmt>,
    /// Handlers in order; a block with handlers is a subtransaction.
    pub handlers: Vec<Handler>,
    /// Where it stands.
    pub span: Span,
}

/// `WHEN condition OR condition THEN statements`.
#[derive(Clone, Debug)]
pub struct Handler {
    /// Condition names, lower case (`duplicate_object`, `others`) or `sqlstate 42710` as `42710`.
    pub conditions: Vec<String>,
    /// Statements.
    pub body: Vec<PlStmt>,
}

/// A statement of PL/pgSQL.
#[derive(Clone, Debug)]
pub enum PlStmt {
    /// An SQL statement.
    Sql(Box<Stmt>),
    /// `IF … THEN … ELSIF … ELSE … END IF`.
    If {
        /// Conditions with their branches.
        branches: Vec<(Condition, Vec<PlStmt>)>,
        /// ELSE.
        otherwise: Vec<PlStmt>,
        /// Where it stands.
        span: Span,
    },
    /// A nested block.
    Block(Box<Block>),
    /// `EXECUTE 'text'` of a constant, parsed; also all rounds of a loop over
    /// constants, and an EXECUTE whose text, though not known as a whole, begins
    /// with words that leave the catalog alone.
    Execute(Vec<Stmt>),
    /// `RAISE NOTICE` and lower, `NULL`, assignments without effect.
    Nothing,
    /// `RAISE EXCEPTION`.
    RaiseException {
        /// Where it stands.
        span: Span,
    },
    /// `RETURN`.
    Return,
}

/// A condition of an IF.
#[derive(Clone, Debug)]
pub enum Condition {
    /// NOT.
    Not(Box<Condition>),
    /// AND.
    And(Box<Condition>, Box<Condition>),
    /// OR.
    Or(Box<Condition>, Box<Condition>),
    /// A constant.
    Constant(bool),
    /// `EXISTS (SELECT … FROM catalog WHERE …)`, also `(SELECT count(*) …) > 0`
    /// and `= 0` (as NOT).
    Exists(Lookup),
    /// `to_regclass('name') IS NOT NULL` and its like (`to_regtype`).
    Regclass {
        /// The name, as text.
        name: String,
        /// `to_regtype`; else `to_regclass`.
        is_type: bool,
        /// Where it stands.
        span: Span,
    },
    /// `current_setting('server_version_num')::int >= N`.
    ServerVersion {
        /// `>=`, `<`, `>`, `<=`, `=`.
        operator: String,
        /// The number.
        number: i64,
    },
    /// Anything else: the block taints unless neither branch changes the catalog.
    Unknown {
        /// As a clause.
        reason: String,
        /// Where it stands.
        span: Span,
    },
}

/// A look-up in the system catalogs.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// Relations of FROM with their aliases, lower case and without `pg_catalog.`;
    /// `information_schema.` is kept: `("pg_type", "t")`, `("information_schema.columns", "columns")`.
    pub from: Vec<(String, String)>,
    /// Conditions that must all hold.
    pub conditions: Vec<LookupCondition>,
    /// Where it stands.
    pub span: Span,
}

/// One condition of a look-up.
#[derive(Clone, Debug)]
pub enum LookupCondition {
    /// `alias.column = 'text'` (also lower(column), and casts of either side dropped).
    Equals {
        /// The alias; empty when unqualified.
        alias: String,
        /// The column.
        column: String,
        /// The constant; `current_schema()` is `Constant::CurrentSchema`.
        value: LookupValue,
        /// `<>`.
        negated: bool,
    },
    /// `alias.column IN ('a', 'b')`.
    In {
        /// The alias.
        alias: String,
        /// The column.
        column: String,
        /// The constants.
        values: Vec<String>,
        /// NOT IN.
        negated: bool,
    },
    /// `a.x = b.y`: a join. `a.x = (SELECT b.y FROM … WHERE …)` is one too, with
    /// the inner relations and conditions among the others.
    Join {
        /// One side: alias and column.
        left: (String, String),
        /// The other.
        right: (String, String),
    },
    /// A flag column, or `NOT` of one: `NOT attisdropped`. A call of
    /// `pg_table_is_visible` or `pg_type_is_visible` is a flag of that name, its
    /// alias that of the argument.
    Flag {
        /// The alias.
        alias: String,
        /// The column.
        column: String,
        /// Its value.
        value: bool,
    },
}

/// What a look-up compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupValue {
    /// A string or number, as text.
    Text(String),
    /// `'name'::regclass` or `to_regclass('name')`.
    Regclass(String),
    /// `'name'::regtype`.
    Regtype(String),
    /// `'name'::regnamespace`.
    Regnamespace(String),
    /// `current_schema()` or `current_schema`.
    CurrentSchema,
}
