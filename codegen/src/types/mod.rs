//! Which Rust type stands for which PostgreSQL type. One row a type.
//!
//! A value travels in one of the wire forms that the runtime knows by a marker
//! (`pgbindgen::pg::Int8`). A type whose number only the server knows (an enum,
//! a composite, an extension's) travels as a base type, cast in the SQL, so that
//! the driver never has to ask for it.

mod table;
pub mod user;

use crate::catalog::{
    Catalog, Column, ColumnType, Modifier, RelId, TypeId, TypeKind, TypeUse, builtin,
    quote_identifier,
};
use std::collections::BTreeMap;

pub use table::{Family, Row, TYPES};

/// The choices of `[types]` in `pgbindgen.toml`, valid by construction: every
/// Rust type in it has passed [`user`].
#[derive(Clone, Debug)]
pub struct TypeOptions {
    /// Dates and times.
    pub time: TimeFamily,
    /// `numeric` without precision and scale, and those that `Numeric` cannot hold.
    pub decimal: DecimalType,
    /// `json` and `jsonb`.
    pub json: JsonType,
    /// Rust types for columns, by `table.column` or `schema.table.column`.
    pub columns: BTreeMap<String, String>,
    /// Rust types for PostgreSQL types, by the name that `format_type` gives
    /// (`public.money_amount`, `jsonb`), or without its schema.
    pub types: BTreeMap<String, String>,
}

impl Default for TypeOptions {
    fn default() -> Self {
        Self {
            time: TimeFamily::Jiff,
            decimal: DecimalType::RustDecimal,
            json: JsonType::Value,
            columns: BTreeMap::new(),
            types: BTreeMap::new(),
        }
    }
}

/// The crate whose types stand for dates and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFamily {
    /// `jiff`.
    Jiff,
    /// `chrono`.
    Chrono,
    /// `time`.
    Time,
}

/// The type of a `numeric` of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalType {
    /// `rust_decimal::Decimal`: 28 digits, no NaN.
    RustDecimal,
    /// The runtime's `AnyNumeric`: whatever PostgreSQL can hold.
    AnyNumeric,
}

/// The type of `json` and `jsonb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `serde_json::Value`.
    Value,
    /// The runtime's `RawJson`: the text.
    Raw,
}

/// A Rust type, as a tree whose leaves `ir` can name from any module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A path from the root, or a primitive type: `::std::string::String`, `i64`.
    Std(&'static str),
    /// A path within the runtime crate: `Inet`.
    Runtime(&'static str),
    /// `Numeric<P, S>`.
    Numeric(u16, u16),
    /// `Vec<T>`.
    Vec(Box<Shape>),
    /// `Range<T>` of the runtime.
    Range(Box<Shape>),
    /// The generated type of an enum, domain or composite type.
    Generated(TypeId),
    /// A type of the user's, as written in `pgbindgen.toml`.
    Custom(String),
}

/// A wire form: a marker of the runtime's `pg` module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marker {
    /// `pg::Int8`.
    Plain(&'static str),
    /// `pg::Array<…>`.
    Array(Box<Marker>),
    /// `pg::Range<…>`: a range as such.
    Range(Box<Marker>),
    /// `pg::MultiRange<…>`.
    MultiRange(Box<Marker>),
    /// `pg::OwnRange<…>`: a range of the schema's own.
    OwnRange(Box<Marker>),
    /// `pg::OwnMultiRange<…>`: its multirange.
    OwnMultiRange(Box<Marker>),
}

/// What a Rust type implements beside `Clone` and `PartialEq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Traits {
    /// Nothing that we know of.
    Few,
    /// `Eq` and `Hash`.
    Hash,
    /// `Eq`, `Hash` and `Ord`.
    Ord,
}

/// How a PostgreSQL type appears in Rust and in the SQL of helpers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The Rust type, without `Option`.
    pub shape: Shape,
    /// The wire form.
    pub marker: Marker,
    /// Whether the Rust type is `Copy`.
    pub copy: bool,
    /// What else it implements.
    pub traits: Traits,
    /// How a helper takes it as an argument.
    pub argument: Argument,
    /// How a column of it is read, so that it arrives in the wire form.
    pub select: Select,
    /// The number of the column's type as read, for the check against drift.
    pub oid: u32,
    /// The number under which a parameter travels.
    pub parameter: u32,
    /// What follows a parameter's place: `::text::public.status`, or nothing.
    pub cast: String,
    /// What the runtime needs to support it.
    pub needs: Option<Family>,
}

