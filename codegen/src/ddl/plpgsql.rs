//! `DO` blocks, as far as their form is static.

use super::{CallRef, FunctionArgument, Name, Need, QName, Stmt, TypeName};
use crate::diag::{Diagnostic, Span};

/// A `DO` block.
#[derive(Clone, Debug)]
pub struct DoBlock {
    /// Its language, `plpgsql` when none is written.
    pub language: String,
    /// The body.
    pub body: DoBody,
    /// The body's text inside its quotes.
    pub body_span: Span,
    /// Types of its variables, which must be there before any of it runs.
    pub declared: Vec<PlDeclared>,
}

/// The type that a variable is declared with.
#[derive(Clone, Debug)]
pub struct PlDeclared {
    /// The variable.
    pub variable: String,
    /// Its type.
    pub ty: PlType,
    /// Where it stands.
    pub span: Span,
}

/// How the type of a variable is written.
#[derive(Clone, Debug)]
pub enum PlType {
    /// By its name.
    Named(TypeName),
    /// `table.column%TYPE`.
    OfColumn(QName, Name),
    /// `name%TYPE` of what is no variable.
    OfName(Name),
    /// `table%ROWTYPE`.
    RowOf(QName),
}

/// What a body in PL/pgSQL is compiled for.
#[derive(Clone, Debug)]
pub struct PlSignature {
    /// The function, whose name is the label of its parameters.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<FunctionArgument>,
    /// What it returns.
    pub result: PlResult,
}

/// What RETURN may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlResult {
    /// Rows, by RETURN NEXT and RETURN QUERY; whether OUT parameters make them.
    Set {
        /// OUT parameters, or the columns of RETURNS TABLE.
        outputs: bool,
    },
    /// Nothing: a function that returns void, or a block.
    Void,
    /// Nothing: a procedure.
    Procedure,
    /// The OUT parameters.
    Outputs,
    /// A value.
    Value,
    /// A row, for a trigger.
    Trigger,
    /// Nothing, for an event trigger.
    EventTrigger,
}

/// A body in PL/pgSQL as the server compiles it where its function is created.
#[derive(Clone, Debug)]
pub struct CompiledBody {
    /// What RETURN may give in it.
    pub result: PlResult,
    /// What the server would refuse. Only of a statement that runs may there be more
    /// than wrong syntax.
    pub faults: Vec<Diagnostic>,
    /// Types of its variables.
    pub declared: Vec<PlDeclared>,
    /// Syntax that older servers refuse.
    pub needs: Vec<Need>,
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
    /// Its label.
    pub label: Option<String>,
    /// Declared variables: the name, whether it holds a row, and the initial value
    /// when one is given.
    pub variables: Vec<(String, bool, Option<PlValue>)>,
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
    /// An SQL statement, PERFORM included.
    Sql {
        /// The statement.
        stmt: Box<Stmt>,
        /// The variables of INTO.
        into: Vec<String>,
    },
    /// `IF … THEN … ELSIF … ELSE … END IF`, and CASE.
    If {
        /// Conditions with their branches.
        branches: Vec<(PlValue, Vec<PlStmt>)>,
        /// ELSE.
        otherwise: Vec<PlStmt>,
    },
    /// A nested block.
    Block(Box<Block>),
    /// `EXECUTE text`.
    Execute {
        /// The text.
        text: PlValue,
        /// Its statements and their faults, when it is one constant: their places
        /// are those in the file.
        constant: Option<(Vec<Stmt>, Vec<Diagnostic>)>,
        /// The variables of INTO.
        into: Vec<String>,
        /// Where it stands.
        span: Span,
    },
    /// `variable := value`.
    Assign {
        /// The variable that is set, or of which a part is.
        variable: String,
        /// What of it.
        part: PlPart,
        /// The value.
        value: PlValue,
    },
    /// Statements that set variables to what is not followed: FETCH, GET DIAGNOSTICS.
    Forget {
        /// Names that occur in it.
        variables: Vec<String>,
        /// Where it stands.
        span: Span,
    },
    /// A loop.
    Loop(Box<PlLoop>),
    /// `EXIT` and `CONTINUE`.
    Leave {
        /// The label of the loop or block.
        label: Option<String>,
        /// WHEN.
        when: Option<PlValue>,
        /// CONTINUE.
        goes_on: bool,
        /// Where it stands.
        span: Span,
    },
    /// `RAISE NOTICE` and lower, `NULL`.
    Nothing,
    /// `RAISE EXCEPTION`.
    RaiseException {
        /// The SQLSTATE or the condition's name, when it is given.
        condition: Option<String>,
        /// Where it stands.
        span: Span,
    },
    /// `RETURN`, with its value.
    Return(Option<PlValue>),
    /// `RETURN NEXT value` and `RETURN QUERY query`: rows of what is returned.
    ReturnRows {
        /// The rows; `None` for RETURN NEXT without a value, which gives the OUT parameters.
        rows: Option<PlRows>,
        /// Where it stands.
        span: Span,
    },
}

