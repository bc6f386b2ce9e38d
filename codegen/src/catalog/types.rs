//! Types as statements write them and as PostgreSQL shows them.

use super::builtin::{self, BPCHAR, INT2, INT4, INT8, NUMERIC, VARCHAR};
use super::error::{Result, SqlError};
use super::{Catalog, ColumnType, Modifier, Replay, TypeId, TypeKind, TypeUse};
use crate::ddl::TypeName;

pub(super) const BIT: TypeId = TypeId(1560);
pub(super) const VARBIT: TypeId = TypeId(1562);
pub(super) const TIME: TypeId = TypeId(1083);
pub(super) const TIMETZ: TypeId = TypeId(1266);
pub(super) const TIMESTAMP: TypeId = TypeId(1114);
pub(super) const TIMESTAMPTZ: TypeId = TypeId(1184);
pub(super) const INTERVAL: TypeId = TypeId(1186);

/// The greatest length of `varchar(n)` and `char(n)`.
const MAX_LENGTH: i64 = 10_485_760;
/// The greatest length of `bit(n)`: the bytes of 1 GB, times 8 bits, over 8… as
/// `MaxAttrSize * BITS_PER_BYTE` in PostgreSQL's `varbit.c`.
const MAX_BITS: i64 = 83_886_080;
/// The greatest precision of times.
const MAX_PRECISION: i64 = 6;

impl Replay {
    /// The type that a statement means, with its modifier checked.
    pub(super) fn resolve_type(&self, ty: &TypeName) -> Result<TypeUse> {
        if let Some(column) = &ty.of_column {
            return self.type_of_column(ty, column);
        }
        if let Some(schema) = &ty.name.schema {
            self.schema(schema)?;
        }
        let brackets = if ty.array_dims > 0 { "[]" } else { "" };
        let shown = format!("{}{brackets}", ty.name.display());
        let missing = || self.no_type(&ty.name, ty.span, &shown);
        let mut found = self.find_type(&ty.name).ok_or_else(missing)?;
        if ty.array_dims > 0 {
            let arrayless =
                found.array || builtin::by_oid(found.id).is_some_and(|builtin| builtin.array == 0);
            if arrayless {
                return Err(missing());
            }
        }
        if let Some(user) = self.catalog.ty(found.id)
            && matches!(user.kind, TypeKind::Shell)
        {
            return Err(SqlError::new(
                "42704",
                ty.span,
                format!("type \"{shown}\" is only a shell"),
            ));
        }
        found.modifier = self.modifier(ty, found.id)?;
        found.array |= ty.array_dims > 0;
        Ok(found)
    }

    fn type_of_column(&self, ty: &TypeName, column: &crate::ddl::Name) -> Result<TypeUse> {
        let id = self.relation(&ty.name)?;
        let relation = self.catalog.rel(id);
        let found = relation.and_then(|relation| relation.column(&column.value));
        match found.map(|column| &column.ty) {
            Some(ColumnType::Known(ty)) => Ok(ty.clone()),
            Some(ColumnType::Unknown(reason)) => Err(SqlError::new(
                "unknown-type",
                column.span,
                format!(
                    "the type of column \"{}\" is not known: {reason}",
                    column.value
                ),
            )),
            None => {
                let error = SqlError::new(
                    "42703",
                    column.span,
                    format!(
                        "column \"{}\" of relation \"{}\" does not exist",
                        column.value, ty.name.name.value
                    ),
                )
                .label("no such column");
                Err(match relation {
                    Some(relation) => Self::with_near_column(error, relation, &column.value),
                    None => error,
                })
            }
        }
    }

