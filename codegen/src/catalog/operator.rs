//! Which operator an expression means, and of what type it is, as far as that is
//! certain. Only what cannot be otherwise is refused: an extension or CREATE
//! OPERATOR may bring operators that are not known here.

use super::builtin::{self, BuiltinKind};
use super::error::{Result, SqlError};
use super::operator_data::{OPERATORS, Signature, is_implicit};
use super::{
    ColumnId, ColumnType, ConstraintKind, KeyKind, Modifier, RelId, Relation, Replay, StoredExpr,
    TypeId, TypeKind, TypeUse,
};
use crate::ddl::{Expr, ExprShape, Operator};
use crate::diag::Span;

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// This one.
    Known(TypeUse),
    /// None yet: a string or NULL, which becomes what is needed.
    Literal(Option<String>),
    /// It is not worked out.
    Unsure,
}

/// What an operator comes to.
enum Resolved {
    Type(TypeUse),
    Missing,
    Unsure,
}

/// Whether a value of one type can stand where another is wanted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    /// Perhaps: a polymorphic type, whose other uses decide.
    Perhaps,
    /// By an implicit cast.
    Cast,
    Exact,
}

/// `text`.
const TEXT: u16 = 25;

/// Polymorphic types of which all operands are the same: anyelement, anyarray,
/// anynonarray, anyenum, anyrange, anymultirange.
const SAME: [u32; 6] = [2283, 2277, 2776, 3500, 3831, 4537];

/// Extensions that bring no operators.
const WITHOUT_OPERATORS: [&str; 6] = [
    "pgcrypto",
    "plpgsql",
    "unaccent",
    "uuid-ossp",
    "pg_stat_statements",
    "tablefunc",
];

/// What the names in an expression are.
pub(super) struct Scope<'a> {
    /// The relation whose columns it names.
    pub(super) table: Option<&'a Relation>,
    /// What VALUE is, in a check of a domain.
    pub(super) value: Option<&'a TypeUse>,
    /// A column that is being given another type.
    pub(super) retyped: Option<Retyped<'a>>,
}

/// A column with the type that it had and the one that it gets.
#[derive(Clone, Copy)]
pub(super) struct Retyped<'a> {
    pub(super) name: &'a str,
    pub(super) old: &'a TypeUse,
    pub(super) new: &'a TypeUse,
}

impl Replay {
    /// The type of an expression. What PostgreSQL has no operator for is refused.
    pub(super) fn type_of(&self, expr: &Expr, scope: &Scope<'_>) -> Result<Typed> {
        if expr.unparsed {
            return Ok(Typed::Unsure);
        }
        self.typed_shape(&expr.shape, Some(expr), scope)
    }

    /// Refuses an expression that is no condition, in words as `argument of CHECK`.
    pub(super) fn must_be_boolean(&self, expr: &Expr, what: &str, scope: &Scope<'_>) -> Result {
        let ty = self.type_of(expr, scope)?;
        self.expect_boolean(&ty, what, expr.span)
    }

    fn expect_boolean(&self, ty: &Typed, what: &str, span: Span) -> Result {
        let Typed::Known(ty) = ty else {
            return Ok(());
        };
        let base = self.catalog.base_type(ty);
        if base.id == builtin::BOOL && !base.array {
            return Ok(());
        }
        if !base.array && self.is_of_extension(base.id) {
            return Ok(());
        }
        Err(SqlError::new(
            "42804",
            span,
            format!(
                "argument of {what} must be type boolean, not type {}",
                self.shown_operand(&Typed::Known(ty.clone()))
            ),
        )
        .label("no condition"))
    }

