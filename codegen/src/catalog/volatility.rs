//! Whether an expression depends on more than what it is given, which an index, a
//! partition key and a generated column cannot have (`contain_mutable_functions` of
//! `clauses.c`): on the session's settings, or on what else is in the database.

use super::error::{Result, SqlError};
use super::expr::{CHANGING_WORDS, ExprUse, not_immutable};
use super::operator::{Scope, Typed};
use super::overload::bare;
use super::volatility_data::{CASTS, OPERATORS, OVERLOADS, READ, SHOWN};
use super::{Function, FunctionId, Relation, Replay, TypeKind, TypeUse, builtin};
use crate::ddl::{
    Body, Call, Expr, ExprShape, Form, FormKind, FunctionKind, Operator, OperatorForm, Signature,
    StmtKind, Volatility,
};
use crate::diag::Span;

const TIMESTAMPTZ: u32 = 1184;

/// `anynonarray`, which `||` takes beside a text.
const ANYNONARRAY: u32 = 2776;

/// How deep bodies in SQL are looked into that call each other.
const MOST_BODIES: usize = 8;

/// What in an expression is not immutable, as a label says it.
type Mutable = Option<String>;

impl Replay {
    /// Refuses what is not immutable where it must be.
    pub(super) fn refuse_mutable(&self, expr: &Expr, table: &Relation, usage: ExprUse) -> Result {
        let Some((state, message)) = not_immutable(usage).filter(|_| !expr.unparsed) else {
            return Ok(());
        };
        let Some(label) = self.mutable_in(&expr.shape, &Scope::of(Some(table))) else {
            return Ok(());
        };
        let help = if label.contains("timestamp with time zone") {
            "say in which zone: (column AT TIME ZONE 'UTC')::date"
        } else {
            "write it with functions and casts that are immutable, or keep the value in a column of its own"
        };
        Err(SqlError::new(state, expr.span, message)
            .label(label)
            .help(help))
    }

    /// Refuses a call of a function of the application that is not declared to be
    /// immutable.
    pub(super) fn refuse_mutable_function(
        &self,
        function: FunctionId,
        usage: ExprUse,
        span: Span,
    ) -> Result {
        let (Some((state, message)), Some(function)) =
            (not_immutable(usage), self.catalog.function(function))
        else {
            return Ok(());
        };
        if !self.is_mutable_function(function, usage, MOST_BODIES) {
            return Ok(());
        }
        let name = &function.name;
        let word = match function.calling.volatility {
            Volatility::Stable => "STABLE",
            _ => "VOLATILE, which a function is unless it says otherwise",
        };
        Err(SqlError::new(state, span, message)
            .label(format!("`{name}` is {word}"))
            .also(function.origin.span, "it is created here")
            .help(format!(
                "create {name} with IMMUTABLE, if what it gives depends on its arguments alone"
            )))
    }

    /// Whether a call of a function of the application is certainly not immutable, also
    /// with its body in its place (`inline_function` of `clauses.c`). Bodies are looked
    /// into that deep.
    fn is_mutable_function(&self, function: &Function, usage: ExprUse, depth: usize) -> bool {
        let is_declared = function.kind == FunctionKind::Function
            && function.origin.extension.is_none()
            && function.calling.volatility != Volatility::Immutable;
        if !is_declared || function.language != "sql" {
            return is_declared;
        }
        if function.returns_set || function.calling.search_path.is_some() {
            return true;
        }
        let (Some(body), Some(place), Some(depth)) =
            (&function.body, function.body_span, depth.checked_sub(1))
        else {
            return false;
        };
        let mut faults = Vec::new();
        let signature = Signature::default();
        let statements = crate::parse::sql_body_with_reads(body, place, &signature, &mut faults);
        if !faults.is_empty() {
            return false;
        }
        let [only] = statements.as_slice() else {
            // Only one query takes the place of a call.
            return true;
        };
        let StmtKind::NoEffect {
            what,
            calls,
            relations,
            ..
        } = &only.kind
        else {
            return false;
        };
        // An index is made with a path of its own, on which the body's names are not found.
        let of_index = matches!(usage, ExprUse::Index | ExprUse::Predicate);
        let names_own = calls
            .iter()
            .any(|call| self.function_for_call(call).is_some());
        if of_index
            && self.catalog.version.restricts_maintenance_path()
            && (names_own || !relations.is_empty())
        {
            return false;
        }
        if *what != "SELECT" {
            return true;
        }
        let queries = only.access.as_ref().map(|access| access.queries.as_slice());
        let Some([query]) = queries else {
            return false;
        };
        let is_plain = match query.body() {
            Body::Plain {
                targets,
                from,
                conditions,
            } => from.is_empty() && conditions.is_empty() && targets.len() == 1,
            Body::Unknown => return false,
            Body::Values(_) | Body::Set(_) => false,
        };
        !is_plain
            || calls.iter().any(|call| match self.function_for_call(call) {
                Some(called) => self.catalog.function(called).is_some_and(|called| {
                    // What is less certain than its call says does not take its place.
                    let says_less = called.calling.volatility == Volatility::Volatile
                        && function.calling.volatility == Volatility::Stable;
                    says_less || self.is_mutable_function(called, usage, depth)
                }),
                None => super::expr::is_mutable_call(call),
            })
    }

