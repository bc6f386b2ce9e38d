//! Which operator an expression means, and of what type it is, as far as that is
//! certain. Only what cannot be otherwise is refused: an extension or CREATE
//! OPERATOR may bring operators that are not known here.

use super::builtin;
use super::error::{Result, SqlError};
use super::operator_data::{OPERATORS, Signature};
use super::overload::{Choice, Input, bare};
use super::state::Unkept;
use super::typing::{Collated, Value};
use super::{
    ColumnId, ColumnType, ConstraintKind, KeyKind, Modifier, RelId, Relation, Replay, StoredExpr,
    TypeId, TypeKind, TypeUse,
};
use crate::ddl::{Expr, ExprShape, Operator, OperatorForm};
use crate::diag::Span;
use std::cell::RefCell;

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
pub(super) enum Resolved {
    /// An operator of this result.
    Type(TypeUse),
    /// There is none.
    Missing,
    /// It is not worked out.
    Unsure,
}

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
    /// The fields of composite types that are read, where somebody asks.
    pub(super) fields: Option<&'a RefCell<Vec<(RelId, ColumnId)>>>,
    /// The query that it stands in.
    pub(super) level: Option<&'a super::query::Level<'a>>,
}

impl<'a> Scope<'a> {
    /// Only the columns of a relation.
    pub(super) fn of(table: Option<&'a Relation>) -> Self {
        Self {
            table,
            value: None,
            retyped: None,
            fields: None,
            level: None,
        }
    }
}

/// A column with the type that it had and the one that it gets.
#[derive(Clone, Copy)]
pub(super) struct Retyped<'a> {
    pub(super) what: RetypedWhat<'a>,
    pub(super) old: &'a TypeUse,
    pub(super) new: &'a TypeUse,
}

/// What gets another type.
#[derive(Clone, Copy)]
pub(super) enum RetypedWhat<'a> {
    /// The column of this name of the relation of the scope.
    Column(&'a str),
    /// A field of a composite type.
    Field(RelId, ColumnId),
}

impl Replay {
    /// The type of an expression. What PostgreSQL has no operator for is refused.
    pub(super) fn type_of(&self, expr: &Expr, scope: &Scope<'_>) -> Result<Typed> {
        if expr.unparsed {
            return Ok(Typed::Unsure);
        }
        Ok(self.value_of(&expr.shape, scope)?.ty)
    }

    /// Refuses an expression that is no condition, in words as `argument of CHECK`.
    pub(super) fn must_be_boolean(&self, expr: &Expr, what: &str, scope: &Scope<'_>) -> Result {
        let ty = self.type_of(expr, scope)?;
        self.expect_boolean(&ty, what, expr.span)
    }