/// What RETURN NEXT and RETURN QUERY add.
#[derive(Clone, Debug)]
pub enum PlRows {
    /// One value.
    Value(PlValue),
    /// The rows of a query, with the functions that it calls.
    Query(Box<PlQuery>, Vec<CallRef>),
    /// Rows that are not followed, as those of EXECUTE.
    Unknown,
}

/// What of a variable is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlPart {
    /// All of it.
    Whole,
    /// `a.name`: a field, or the variable `name` of the block `a`.
    Field(String),
    /// Anything else.
    Other,
}

/// A loop.
#[derive(Clone, Debug)]
pub struct PlLoop {
    /// Its label.
    pub label: Option<String>,
    /// What it runs through.
    pub over: PlOver,
    /// Its body.
    pub body: Vec<PlStmt>,
    /// Its first line.
    pub span: Span,
}

/// What a loop runs through.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one a loop, in a box with it"
)]
pub enum PlOver {
    /// `LOOP`, and `WHILE condition LOOP`.
    While(Option<PlValue>),
    /// `FOR i IN [REVERSE] a .. b [BY c] LOOP`.
    Range {
        /// The variable.
        variable: String,
        /// The first.
        from: PlValue,
        /// The last.
        to: PlValue,
        /// The step.
        by: Option<PlValue>,
        /// REVERSE.
        reverse: bool,
    },
    /// `FOR row IN query LOOP`.
    Query {
        /// The variables: one, or a list.
        variables: Vec<String>,
        /// The query.
        query: Box<PlQuery>,
        /// Functions that it calls.
        calls: Vec<CallRef>,
    },
    /// `FOREACH x IN ARRAY value LOOP`.
    Array {
        /// The variable.
        variable: String,
        /// The array.
        array: PlValue,
    },
}

/// An expression with its place and what it calls.
#[derive(Clone, Debug)]
pub struct PlValue {
    /// The expression.
    pub expr: PlExpr,
    /// Functions that it calls: one of them may run DDL.
    pub calls: Vec<CallRef>,
    /// Where it stands.
    pub span: Span,
}

