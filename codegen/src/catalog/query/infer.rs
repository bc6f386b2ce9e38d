//! Types of expressions, where they are certain.

use super::{
    ColumnType, Expr, Found, Modifier, Replay, Result, Source, TokenKind, TypeKind, TypeUse,
    builtin, tokens,
};
use crate::catalog::TypeId;
use crate::ddl::{CallRef, ColumnRef, ExprShape, Name};

const DATE: TypeId = TypeId(1082);
const NAME: TypeId = TypeId(19);
const FLOAT4: TypeId = TypeId(700);
const FLOAT8: TypeId = TypeId(701);
const INTERVAL: TypeId = TypeId(1186);
const MONEY: TypeId = TypeId(790);
const BYTEA: TypeId = TypeId(17);

/// Calls that the grammar has words for, with what they give.
const WORDS: [(&str, TypeId); 15] = [
    ("current_catalog", NAME),
    ("current_date", DATE),
    ("current_role", NAME),
    ("current_schema", NAME),
    ("current_time", TypeId(1266)),
    ("current_timestamp", TypeId(1184)),
    ("current_user", NAME),
    ("exists", builtin::BOOL),
    ("extract", builtin::NUMERIC),
    ("localtime", TypeId(1083)),
    ("localtimestamp", TypeId(1114)),
    ("position", builtin::INT4),
    ("session_user", NAME),
    ("system_user", builtin::TEXT),
    ("user", NAME),
];

