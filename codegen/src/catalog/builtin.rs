//! What PostgreSQL has of its own: look-ups in the tables of
//! `builtin_data` and
//! `builtin_functions`.

pub use super::builtin_data::{BuiltinKind, BuiltinType};
use super::builtin_data::{
    CATALOG_RELATIONS, INFORMATION_SCHEMA_DOMAINS, INFORMATION_SCHEMA_RELATIONS, KEYWORDS, TYPES,
};
use super::builtin_functions::FUNCTIONS;
use super::{Modifier, PgVersion, SchemaId, TypeId, TypeUse};

/// `pg_temp`, which has no fixed number in PostgreSQL.
pub const PG_TEMP: SchemaId = SchemaId(1);
/// `pg_catalog`.
pub const PG_CATALOG: SchemaId = SchemaId(11);
/// `pg_toast`.
pub const PG_TOAST: SchemaId = SchemaId(99);
/// `public`.
pub const PUBLIC: SchemaId = SchemaId(2200);
/// `information_schema`, whose number varies in PostgreSQL.
pub const INFORMATION_SCHEMA: SchemaId = SchemaId(13_000);

/// The first number given here to row types of system catalogs, whose OIDs
/// differ between versions.
const FIRST_ROW_TYPE: u32 = 11_000;
/// The first number given here to domains of `information_schema`.
const FIRST_DOMAIN: u32 = 13_100;

/// `boolean`.
pub const BOOL: TypeId = TypeId(16);
/// `bigint`.
pub const INT8: TypeId = TypeId(20);
/// `smallint`.
pub const INT2: TypeId = TypeId(21);
/// `integer`.
pub const INT4: TypeId = TypeId(23);
/// `text`.
pub const TEXT: TypeId = TypeId(25);
/// `character(n)`.
pub const BPCHAR: TypeId = TypeId(1042);
/// `character varying(n)`.
pub const VARCHAR: TypeId = TypeId(1043);
/// `json`.
pub const JSON: TypeId = TypeId(114);
/// `jsonb`.
pub const JSONB: TypeId = TypeId(3802);
/// `numeric`.
pub const NUMERIC: TypeId = TypeId(1700);
/// `record`.
pub const RECORD: TypeId = TypeId(2249);
/// `void`.
pub const VOID: TypeId = TypeId(2278);
/// `trigger`.
pub const TRIGGER: TypeId = TypeId(2279);
/// `unknown`, the type of a bare literal.
pub const UNKNOWN: TypeId = TypeId(705);

/// The built-in type of a number; `None` for others.
pub fn by_oid(id: TypeId) -> Option<&'static BuiltinType> {
    let at = TYPES.binary_search_by_key(&id.0, |ty| ty.oid).ok()?;
    TYPES.get(at)
}

/// The type that a name means in `pg_catalog`; `_name` is the array of `name`.
pub fn by_name(name: &str, version: PgVersion) -> Option<TypeUse> {
    let plain = |name: &str| {
        TYPES
            .iter()
            .find(|ty| ty.name == name && ty.since <= version.0)
    };
    if let Some(ty) = plain(name) {
        return Some(TypeUse::plain(TypeId(ty.oid)));
    }
    if let Some(ty) = name.strip_prefix('_').and_then(plain)
        && ty.array != 0
    {
        return Some(TypeUse::plain(TypeId(ty.oid)).array_of());
    }
    let row = CATALOG_RELATIONS.binary_search(&name).ok()?;
    Some(TypeUse::plain(TypeId(
        FIRST_ROW_TYPE + u32::try_from(row).ok()?,
    )))
}

/// The type that a name means in `information_schema`.
pub fn information_schema_type(name: &str) -> Option<TypeUse> {
    let at = INFORMATION_SCHEMA_DOMAINS
        .iter()
        .position(|(domain, _)| *domain == name)?;
    Some(TypeUse::plain(TypeId(
        FIRST_DOMAIN + u32::try_from(at).ok()?,
    )))
}

/// The name of a built-in type, with its schema when that is not `pg_catalog`.
pub fn name_of(id: TypeId) -> Option<(Option<&'static str>, &'static str)> {
    if let Some(ty) = by_oid(id) {
        return Some((None, ty.name));
    }
    let index = |first: u32| id.0.checked_sub(first).map(|at| at as usize);
    if let Some((name, _)) = index(FIRST_DOMAIN).and_then(|at| INFORMATION_SCHEMA_DOMAINS.get(at)) {
        return Some((Some("information_schema"), name));
    }
    let name = CATALOG_RELATIONS.get(index(FIRST_ROW_TYPE)?)?;
    Some((None, name))
}

/// The base type of a domain of `information_schema`.
pub fn information_schema_base(id: TypeId) -> Option<TypeId> {
    let at = id.0.checked_sub(FIRST_DOMAIN)? as usize;
    let (_, oid) = INFORMATION_SCHEMA_DOMAINS.get(at)?;
    Some(TypeId(*oid))
}

/// Whether it is a pseudo-type.
pub fn is_pseudo(id: TypeId) -> bool {
    by_oid(id).is_some_and(|ty| ty.kind == BuiltinKind::Pseudo)
}

/// Whether `pg_catalog` has a table or view of that name.
pub fn is_catalog_relation(name: &str) -> bool {
    CATALOG_RELATIONS.binary_search(&name).is_ok()
}

/// Whether `information_schema` has a table or view of that name.
pub fn is_information_schema_relation(name: &str) -> bool {
    INFORMATION_SCHEMA_RELATIONS.binary_search(&name).is_ok()
}

