//! Queries and calls as far as the types of their columns and results need them.

use super::{ExprShape, Name, QName, TypeName};

/// How deep these trees are kept, which are walked and dropped recursively.
pub(super) const DEEPEST: u8 = 100;

/// What a call, or what has the looks of one, is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    depth: u8,
    kind: FormKind,
}

/// The kinds of [`Form`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// Not kept.
    Unknown,
    /// What the grammar has a word for: its name decides the type.
    Word,
    /// A function of the application or of PostgreSQL's own.
    Function(Call),
    /// COALESCE, GREATEST, LEAST and the results of CASE.
    Common(Vec<ExprShape>),
    /// NULLIF.
    Nullif(Vec<ExprShape>),
    /// `ARRAY[…]`; an element may be a list of its own.
    Array(Vec<ExprShape>),
    /// `ARRAY(SELECT …)`.
    ArrayQuery(Select),
    /// `(SELECT …)`.
    Scalar(Select),
    /// `EXISTS (SELECT …)`.
    Exists(Select),
    /// `ROW(…)`, `(a, b)`.
    Row,
    /// `a[1]`, and `a[1:2]`, which is a slice.
    Element {
        /// The array.
        of: ExprShape,
        /// Whether any subscript is a range.
        slice: bool,
    },
    /// `(a).b`.
    Field {
        /// The row.
        of: ExprShape,
        /// The field.
        name: String,
    },
    /// `(a).*`.
    Fields(ExprShape),
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its schema, when it is written or the grammar's own.
    pub schema: Option<Name>,
    /// Its arguments; what WITHIN GROUP sorts by comes last.
    pub arguments: Vec<ExprShape>,
    /// Whether an argument has a name or is VARIADIC.
    pub special: bool,
    /// Where its name stands.
    pub span: crate::diag::Span,
}

impl Form {
    /// What the call is made of.
    pub fn kind(&self) -> &FormKind {
        &self.kind
    }

    /// How deep it is.
    pub(super) fn depth(&self) -> u8 {
        self.depth
    }

    /// Names of the columns in it, those in queries left out.
    pub(super) fn columns(&self) -> Vec<&str> {
        match &self.kind {
            FormKind::Function(Call {
                arguments: list, ..
            })
            | FormKind::Common(list)
            | FormKind::Nullif(list)
            | FormKind::Array(list) => list.iter().flat_map(ExprShape::columns).collect(),
            FormKind::Element { of, .. } | FormKind::Field { of, .. } | FormKind::Fields(of) => {
                of.columns()
            }
            FormKind::Unknown
            | FormKind::Word
            | FormKind::Row
            | FormKind::ArrayQuery(_)
            | FormKind::Scalar(_)
            | FormKind::Exists(_) => Vec::new(),
        }
    }
}

impl From<FormKind> for Form {
    /// Deeper than is kept it is unknown.
    fn from(kind: FormKind) -> Self {
        let most = |list: &[ExprShape]| list.iter().map(ExprShape::depth).max().unwrap_or(0);
        let inner = match &kind {
            FormKind::Unknown | FormKind::Word | FormKind::Row => 0,
            FormKind::Function(call) => most(&call.arguments),
            FormKind::Common(list) | FormKind::Nullif(list) | FormKind::Array(list) => most(list),
            FormKind::ArrayQuery(select) | FormKind::Scalar(select) | FormKind::Exists(select) => {
                select.depth
            }
            FormKind::Element { of, .. } | FormKind::Field { of, .. } | FormKind::Fields(of) => {
                of.depth()
            }
        };
        if inner >= DEEPEST {
            return Self {
                depth: 0,
                kind: FormKind::Unknown,
            };
        }
        Self {
            depth: inner + 1,
            kind,
        }
    }
}

/// A query as a tree; by default one that is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    depth: u8,
    with: Vec<Cte>,
    body: Body,
}

/// What a query is without its WITH.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Not kept.
    #[default]
    Unknown,
    /// SELECT, and TABLE.
    Plain {
        /// Output columns.
        targets: Vec<Target>,
        /// FROM.
        from: Vec<TableSource>,
        /// WHERE and HAVING.
        conditions: Vec<Condition>,
    },
    /// VALUES, row by row.
    Values(Vec<Vec<ExprShape>>),
    /// The arms of UNION, INTERSECT and EXCEPT, from the left.
    Set(Vec<Arm>),
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The words of its clause.
    pub clause: &'static str,
    /// The condition.
    pub shape: ExprShape,
    /// Where it stands.
    pub span: crate::diag::Span,
}

/// An arm of a set operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The query.
    pub select: Select,
    /// Whether INTERSECT or EXCEPT joins it to those before it.
    pub narrows: bool,
}

/// An output column, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `*` or `t.*`, and where it stands.
    Star(Option<QName>, crate::diag::Span),
    /// An expression.
    Expr {
        /// Its name, when it has one.
        name: Option<String>,
        /// The expression.
        shape: ExprShape,
        /// Where it stands.
        span: crate::diag::Span,
        /// Where the name stands, when it is written.
        label: Option<crate::diag::Span>,
    },
}