/// How a helper takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// By value; `Param` is `From` it.
    Value,
    /// By value: an enum, sent by its label.
    Label,
    /// By value: a newtype over one that is sent by value.
    Inner,
    /// As `&'a str`.
    Str,
    /// As `&'a [u8]`.
    Bytes,
    /// As `&'a T`.
    Reference,
}

/// How a column is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Select {
    /// As it is.
    Plain,
    /// `column::text`.
    Cast(String),
    /// `pg_catalog.record_send(column)`: as the bytes that the server would send,
    /// which keeps the type's own number out of the result.
    Send(&'static str),
}

impl Select {
    /// The item of a select list for a column of this quoted name.
    pub fn item(&self, column: &str) -> String {
        match self {
            Select::Plain => column.to_owned(),
            Select::Cast(ty) => format!("{column}::{ty}"),
            Select::Send(function) => format!("pg_catalog.{function}({column}) AS {column}"),
        }
    }
}

/// The mapping of a column, by its own override, its type's, or the table. The
/// error says, as a clause, why there is none.
pub fn column(
    catalog: &Catalog,
    options: &TypeOptions,
    relation: RelId,
    column: &Column,
) -> Result<Mapped, String> {
    let ty = match &column.ty {
        ColumnType::Known(ty) => ty,
        ColumnType::Unknown(reason) => return Err(reason.clone()),
    };
    let mut mapped = map(catalog, options, ty)?;
    if let (false, Some(relation)) = (options.columns.is_empty(), catalog.rel(relation)) {
        let short = format!("{}.{}", relation.name, column.name);
        let long = format!("{}.{short}", catalog.schema_name(relation.schema));
        if let Some(custom) = options
            .columns
            .get(&long)
            .or_else(|| options.columns.get(&short))
        {
            mapped.customize(custom);
        }
    }
    Ok(mapped)
}

/// Whether values of two types have one wire form, so that the Rust type of one
/// reads the other. A foreign key may refer to a column of another type.
pub fn same_wire(catalog: &Catalog, a: &TypeUse, b: &TypeUse) -> bool {
    let (a, b) = (catalog.base_type(a), catalog.base_type(b));
    let marker = |ty: &TypeUse| table::row_of(ty.id.0).map(|row| row.marker);
    let same = a.id == b.id || (marker(&a).is_some() && marker(&a) == marker(&b));
    same && a.array == b.array
}

/// The mapping of a type.
///
/// # Errors
/// When there is none; the text says why, as a clause.
pub fn map(catalog: &Catalog, options: &TypeOptions, ty: &TypeUse) -> Result<Mapped, String> {
    Mapper::new(catalog, options).map(ty)
}

/// How deep domains and composite types may stand on one another.
const MAX_DEPTH: u32 = 50;

/// Maps a type and those that it is made of.
struct Mapper<'a> {
    catalog: &'a Catalog,
    options: &'a TypeOptions,
    depth: u32,
    /// The schema's own types so far: one may be a part of many.
    known: BTreeMap<TypeId, Result<Mapped, String>>,
}

impl<'a> Mapper<'a> {
    fn new(catalog: &'a Catalog, options: &'a TypeOptions) -> Self {
        Self {
            catalog,
            options,
            depth: 0,
            known: BTreeMap::new(),
        }
    }

    fn map(&mut self, ty: &TypeUse) -> Result<Mapped, String> {
        let mapped = if ty.array {
            array(self, ty)?
        } else if self.catalog.ty(ty.id).is_none() {
            element(self, ty)?
        } else if let Some(known) = self.known.get(&ty.id) {
            known.clone()?
        } else {
            if self.depth >= MAX_DEPTH {
                return Err(format!(
                    "its type is made of more than {MAX_DEPTH} types, one in another"
                ));
            }
            self.depth += 1;
            let found = element(self, ty);
            self.depth -= 1;
            self.known.insert(ty.id, found.clone());
            found?
        };
        Ok(customized(self.catalog, self.options, ty, mapped))
    }
}

