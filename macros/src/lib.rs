//! Procedural macros of pgbindgen. Use them through `pgbindgen` with its feature
//! `macros`.

mod bindings;

use proc_macro::TokenStream;

/// Expands the bindings of a folder of migrations in place.
///
/// ```ignore
/// mod db {
///     pgbindgen::bindings!("migrations");
/// }
/// ```
///
/// The folder is relative to the package: one with a `pgbindgen.toml`, or a
/// folder of migrations. A fault in the migrations is a compile error at the
/// argument whose text is the whole report, with file, line and column of the SQL.
///
/// # Rebuilds
///
/// rustc runs a macro again when a file changes that the last run has read. A new
/// file is seen when the package has the watch script that
/// `pgbindgen init --macro` writes; without it a new migration is only seen
/// through the lock, which `pgbindgen lock` keeps. The macro says so in a
/// warning, which `bindings!("migrations", allow(unwatched))` silences.
///
/// The build script `pgbindgen_codegen::build` has none of this to consider, and
/// editors show its items faster: prefer it.
#[proc_macro]
pub fn bindings(input: TokenStream) -> TokenStream {
    bindings::expand(input.into()).into()
}
