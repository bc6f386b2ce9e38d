//! Columns as `pg_attribute`, `pg_attrdef` and `information_schema.columns` show them,
//! with the numbers that the server makes of modifiers. As `information_schema.sql` and
//! the types' own files of PostgreSQL 15 and 18 do it.

use super::lookup::{Wanted, flag, number, oid, row, text, type_number, yes};
use super::plvalue::{Record, Value};
use super::types::{BIT, INTERVAL, TIME, TIMESTAMP, TIMESTAMPTZ, TIMETZ, VARBIT};
use super::{
    Catalog, Column, IdentityKind, Modifier, RelationKind, Replay, TypeId, TypeKind, TypeUse,
    builtin,
};
use crate::ddl::GeneratedStorage;
use std::borrow::Cow;

/// Bits of the fields of an interval, in the order of their size.
const FIELDS: [(&str, i32); 6] = [
    ("year", 1 << 2),
    ("month", 1 << 1),
    ("day", 1 << 3),
    ("hour", 1 << 10),
    ("minute", 1 << 11),
    ("second", 1 << 12),
];

/// All fields, and a precision that is not given.
const ALL_FIELDS: i32 = 0x7fff;
const FULL_PRECISION: i32 = 0xffff;

const DATE: TypeId = TypeId(1082);
const FLOAT4: TypeId = TypeId(700);
const FLOAT8: TypeId = TypeId(701);

/// Before the length of a text and the digits of a number.
const HEADER: i32 = 4;

/// Columns of `information_schema.columns` that a type decides.
pub(super) const OF_TYPE: &[&str] = &[
    "character_maximum_length",
    "character_octet_length",
    "data_type",
    "datetime_precision",
    "domain_name",
    "domain_schema",
    "interval_type",
    "numeric_precision",
    "numeric_precision_radix",
    "numeric_scale",
    "udt_name",
    "udt_schema",
];

/// `atttypmod`; `None` of the modifier of an extension's type, which only that knows.
pub(super) fn type_modifier(ty: &TypeUse) -> Option<i32> {
    Some(match &ty.modifier {
        Modifier::None => -1,
        Modifier::Length(length) => match ty.id {
            BIT | VARBIT => *length,
            _ => length.checked_add(HEADER)?,
        },
        Modifier::Numeric { precision, scale } => {
            (precision.checked_shl(16)? | (scale & 0x7ff)).checked_add(HEADER)?
        }
        Modifier::Precision(precision) => *precision,
        Modifier::Interval { fields, precision } => {
            let mask = fields_mask(fields)?;
            (mask << 16) | precision.unwrap_or(FULL_PRECISION)
        }
        Modifier::Raw(_) => return None,
    })
}

/// The bits of ` day to second`; all of them for no field.
fn fields_mask(fields: &str) -> Option<i32> {
    let mut words = fields.split_whitespace().filter(|word| *word != "to");
    let at = |word: &str| FIELDS.iter().position(|(name, _)| *name == word);
    let Some(first) = words.next() else {
        return Some(ALL_FIELDS);
    };
    let first = at(first)?;
    let last = words.next().map_or(Some(first), at)?;
    let all = FIELDS.get(first..=last)?;
    Some(all.iter().fold(0, |mask, (_, bit)| mask | bit))
}