    fn mutable_in(&self, shape: &ExprShape, scope: &Scope<'_>) -> Mutable {
        match shape {
            ExprShape::Cast(_, inner, written) => {
                let found = self.mutable_in(inner, scope);
                found.or_else(|| {
                    let to = self.resolve_type(written.as_ref()?).ok()?;
                    self.mutable_cast(&self.known_type(inner, scope)?, &to)
                })
            }
            ExprShape::Collate(inner, _) => self.mutable_in(inner, scope),
            ExprShape::Operator(operator) => self.mutable_operator(operator, scope),
            ExprShape::Logic(_, operands) => {
                let mut operands = operands.iter();
                operands.find_map(|(operand, _)| self.mutable_in(operand, scope))
            }
            ExprShape::Case(otherwise, form) => {
                let results = match form.kind() {
                    FormKind::Common(results) => results.as_slice(),
                    _ => &[],
                };
                let all: Vec<&ExprShape> = results.iter().chain(otherwise.as_deref()).collect();
                self.mutable_common(shape, &all, scope)
            }
            ExprShape::Call(name, form) => self.mutable_form(name, form, shape, scope),
            ExprShape::Query(_)
            | ExprShape::Column(..)
            | ExprShape::Null
            | ExprShape::Str(_)
            | ExprShape::Number(_)
            | ExprShape::Bool(_)
            | ExprShape::Bits
            | ExprShape::Test
            | ExprShape::Other => None,
        }
    }

    fn mutable_form(
        &self,
        name: &str,
        form: &Form,
        shape: &ExprShape,
        scope: &Scope<'_>,
    ) -> Mutable {
        match form.kind() {
            FormKind::Function(call) => self.mutable_call(name, call, scope),
            FormKind::Common(list) | FormKind::Array(list) => {
                let all: Vec<&ExprShape> = list.iter().collect();
                self.mutable_common(shape, &all, scope)
            }
            FormKind::Nullif(list) => list.iter().find_map(|one| self.mutable_in(one, scope)),
            FormKind::Element { of, .. } | FormKind::Field { of, .. } => self.mutable_in(of, scope),
            FormKind::Word => CHANGING_WORDS
                .contains(&name)
                .then(|| format!("`{name}` depends on more than its arguments")),
            FormKind::Unknown
            | FormKind::ArrayQuery(_)
            | FormKind::Scalar(_)
            | FormKind::Exists(_)
            | FormKind::Row
            | FormKind::Fields(_) => None,
        }
    }

    /// Values that become one of a common type, which `whole` is or is an array of.
    fn mutable_common(&self, whole: &ExprShape, all: &[&ExprShape], scope: &Scope<'_>) -> Mutable {
        if let Some(found) = all.iter().find_map(|one| self.mutable_in(one, scope)) {
            return Some(found);
        }
        let mut to = self.known_type(whole, scope)?;
        let is_array =
            matches!(whole, ExprShape::Call(_, form) if matches!(form.kind(), FormKind::Array(_)));
        if is_array {
            to = to.element();
        }
        let mut given = all.iter().filter_map(|one| self.known_type(one, scope));
        given.find_map(|from| self.mutable_cast(&from, &to))
    }

    /// The type of an operand; none of a literal, which is read once and for all.
    fn known_type(&self, shape: &ExprShape, scope: &Scope<'_>) -> Option<TypeUse> {
        match self.value_of(shape, scope).ok()?.ty {
            Typed::Known(ty) => Some(ty),
            Typed::Literal(_) | Typed::Unsure => None,
        }
    }

    fn mutable_operator(&self, operator: &Operator, scope: &Scope<'_>) -> Mutable {
        let operands = operator.left.iter().chain(&operator.right);
        let mut operands = operands.map(|(operand, _)| operand);
        if let Some(found) = operands.find_map(|operand| self.mutable_in(operand, scope)) {
            return Some(found);
        }
        let value = |shape: &ExprShape| self.value_of(shape, scope).ok().map(|value| value.ty);
        let left = match &operator.left {
            Some((left, _)) => Some(value(left)?),
            None => None,
        };
        for (at, (right, _)) in operator.right.iter().enumerate() {
            let name = operator.compares(at);
            let Some(mut right) = value(right) else {
                continue;
            };
            if operator.form == OperatorForm::Elements {
                let Typed::Known(array) = &right else {
                    continue;
                };
                let base = self.catalog.base_type(array);
                if !base.array {
                    continue;
                }
                right = Typed::Known(base.element());
            }
            let (_, wanted) = self.operator_for(name, left.as_ref(), &right);
            let given = left.iter().chain([&right]);
            if let Some(found) = self.mutable_operands(name, &wanted, given) {
                return Some(found);
            }
        }
        None
    }

