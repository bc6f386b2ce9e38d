//! The state of a database, replayed from statements with no database.
//!
//! [`Catalog`] is what PostgreSQL's system catalogs would hold. [`Replay`]
//! applies statements to it as a session would, and refuses what the server
//! would refuse. Objects are known by number, as in PostgreSQL, so that a rename
//! touches one place; whatever depends on an object is found by looking, not
//! kept.
//!
//! One file per kind of object; `apply` says which statement goes where.

mod access;
mod aggregate;
mod alter;
mod alter_column;
mod alter_type;
mod apply;
mod body;
mod bound;
pub mod builtin;
pub(crate) mod builtin_data;
mod builtin_functions;
mod collation;
mod columns;
mod comment;
mod composite;
mod constraint;
mod custom_setting;
mod definition;
mod depend;
mod do_block;
mod domain;
mod drop;
mod effects;
mod enums;
pub mod error;
mod expr;
mod extension;
mod extension_data;
mod foreign_key;
mod function;
mod held;
mod index;
mod inherit;
mod literal;
mod lookup;
mod lookup_columns;
mod member;
mod mentions;
mod model;
mod names;
mod opclass;
mod operator;
mod operator_data;
mod overload;
mod partition;
mod pattern;
mod plbody;
mod plcall;
mod pleval;
mod pljoin;
mod pllocal;
mod plobject;
mod plquery;
mod plrun;
mod plvalue;
mod policy;
mod publication;
mod query;
mod range;
mod registry;
mod registry_data;
mod relation;
mod reloptions;
mod rename;
mod replicated;
mod resolve;
mod retype;
mod rewrite;
mod rule;
mod schema;
mod script;
mod sends;
mod sequence;
mod session;
mod shared;
mod state;
mod statistics;
mod storage;
mod store;
mod subscription;
mod system;
mod system_data;
mod table;
mod table_as;
mod taint;
mod trie;
mod trigger;
pub mod types;
mod typing;
mod updatable;
mod user_operator;
mod users;
mod version;
mod view;
mod volatility;
mod volatility_data;
mod work;

pub use apply::Replay;
pub use error::SqlError;
pub use held::{Held, Holder};
pub(crate) use script::Needless;
pub use script::{is_effect, replay_sql};
pub use shared::Shared;
pub use state::*;
pub(crate) use taint::check_bindings;
pub use types::quote_identifier;
pub use updatable::{Through, Updatable};