/// A type as another Rust type, where the configuration says so.
fn customized(
    catalog: &Catalog,
    options: &TypeOptions,
    ty: &TypeUse,
    mut mapped: Mapped,
) -> Mapped {
    if !options.types.is_empty() {
        let long = catalog.format_type(&bare(ty));
        let short = long
            .rsplit_once('.')
            .map_or(long.as_str(), |(_, name)| name);
        if let Some(custom) = options
            .types
            .get(&long)
            .or_else(|| options.types.get(short))
        {
            mapped.customize(custom);
        }
    }
    mapped
}

impl Mapped {
    /// The same column as another Rust type, which implements the runtime's
    /// `Decode` and `Encode` for the marker.
    fn customize(&mut self, custom: &str) {
        self.shape = Shape::Custom(custom.to_owned());
        self.copy = false;
        self.traits = Traits::Few;
        self.argument = Argument::Reference;
        self.needs = None;
    }

    /// A type without a form of its own: its text, both ways.
    fn text(name: &str) -> Self {
        Self {
            shape: Shape::Std("::std::string::String"),
            marker: Marker::Plain("Text"),
            copy: false,
            traits: Traits::Ord,
            argument: Argument::Str,
            select: Select::Cast("text".to_owned()),
            oid: 25,
            parameter: 25,
            cast: format!("::text::{name}"),
            needs: None,
        }
    }
}

/// What the `_send` functions return.
const BYTEA: u32 = 17;

/// A type without its modifier.
fn bare(ty: &TypeUse) -> TypeUse {
    TypeUse {
        modifier: Modifier::None,
        ..ty.clone()
    }
}

fn array(mapper: &mut Mapper<'_>, ty: &TypeUse) -> Result<Mapped, String> {
    let catalog = mapper.catalog;
    let element = mapper.map(&ty.clone().element())?;
    let name = catalog.format_type(&bare(ty));
    let own = catalog.ty(ty.id).is_some();
    let (select, oid, parameter, cast, marker) = match (&element.select, &element.marker) {
        // The element's number is known, and so is its array's.
        (Select::Plain, marker) => {
            let oid = builtin::by_oid(TypeId(element.oid)).map_or(0, |found| found.array);
            let base = catalog.format_type(&TypeUse::plain(TypeId(element.oid)).array_of());
            let (select, cast) = if own {
                // An array of a domain has a number that only the server knows.
                (Select::Cast(base), format!("::{name}"))
            } else {
                (Select::Plain, String::new())
            };
            (select, oid, oid, cast, marker.clone())
        }
        (Select::Send(_), marker) => (
            Select::Send("array_send"),
            BYTEA,
            1009,
            format!("::text[]::{name}"),
            marker.clone(),
        ),
        (Select::Cast(_), marker) => (
            Select::Cast("text[]".to_owned()),
            1009,
            1009,
            format!("::text[]::{name}"),
            marker.clone(),
        ),
    };
    Ok(Mapped {
        shape: Shape::Vec(Box::new(element.shape)),
        marker: Marker::Array(Box::new(marker)),
        copy: false,
        traits: element.traits,
        argument: Argument::Reference,
        select,
        oid,
        parameter,
        cast,
        needs: element.needs,
    })
}