/// The modifier that a number of the server's means for a type.
pub(super) fn modifier_of(ty: &TypeUse, number: i64) -> Option<Modifier> {
    let number = i32::try_from(number).ok()?;
    if number < 0 {
        return Some(Modifier::None);
    }
    let digits = |number: i32| {
        let scale = (number - HEADER) & 0x7ff;
        Modifier::Numeric {
            precision: ((number - HEADER) >> 16) & 0xffff,
            // The scale has eleven bits, one of them its sign.
            scale: (scale ^ 0x400) - 0x400,
        }
    };
    Some(match ty.id {
        BIT | VARBIT => Modifier::Length(number),
        builtin::BPCHAR | builtin::VARCHAR if number >= HEADER => Modifier::Length(number - HEADER),
        builtin::NUMERIC if number >= HEADER => digits(number),
        TIME | TIMETZ | TIMESTAMP | TIMESTAMPTZ => Modifier::Precision(number),
        INTERVAL => {
            let (mask, precision) = ((number >> 16) & ALL_FIELDS, number & FULL_PRECISION);
            let of = |bit: &i32| mask & bit != 0;
            let mut named = FIELDS
                .iter()
                .filter(|(_, bit)| of(bit))
                .map(|(name, _)| *name);
            let fields = match (mask, named.next(), named.next_back()) {
                (ALL_FIELDS, ..) | (_, None, _) => String::new(),
                (_, Some(only), None) => format!(" {only}"),
                (_, Some(first), Some(last)) => format!(" {first} to {last}"),
            };
            Modifier::Interval {
                fields,
                precision: (precision != FULL_PRECISION).then_some(precision),
            }
        }
        _ => return None,
    })
}

/// What `information_schema` says of the size of a type's values, by the number of the
/// type and of its modifier.
fn size_fields(ty: &TypeUse, fields: &mut Record) {
    let modifier = type_modifier(ty);
    // An array has no size of its own.
    let id = (!ty.array).then_some(ty.id);
    let size = |size: Option<i32>| size.map_or(Value::Null, number);
    let given = modifier.filter(|number| *number >= 0);
    let length = match id {
        Some(builtin::BPCHAR | builtin::VARCHAR) => given.map(|given| given - HEADER),
        Some(BIT | VARBIT) => given,
        _ => None,
    };
    fields.insert(Cow::Borrowed("character_maximum_length"), size(length));
    let octets = match (id, length) {
        (Some(builtin::TEXT | builtin::BPCHAR | builtin::VARCHAR), None) => number(1_073_741_824),
        // How many bytes a letter has is the affair of the database's encoding.
        (Some(builtin::BPCHAR | builtin::VARCHAR), Some(_)) => Value::Present,
        _ => Value::Null,
    };
    fields.insert(Cow::Borrowed("character_octet_length"), octets);
    let (precision, radix, scale) = match id {
        Some(builtin::INT2) => (Some(16), Some(2), Some(0)),
        Some(builtin::INT4) => (Some(32), Some(2), Some(0)),
        Some(builtin::INT8) => (Some(64), Some(2), Some(0)),
        Some(FLOAT4) => (Some(24), Some(2), None),
        Some(FLOAT8) => (Some(53), Some(2), None),
        Some(builtin::NUMERIC) => (
            given.map(|given| ((given - HEADER) >> 16) & 0xffff),
            Some(10),
            given.map(|given| (given - HEADER) & 0xffff),
        ),
        _ => (None, None, None),
    };
    fields.insert(Cow::Borrowed("numeric_precision"), size(precision));
    fields.insert(Cow::Borrowed("numeric_precision_radix"), size(radix));
    fields.insert(Cow::Borrowed("numeric_scale"), size(scale));
    let usual = 6;
    let fraction = match id {
        Some(DATE) => Some(0),
        Some(TIME | TIMETZ | TIMESTAMP | TIMESTAMPTZ) => Some(given.unwrap_or(usual)),
        Some(INTERVAL) => Some(match given.map(|given| given & FULL_PRECISION) {
            None | Some(FULL_PRECISION) => usual,
            Some(given) => given,
        }),
        _ => None,
    };
    fields.insert(Cow::Borrowed("datetime_precision"), size(fraction));
    let words = match &ty.modifier {
        Modifier::Interval { fields, precision } if !ty.array && !fields.is_empty() => {
            let precision = precision.map(|digits| format!("({digits})"));
            let words = fields.trim_start().to_uppercase();
            text(words + &precision.unwrap_or_default())
        }
        _ => Value::Null,
    };
    fields.insert(Cow::Borrowed("interval_type"), words);
}