    fn typed_shape(
        &self,
        shape: &ExprShape,
        expr: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Result<Typed> {
        Ok(match shape {
            ExprShape::Null => Typed::Literal(None),
            ExprShape::Str(text) => Typed::Literal(Some(text.clone())),
            ExprShape::Number(text) => {
                Typed::Known(TypeUse::plain(super::query::number_type(text)))
            }
            ExprShape::Bool(_) | ExprShape::Test => Typed::Known(TypeUse::plain(builtin::BOOL)),
            ExprShape::Column(name) => Self::typed_column(name, expr, scope),
            ExprShape::Cast(name, inner) => {
                self.typed_shape(inner, expr, scope)?;
                match expr.and_then(|expr| self.named_cast(expr, name)) {
                    Some(ty) => Typed::Known(ty),
                    None => Typed::Unsure,
                }
            }
            ExprShape::Collate(inner) => self.typed_shape(inner, expr, scope)?,
            ExprShape::Call(name) => {
                match expr.and_then(|expr| self.plain_call_result(expr, name)) {
                    Some(ty) => Typed::Known(ty),
                    None => Typed::Unsure,
                }
            }
            ExprShape::Logic(word, operands) => {
                for (operand, span) in operands {
                    let ty = self.typed_shape(operand, expr, scope)?;
                    self.expect_boolean(&ty, word, *span)?;
                }
                Typed::Known(TypeUse::plain(builtin::BOOL))
            }
            ExprShape::Operator(operator) => self.typed_operator(operator, expr, scope)?,
            ExprShape::Case(_) | ExprShape::Other => Typed::Unsure,
        })
    }

    fn typed_column(name: &str, expr: Option<&Expr>, scope: &Scope<'_>) -> Typed {
        if let Some(value) = scope.value {
            return if name == "value" {
                Typed::Known(value.clone())
            } else {
                Typed::Unsure
            };
        }
        if let Some(retyped) = &scope.retyped
            && retyped.name == name
        {
            return Typed::Known(retyped.new.clone());
        }
        // `t.a` and `(t).a` name a column of the table too; a field of a
        // composite column has a qualifier that is no table.
        let plain = expr.is_none_or(|expr| {
            expr.columns
                .iter()
                .filter(|column| column.name.value == name)
                .all(|column| match column.qualifier.as_slice() {
                    [] => true,
                    [.., table] => scope.table.is_some_and(|t| t.name == table.value),
                })
        });
        let column = scope.table.and_then(|table| table.column(name));
        match column.map(|column| &column.ty) {
            Some(ColumnType::Known(ty)) if plain => Typed::Known(ty.clone()),
            _ => Typed::Unsure,
        }
    }

    fn typed_operator(
        &self,
        operator: &Operator,
        expr: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Result<Typed> {
        let left = match &operator.left {
            Some((left, _)) => Some(self.typed_shape(left, expr, scope)?),
            None => None,
        };
        let mut result = Typed::Unsure;
        let left_place = operator.left.as_ref().map(|(_, place)| *place);
        for (at, (right, right_place)) in operator.right.iter().enumerate() {
            let mut right = self.typed_shape(right, expr, scope)?;
            let mut left = left.clone();
            if let (Some(retyped), Some(left)) = (&scope.retyped, &mut left) {
                // What is stored has literals of the type that they became.
                let of = |ty: &Typed| matches!(ty, Typed::Known(ty) if ty == retyped.new);
                let old = Typed::Known(self.catalog.base_type(retyped.old));
                match (&left, &right) {
                    (Typed::Literal(_), other) if of(other) => *left = old,
                    (other, Typed::Literal(_)) if of(other) => right = old,
                    _ => {}
                }
            }
            let name = match (operator.between, at) {
                (true, 0) => ">=",
                (true, _) => "<=",
                (false, _) => operator.name.as_str(),
            };
            let literal = match (&right, left_place) {
                (Typed::Literal(_), _) | (_, None) => *right_place,
                (_, Some(place)) => place,
            };
            self.check_label(left.as_ref(), &right, literal)?;
            match self.resolve_operator(name, left.as_ref(), &right) {
                Resolved::Type(ty) => result = Typed::Known(ty),
                Resolved::Unsure => {}
                Resolved::Missing => {
                    return Err(self.no_operator(name, left.as_ref(), &right, operator.span));
                }
            }
        }
        if operator.right.len() > 1 || operator.between {
            result = Typed::Known(TypeUse::plain(builtin::BOOL));
        }
        Ok(result)
    }

    /// A string beside an enum must be one of its labels.
    fn check_label(&self, left: Option<&Typed>, right: &Typed, span: Span) -> Result {
        let ((Some(Typed::Known(ty)), Typed::Literal(Some(text)))
        | (Some(Typed::Literal(Some(text))), Typed::Known(ty))) = (left, right)
        else {
            return Ok(());
        };
        if ty.array {
            return Ok(());
        }
        let Some(found) = self.catalog.ty(ty.id) else {
            return Ok(());
        };
        if let TypeKind::Enum(labels) = &found.kind
            && !labels.iter().any(|label| label.text == *text)
        {
            return Err(SqlError::new(
                "22P02",
                span,
                format!(
                    "invalid input value for enum {}: \"{text}\"",
                    self.shown_type(&TypeUse::plain(ty.id))
                ),
            )
            .also(found.origin.span, "the enum is created here"));
        }
        Ok(())
    }

    fn no_operator(
        &self,
        name: &str,
        left: Option<&Typed>,
        right: &Typed,
        span: Span,
    ) -> Box<SqlError> {
        let right = self.shown_operand(right);
        let (shown, help) = match left {
            Some(left) => (
                format!("{} {name} {right}", self.shown_operand(left)),
                "cast one side to the type of the other",
            ),
            None => (format!("{name} {right}"), "cast the operand"),
        };
        SqlError::new("42883", span, format!("operator does not exist: {shown}"))
            .label("no such operator for these types")
            .help(help)
    }

    fn shown_operand(&self, ty: &Typed) -> String {
        match ty {
            Typed::Known(ty) => self.shown_type(&TypeUse {
                modifier: Modifier::None,
                ..ty.clone()
            }),
            Typed::Literal(_) => "unknown".to_owned(),
            Typed::Unsure => "…".to_owned(),
        }
    }

    /// The type that all casts of this name in an expression have.
    pub(super) fn named_cast(&self, expr: &Expr, name: &str) -> Option<TypeUse> {
        let mut named = expr.types.iter().filter(|ty| ty.name.name.value == *name);
        let first = self.resolve_type(named.next()?).ok()?;
        let same = named.all(|ty| self.resolve_type(ty).ok().as_ref() == Some(&first));
        same.then_some(first)
    }

    /// Finds the operator that PostgreSQL would.
    fn resolve_operator(&self, name: &str, left: Option<&Typed>, right: &Typed) -> Resolved {
        let candidates = OPERATORS
            .binary_search_by(|(known, _)| known.cmp(&name))
            .ok()
            .and_then(|at| OPERATORS.get(at))
            .map_or(&[][..], |(_, candidates)| *candidates);
        let operand = |ty: &Typed| match ty {
            Typed::Known(ty) => Some(Some(self.catalog.base_type(ty))),
            Typed::Literal(_) => Some(None),
            Typed::Unsure => None,
        };
        let is_prefix = left.is_none();
        let (Some(left), Some(right)) = (left.map_or(Some(None), operand), operand(right)) else {
            return Resolved::Unsure;
        };
        let mut found: Vec<(Fit, &Signature)> = Vec::new();
        for signature in candidates {
            let (l, r, _) = *signature;
            if (l == 0) != is_prefix {
                continue;
            }
            let fits = |ty: Option<&TypeUse>, wanted: u16, other: u16| match ty {
                // A literal takes the type of the other side first.
                None if wanted == other => Fit::Exact,
                None => Fit::Cast,
                Some(ty) => self.fit(ty, TypeId(u32::from(wanted))),
            };
            let fit = if is_prefix {
                fits(right.as_ref(), r, r)
            } else {
                let apart = l == r && SAME.contains(&u32::from(l)) && {
                    // `anyenum = anyenum` is for two of one enum.
                    matches!((&left, &right), (Some(left), Some(right))
                        if (left.id, left.array) != (right.id, right.array))
                };
                if apart {
                    continue;
                }
                fits(left.as_ref(), l, r).min(fits(right.as_ref(), r, l))
            };
            if fit > Fit::No {
                found.push((fit, signature));
            }
        }
        // Beside what fits equally well, a string is text.
        let has_literal = left.is_none() || right.is_none();
        if has_literal && found.len() > 1 {
            let takes_text = |signature: &Signature| {
                let side = if left.is_none() && !is_prefix {
                    signature.0
                } else {
                    signature.1
                };
                side == TEXT
            };
            let best = found.iter().map(|(fit, _)| *fit).max();
            let any = found
                .iter()
                .any(|(fit, signature)| Some(*fit) == best && takes_text(signature));
            if any && best < Some(Fit::Exact) {
                found.retain(|(_, signature)| takes_text(signature));
            }
        }
        let best = found.iter().map(|(fit, _)| *fit).max();
        let Some(best) = best else {
            let certain = !self.may_have_operators()
                && [&left, &right]
                    .into_iter()
                    .flatten()
                    .all(|ty| ty.array || !self.is_of_extension(ty.id));
            return if certain {
                Resolved::Missing
            } else {
                Resolved::Unsure
            };
        };
        let mut results = found
            .iter()
            .filter(|(fit, _)| *fit == best)
            .map(|(_, (_, _, result))| TypeId(u32::from(*result)));
        match results.next() {
            Some(first) if results.all(|other| other == first) && !builtin::is_pseudo(first) => {
                Resolved::Type(TypeUse::plain(first))
            }
            _ => Resolved::Unsure,
        }
    }

    fn fit(&self, ty: &TypeUse, wanted: TypeId) -> Fit {
        const ANY: u32 = 2276;
        const ELEMENTS: [u32; 4] = [2283, 2776, 5077, 5079];
        const ARRAYS: [u32; 2] = [2277, 5078];
        const RANGES: [u32; 2] = [3831, 5080];
        const MULTIRANGES: [u32; 2] = [4537, 4538];
        const ENUM: u32 = 3500;
        const RECORD: u32 = 2249;
        if ty.array {
            let perhaps =
                wanted.0 == ANY || ELEMENTS.contains(&wanted.0) || ARRAYS.contains(&wanted.0);
            return if perhaps { Fit::Perhaps } else { Fit::No };
        }
        if ty.id == wanted {
            return Fit::Exact;
        }
        if wanted.0 == ANY || ELEMENTS.contains(&wanted.0) {
            return Fit::Perhaps;
        }
        let user = self.catalog.ty(ty.id).map(|found| &found.kind);
        let kind = builtin::by_oid(ty.id).map(|found| found.kind);
        let yes = match wanted.0 {
            id if ARRAYS.contains(&id) => matches!(ty.id.0, 22 | 30),
            id if RANGES.contains(&id) => {
                kind == Some(BuiltinKind::Range) || matches!(user, Some(TypeKind::Range { .. }))
            }
            id if MULTIRANGES.contains(&id) => {
                kind == Some(BuiltinKind::Multirange)
                    || matches!(user, Some(TypeKind::Multirange(_)))
            }
            ENUM => matches!(user, Some(TypeKind::Enum(_))),
            RECORD => matches!(user, Some(TypeKind::Composite(_) | TypeKind::Row(_))),
            _ => false,
        };
        if yes {
            return Fit::Perhaps;
        }
        if is_implicit(ty.id, wanted) {
            Fit::Cast
        } else {
            Fit::No
        }
    }

    /// Whether operators or casts that are not PostgreSQL's own may be there.
    fn may_have_operators(&self) -> bool {
        self.catalog.operators_created
            || self
                .catalog
                .extensions
                .keys()
                .any(|name| !WITHOUT_OPERATORS.contains(&name.as_str()))
    }

    /// Whether a type is an extension's, a shell or a base type, of whose
    /// operators nothing is known.
    pub(super) fn is_of_extension(&self, id: TypeId) -> bool {
        self.catalog.ty(id).is_some_and(|ty| {
            ty.origin.extension.is_some()
                || !matches!(
                    ty.kind,
                    TypeKind::Enum(_)
                        | TypeKind::Composite(_)
                        | TypeKind::Row(_)
                        | TypeKind::Range { .. }
                        | TypeKind::Multirange(_)
                )
        })
    }

    /// Refuses an operator between two values of one type that it does not have.
    pub(super) fn operator_of_exclusion(&self, name: &str, ty: &TypeUse, span: Span) -> Result {
        let operand = Typed::Known(ty.clone());
        match self.resolve_operator(name, Some(&operand), &operand) {
            Resolved::Missing => Err(self.no_operator(name, Some(&operand), &operand, span)),
            Resolved::Type(_) | Resolved::Unsure => Ok(()),
        }
    }

    /// The type of a stored default: that of its expression before PostgreSQL
    /// cast it to the column's, which it forgets again when the column changes.
    pub(super) fn type_of_default(&self, default: &StoredExpr, column: &TypeUse) -> TypeUse {
        if let (ExprShape::Cast(..), [cast]) = (&default.shape, default.casts.as_slice()) {
            return cast.clone();
        }
        let called = match (&default.shape, default.uses.functions.as_slice()) {
            (ExprShape::Call(name), []) => builtin::function_result(name).map(TypeUse::plain),
            (ExprShape::Call(_), [function]) => self
                .catalog
                .function(*function)
                .and_then(|function| function.returns.clone()),
            _ => None,
        };
        if let Some(ty) = called
            && !builtin::is_pseudo(ty.id)
        {
            return ty;
        }
        let scope = Scope {
            table: None,
            value: None,
            retyped: None,
        };
        match self.typed_shape(&default.shape, None, &scope) {
            Ok(Typed::Known(ty)) => ty,
            _ => column.clone(),
        }
    }

    /// Refuses another type of a column for which an expression over it has no
    /// operator.
    pub(super) fn retype_users(
        &self,
        table: &Relation,
        column: ColumnId,
        new: &TypeUse,
        span: Span,
    ) -> Result {
        let uses = |stored: &StoredExpr| stored.uses.columns.contains(&(table.id, column));
        let checks = table
            .constraints
            .iter()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::Check(check) => Some(check),
                _ => None,
            });
        let indexes = table
            .indexes
            .iter()
            .filter_map(|id| self.catalog.rel(*id)?.index())
            .flat_map(|info| {
                let keys = info.keys.iter().filter_map(|key| match &key.what {
                    KeyKind::Expr(stored) => Some(&**stored),
                    KeyKind::Column(_) => None,
                });
                keys.chain(&info.predicate)
            });
        for stored in checks.chain(indexes).filter(|stored| uses(stored)) {
            self.retype_stored(stored, table, column, new, span)?;
        }
        Ok(())
    }