    fn modifier(&self, ty: &TypeName, id: TypeId) -> Result<Modifier> {
        let refuse = |message: String| Err(SqlError::new("22023", ty.span, message));
        if id == INTERVAL {
            return interval(ty);
        }
        if ty.modifiers.is_empty() {
            return Ok(Modifier::None);
        }
        if let Some(user) = self.catalog.ty(id) {
            let takes = matches!(user.kind, TypeKind::Base)
                && (user.origin.extension.is_none() || super::extension::has_modifiers(&user.name));
            return if takes {
                Ok(Modifier::Raw(super::extension::modifier(
                    &user.name,
                    &ty.modifiers,
                )))
            } else {
                not_allowed(ty)
            };
        }
        if !builtin::by_oid(id).is_some_and(|builtin| builtin.has_modifiers) {
            return not_allowed(ty);
        }
        let numbers = integers(ty)?;
        match (id, numbers.as_slice()) {
            (VARCHAR | BPCHAR, [n]) => {
                let name = if id == VARCHAR { "varchar" } else { "char" };
                length(ty, name, *n, MAX_LENGTH)
            }
            (BIT | VARBIT, [n]) => {
                let name = if id == BIT { "bit" } else { "varbit" };
                length(ty, name, *n, MAX_BITS)
            }
            (NUMERIC, [precision, rest @ ..]) if rest.len() <= 1 => {
                let scale = rest.first().copied().unwrap_or(0);
                if !(1..=1000).contains(precision) {
                    return refuse(format!(
                        "NUMERIC precision {precision} must be between 1 and 1000"
                    ))
                    .map_err(|error| {
                        error.help("write a precision from 1 to 1000, or numeric alone")
                    });
                }
                if !(-1000..=1000).contains(&scale) {
                    return refuse(format!(
                        "NUMERIC scale {scale} must be between -1000 and 1000"
                    ))
                    .map_err(|error| error.help("write a scale from -1000 to 1000"));
                }
                Ok(Modifier::Numeric {
                    precision: clamp(*precision),
                    scale: clamp(scale),
                })
            }
            (NUMERIC, _) => refuse("invalid NUMERIC type modifier".to_owned())
                .map_err(|error| error.help("write `numeric(precision, scale)`: `numeric(12, 2)`")),
            (TIME | TIMETZ | TIMESTAMP | TIMESTAMPTZ, [precision]) => {
                if *precision < 0 {
                    let name = if matches!(id, TIME | TIMETZ) {
                        "TIME"
                    } else {
                        "TIMESTAMP"
                    };
                    let zone = if matches!(id, TIMETZ | TIMESTAMPTZ) {
                        " WITH TIME ZONE"
                    } else {
                        ""
                    };
                    return refuse(format!(
                        "{name}({precision}){zone} precision must not be negative"
                    ));
                }
                Ok(Modifier::Precision(clamp((*precision).min(MAX_PRECISION))))
            }
            _ => refuse("invalid type modifier".to_owned()),
        }
    }
}