impl Catalog {
    /// `data_type` and its like. Of a domain they are those of the type right below it.
    fn type_fields(&self, ty: &TypeUse, fields: &mut Record) {
        let below = match self.ty(ty.id).map(|of| &of.kind) {
            Some(TypeKind::Domain(domain)) if !ty.array => Some(domain.base.clone()),
            _ if ty.array => None,
            _ => builtin::information_schema_base(ty.id).map(TypeUse::plain),
        };
        let (schema, name) = self.name_of_type(ty);
        let domain = below.is_some();
        let shown = |name: String| if domain { text(name) } else { Value::Null };
        fields.insert(Cow::Borrowed("domain_schema"), shown(schema));
        fields.insert(Cow::Borrowed("domain_name"), shown(name));
        let of = below.as_ref().unwrap_or(ty);
        let (schema, name) = self.name_of_type(of);
        let is_vector = matches!(name.as_str(), "int2vector" | "oidvector");
        let data_type = if of.array || (is_vector && schema == "pg_catalog") {
            "ARRAY".to_owned()
        } else if schema == "pg_catalog" {
            self.format_bare(of)
        } else {
            "USER-DEFINED".to_owned()
        };
        fields.insert(Cow::Borrowed("data_type"), text(data_type));
        fields.insert(Cow::Borrowed("udt_schema"), text(schema));
        fields.insert(Cow::Borrowed("udt_name"), text(name));
        size_fields(of, fields);
        if self.ty(ty.id).is_none() && domain {
            // The lengths of the server's own domains are not kept.
            fields.insert(Cow::Borrowed("character_maximum_length"), Value::Present);
            fields.insert(Cow::Borrowed("character_octet_length"), Value::Present);
        }
    }

    /// The schema and the name in `pg_type`.
    pub(super) fn name_of_type(&self, ty: &TypeUse) -> (String, String) {
        let (schema, name) = match self.ty(ty.id) {
            Some(user) => (self.schema_name(user.schema), user.name.as_str()),
            None => match builtin::name_of(ty.id) {
                Some((schema, name)) => (schema.unwrap_or("pg_catalog"), name),
                None => ("", ""),
            },
        };
        let name = if ty.array {
            crate::parse::cut_name(format!("_{name}"))
        } else {
            name.to_owned()
        };
        (schema.to_owned(), name)
    }

    /// The columns of a relation in `pg_attribute`.
    #[expect(
        clippy::unused_self,
        reason = "the signature is the table's of relations' rows"
    )]
    pub(super) fn attribute_rows(&self, relation: &super::Relation, rows: &mut Vec<Record>) {
        for column in &relation.columns {
            let mut fields = row([
                ("attrelid", oid(format!("r{}", relation.id.0))),
                ("attname", text(&column.name)),
                ("attnum", number(column.id.0)),
                ("attisdropped", flag(false)),
                ("attnotnull", flag(column.not_null.is_some())),
                ("atthasdef", flag(column.default.is_some())),
                (
                    "attidentity",
                    text(match column.identity {
                        Some(IdentityKind::Always) => "a",
                        Some(IdentityKind::ByDefault) => "d",
                        None => "",
                    }),
                ),
                (
                    "attgenerated",
                    text(match column.generated {
                        Some(GeneratedStorage::Stored) => "s",
                        Some(GeneratedStorage::Virtual) => "v",
                        None => "",
                    }),
                ),
            ]);
            if let Some(ty) = column.ty.known() {
                let modifier = type_modifier(ty);
                let modifier = modifier.map_or(Value::Present, number);
                fields.insert(Cow::Borrowed("atttypid"), oid(type_number(ty)));
                fields.insert(Cow::Borrowed("atttypmod"), modifier);
            }
            rows.push(fields);
        }
    }
}

