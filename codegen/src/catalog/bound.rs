//! Values of partition bounds, as the server keeps and shows them.

use super::bounds::Bound;
use super::builtin;
use super::error::{Result, SqlError};
use super::expr::ExprUse;
use super::opclass::Certain;
use super::operator::{Scope, Typed};
use super::{Column, ConstraintKind, Key, KeyKind, Modifier, Relation, Replay, TypeUse};
use crate::ddl::{Expr, ExprShape, PartitionBound};

impl Replay {
    /// A bound with its values as they become values of the key's types
    /// (`transformPartitionBoundValue`): what is worked out here is shown as
    /// the server shows it, the rest as written.
    pub(super) fn shown_bound(
        &self,
        parent: &Relation,
        keys: &[Key],
        read: &Bound,
        bound: &PartitionBound,
    ) -> Result<String> {
        let mut written = bound.values.iter();
        let mut shown = |values: &[String], is_list: bool| -> Result<String> {
            let mut all = Vec::with_capacity(values.len());
            for (at, text) in values.iter().enumerate() {
                if !is_list && Bound::is_limit(text) {
                    all.push(text.to_ascii_uppercase());
                    continue;
                }
                let key = keys.get(if is_list { 0 } else { at });
                all.push(match written.next() {
                    Some(value) => self.bound_value(parent, key, value)?,
                    None => text.clone(),
                });
            }
            Ok(all.join(", "))
        };
        Ok(match read {
            Bound::List(values) => format!("FOR VALUES IN ({})", shown(values, true)?),
            Bound::Range(from, to) => {
                let from = shown(from, false)?;
                format!("FOR VALUES FROM ({from}) TO ({})", shown(to, false)?)
            }
            Bound::Hash(modulus, remainder) => {
                format!("FOR VALUES WITH (modulus {modulus}, remainder {remainder})")
            }
            Bound::Default => "DEFAULT".to_owned(),
            Bound::Other => bound.text.clone(),
        })
    }

    fn bound_value(&self, parent: &Relation, key: Option<&Key>, value: &Expr) -> Result<String> {
        let stored = self.bind(value, None, ExprUse::PartitionBound)?;
        let (ty, name) = match key.map(|key| &key.what) {
            Some(KeyKind::Column(id)) => match parent.column_by_id(*id) {
                Some(column) => (column.ty.known(), column.name.as_str()),
                None => (None, ""),
            },
            Some(KeyKind::Expr(expr)) => (expr.ty.as_ref(), "expr"),
            None => (None, ""),
        };
        if value.unparsed {
            return Ok(stored.text);
        }
        let given = self.value_of(&value.shape, &Scope::of(None))?.ty;
        let Some(ty) = ty else {
            return Ok(stored.text);
        };
        if let Typed::Known(given) = &given
            && self.catalog.can_assign(given, ty) == Certain::No
        {
            return Err(SqlError::new(
                "42804",
                value.span,
                format!(
                    "specified value cannot be cast to type {} for column \"{name}\"",
                    self.shown_type(ty)
                ),
            )
            .label(format!("it is {}", self.shown_type(given))));
        }
        if matches!(value.shape, ExprShape::Str(_)) {
            self.check_literal(&stored, ty, name)?;
        }
        let base = self.catalog.base_type(ty);
        let mut shape = &value.shape;
        // A literal that is cast to the key's own type.
        if let ExprShape::Cast(_, inner, Some(to)) = shape
            && matches!(**inner, ExprShape::Str(_))
            && matches!(&given, Typed::Known(given) if self.catalog.base_type(given) == base)
            && to.modifiers.is_empty()
        {
            shape = inner;
        }
        Ok(shown_constant(shape, &base).unwrap_or(stored.text))
    }
}

/// A constant of a type as `get_const_expr` of PostgreSQL's `ruleutils.c` shows it
/// without a label, where the type's output is its input.
fn shown_constant(shape: &ExprShape, ty: &TypeUse) -> Option<String> {
    let text = match shape {
        ExprShape::Null => return Some("NULL".to_owned()),
        ExprShape::Bool(value) => value.to_string(),
        ExprShape::Number(text) => text.replace(' ', ""),
        ExprShape::Str(text) => text.clone(),
        _ => return None,
    };
    if ty.array || ty.modifier != Modifier::None {
        return None;
    }
    let quoted = format!("'{}'", text.replace('\'', "''"));
    let Some(builtin) = builtin::by_oid(ty.id) else {
        // A label of an enum; of another type the output is not known.
        return None;
    };
    let is_whole = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'))
            && text != "-0"
    };
    match builtin.name {
        "int4" => is_whole(&text).then(|| if text.starts_with('-') { quoted } else { text }),
        "int2" | "int8" | "oid" => is_whole(&text).then_some(quoted),
        "numeric" => {
            let plain = text.strip_prefix('-').unwrap_or(&text);
            match plain.split_once('.') {
                None => is_whole(&text).then_some(quoted),
                Some((whole, fraction)) => (is_whole(whole)
                    && !fraction.is_empty()
                    && fraction.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| {
                    if text.starts_with('-') {
                        quoted
                    } else {
                        text.clone()
                    }
                }),
            }
        }
        // Short ones, which are shown with no exponent.
        "float4" | "float8" if text.len() <= 6 => {
            let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
            let number: f64 = text.parse().ok().filter(|_| text.bytes().all(is_plain))?;
            (number == 0.0 || number.abs() >= 0.001).then(|| format!("'{number}'"))
        }
        "bool" => match text.as_str() {
            "true" | "t" => Some("true".to_owned()),
            "false" | "f" => Some("false".to_owned()),
            _ => None,
        },
        "text" | "varchar" => matches!(shape, ExprShape::Str(_)).then_some(quoted),
        _ => None,
    }
}

/// Whether checks of a table say of a column all that a range of numbers says
/// of it (`ConstraintImpliedByRelConstraint`), as far as they compare it with
/// numbers.
pub(super) fn is_implied(table: &Relation, column: &Column, bound: &Bound) -> bool {
    let Bound::Range(from, to) = bound else {
        return false;
    };
    let ([from], [to]) = (from.as_slice(), to.as_slice()) else {
        return false;
    };
    let limit = |text: &String| text.trim_matches('\'').parse::<f64>().ok();
    let (Some(from), Some(to)) = (limit(from), limit(to)) else {
        return false;
    };
    let (mut not_null, mut above, mut below) = (column.not_null.is_some(), false, false);
    for constraint in &table.constraints {
        let ConstraintKind::Check(check) = &constraint.kind else {
            continue;
        };
        let lower = check.text.to_ascii_lowercase();
        // Within parentheses, OR and NOT a part says nothing by itself.
        if !constraint.validated || !constraint.enforced || lower.contains(['(', '\'', '"']) {
            continue;
        }
        let words: Vec<&str> = lower.split_ascii_whitespace().collect();
        if words.contains(&"or") || words.contains(&"between") {
            continue;
        }
        for part in words.split(|word| *word == "and") {
            let part: String = part.concat();
            let Some(rest) = part.strip_prefix(column.name.as_str()) else {
                continue;
            };
            let number = |sign: &str| rest.strip_prefix(sign)?.parse::<f64>().ok();
            not_null |= rest == "isnotnull";
            above |= number(">=")
                .or_else(|| number(">"))
                .is_some_and(|n| n >= from);
            below |= number("<=").is_some_and(|n| n < to) || number("<").is_some_and(|n| n <= to);
        }
    }
    not_null && above && below
}