    pub(super) fn expect_boolean(&self, ty: &Typed, what: &str, span: Span) -> Result {
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

    /// The type and collation of what an operator gives.
    pub(super) fn value_of_operator(
        &self,
        operator: &Operator,
        scope: &Scope<'_>,
    ) -> Result<Value> {
        let left = match &operator.left {
            Some((left, _)) => Some(self.value_of(left, scope)?),
            None => None,
        };
        let mut collation = left
            .as_ref()
            .map_or(Collated::None, |left| left.collation.clone());
        let left = left.map(|left| left.ty);
        let mut result = Typed::Unsure;
        let left_place = operator.left.as_ref().map(|(_, place)| *place);
        for (at, (right_shape, right_place)) in operator.right.iter().enumerate() {
            let right = self.value_of(right_shape, scope)?;
            collation = collation.merge(&right.collation);
            let mut right = right.ty;
            let mut left = left.clone();
            let name = operator.compares(at);
            if operator.form == OperatorForm::Elements {
                if scope.retyped.is_some() {
                    continue;
                }
                right = self.each_element(&right, *right_place)?;
            }
            if let Some(retyped) = &scope.retyped {
                let before = Scope {
                    retyped: Some(Retyped {
                        new: retyped.old,
                        ..*retyped
                    }),
                    ..*scope
                };
                self.as_stored(
                    name,
                    (operator.left.as_ref(), &mut left),
                    (right_shape, &mut right),
                    &before,
                )?;
            }
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
        if operator.right.len() > 1 || operator.form != OperatorForm::Plain {
            result = Typed::Known(TypeUse::plain(builtin::BOOL));
        }
        Ok(match result {
            Typed::Known(ty) => self.operated(ty, collation),
            _ => Value::unsure(),
        })
    }

    /// The elements with which ANY and ALL compare (`make_scalar_array_op`).
    fn each_element(&self, array: &Typed, span: Span) -> Result<Typed> {
        let Typed::Known(ty) = array else {
            return Ok(match array {
                // An array is made of it, of whatever elements are needed.
                Typed::Literal(_) => Typed::Literal(None),
                _ => Typed::Unsure,
            });
        };
        let base = self.catalog.base_type(ty);
        if base.array {
            return Ok(Typed::Known(base.element()));
        }
        // `int2vector` and `oidvector` have elements, too.
        let may_be = matches!(base.id.0, 22 | 30) || builtin::is_pseudo(base.id);
        if may_be || self.is_of_extension(base.id) {
            return Ok(Typed::Unsure);
        }
        Err(SqlError::new(
            "42809",
            span,
            "op ANY/ALL (array) requires array on right side",
        )
        .label(format!("this is {}", self.shown_operand(array)))
        .help("write an array, or a subquery in one pair of parentheses"))
    }

    /// What is stored has its operands as the operator wanted them when it was read: each that
    /// keeps its type is of that one.
    fn as_stored(
        &self,
        name: &str,
        (left_shape, left): (Option<&(ExprShape, Span)>, &mut Option<Typed>),
        (right_shape, right): (&ExprShape, &mut Typed),
        before: &Scope<'_>,
    ) -> Result {
        let old_left = match left_shape {
            Some((shape, _)) => Some(self.value_of(shape, before)?.ty),
            None => None,
        };
        let old_right = self.value_of(right_shape, before)?.ty;
        let (_, wanted) = self.operator_for(name, old_left.as_ref(), &old_right);
        // What a polymorphic operand is, a literal has from the other side.
        let wanted = |at: usize, other: Option<&Typed>| {
            let ty = wanted.get(at)?;
            if !builtin::is_pseudo(ty.id) {
                return Some(Typed::Known(ty.clone()));
            }
            match other {
                Some(Typed::Known(other)) => Some(Typed::Known(self.catalog.base_type(other))),
                _ => None,
            }
        };
        let is_literal = |ty: &Typed| matches!(ty, Typed::Literal(_));
        let last = usize::from(old_left.is_some());
        let of_left = old_left
            .as_ref()
            .and_then(|left| wanted(0, is_literal(left).then_some(&old_right)));
        if let (Some(left), Some(wanted)) = (left.as_mut(), of_left)
            && old_left.as_ref() == Some(left)
        {
            *left = wanted;
        }
        let other = old_left.as_ref().filter(|_| is_literal(&old_right));
        if let Some(wanted) = wanted(last, other)
            && old_right == *right
        {
            *right = wanted;
        }
        Ok(())
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
        let is_boolean =
            |ty: &Typed| matches!(ty, Typed::Known(ty) if ty.id == builtin::BOOL && !ty.array);
        let of_booleans = left.is_some_and(is_boolean) && is_boolean(right);
        let instead = crate::foreign::operator(name, of_booleans)
            .map(|instead| format!("write `{instead}`"))
            .or_else(|| self.enum_help(left?, right));
        let right = self.shown_operand(right);
        let (shown, help) = match left {
            Some(left) => (
                format!("{} {name} {right}", self.shown_operand(left)),
                instead.unwrap_or_else(|| "cast one side to the type of the other".to_owned()),
            ),
            None => (format!("{name} {right}"), "cast the operand".to_owned()),
        };
        SqlError::new("42883", span, format!("operator does not exist: {shown}"))
            .label("no such operator for these types")
            .help(help)
    }

    /// An enum has no cast to anything but text.
    fn enum_help(&self, left: &Typed, right: &Typed) -> Option<String> {
        let labels = |ty: &Typed| match ty {
            Typed::Known(ty) if !ty.array => match &self.catalog.ty(ty.id)?.kind {
                TypeKind::Enum(labels) => Some(labels.first()?.text.clone()),
                _ => None,
            },
            _ => None,
        };
        let label = labels(left).or_else(|| labels(right))?;
        Some(format!(
            "compare it with a label, as '{}', or cast it to text",
            label.replace('\'', "''")
        ))
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

    /// Finds the operator that PostgreSQL would.
    fn resolve_operator(&self, name: &str, left: Option<&Typed>, right: &Typed) -> Resolved {
        self.operator_for(name, left, right).0
    }

    /// The operator that PostgreSQL takes (`oper` of `parse_oper.c`), and what it
    /// wants for its operands; nothing when it is not certain.
    pub(super) fn operator_for(
        &self,
        name: &str,
        left: Option<&Typed>,
        right: &Typed,
    ) -> (Resolved, Vec<TypeUse>) {
        let signatures = OPERATORS
            .binary_search_by(|(known, _)| known.cmp(&name))
            .ok()
            .and_then(|at| OPERATORS.get(at))
            .map_or(&[][..], |(_, candidates)| *candidates);
        let operand = |ty: &Typed| match ty {
            Typed::Known(ty) => Some(Some(bare(ty))),
            Typed::Literal(_) => Some(None),
            Typed::Unsure => None,
        };
        let inputs: Option<Vec<Input>> = left.into_iter().chain([right]).map(operand).collect();
        let Some(inputs) = inputs else {
            return (Resolved::Unsure, Vec::new());
        };
        let created = self.catalog.created;
        let are_created = created.contains(Unkept::Operator) || created.contains(Unkept::Cast);
        let is_foreign = |ty: &TypeUse| {
            let base = self.catalog.base_type(ty);
            self.is_of_extension(base.id) || (are_created && self.catalog.ty(base.id).is_some())
        };
        if inputs.iter().flatten().any(is_foreign) {
            return (Resolved::Unsure, Vec::new());
        }
        let is_prefix = left.is_none();
        let signatures = signatures.iter().filter(|(l, ..)| (*l == 0) == is_prefix);
        // A literal is of the type of the other side first, or of what that is over.
        let among = |left: &TypeUse, right: &TypeUse| {
            let mut signatures = signatures.clone();
            signatures.find(|(l, r, _)| {
                (is_prefix || builtin::is_oid_of((*l).into(), left))
                    && builtin::is_oid_of((*r).into(), right)
            })
        };
        // Of two domains the operator of what both are over has the most exact matches.
        let operands = match inputs.as_slice() {
            [Some(left), Some(right)] => Some((left, right)),
            [None, Some(ty)] | [Some(ty), None] | [Some(ty)] => Some((ty, ty)),
            _ => None,
        };
        let alike = operands.and_then(|(left, right)| {
            among(left, right).or_else(|| {
                let base = |ty: &TypeUse| bare(&self.catalog.base_type(ty));
                among(&base(left), &base(right))
            })
        });
        let operands = |(l, r, _): &Signature| -> Vec<TypeUse> {
            let both = (!is_prefix).then_some(*l).into_iter().chain([*r]);
            both.map(|oid| builtin::by_any_oid(oid.into())).collect()
        };
        let choice = if let Some(signature) = alike {
            Ok((signature, operands(signature)))
        } else {
            let signatures: Vec<&Signature> = signatures.collect();
            let mut wanted: Vec<_> = signatures.iter().map(|one| operands(one)).collect();
            match self.choose(&inputs, &wanted) {
                Choice::One(at) => match signatures.get(at) {
                    Some(signature) => Ok((*signature, wanted.swap_remove(at))),
                    None => Err(Choice::Several),
                },
                other => Err(other),
            }
        };
        match choice {
            Ok(((_, _, result), wanted)) => {
                let result = builtin::by_any_oid((*result).into());
                match self.polymorphic_result(&inputs, &wanted, &result) {
                    Some(ty) if !builtin::is_pseudo(ty.id) => (Resolved::Type(ty), wanted),
                    _ => (Resolved::Unsure, Vec::new()),
                }
            }
            Err(Choice::Nothing) if !self.may_have_operator(name) => {
                (Resolved::Missing, Vec::new())
            }
            Err(_) => (Resolved::Unsure, Vec::new()),
        }
    }

    /// Whether an operator of this name that is not PostgreSQL's own may be there, or a cast that lets another one fit.
    fn may_have_operator(&self, name: &str) -> bool {
        self.is_operator_made(name)
            || self.catalog.created.contains(Unkept::Cast)
            || self.extensions_may_have_operators()
    }

    /// Whether operators or casts that are not PostgreSQL's own may be there.
    pub(super) fn may_have_operators(&self) -> bool {
        let created = self.catalog.created;
        created.contains(Unkept::Operator)
            || created.contains(Unkept::Cast)
            || self.extensions_may_have_operators()
    }

    /// Whether an extension is there that may have brought operators.
    pub(super) fn extensions_may_have_operators(&self) -> bool {
        let mut names = self.catalog.extensions.keys();
        names.any(|name| !WITHOUT_OPERATORS.contains(&name.as_str()))
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
            (ExprShape::Call(name, _), []) => builtin::function_result(name),
            (ExprShape::Call(..), [function]) => self
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
        match self.value_of(&default.shape, &Scope::of(None)) {
            Ok(Value {
                ty: Typed::Known(ty),
                ..
            }) => ty,
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
                ConstraintKind::Check(check) => Some(&**check),
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
            retyped: Some(Retyped {
                what: RetypedWhat::Column(&column.name),
                old,
                new,
            }),
            ..Scope::of(Some(table))
        };
        self.refuse_retyped(stored, &scope, span)
    }

    /// Refuses the new type of the scope when a stored expression has no operator for it.
    pub(super) fn refuse_retyped(
        &self,
        stored: &StoredExpr,
        scope: &Scope<'_>,
        span: Span,
    ) -> Result {
        match self.value_of(&stored.shape, scope) {
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