fn element(mapper: &mut Mapper<'_>, ty: &TypeUse) -> Result<Mapped, String> {
    let catalog = mapper.catalog;
    if let Some(row) = table::row_of(ty.id.0) {
        return Ok(row.mapped(ty, mapper.options));
    }
    let Some(user) = catalog.ty(ty.id) else {
        // A type of PostgreSQL's own that has no row.
        return match builtin::name_of(ty.id) {
            Some(_) => Ok(Mapped::text(&catalog.format_type(&bare(ty)))),
            None => Err("its type is not known".to_owned()),
        };
    };
    let name = format!(
        "{}.{}",
        quote_identifier(catalog.schema_name(user.schema)),
        quote_identifier(&user.name)
    );
    match &user.kind {
        TypeKind::Enum(_) => Ok(Mapped {
            shape: Shape::Generated(ty.id),
            marker: Marker::Plain("Enum"),
            copy: true,
            traits: Traits::Ord,
            argument: Argument::Label,
            ..Mapped::text(&name)
        }),
        TypeKind::Domain(domain) => {
            let base = mapper.map(&domain.base)?;
            // An extension's domain is not ours to name.
            if user.origin.extension.is_some() {
                return Ok(base);
            }
            Ok(Mapped {
                shape: Shape::Generated(ty.id),
                argument: match base.argument {
                    Argument::Value => Argument::Inner,
                    _ => Argument::Reference,
                },
                copy: base.copy,
                ..base
            })
        }
        TypeKind::Composite(rel) if user.origin.extension.is_none() => {
            let row = catalog
                .rel(*rel)
                .ok_or_else(|| format!("the attributes of {name} are not known"))?;
            let mut traits = Traits::Ord;
            for column in &row.columns {
                let attribute = attribute_of(mapper, column)?;
                let Some(attribute) = attribute else {
                    // An attribute that only has a text form makes the whole text.
                    return Ok(Mapped::text(&name));
                };
                traits = traits.min(attribute.traits);
            }
            Ok(Mapped {
                shape: Shape::Generated(ty.id),
                marker: Marker::Plain("Record"),
                copy: false,
                traits,
                argument: Argument::Reference,
                select: Select::Send("record_send"),
                oid: BYTEA,
                ..Mapped::text(&name)
            })
        }
        TypeKind::Range { subtype, .. } => Ok(own_range(mapper, subtype, &name)?),
        TypeKind::Multirange(range) => {
            let Some(TypeKind::Range { subtype, .. }) = catalog.ty(*range).map(|ty| &ty.kind)
            else {
                return Ok(Mapped::text(&name));
            };
            let range = own_range(mapper, subtype, &name)?;
            let Marker::OwnRange(form) = range.marker else {
                return Ok(range);
            };
            Ok(Mapped {
                shape: Shape::Vec(Box::new(range.shape)),
                marker: Marker::OwnMultiRange(form),
                select: Select::Send("multirange_send"),
                ..range
            })
        }
        TypeKind::Composite(_) | TypeKind::Row(_) | TypeKind::Base | TypeKind::Shell => {
            Ok(Mapped::text(&name))
        }
    }
}

/// The mapping of a composite type's attribute, which arrives inside a record in
/// its own binary form: a type that has only a text form does not fit there.
///
/// # Errors
/// When the attribute has no mapping at all.
pub fn attribute(
    catalog: &Catalog,
    options: &TypeOptions,
    column: &Column,
) -> Result<Option<Mapped>, String> {
    attribute_of(&mut Mapper::new(catalog, options), column)
}

fn attribute_of(mapper: &mut Mapper<'_>, column: &Column) -> Result<Option<Mapped>, String> {
    let ty = match &column.ty {
        ColumnType::Known(ty) => ty,
        ColumnType::Unknown(reason) => return Err(reason.clone()),
    };
    let mapped = mapper.map(ty)?;
    let fits = match &mapped.select {
        Select::Plain | Select::Send(_) => true,
        Select::Cast(_) => is_binary(&mapped.marker),
    };
    Ok(fits.then_some(mapped))
}

/// A range of the schema's own; its text when its bounds have only a text form.
fn own_range(mapper: &mut Mapper<'_>, subtype: &TypeUse, name: &str) -> Result<Mapped, String> {
    let subtype = mapper.map(subtype)?;
    if matches!(&subtype.select, Select::Cast(_)) && !is_binary(&subtype.marker) {
        return Ok(Mapped::text(name));
    }
    Ok(Mapped {
        shape: Shape::Range(Box::new(subtype.shape)),
        marker: Marker::OwnRange(Box::new(subtype.marker)),
        traits: subtype.traits.min(Traits::Hash),
        argument: Argument::Reference,
        select: Select::Send("range_send"),
        oid: BYTEA,
        needs: subtype.needs,
        ..Mapped::text(name)
    })
}

/// Whether a form that is reached by a cast is the type's own binary form too.
fn is_binary(marker: &Marker) -> bool {
    match marker {
        Marker::Plain(name) => *name != "Text",
        Marker::Array(element) => is_binary(element),
        _ => true,
    }
}