impl Replay {
    /// The type of an output expression, with the collation when it is a column.
    pub(super) fn infer(
        &self,
        expr: &Expr,
        sources: &[Source<'_>],
    ) -> Result<(ColumnType, Option<String>)> {
        if let (ExprShape::Column(_), [column]) = (&expr.shape, expr.columns.as_slice()) {
            return Self::infer_column(column, sources);
        }
        let ty = match self.infer_shape(expr, &expr.shape, sources) {
            Some(ty) => ColumnType::Known(ty),
            None => ColumnType::Unknown("the type of an expression is not worked out".to_owned()),
        };
        Ok((ty, None))
    }

    fn infer_column(
        column: &ColumnRef,
        sources: &[Source<'_>],
    ) -> Result<(ColumnType, Option<String>)> {
        match Self::find_column(column, sources)? {
            Found::Column(relation, id) => Ok(match relation.column_by_id(id) {
                Some(column) => (column.ty.clone(), column.collation.clone()),
                None => (ColumnType::Unknown("the column is gone".to_owned()), None),
            }),
            Found::Row(relation) => Ok((
                match relation.row_type {
                    Some(ty) => ColumnType::Known(TypeUse::plain(ty)),
                    None => ColumnType::Unknown("the relation has no row type".to_owned()),
                },
                None,
            )),
            Found::Unknown => Ok((
                ColumnType::Unknown(
                    "it comes from a subquery, a function or a relation whose columns are not known"
                        .to_owned(),
                ),
                None,
            )),
        }
    }

    fn infer_shape(
        &self,
        expr: &Expr,
        shape: &ExprShape,
        sources: &[Source<'_>],
    ) -> Option<TypeUse> {
        match shape {
            ExprShape::Cast(name, _) => self.named_cast(expr, name),
            ExprShape::Call(name) => self.infer_call(expr, name, sources),
            ExprShape::Collate(inner) => match inner.as_ref() {
                ExprShape::Column(_) => match expr.columns.as_slice() {
                    [column] => {
                        let (ty, _) = Self::infer_column(column, sources).ok()?;
                        ty.known().cloned()
                    }
                    _ => None,
                },
                inner => self.infer_shape(expr, inner, sources),
            },
            ExprShape::Null | ExprShape::Str(_) => Some(TypeUse::plain(builtin::TEXT)),
            ExprShape::Number(text) => Some(TypeUse::plain(number(text))),
            ExprShape::Bool(_) | ExprShape::Logic(..) | ExprShape::Test => {
                Some(TypeUse::plain(builtin::BOOL))
            }
            ExprShape::Column(_)
            | ExprShape::Case(_)
            | ExprShape::Operator(_)
            | ExprShape::Other => None,
        }
    }

    /// What a call gives whatever its arguments are, where that is certain.
    pub(in crate::catalog) fn plain_call_result(&self, expr: &Expr, name: &str) -> Option<TypeUse> {
        if let Some((_, ty)) = WORDS.iter().find(|(word, _)| *word == name) {
            return Some(TypeUse::plain(*ty));
        }
        let call = expr.calls.iter().find(|call| call.name.name.value == name);
        if let Some(call) = call {
            if let Some(id) = self.function_for_call(call) {
                let function = self.catalog.function(id)?;
                let ty = function.returns.clone()?;
                let certain = !function.returns_set && !builtin::is_pseudo(ty.id);
                return certain.then_some(ty);
            }
            if self.is_shadowed(call) {
                return None;
            }
        }
        builtin::function_result(name).map(TypeUse::plain)
    }

    fn infer_call(&self, expr: &Expr, name: &str, sources: &[Source<'_>]) -> Option<TypeUse> {
        if let Some(ty) = self.plain_call_result(expr, name) {
            return Some(ty);
        }
        let call = expr.calls.iter().find(|call| call.name.name.value == name);
        if call.is_some_and(|call| self.is_shadowed(call)) {
            return None;
        }
        let arguments = arguments(expr)?;
        let argument = |at: usize| -> Option<TypeUse> {
            match arguments.get(at)? {
                Argument::Column(column) => {
                    let (ty, _) = Self::infer_column(column, sources).ok()?;
                    ty.known().cloned()
                }
                _ => None,
            }
        };
        match (name, arguments.len()) {
            ("min" | "max", 1) => minimum(&self.catalog.base_type(&argument(0)?), |ty| {
                self.catalog
                    .ty(ty)
                    .is_some_and(|ty| matches!(ty.kind, TypeKind::Enum(_)))
            }),
            ("sum", 1) => sum(&self.catalog.base_type(&argument(0)?)),
            ("avg", 1) => average(&self.catalog.base_type(&argument(0)?)),
            ("array_agg", 1) => {
                let mut ty = argument(0)?;
                ty.modifier = Modifier::None;
                Some(ty.array_of())
            }
            ("string_agg", 2) => {
                let ty = self.catalog.base_type(&argument(0)?);
                (ty.id != BYTEA && !ty.array).then(|| TypeUse::plain(builtin::TEXT))
            }
            ("lower" | "upper" | "abs" | "round", 1) => {
                let ty = self.catalog.base_type(&argument(0)?);
                one_to_one(name, &ty)
            }
            ("coalesce", _) => Self::infer_coalesce(&arguments, sources),
            _ => None,
        }
    }

    /// Whether a user's function may be meant instead of PostgreSQL's.
    fn is_shadowed(&self, call: &CallRef) -> bool {
        match &call.name.schema {
            Some(schema) => schema.value != "pg_catalog",
            None => self
                .catalog
                .functions_named(&call.name.name.value)
                .next()
                .is_some(),
        }
    }

    /// COALESCE of columns of one type and literals that become of that type.
    fn infer_coalesce(arguments: &[Argument], sources: &[Source<'_>]) -> Option<TypeUse> {
        let mut found: Option<TypeUse> = None;
        let mut literals = false;
        for argument in arguments {
            match argument {
                Argument::Column(column) => {
                    let (ty, _) = Self::infer_column(column, sources).ok()?;
                    let ty = ty.known()?.clone();
                    match &mut found {
                        None => found = Some(ty),
                        Some(before) if before.id == ty.id && before.array == ty.array => {
                            if before.modifier != ty.modifier {
                                before.modifier = Modifier::None;
                            }
                        }
                        Some(_) => return None,
                    }
                }
                Argument::Str | Argument::Null => literals = true,
                Argument::Number(text) => {
                    let literal = number(text);
                    let column = found.as_ref()?;
                    // Only where the column's type is the wider one.
                    let wide = match column.id {
                        _ if column.array => false,
                        builtin::INT4 | builtin::INT8 => {
                            literal == builtin::INT4
                                || (literal == builtin::INT8 && column.id == builtin::INT8)
                        }
                        builtin::NUMERIC => true,
                        FLOAT4 | FLOAT8 => literal == builtin::INT4,
                        _ => false,
                    };
                    if !wide || column.id == FLOAT4 {
                        return None;
                    }
                    literals = true;
                }
                Argument::Bool => {
                    if found.as_ref()?.id != builtin::BOOL {
                        return None;
                    }
                }
            }
        }
        let mut ty = found?;
        if literals {
            ty.modifier = Modifier::None;
        }
        Some(ty)
    }
}

/// An argument that is simple enough to have a certain type.
enum Argument {
    Column(ColumnRef),
    Str,
    Null,
    Number(String),
    Bool,
}

/// The arguments of a call that is the whole expression, when all are simple.
fn arguments(expr: &Expr) -> Option<Vec<Argument>> {
    let tokens = tokens(&expr.text);
    let open = tokens.iter().position(|token| token.is("("))?;
    if open == 0 || !tokens.last()?.is(")") {
        return None;
    }
    let inner = tokens.get(open + 1..tokens.len() - 1)?;
    let word = |text: &str| Name {
        value: text.to_owned(),
        span: expr.span,
    };
    let mut list = Vec::new();
    for argument in inner.split(|token| token.is(",")) {
        let argument = match argument {
            // DISTINCT leaves the type alone.
            [first, rest @ ..] if first.word() == Some("distinct") => rest,
            other => other,
        };
        let text = |from: usize| {
            let range = argument.get(from)?.range.start..argument.last()?.range.end;
            expr.text.get(range)
        };
        let parsed = match argument {
            [one] => match &one.kind {
                TokenKind::Str(_) => Argument::Str,
                TokenKind::Word(name) => match name.as_str() {
                    "null" => Argument::Null,
                    "true" | "false" => Argument::Bool,
                    name => Argument::Column(ColumnRef {
                        qualifier: Vec::new(),
                        name: word(name),
                    }),
                },
                TokenKind::Punct(_) => Argument::Number(numeric(text(0)?)?),
            },
            [table, dot, column] if dot.is(".") && table.word().is_some() => {
                Argument::Column(ColumnRef {
                    qualifier: vec![word(table.word()?)],
                    name: word(column.word()?),
                })
            }
            _ => Argument::Number(numeric(text(0)?)?),
        };
        list.push(parsed);
    }
    Some(list)
}

fn numeric(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']).trim();
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '_'));
    is_number.then(|| text.trim().to_owned())
}

/// The type of a number as written.
pub(in crate::catalog) fn number(text: &str) -> TypeId {
    let text = text.replace(['_', ' '], "");
    if text.parse::<i32>().is_ok() {
        builtin::INT4
    } else if text.parse::<i64>().is_ok() {
        builtin::INT8
    } else {
        builtin::NUMERIC
    }
}

fn minimum(ty: &TypeUse, is_enum: impl Fn(TypeId) -> bool) -> Option<TypeUse> {
    const SAME: [u32; 19] = [
        20, 21, 23, 25, 26, 700, 701, 790, 869, 1042, 1082, 1083, 1114, 1184, 1186, 1266, 1700, 27,
        650,
    ];
    if ty.array {
        return Some(TypeUse {
            modifier: Modifier::None,
            ..ty.clone()
        });
    }
    match ty.id {
        builtin::VARCHAR => Some(TypeUse::plain(builtin::TEXT)),
        // `cidr` has no min of its own: it becomes `inet`.
        TypeId(650) => Some(TypeUse::plain(TypeId(869))),
        id if SAME.contains(&id.0) || is_enum(id) => Some(TypeUse::plain(id)),
        _ => None,
    }
}

fn sum(ty: &TypeUse) -> Option<TypeUse> {
    if ty.array {
        return None;
    }
    let id = match ty.id {
        builtin::INT2 | builtin::INT4 => builtin::INT8,
        builtin::INT8 | builtin::NUMERIC => builtin::NUMERIC,
        id @ (FLOAT4 | FLOAT8 | INTERVAL | MONEY) => id,
        _ => return None,
    };
    Some(TypeUse::plain(id))
}

fn average(ty: &TypeUse) -> Option<TypeUse> {
    if ty.array {
        return None;
    }
    let id = match ty.id {
        builtin::INT2 | builtin::INT4 | builtin::INT8 | builtin::NUMERIC => builtin::NUMERIC,
        FLOAT4 | FLOAT8 => FLOAT8,
        INTERVAL => INTERVAL,
        _ => return None,
    };
    Some(TypeUse::plain(id))
}

fn one_to_one(name: &str, ty: &TypeUse) -> Option<TypeUse> {
    if ty.array {
        return None;
    }
    let id = match (name, ty.id) {
        ("lower" | "upper", builtin::TEXT | builtin::VARCHAR | builtin::BPCHAR) => builtin::TEXT,
        ("abs", id @ (builtin::INT2 | builtin::INT4 | builtin::INT8 | FLOAT4 | FLOAT8))
        | (_, id @ builtin::NUMERIC)
            if name == "abs" || name == "round" =>
        {
            id
        }
        ("round", FLOAT8) => FLOAT8,
        _ => return None,
    };
    Some(TypeUse::plain(id))
}