    fn mutable_operands<'a>(
        &self,
        name: &str,
        wanted: &[TypeUse],
        given: impl Iterator<Item = &'a Typed>,
    ) -> Mutable {
        if let [left, right] = wanted
            && !left.array
            && !right.array
            && let Ok(at) = OPERATORS.binary_search_by(|(known, _)| (*known).cmp(name))
            && let Some((_, pairs)) = OPERATORS.get(at)
            && pairs.contains(&(left.id.0, right.id.0))
        {
            return Some(format!(
                "`{} {name} {}` depends on the session's settings",
                self.shown_type(left),
                self.shown_type(right)
            ));
        }
        let mut given = given.zip(wanted);
        given.find_map(|(given, wanted)| {
            let Typed::Known(given) = given else {
                return None;
            };
            if name == "||" && wanted.id.0 == ANYNONARRAY {
                return self.mutable_cast(given, &TypeUse::plain(builtin::TEXT));
            }
            self.mutable_cast(given, wanted)
        })
    }

    fn mutable_call(&self, name: &str, call: &Call, scope: &Scope<'_>) -> Mutable {
        let mut arguments = call.arguments.iter();
        if let Some(found) = arguments.find_map(|one| self.mutable_in(one, scope)) {
            return Some(found);
        }
        let wanted = self.called(name, call, scope).ok()??.wanted?;
        let numbers: Option<Vec<u32>> = wanted
            .iter()
            .map(|ty| (!ty.array).then_some(ty.id.0))
            .collect();
        if let Some(numbers) = numbers
            && let Ok(at) = OVERLOADS.binary_search_by(|(known, _)| (*known).cmp(name))
            && let Some((_, overloads)) = OVERLOADS.get(at)
            && overloads.contains(&numbers.as_slice())
        {
            let shown: Vec<String> = wanted.iter().map(|ty| self.shown_type(ty)).collect();
            return Some(format!(
                "`{name}({})` depends on the session's settings",
                shown.join(", ")
            ));
        }
        let given = call.arguments.iter().map(|one| self.known_type(one, scope));
        let mut given = given.zip(&wanted);
        given.find_map(|(given, wanted)| self.mutable_cast(&given?, wanted))
    }

    /// A cast that is not immutable, as far as that is certain.
    fn mutable_cast(&self, from: &TypeUse, to: &TypeUse) -> Mutable {
        let (from, to) = (
            bare(&self.catalog.base_type(from)),
            bare(&self.catalog.base_type(to)),
        );
        if from == to || builtin::is_pseudo(from.id) || builtin::is_pseudo(to.id) {
            return None;
        }
        if self.is_of_extension(from.id) || self.is_of_extension(to.id) {
            return None;
        }
        if from.array && to.array {
            return self.mutable_cast(&from.element(), &to.element());
        }
        let both = !from.array && !to.array;
        let by_function = both && CASTS.binary_search(&(from.id.0, to.id.0)).is_ok();
        // What is no text becomes one by its output, and a text something by its input.
        let is_text = |ty: &TypeUse| !ty.array && super::typing::STRINGS.contains(&ty.id);
        let by_text = match (is_text(&from), is_text(&to)) {
            (false, true) => self.depends(&from, SHOWN),
            (true, false) => self.depends(&to, READ),
            _ => false,
        };
        if !by_function && !by_text {
            return None;
        }
        let is_zoned = |ty: &TypeUse| ty.id.0 == TIMESTAMPTZ && !ty.array;
        let on = if is_zoned(&from) || is_zoned(&to) {
            "the session's time zone"
        } else if from.array || to.array || self.catalog.ty(from.id).is_some() {
            "what is in the database"
        } else {
            "the session's settings"
        };
        Some(format!(
            "a cast of {} to {} depends on {on}",
            self.shown_type(&from),
            self.shown_type(&to)
        ))
    }

    /// Whether the input or output of a type is one of those functions that are not
    /// immutable: those of enums, rows, ranges and arrays are none.
    fn depends(&self, ty: &TypeUse, table: &[u32]) -> bool {
        if ty.array {
            return true;
        }
        match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(
                TypeKind::Enum(_)
                | TypeKind::Composite(_)
                | TypeKind::Row(_)
                | TypeKind::Range { .. }
                | TypeKind::Multirange(_),
            ) => true,
            Some(_) => false,
            None => table.binary_search(&ty.id.0).is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(OPERATORS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(OVERLOADS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(CASTS.is_sorted());
        assert!(READ.is_sorted() && SHOWN.is_sorted());
    }
}