fn clamp(n: i64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn not_allowed(ty: &TypeName) -> Result<Modifier> {
    Err(SqlError::new(
        "42601",
        ty.span,
        format!(
            "type modifier is not allowed for type \"{}\"",
            ty.name.name.value
        ),
    )
    .help(if ty.name.name.value == "text" {
        format!(
            "use `varchar({})`, or text with a CHECK of its length",
            ty.modifiers.join(", ")
        )
    } else {
        "write the type without what is in the parentheses".to_owned()
    }))
}

fn length(ty: &TypeName, name: &str, n: i64, most: i64) -> Result<Modifier> {
    let refuse = |message: String| {
        Err(SqlError::new("22023", ty.span, message)
            .help(format!("write a length from 1 to {most}, or use text")))
    };
    if n < 1 {
        return refuse(format!("length for type {name} must be at least 1"));
    }
    if n > most {
        return refuse(format!("length for type {name} cannot exceed {most}"));
    }
    Ok(Modifier::Length(clamp(n)))
}

fn integers(ty: &TypeName) -> Result<Vec<i64>> {
    ty.modifiers
        .iter()
        .map(|text| {
            let number: std::result::Result<i32, _> = text.trim().replace('_', "").parse();
            number.map(i64::from).map_err(|error| {
                use std::num::IntErrorKind::{NegOverflow, PosOverflow};
                if matches!(error.kind(), PosOverflow | NegOverflow) {
                    SqlError::new(
                        "22003",
                        ty.span,
                        format!("value \"{text}\" is out of range for type integer"),
                    )
                } else {
                    SqlError::new(
                        "22P02",
                        ty.span,
                        format!("invalid input syntax for type integer: \"{text}\""),
                    )
                }
            })
        })
        .collect()
}

fn interval(ty: &TypeName) -> Result<Modifier> {
    let fields = match &ty.interval_fields {
        Some(fields) => format!(" {fields}"),
        None => String::new(),
    };
    let precision = match integers(ty)?.as_slice() {
        [] => None,
        [precision] if *precision < 0 => {
            return Err(SqlError::new(
                "22023",
                ty.span,
                format!("INTERVAL({precision}) precision must not be negative"),
            ));
        }
        [precision] => Some(clamp((*precision).min(MAX_PRECISION))),
        _ => {
            return Err(SqlError::new(
                "22023",
                ty.span,
                "invalid INTERVAL type modifier",
            ));
        }
    };
    if fields.is_empty() && precision.is_none() {
        return Ok(Modifier::None);
    }
    Ok(Modifier::Interval { fields, precision })
}

impl Catalog {
    /// The type as PostgreSQL's `format_type` shows it with only `pg_catalog` on
    /// the search path.
    pub fn format_type(&self, ty: &TypeUse) -> String {
        let mut text = self.format_element(ty);
        if ty.array {
            text.push_str("[]");
        }
        text
    }

    /// The same as `format_type(oid, NULL)` shows it, which knows of no modifier
    /// at all: types that have a name of their own without one are by that of SQL.
    pub fn format_bare(&self, ty: &TypeUse) -> String {
        let sql = match ty.id {
            BIT => "bit",
            BPCHAR => "character",
            _ => {
                return self.format_type(&TypeUse {
                    modifier: Modifier::None,
                    ..ty.clone()
                });
            }
        };
        format!("{sql}{}", if ty.array { "[]" } else { "" })
    }

    fn format_element(&self, ty: &TypeUse) -> String {
        let fixed = match (ty.id, &ty.modifier) {
            (builtin::BOOL, _) => "boolean",
            (INT2, _) => "smallint",
            (INT4, _) => "integer",
            (INT8, _) => "bigint",
            (TypeId(700), _) => "real",
            (TypeId(701), _) => "double precision",
            (BPCHAR, Modifier::Length(n)) => return format!("character({n})"),
            (VARCHAR, Modifier::Length(n)) => return format!("character varying({n})"),
            (VARCHAR, _) => "character varying",
            (BIT, Modifier::Length(n)) => return format!("bit({n})"),
            (VARBIT, Modifier::Length(n)) => return format!("bit varying({n})"),
            (VARBIT, _) => "bit varying",
            (NUMERIC, Modifier::Numeric { precision, scale }) => {
                return format!("numeric({precision},{scale})");
            }
            (NUMERIC, _) => "numeric",
            (TIME | TIMETZ | TIMESTAMP | TIMESTAMPTZ, modifier) => {
                let name = if matches!(ty.id, TIME | TIMETZ) {
                    "time"
                } else {
                    "timestamp"
                };
                let zone = if matches!(ty.id, TIMETZ | TIMESTAMPTZ) {
                    "with"
                } else {
                    "without"
                };
                return match modifier {
                    Modifier::Precision(p) => format!("{name}({p}) {zone} time zone"),
                    _ => format!("{name} {zone} time zone"),
                };
            }
            (INTERVAL, Modifier::Interval { fields, precision }) => {
                return match precision {
                    Some(p) => format!("interval{fields}({p})"),
                    None => format!("interval{fields}"),
                };
            }
            (INTERVAL, _) => "interval",
            // Types that are keywords, and that format_type does not quote.
            (TypeId(114), _) => "json",
            _ => return self.format_named(ty),
        };
        fixed.to_owned()
    }

    fn format_named(&self, ty: &TypeUse) -> String {
        let name = match self.ty(ty.id) {
            Some(user) => format!(
                "{}.{}",
                quote_identifier(self.schema_name(user.schema)),
                quote_identifier(&user.name)
            ),
            None => match builtin::name_of(ty.id) {
                Some((None, name)) => quote_identifier(name),
                Some((Some(schema), name)) => format!("{schema}.{}", quote_identifier(name)),
                None => "???".to_owned(),
            },
        };
        match &ty.modifier {
            Modifier::Raw(modifier) => format!("{name}({modifier})"),
            _ => name,
        }
    }

    /// The type as messages show it: without the schema where the statement
    /// would not need it, and without the modifier.
    pub fn short_type(&self, ty: &TypeUse) -> String {
        let plain = TypeUse {
            modifier: Modifier::None,
            ..ty.clone()
        };
        let text = match self.ty(ty.id) {
            Some(user) => quote_identifier(&user.name),
            None if ty.id == BPCHAR => "character".to_owned(),
            None if ty.id == BIT => "bit".to_owned(),
            None => self.format_element(&plain),
        };
        if ty.array { format!("{text}[]") } else { text }
    }
}

impl Catalog {
    /// An identifier as `quote_ident` of the version that is replayed writes it.
    pub(super) fn quoted(&self, name: &str) -> String {
        if self.version.lacks_keyword(name) {
            return name.to_owned();
        }
        quote_identifier(name)
    }
}

/// An identifier as `quote_ident` of the newest PostgreSQL writes it, which every
/// version reads.
pub fn quote_identifier(name: &str) -> String {
    let mut letters = name.bytes();
    let safe = letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == b'_')
        && letters.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !builtin::is_keyword(name);
    if safe {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