/// Whether `pg_catalog` has a function of that name, in any supported version.
pub fn is_function(name: &str) -> bool {
    FUNCTIONS
        .binary_search_by_key(&name, |(name, _)| name)
        .is_ok()
}

/// The names of the functions that it has in that version and that somebody calls:
/// not those through which types, operators and aggregates work.
pub fn functions(version: PgVersion) -> impl Iterator<Item = &'static str> {
    const INNER: &[&str] = &[
        "_in",
        "_out",
        "_recv",
        "_send",
        "_support",
        "_transfn",
        "_finalfn",
        "_combine",
        "_serialize",
        "_deserialize",
    ];
    let names = FUNCTIONS.iter().map(|(name, _)| *name);
    names.filter(move |name| {
        !INNER.iter().any(|end| name.ends_with(end)) && version.lacks_function(name).is_none()
    })
}

/// Whether it has one in that version.
pub fn has_function(name: &str, version: PgVersion) -> bool {
    is_function(name) && version.lacks_function(name).is_none()
}

/// What a built-in function returns, where its name alone decides.
pub fn function_result(name: &str) -> Option<TypeUse> {
    let all = overloads(name, None);
    let first = all.first()?;
    let certain = all
        .iter()
        .all(|other| other.result == first.result && !other.returns_set)
        && !is_pseudo(first.result.id);
    certain.then(|| first.result.clone())
}

/// What a function of `pg_catalog` takes and gives.
#[derive(Clone, Debug)]
pub struct Overload {
    /// Types of its arguments.
    pub arguments: Vec<TypeUse>,
    /// How many of them have defaults.
    pub defaults: usize,
    /// The last one is VARIADIC.
    pub variadic: bool,
    /// Its result.
    pub result: TypeUse,
    /// SETOF.
    pub returns_set: bool,
    /// OUT arguments.
    pub columns: Vec<(&'static str, TypeUse)>,
}

/// The functions of a name that a version has; without one those of all.
pub fn overloads(name: &str, version: Option<PgVersion>) -> Vec<Overload> {
    let found = FUNCTIONS.binary_search_by_key(&name, |(name, _)| name);
    let row = found.ok().and_then(|at| FUNCTIONS.get(at));
    if version.is_some_and(|version| version.lacks_function(name).is_some()) {
        return Vec::new();
    }
    let all = row.map_or("", |(_, all)| *all).split_ascii_whitespace();
    all.filter_map(|text| overload(text, version)).collect()
}

fn overload(text: &'static str, version: Option<PgVersion>) -> Option<Overload> {
    let major = version.map(|version| version.0);
    let text = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(_), _) if major.is_some_and(|major| major < 16) => return None,
        (_, Some(_)) if major.is_some_and(|major| major > 17) => return None,
        (Some(rest), _) | (_, Some(rest)) => rest,
        _ => text,
    };
    let text = text.trim_start_matches(['a', 'o', 'w']);
    let variadic = text.starts_with('v');
    let (inputs, output) = text.trim_start_matches('v').split_once('>')?;
    let (inputs, defaults) = inputs.split_once('/').unwrap_or((inputs, "0"));
    let (output, columns) = output.split_once('{').unwrap_or((output, ""));
    let number = |text: &str| text.parse().ok().map(by_any_oid);
    let columns = columns.trim_end_matches('}');
    Some(Overload {
        arguments: inputs.split_terminator(',').filter_map(number).collect(),
        defaults: defaults.parse().unwrap_or(0),
        variadic,
        result: number(output.trim_start_matches('*'))?,
        returns_set: output.starts_with('*'),
        columns: columns
            .split_terminator(',')
            .filter_map(|column| {
                let (name, ty) = column.split_once(':')?;
                Some((name, number(ty)?))
            })
            .collect(),
    })
}

/// The type of an OID, which may be an array's.
pub fn by_any_oid(oid: u32) -> TypeUse {
    let id = TypeId(oid);
    if by_oid(id).is_some() {
        return TypeUse::plain(id);
    }
    match TYPES.iter().find(|ty| ty.array == oid) {
        Some(element) => TypeUse::plain(TypeId(element.oid)).array_of(),
        None => TypeUse::plain(id),
    }
}

/// Whether an OID is that of a type without a modifier: whether [`by_any_oid`] gives it.
pub fn is_oid_of(oid: u32, ty: &TypeUse) -> bool {
    let id = if ty.array {
        by_oid(ty.id).map(|ty| ty.array)
    } else {
        Some(ty.id.0)
    };
    id == Some(oid) && ty.modifier == Modifier::None
}

/// Whether an identifier of these letters must be quoted for being a keyword.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(TYPES.is_sorted_by_key(|ty| ty.oid));
        assert!(CATALOG_RELATIONS.is_sorted());
        assert!(INFORMATION_SCHEMA_RELATIONS.is_sorted());
        assert!(FUNCTIONS.is_sorted_by_key(|(name, _)| name));
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn names() {
        let v = PgVersion(15);
        assert_eq!(by_name("int4", v), Some(TypeUse::plain(INT4)));
        assert_eq!(by_name("_int4", v), Some(TypeUse::plain(INT4).array_of()));
        assert_eq!(by_name("integer", v), None);
        let class = by_name("pg_class", v).unwrap();
        assert_eq!(name_of(class.id), Some((None, "pg_class")));
        assert_eq!(function_result("now"), Some(TypeUse::plain(TypeId(1184))));
        assert_eq!(function_result("lower"), None);
        assert!(is_function("lower") && !is_function("lowest"));
    }
}