/// A common table expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cte {
    /// Its name.
    pub name: Name,
    /// The names of its columns.
    pub columns: Vec<Name>,
    /// Its query.
    pub select: Select,
    /// WITH RECURSIVE.
    pub recursive: bool,
}

/// An item of FROM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSource {
    /// What it is.
    pub kind: SourceKind,
    /// The name under which columns refer to it.
    pub alias: Option<Name>,
    /// Names of its columns.
    pub columns: Vec<Name>,
}

/// What an item of FROM is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Not kept.
    Unknown,
    /// A relation or a common table expression.
    Relation(QName),
    /// A query in parentheses.
    Query {
        /// The query.
        select: Box<Select>,
        /// LATERAL: it sees what stands before it.
        lateral: bool,
    },
    /// Functions, of which several stand in ROWS FROM.
    Functions {
        /// Each with its column definitions.
        calls: Vec<(ExprShape, Vec<(Name, TypeName)>)>,
        /// WITH ORDINALITY.
        ordinality: bool,
    },
    /// A join.
    Join(Box<Join>),
}

/// Which rows a join keeps: what it merges is the column of that side, or made of
/// both by FULL JOIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// INNER, CROSS.
    Inner,
    /// LEFT.
    Left,
    /// RIGHT.
    Right,
    /// FULL.
    Full,
}

/// A join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    depth: u8,
    /// The left side.
    pub left: TableSource,
    /// The right side.
    pub right: TableSource,
    /// NATURAL.
    pub natural: bool,
    /// USING.
    pub using: Vec<Name>,
    /// The alias of what USING merges.
    pub using_alias: Option<Name>,
    /// Which rows it keeps.
    pub kind: JoinKind,
    /// ON.
    pub on: Option<Condition>,
}

impl Select {
    /// A query; deeper than is kept it is unknown.
    pub fn new(with: Vec<Cte>, body: Body) -> Self {
        let most = |list: &[ExprShape]| list.iter().map(ExprShape::depth).max().unwrap_or(0);
        let inner = match &body {
            Body::Unknown => 0,
            Body::Plain {
                targets,
                from,
                conditions,
            } => {
                let conditions = conditions.iter().map(|condition| condition.shape.depth());
                let targets = targets.iter().map(|target| match target {
                    Target::Star(..) => 0,
                    Target::Expr { shape, .. } => shape.depth(),
                });
                let from = from.iter().map(TableSource::depth);
                targets.chain(from).chain(conditions).max().unwrap_or(0)
            }
            Body::Values(rows) => rows.iter().map(|row| most(row)).max().unwrap_or(0),
            Body::Set(arms) => arms.iter().map(|arm| arm.select.depth).max().unwrap_or(0),
        };
        let inner = with
            .iter()
            .map(|cte| cte.select.depth)
            .max()
            .unwrap_or(0)
            .max(inner);
        if inner >= DEEPEST {
            return Self::default();
        }
        Self {
            depth: inner + 1,
            with,
            body,
        }
    }

    /// The query behind a WITH; one that has its own stands inside.
    #[must_use]
    pub fn behind(self, with: Vec<Cte>) -> Self {
        if self.with.is_empty() {
            return Self::new(with, self.body);
        }
        let only = Arm {
            select: self,
            narrows: false,
        };
        Self::new(with, Body::Set(vec![only]))
    }

    /// Its common table expressions.
    pub fn with(&self) -> &[Cte] {
        &self.with
    }

    /// The query without them.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// How many columns it has, where its text alone tells: not with a star.
    pub fn width(&self) -> Option<usize> {
        match &self.body {
            Body::Unknown => None,
            Body::Values(rows) => rows.first().map(Vec::len),
            Body::Set(arms) => arms.iter().find_map(|arm| arm.select.width()),
            Body::Plain { targets, .. } => {
                let is_one = |target: &Target| matches!(target, Target::Expr { .. });
                targets.iter().all(is_one).then_some(targets.len())
            }
        }
    }
}

impl TableSource {
    fn depth(&self) -> u8 {
        match &self.kind {
            SourceKind::Unknown | SourceKind::Relation(_) => 0,
            SourceKind::Query { select, .. } => select.depth,
            SourceKind::Functions { calls, .. } => calls
                .iter()
                .map(|(call, _)| call.depth())
                .max()
                .unwrap_or(0),
            SourceKind::Join(join) => join.depth,
        }
    }

    /// A join of two; deeper than is kept it is unknown.
    pub fn join(mut join: Join) -> Self {
        let on = join.on.as_ref().map_or(0, |on| on.shape.depth());
        let inner = join.left.depth().max(join.right.depth()).max(on);
        join.depth = inner.saturating_add(1);
        let kind = if inner >= DEEPEST {
            SourceKind::Unknown
        } else {
            SourceKind::Join(Box::new(join))
        };
        Self {
            kind,
            alias: None,
            columns: Vec::new(),
        }
    }
}

impl Join {
    /// CROSS JOIN, to which the rest is added.
    pub fn cross(left: TableSource, right: TableSource) -> Self {
        Self {
            depth: 0,
            left,
            right,
            natural: false,
            using: Vec::new(),
            using_alias: None,
            kind: JoinKind::Inner,
            on: None,
        }
    }
}
