//! Derives of pgbindgen for types of your own. Use them through `pgbindgen` with its feature
//! `derive`.
//!
//! A derive reads no file. It expands to items that name the generated module's markers, with the
//! spans of the user's fields, so that rustc finds what does not fit and says it there.

mod attribute;
mod composite;
mod input;
mod labels;
mod record;

use proc_macro::TokenStream;

/// Makes a struct a record over some columns of a table or view.
///
/// ```ignore
/// #[derive(pgbindgen::Record)]
/// #[pgbindgen(table = db::invoices)]
/// struct Summary {
///     id: db::invoices::InvoiceId,
///     net: Numeric<12, 2>,
///     #[pgbindgen(rename = "due_on")]
///     due: Option<Date>,
/// }
///
/// let summary = client.fetch_one(Invoice::by_id(id).project::<Summary>())?;
/// ```
///
/// It implements `Record` and `Project`. `Query::project` turns every helper of the table into one
/// that reads these columns, and `Summary::SELECT` (with `use pgbindgen::Project`) is their select
/// list.
///
/// # Attributes
///
/// Above the struct:
///
/// - `table = PATH`: the generated module of the table or view, in this crate or another. Required.
/// - `crate = PATH`: where the crate `pgbindgen` is, when Cargo.toml has it under another name.
/// - `no_implicit_prelude`: the struct is in a module with that attribute. Such a module has no
///   `diagnostic` attributes either, so a type that does not fit is said in rustc's own words.
///
/// Above a field, whose name is that of the field in the generated row struct:
///
/// - `rename = "NAME"`: the field of the generated row struct, under another name here. It is the
///   Rust name (`"type"` for `r#type`), which is where a column is known under in Rust, and not the
///   column's name in SQL.
/// - `own_type`: the type is one of your own, which implements `Decode` for the column's PostgreSQL
///   type. Without it a field has exactly the type that it has in the generated row struct.
/// - `flatten`: the field is another derived record over the same table; its columns are read too.
/// - `skip`: the field is no column. It is `Default::default()`, or with `default = EXPRESSION` the
///   value of that.
#[proc_macro_derive(Record, attributes(pgbindgen))]
pub fn record(input: TokenStream) -> TokenStream {
    input::expand(input.into(), record::expand).into()
}

/// Makes an enum of your own stand for an enum of the database.
///
/// ```ignore
/// #[derive(Clone, Copy, PartialEq, pgbindgen::PgEnum)]
/// #[pgbindgen(type = db::InvoiceStatus)]
/// enum Status {
///     Draft,
///     Issued,
///     #[pgbindgen(rename = "PartlyPaid")]
///     Partly,
///     Paid,
/// }
/// ```
///
/// Every label of the generated enum has exactly one variant here; rustc says which one is missing.
/// It implements `PgEnum`, and through it `Decode` and `Encode`.
///
/// # Attributes
///
/// - above the enum: `type = PATH`, the generated enum, required; `crate = PATH`, where the crate
///   `pgbindgen` is.
/// - above a variant: `rename = "NAME"`, the variant of the generated enum that it stands for.
#[proc_macro_derive(PgEnum, attributes(pgbindgen))]
pub fn pg_enum(input: TokenStream) -> TokenStream {
    input::expand(input.into(), labels::expand).into()
}

/// Makes a struct of your own stand for a composite type of the database.
///
/// ```ignore
/// #[derive(pgbindgen::PgComposite)]
/// #[pgbindgen(type = db::Address)]
/// struct Home {
///     street: Option<String>,
///     #[pgbindgen(rename = "city")]
///     town: Option<String>,
///     zip: Option<String>,
///     floor: Option<i16>,
/// }
/// ```
///
/// Every attribute of the generated struct has a field here, in any order and of the same type. It
/// implements `Decode` and `Encode`.
///
/// # Attributes
///
/// - above the struct: `type = PATH`, the generated struct, required; `crate = PATH`, where the
///   crate `pgbindgen` is; `no_implicit_prelude`, as for `Record`.
/// - above a field: `rename = "NAME"`, the field of the generated struct that it stands for.
#[proc_macro_derive(PgComposite, attributes(pgbindgen))]
pub fn pg_composite(input: TokenStream) -> TokenStream {
    input::expand(input.into(), composite::expand).into()
}