/// An expression as far as it can be evaluated before it runs.
#[derive(Clone, Debug)]
pub enum PlExpr {
    /// NULL.
    Null,
    /// TRUE and FALSE.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A string, or a number that is not whole.
    Text(String),
    /// A variable or a column: `a`, `r.a`.
    Name(Vec<String>, Span),
    /// A call, also of `current_user` and its like.
    Call {
        /// The function's schema, when it is written and not `pg_catalog`.
        schema: Option<String>,
        /// The function.
        name: String,
        /// Arguments; none of `count(*)`.
        arguments: Vec<PlExpr>,
        /// Where it stands.
        span: Span,
    },
    /// A call of an aggregate with ORDER BY: the expressions, with whether each
    /// descends.
    Ordered(Box<PlExpr>, Vec<(PlExpr, bool)>),
    /// An argument by name: `name => value`.
    Named(String, Box<PlExpr>),
    /// A cast to a type of that name, or to its array.
    Cast {
        /// What is cast.
        value: Box<PlExpr>,
        /// The type's name, PostgreSQL's internal one.
        ty: String,
        /// Whether it is an array of that type.
        array: bool,
        /// Where it stands.
        span: Span,
    },
    /// NOT.
    Not(Box<PlExpr>),
    /// AND.
    And(Box<PlExpr>, Box<PlExpr>),
    /// OR.
    Or(Box<PlExpr>, Box<PlExpr>),
    /// `IS NULL`, `IS TRUE`, `IS FALSE`; the flag of the value, `None` for NULL.
    Is(Box<PlExpr>, Option<bool>),
    /// `IS DISTINCT FROM`.
    Distinct(Box<PlExpr>, Box<PlExpr>),
    /// `=`, `<>`, `<`, `<=`, `>`, `>=`.
    Compare(PlOperator, Box<PlExpr>, Box<PlExpr>),
    /// `value BETWEEN low AND high`; the value is worked out once.
    Between(Box<PlExpr>, Box<[PlExpr; 2]>),
    /// `[I]LIKE`.
    Like {
        /// The text.
        value: Box<PlExpr>,
        /// The pattern.
        pattern: Box<PlExpr>,
        /// ILIKE.
        insensitive: bool,
    },
    /// `IN (…)`, `= ANY (…)`.
    In(Box<PlExpr>, Vec<PlExpr>),
    /// `= ANY (array)`.
    Any(Box<PlExpr>, Box<PlExpr>),
    /// `IN (SELECT …)`.
    InQuery(Box<PlExpr>, Box<PlQuery>),
    /// `||`.
    Concat(Box<PlExpr>, Box<PlExpr>),
    /// `+`, `-`, `*`, `/`, `%`.
    Arithmetic(char, Box<PlExpr>, Box<PlExpr>),
    /// CASE.
    Case(Vec<(PlExpr, PlExpr)>, Box<PlExpr>),
    /// `ARRAY[…]`.
    Array(Vec<PlExpr>),
    /// `ARRAY(SELECT …)`.
    ArrayQuery(Box<PlQuery>),
    /// `(a, b)`, `ROW (a, b)`.
    Row(Vec<PlExpr>),
    /// `a[i]`.
    Element(Box<PlExpr>, Box<PlExpr>),
    /// `EXISTS (SELECT …)`.
    Exists(Box<PlQuery>),
    /// `(SELECT …)`.
    Scalar(Box<PlQuery>),
    /// Anything else.
    Unknown {
        /// As a clause.
        reason: String,
        /// Where it stands.
        span: Span,
    },
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlOperator {
    /// `=`.
    Equal,
    /// `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
}

/// A query that can be evaluated over the catalogs.
#[derive(Clone, Debug)]
pub struct PlQuery {
    /// DISTINCT.
    pub distinct: bool,
    /// Output columns.
    pub outputs: Vec<PlOutput>,
    /// FROM.
    pub from: Vec<PlFrom>,
    /// WHERE.
    pub filter: Option<PlExpr>,
    /// GROUP BY.
    pub group: Vec<PlExpr>,
    /// HAVING.
    pub having: Option<PlExpr>,
    /// ORDER BY, with DESC.
    pub order: Vec<(PlExpr, bool)>,
    /// LIMIT.
    pub limit: Option<PlExpr>,
    /// Why it cannot be evaluated, when it has a form that is not followed.
    pub problem: Option<(String, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// An output column.
#[derive(Clone, Debug)]
pub enum PlOutput {
    /// `*` or `alias.*`.
    Star(Option<String>),
    /// An expression, with its name.
    Expr(String, PlExpr),
}

/// An item of FROM.
#[derive(Clone, Debug)]
pub struct PlFrom {
    /// What it is.
    pub source: PlSource,
    /// The name under which columns refer to it.
    pub alias: String,
    /// Column aliases.
    pub columns: Vec<String>,
    /// WITH ORDINALITY.
    pub ordinality: bool,
    /// The condition of LEFT JOIN; that of an inner join is a part of WHERE.
    pub left_on: Option<PlExpr>,
}

/// What an item of FROM is.
#[derive(Clone, Debug)]
pub enum PlSource {
    /// A relation: `pg_type`, `information_schema.columns`; of others the reason
    /// why they cannot be read.
    Catalog(String, Span),
    /// A table of the application.
    Table(QName),
    /// A function: `unnest(…)`, `generate_series(…)`.
    Function(PlExpr),
    /// `(VALUES …)`.
    Values(Vec<Vec<PlExpr>>),
    /// `(SELECT …)`.
    Query(Box<PlQuery>),
}

impl PlExpr {
    /// The expressions that it is made of, and its query.
    fn parts(&self) -> (Vec<&Self>, Option<&PlQuery>) {
        let parts = match self {
            Self::Call { arguments, .. } => arguments.iter().collect(),
            Self::Array(list) | Self::Row(list) => list.iter().collect(),
            Self::Ordered(call, by) => {
                let by = by.iter().map(|(expr, _)| expr);
                std::iter::once(call.as_ref()).chain(by).collect()
            }
            Self::Cast { value, .. }
            | Self::Not(value)
            | Self::Is(value, _)
            | Self::Named(_, value) => vec![value.as_ref()],
            Self::And(a, b)
            | Self::Or(a, b)
            | Self::Distinct(a, b)
            | Self::Compare(_, a, b)
            | Self::Any(a, b)
            | Self::Concat(a, b)
            | Self::Arithmetic(_, a, b)
            | Self::Element(a, b) => vec![a.as_ref(), b.as_ref()],
            Self::Between(value, bounds) => {
                let [low, high] = bounds.as_ref();
                vec![value.as_ref(), low, high]
            }
            Self::Like { value, pattern, .. } => vec![value.as_ref(), pattern.as_ref()],
            Self::In(value, list) => {
                let list = list.iter();
                std::iter::once(value.as_ref()).chain(list).collect()
            }
            Self::Case(branches, otherwise) => {
                let branches = branches.iter().flat_map(|(test, value)| [test, value]);
                branches.chain([otherwise.as_ref()]).collect()
            }
            Self::InQuery(value, query) => return (vec![value.as_ref()], Some(query.as_ref())),
            Self::ArrayQuery(query) | Self::Exists(query) | Self::Scalar(query) => {
                return (Vec::new(), Some(query.as_ref()));
            }
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Text(_)
            | Self::Name(..)
            | Self::Unknown { .. } => Vec::new(),
        };
        (parts, None)
    }

    /// Of how many parts it is made; a query counts as many.
    pub fn size(&self) -> usize {
        const QUERY: usize = 1000;
        let (parts, query) = self.parts();
        let query = query.map_or(0, |_| QUERY);
        1 + query + parts.into_iter().map(Self::size).sum::<usize>()
    }

    /// Goes through it and all that it is made of.
    pub fn walk(&self, each: &mut dyn FnMut(&Self)) {
        each(self);
        let (parts, query) = self.parts();
        for part in parts {
            part.walk(each);
        }
        if let Some(query) = query {
            query.walk(each);
        }
    }
}

impl PlQuery {
    /// Goes through its expressions and all that they are made of.
    pub fn walk(&self, each: &mut dyn FnMut(&PlExpr)) {
        for output in &self.outputs {
            if let PlOutput::Expr(_, expr) = output {
                expr.walk(each);
            }
        }
        for item in &self.from {
            match &item.source {
                PlSource::Function(expr) => expr.walk(each),
                PlSource::Values(rows) => rows.iter().flatten().for_each(|expr| expr.walk(each)),
                PlSource::Query(query) => query.walk(each),
                PlSource::Catalog(..) | PlSource::Table(_) => {}
            }
            if let Some(on) = &item.left_on {
                on.walk(each);
            }
        }
        let order = self.order.iter().map(|(expr, _)| expr);
        let grouping = self.group.iter().chain(&self.having);
        for expr in self
            .filter
            .iter()
            .chain(grouping)
            .chain(order)
            .chain(&self.limit)
        {
            expr.walk(each);
        }
    }
}
