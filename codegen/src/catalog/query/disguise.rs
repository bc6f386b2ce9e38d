//! Types that a value goes through on its way into an expression's.
//!
//! `(x::float8 * 2)::numeric` is a `numeric`, and yet has lost digits. The rules on
//! money ask which types are on the way: those of casts, also in a query below in
//! FROM or WITH that the value comes from, and those that a function brings in.
//! The type of a stored column is not told: that is a fault of the column.

use super::columns::field_named;
use super::push;
use crate::catalog::operator::{Scope, Typed};
use crate::catalog::{Replay, TypeUse};
use crate::ddl::{Call, ExprShape, Form, FormKind};

impl Replay {
    /// Adds the types that the value of an expression goes through.
    pub(in crate::catalog) fn add_casts(
        &self,
        shape: &ExprShape,
        scope: &Scope<'_>,
        casts: &mut Vec<TypeUse>,
    ) {
        match shape {
            ExprShape::Cast(_, inner, written) => {
                if let Some(written) = written
                    && let Ok(ty) = self.resolve_type(written)
                {
                    push(casts, ty);
                }
                self.add_casts(inner, scope, casts);
            }
            ExprShape::Collate(inner, _) => self.add_casts(inner, scope, casts),
            ExprShape::Column(column) => {
                let field = scope
                    .level
                    .and_then(|level| field_named(&column.name.value, &column.qualifier, level));
                for ty in field.iter().flat_map(|field| &field.casts) {
                    push(casts, ty.clone());
                }
            }
            ExprShape::Operator(operator) => {
                let operands = operator.left.iter().chain(&operator.right);
                for (operand, _) in operands {
                    self.add_casts(operand, scope, casts);
                }
            }
            ExprShape::Case(otherwise, form) => {
                if let Some(otherwise) = otherwise {
                    self.add_casts(otherwise, scope, casts);
                }
                self.add_casts_of_form(shape, form, scope, casts);
            }
            ExprShape::Call(_, form) | ExprShape::Query(form) => {
                self.add_casts_of_form(shape, form, scope, casts);
            }
            _ => {}
        }
    }

    fn add_casts_of_form(
        &self,
        shape: &ExprShape,
        form: &Form,
        scope: &Scope<'_>,
        casts: &mut Vec<TypeUse>,
    ) {
        match form.kind() {
            FormKind::Common(list) | FormKind::Array(list) => {
                for inner in list {
                    self.add_casts(inner, scope, casts);
                }
            }
            // What it is compared with does not come out of it.
            FormKind::Nullif(list) => {
                if let Some(first) = list.first() {
                    self.add_casts(first, scope, casts);
                }
            }
            FormKind::Element { of, .. } => self.add_casts(of, scope, casts),
            FormKind::Function(call) => self.add_casts_of_call(shape, call, scope, casts),
            _ => {}
        }
    }

    /// Of a call: what its arguments go through, and its own type when no argument
    /// has that, as `random()`: a `sum` only hands on what is summed.
    fn add_casts_of_call(
        &self,
        shape: &ExprShape,
        call: &Call,
        scope: &Scope<'_>,
        casts: &mut Vec<TypeUse>,
    ) {
        let known = |shape: &ExprShape| match self.value_of(shape, scope).map(|value| value.ty) {
            Ok(Typed::Known(ty)) => Some(ty),
            _ => None,
        };
        let Some(result) = known(shape) else {
            return;
        };
        let arguments = || call.arguments.iter();
        let is_handed_on =
            arguments().any(|argument| known(argument).is_some_and(|ty| ty.id == result.id));
        if !is_handed_on {
            push(casts, result.clone());
        }
        // Of what is counted or compared nothing comes out.
        if is_number(&result) {
            for argument in arguments() {
                self.add_casts(argument, scope, casts);
            }
        }
    }
}

/// Whether a type is one that arithmetic gives an amount in.
fn is_number(ty: &TypeUse) -> bool {
    // real, double precision, money, numeric.
    matches!(ty.id.0, 700 | 701 | 790 | 1700)
}