impl Replay {
    pub(super) fn column_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let catalog = &self.catalog;
        let mut rows = Vec::new();
        for (_, relation) in catalog.relations.iter() {
            let shown = matches!(
                relation.kind,
                RelationKind::Table(_) | RelationKind::View(_) | RelationKind::ForeignTable(_)
            );
            if !shown || !wanted.admits("table_name", &relation.name) {
                continue;
            }
            let schema = catalog.schema_name(relation.schema);
            for column in &relation.columns {
                if !wanted.admits("column_name", &column.name) {
                    continue;
                }
                let mut fields = self.column_fields(column);
                fields.insert(Cow::Borrowed("table_schema"), text(schema));
                fields.insert(Cow::Borrowed("table_name"), text(&relation.name));
                rows.push(fields);
            }
        }
        rows
    }

    fn column_fields(&self, column: &Column) -> Record {
        let expression = self.default_definition(column);
        let (default, generation) = match column.generated {
            Some(_) => (Value::Null, expression),
            None => (expression, Value::Null),
        };
        let mut fields = row([
            ("column_name", text(&column.name)),
            ("ordinal_position", number(column.id.0)),
            ("column_default", default),
            ("is_identity", yes(column.identity.is_some())),
            (
                "identity_generation",
                match column.identity {
                    Some(IdentityKind::Always) => text("ALWAYS"),
                    Some(IdentityKind::ByDefault) => text("BY DEFAULT"),
                    None => Value::Null,
                },
            ),
            (
                "is_generated",
                text(match column.generated {
                    Some(_) => "ALWAYS",
                    None => "NEVER",
                }),
            ),
            ("generation_expression", generation),
        ]);
        // A type that is not known may be a domain without NULL.
        let Some(ty) = column.ty.known() else {
            if column.not_null.is_some() {
                fields.insert(Cow::Borrowed("is_nullable"), yes(false));
            }
            return fields;
        };
        let domain = match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(TypeKind::Domain(domain)) if !ty.array => domain.not_null.is_some(),
            _ => false,
        };
        let nullable = column.not_null.is_none() && !domain;
        fields.insert(Cow::Borrowed("is_nullable"), yes(nullable));
        self.catalog.type_fields(ty, &mut fields);
        fields
    }

    /// Of a default its number is not modelled.
    pub(super) fn default_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let mut rows = Vec::new();
        for (id, relation) in wanted.relations(&self.catalog, "adrelid") {
            for column in &relation.columns {
                if column.default.is_some() {
                    rows.push(row([
                        ("adrelid", oid(format!("r{id}"))),
                        ("adnum", number(column.id.0)),
                        ("adbin", self.default_definition(column)),
                    ]));
                }
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modifier_is_the_servers_number_and_back() {
        let interval = |fields: &str, precision| Modifier::Interval {
            fields: fields.to_owned(),
            precision,
        };
        let numeric = |precision, scale| Modifier::Numeric { precision, scale };
        // The numbers are those that PostgreSQL 15 and 18 have in atttypmod.
        for (id, modifier, number) in [
            (builtin::VARCHAR, Modifier::Length(20), 24),
            (BIT, Modifier::Length(8), 8),
            (builtin::NUMERIC, numeric(10, 2), 655_366),
            (builtin::NUMERIC, numeric(3, -2), 198_658),
            (TIMESTAMPTZ, Modifier::Precision(3), 3),
            (INTERVAL, interval("", Some(2)), 2_147_418_114),
            (INTERVAL, interval(" year", None), 327_679),
            (INTERVAL, interval(" year to month", None), 458_751),
            (INTERVAL, interval(" day to second", Some(3)), 470_286_339),
            (INTERVAL, interval(" hour to minute", None), 201_392_127),
        ] {
            let ty = TypeUse {
                modifier: modifier.clone(),
                ..TypeUse::plain(id)
            };
            assert_eq!(type_modifier(&ty), Some(number), "{modifier:?}");
            assert_eq!(modifier_of(&ty, i64::from(number)), Some(modifier));
        }
    }
}