    /// Works a stored expression out again with another type of a column that
    /// it names.
    fn retype_stored(
        &self,
        stored: &StoredExpr,
        table: &Relation,
        column: ColumnId,
        new: &TypeUse,
        span: Span,
    ) -> Result {
        let Some(column) = table.column_by_id(column) else {
            return Ok(());
        };
        let ColumnType::Known(old) = &column.ty else {
            return Ok(());
        };
        // A cast of it to text was stored, which every type has.
        if self.catalog.base_type(old).id == builtin::VARCHAR && !old.array {
            return Ok(());
        }
        // Columns may have been renamed since: only names that are still those
        // of columns that it uses are certain.
        let named = |id: RelId, column: ColumnId| {
            (id == table.id)
                .then(|| table.column_by_id(column))
                .flatten()
                .map(|column| column.name.as_str())
        };
        let known: Vec<&str> = stored
            .uses
            .columns
            .iter()
            .filter_map(|(relation, column)| named(*relation, *column))
            .collect();
        if !stored
            .shape
            .columns()
            .iter()
            .all(|name| known.contains(name))
        {
            return Ok(());
        }
        let scope = Scope {
            table: Some(table),
            value: None,
            retyped: Some(Retyped {
                name: &column.name,
                old,
                new,
            }),
        };
        match self.typed_shape(&stored.shape, None, &scope) {
            Err(mut error) if error.state == "42883" => {
                error.span = span;
                "the new type has no such operator, which an expression over this column needs"
                    .clone_into(&mut error.label);
                Err(error
                    .also(stored.span, "the expression is here")
                    .help("drop what uses the expression first, and create it again afterwards"))
            }
            _ => Ok(()),
        }
    }
}
