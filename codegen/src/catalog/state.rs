//! What a catalog holds.

use super::bounds::{Bounds, StoredBound};
use super::labels::Labels;
use super::list::{List, Map, Set};
use super::registered::Registry;
use super::registry::{RegistryId, RegistryKinds};
use super::shared::Shared;
use super::store::Slots;
use super::trie::{Names, Overloads};
use super::users::Users;
use crate::ddl::{Action, MatchType, Persistence, PolicyCommand, RuleEvent, TriggerEvent};
use crate::diag::Span;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The first number of an object that is not PostgreSQL's own, as on a server.
pub const FIRST_USER_ID: u32 = 16_384;

/// A major version of PostgreSQL: 15 to 18.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PgVersion(pub u16);

/// A schema. `pg_catalog` is 11, as in PostgreSQL; `public` is 2200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

/// A relation: a table, view, index, sequence or composite type's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelId(pub u32);

/// A type. PostgreSQL's own have their OID. An array type has no number of its
/// own; see [`TypeUse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A function, procedure or aggregate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// A column's number within its relation, from 1, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub u16);

/// A constraint's number, unique in the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintId(pub u32);

/// A kind of object of which the catalog knows only whether one was created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// CREATE LANGUAGE: a language that is not known is then not refused.
    Language,
    /// CREATE OPERATOR: nor is an operator.
    Operator,
    /// CREATE CAST: nor are operands and values of another type.
    Cast,
    /// CREATE ACCESS METHOD: nor is a method.
    AccessMethod,
    /// A function that may give a setting another value.
    Setter,
}

/// A set of [`Unkept`] kinds.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnkeptKinds(u8);

impl UnkeptKinds {
    /// Notes that one was created.
    pub fn insert(&mut self, kind: Unkept) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether one was.
    #[must_use]
    pub fn contains(self, kind: Unkept) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// The state of a database. Cheap to copy.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The server it is replayed for.
    pub version: PgVersion,
    /// Schemas, `public` and `pg_catalog` among them.
    pub schemas: Map<SchemaId, Schema>,
    /// Extensions by name.
    pub extensions: Map<String, Extension>,
    /// Relations of all kinds.
    pub relations: Slots<Relation>,
    /// (schema, name) of relations.
    pub relation_names: Names,
    /// Types that are not PostgreSQL's own.
    pub types: Slots<Type>,
    /// (schema, name) of types, array types left out.
    pub type_names: Names,
    /// How many constraints have a name in a schema, for the names that
    /// PostgreSQL chooses. NOT NULL is among them where it has a name.
    pub constraint_names: Names,
    /// Functions.
    pub functions: Slots<Function>,
    /// Names of functions, whatever their schema.
    pub function_names: Overloads,
    /// User collations, (schema, name).
    pub collations: Map<(SchemaId, String), Span>,
    /// The next [`ConstraintId`] and the like.
    pub next_id: u32,
    /// Kinds of objects that were created and are not kept: what they stand for is
    /// then not refused.
    pub created: UnkeptKinds,
    /// Operators that were made, in order.
    pub operators: List<Shared<super::user_operator::UserOperator>>,
    /// Copies of foreign keys for partitions of the referenced tables by their names, those
    /// that are gone among them.
    pub key_copies: Map<String, Vec<super::key_copy::KeyCopy>>,
    /// All of these.
    pub(super) copied_keys: Set<super::key_copy::KeyCopy>,
    /// Foreign keys to partitioned tables, those that are gone among them.
    pub(super) partitioned_keys: List<(RelId, ConstraintId)>,
    /// Who names what.
    pub(super) users: Users,
    /// Objects that are known by their name alone, by number.
    pub registry: Registry,
    /// Kinds of them of which there may be more than are known.
    pub registry_unsure: RegistryKinds,
    /// What is no longer certain, and since where.
    pub taints: List<Shared<Taint>>,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its name.
    pub name: String,
    /// COMMENT ON SCHEMA.
    pub comment: Option<String>,
    /// The extension that made it.
    pub extension: Option<String>,
    /// Where it was created; `None` for those of a new database.
    pub span: Option<Span>,
}

/// An extension.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Where its objects are.
    pub schema: SchemaId,
    /// COMMENT ON EXTENSION, when changed.
    pub comment: Option<String>,
    /// Where it was created.
    pub span: Span,
    /// Whether we know what it brings; names from an unknown one are not refused.
    pub known: bool,
    /// What is dropped with it: DEPENDS ON EXTENSION.
    pub dependents: BTreeSet<ObjectId>,
}

/// Where an object came to be and what owns it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name in the statement that created it.
    pub span: Span,
    /// The extension that it belongs to.
    pub extension: Option<String>,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its number.
    pub id: RelId,
    /// Its schema.
    pub schema: SchemaId,
    /// Its name.
    pub name: String,
    /// What it is, with what only such relations have.
    pub kind: RelationKind,
    /// How long it lives.
    pub persistence: Persistence,
    /// Its columns in order, dropped ones left out. Empty for indexes and sequences.
    pub columns: Vec<Shared<Column>>,
    /// Why the columns are not known (`CREATE TABLE AS` of an expression, a view
    /// over unknown things); `columns` is then empty.
    pub unknown_columns: Option<String>,
    /// The next column's number.
    pub next_column: u16,
    /// Constraints in order of creation.
    pub constraints: List<Shared<Constraint>>,
    /// Its indexes in order of creation, of which each names it in turn.
    pub indexes: Set<RelId>,
    /// Triggers by name.
    pub triggers: Map<String, Shared<Trigger>>,
    /// Policies by name.
    pub policies: Map<String, Shared<Policy>>,
    /// Rules by name.
    pub rules: Map<String, Shared<Rule>>,
    /// ROW LEVEL SECURITY enabled.
    pub row_security: bool,
    /// FORCE ROW LEVEL SECURITY.
    pub row_security_forced: bool,
    /// Its row type, for relations that have one.
    pub row_type: Option<TypeId>,
    /// COMMENT ON it.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
    /// Why it is no longer certain: an index into [`Catalog::taints`].
    pub taint: Option<usize>,
    /// What it names, for the search of what depends on something.
    pub mentions: super::mentions::Cached<super::mentions::Mentions>,
}

/// What a relation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// A table.
    Table(TableInfo),
    /// A foreign table.
    ForeignTable(TableInfo),
    /// A view.
    View(ViewInfo),
    /// A materialized view.
    MaterializedView(ViewInfo),
    /// An index.
    Index(IndexInfo),
    /// A sequence.
    Sequence(SequenceInfo),
    /// The row of a composite type of its own.
    Composite,
}

/// What tables have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableInfo {
    /// PARTITION BY.
    pub partition_key: Option<PartitionKey>,
    /// The table that it is a partition of, with its bound.
    pub partition_of: Option<(RelId, StoredBound)>,
    /// Parents by INHERITS, in order.
    pub inherits: Vec<RelId>,
    /// `OF type`.
    pub of_type: Option<TypeId>,
    /// Tables that name this one in `inherits` or `partition_of`.
    pub children: Set<RelId>,
    /// The bounds of its partitions.
    pub(super) bounds: Option<Box<Bounds>>,
    /// ON COMMIT DROP.
    pub on_commit_drop: bool,
    /// The server of a foreign table.
    pub server: Option<String>,
    /// REPLICA IDENTITY.
    pub replica_identity: RowIdentity,
}

/// By what a subscriber finds the row that UPDATE and DELETE of a published table change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowIdentity {
    /// The primary key.
    #[default]
    Default,
    /// The whole row.
    Full,
    /// Nothing.
    Nothing,
    /// A unique index, which may have been dropped.
    Index(RelId),
}

/// PARTITION BY.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionKey {
    /// `range`, `list` or `hash`.
    pub strategy: String,
    /// Columns and expressions.
    pub keys: Vec<Key>,
}

/// What views have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewInfo {
    /// Whether REFRESH or its creation has filled it; of a view without meaning.
    pub populated: bool,
    /// The query as written.
    pub definition: String,
    /// What it reads.
    pub uses: Uses,
    /// Whether it is written through to its table.
    pub updatable: super::Updatable,
    /// The column that each of its columns is, by place; `None` for any other
    /// expression.
    pub sources: Vec<Option<(RelId, ColumnId)>>,
    /// The types to which something in each of its columns is cast, by place.
    pub casts: Vec<Vec<TypeUse>>,
}

/// What an index has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub struct IndexInfo {
    /// Its table.
    pub table: RelId,
    /// UNIQUE.
    pub unique: bool,
    /// The primary key's.
    pub primary: bool,
    /// The access method.
    pub method: String,
    /// Keys in order.
    pub keys: Vec<Key>,
    /// INCLUDE.
    pub include: Vec<ColumnId>,
    /// NULLS NOT DISTINCT.
    pub nulls_not_distinct: bool,
    /// WHERE.
    pub predicate: Option<StoredExpr>,
    /// The constraint that it serves.
    pub constraint: Option<ConstraintId>,
    /// The partitioned index that it is attached to.
    pub parent: Option<RelId>,
    /// Whether it is usable: `ON ONLY` a partitioned table makes one that is not.
    pub valid: bool,
    /// Whether it was ever given parameters by `WITH` or `SET`, which are not kept.
    pub parameters: bool,
}

/// A key of an index or a partition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// A column or an expression.
    pub what: KeyKind,
    /// COLLATE, when written, as shown.
    pub collation: Option<String>,
    /// The operator class, when written, as shown.
    pub opclass: Option<String>,
    /// DESC.
    pub descending: bool,
    /// NULLS FIRST.
    pub nulls_first: bool,
}

/// A column or an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// A column.
    Column(ColumnId),
    /// An expression.
    Expr(Box<StoredExpr>),
}

/// What a sequence has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceInfo {
    /// `int2`, `int4` or `int8`.
    pub ty: TypeId,
    /// START.
    pub start: i64,
    /// INCREMENT.
    pub increment: i64,
    /// MINVALUE.
    pub min: i64,
    /// MAXVALUE.
    pub max: i64,
    /// CACHE.
    pub cache: i64,
    /// CYCLE.
    pub cycle: bool,
    /// OWNED BY.
    pub owned_by: Option<(RelId, ColumnId)>,
    /// Whether it belongs to an identity column.
    pub identity: bool,
}

/// A column of a relation, or an attribute of a composite type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its number.
    pub id: ColumnId,
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: ColumnType,
    /// COLLATE, when it is not the type's own, as shown.
    pub collation: Option<String>,
    /// NOT NULL.
    pub not_null: Option<NotNull>,
    /// DEFAULT, or the expression of a generated column.
    pub default: Option<Shared<StoredExpr>>,
    /// Identity.
    pub identity: Option<IdentityKind>,
    /// Generated.
    pub generated: Option<crate::ddl::GeneratedStorage>,
    /// STORAGE and COMPRESSION.
    pub stored: Stored,
    /// COMMENT ON COLUMN.
    pub comment: Option<String>,
    /// Whether it is defined here, and not by parents alone.
    pub is_local: bool,
    /// How many direct parents have it.
    pub inherited: u16,
    /// Its name where it was created.
    pub span: Span,
    /// Its name where it was last given, which tells how it is spelt: an unquoted
    /// name loses its capitals.
    pub name_span: Span,
    /// Where its type was last set.
    pub type_span: Span,
}

/// How the values of a column are stored: parents and children must agree on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// STORAGE, where it is not that of the type: `plain`, `external`, `extended`, `main`.
    pub storage: Option<&'static str>,
    /// COMPRESSION, where it is not the server's.
    pub compression: Option<String>,
}

/// NOT NULL of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotNull {
    /// The constraint's name, which exists from PostgreSQL 18 on. `None` before.
    pub name: Option<String>,
    /// NO INHERIT.
    pub no_inherit: bool,
    /// Set here, and not by parents alone.
    pub is_local: bool,
    /// NOT VALID.
    pub validated: bool,
}

/// Identity of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityKind {
    /// ALWAYS.
    Always,
    /// BY DEFAULT.
    ByDefault,
}

/// A column's type; a view's may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Known.
    Known(TypeUse),
    /// Not known, and why.
    Unknown(String),
}

/// A type as a column uses it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeUse {
    /// The type; of an array, the element's.
    pub id: TypeId,
    /// Whether it is an array of `id` (PostgreSQL does not keep dimensions).
    pub array: bool,
    /// The modifier.
    pub modifier: Modifier,
}

/// A type's modifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Modifier {
    /// None.
    #[default]
    None,
    /// `varchar(n)`, `char(n)`, `bit(n)`, `varbit(n)`.
    Length(i32),
    /// `numeric(p, s)`.
    Numeric {
        /// Precision.
        precision: i32,
        /// Scale, which may be negative or above the precision.
        scale: i32,
    },
    /// `time(p)`, `timestamp(p)` and their zoned forms.
    Precision(i32),
    /// `interval fields(p)`.
    Interval {
        /// ` day to second`, empty for none.
        fields: String,
        /// The precision.
        precision: Option<i32>,
    },
    /// An extension's, as its output function would print it.
    Raw(String),
}

/// A constraint. NOT NULL is in [`Column::not_null`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub struct Constraint {
    /// Its number.
    pub id: ConstraintId,
    /// Its name.
    pub name: String,
    /// Whether PostgreSQL chose the name.
    pub chosen: bool,
    /// What it demands.
    pub kind: ConstraintKind,
    /// DEFERRABLE.
    pub deferrable: bool,
    /// INITIALLY DEFERRED.
    pub initially_deferred: bool,
    /// Not NOT VALID.
    pub validated: bool,
    /// Not NOT ENFORCED.
    pub enforced: bool,
    /// NO INHERIT.
    pub no_inherit: bool,
    /// Defined here, and not by parents alone.
    pub is_local: bool,
    /// How many direct parents have it.
    pub inherited: u16,
    /// The constraint of the partitioned parent that it comes from.
    pub parent: Option<ConstraintId>,
    /// COMMENT ON CONSTRAINT.
    pub comment: Option<String>,
    /// Where it was created.
    pub span: Span,
}

/// What a constraint demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// PRIMARY KEY, with its index.
    PrimaryKey {
        /// Its columns.
        columns: Vec<ColumnId>,
        /// Its index.
        index: RelId,
        /// WITHOUT OVERLAPS.
        without_overlaps: bool,
    },
    /// UNIQUE, with its index.
    Unique {
        /// Its columns.
        columns: Vec<ColumnId>,
        /// Its index.
        index: RelId,
        /// NULLS NOT DISTINCT.
        nulls_not_distinct: bool,
        /// WITHOUT OVERLAPS.
        without_overlaps: bool,
    },
    /// EXCLUDE, with its index; the operators by key.
    Exclude {
        /// Its index.
        index: RelId,
        /// Operators, one a key.
        operators: Vec<String>,
    },
    /// CHECK.
    Check(Box<StoredExpr>),
    /// FOREIGN KEY.
    ForeignKey(ForeignKey),
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its columns.
    pub columns: Vec<ColumnId>,
    /// The referenced table.
    pub table: RelId,
    /// The referenced columns.
    pub referenced: Vec<ColumnId>,
    /// The referenced unique index.
    pub index: Option<RelId>,
    /// MATCH.
    pub match_type: MatchType,
    /// ON DELETE.
    pub on_delete: Action,
    /// ON UPDATE.
    pub on_update: Action,
    /// Columns of SET NULL and SET DEFAULT.
    pub set_columns: Vec<ColumnId>,
    /// PERIOD.
    pub period: bool,
}

/// An expression that the catalog keeps, with what it depends on. Its text
/// follows renames of what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredExpr {
    /// As written, but for renames.
    pub text: String,
    /// What it reads.
    pub uses: Uses,
    /// The outermost node.
    pub shape: crate::ddl::ExprShape,
    /// Its type before it becomes the column's; `None` when that is not worked out.
    pub ty: Option<TypeUse>,
    /// Types to which something in it is cast.
    pub casts: Vec<TypeUse>,
    /// Where it was written.
    pub span: Span,
}

/// What an expression or a query depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Columns.
    pub columns: Vec<(RelId, ColumnId)>,
    /// Fields of composite types, as `(c).f` reads them.
    pub fields: Vec<(RelId, ColumnId)>,
    /// Whole relations, sequences among them.
    pub relations: Vec<RelId>,
    /// Types.
    pub types: Vec<TypeId>,
    /// Functions that are not PostgreSQL's own.
    pub functions: Vec<FunctionId>,
    /// Primary keys whose columns a query groups by, so that it may name the others.
    pub constraints: Vec<ConstraintId>,
    /// Whether something could not be resolved.
    pub incomplete: bool,
}

/// A trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Its function; `None` for one that is not known (an extension's).
    pub function: Option<FunctionId>,
    /// Columns of UPDATE OF.
    pub columns: Vec<ColumnId>,
    /// As written.
    pub definition: String,
    /// COMMENT ON TRIGGER.
    pub comment: Option<String>,
    /// What it fires at in the place of the statement: INSTEAD OF.
    pub instead_of: Vec<TriggerEvent>,
    /// The trigger of the partitioned parent that it comes from.
    pub inherited: bool,
    /// Whether it fires in a session of an application: neither DISABLE nor
    /// ENABLE REPLICA was said of it.
    pub fires: bool,
    /// Where it was created.
    pub span: Span,
}

/// A rule but the one that is a view's query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it fires at.
    pub event: RuleEvent,
    /// WHERE.
    pub conditional: bool,
    /// INSTEAD; else ALSO.
    pub instead: bool,
    /// Whether it was enabled or disabled since: when it fires is then not certain.
    pub switched: bool,
    /// What it gives.
    pub gives: RuleGives,
    /// Where it was created.
    pub span: Span,
}

/// What a rule gives in the place of a statement's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleGives {
    /// It does nothing.
    Nothing,
    /// One statement that gives rows, as far as its words tell.
    Rows,
    /// Statements that give none, or several.
    Other,
}

/// A row security policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// AS RESTRICTIVE.
    pub restrictive: bool,
    /// FOR.
    pub command: PolicyCommand,
    /// TO, sorted; `public` for all.
    pub roles: Vec<String>,
    /// USING.
    pub using: Option<StoredExpr>,
    /// WITH CHECK.
    pub check: Option<StoredExpr>,
    /// Where it was created.
    pub span: Span,
}

/// A type that is not PostgreSQL's own.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its number.
    pub id: TypeId,
    /// Its schema.
    pub schema: SchemaId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: TypeKind,
    /// COMMENT ON TYPE or DOMAIN.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// What a type is.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub enum TypeKind {
    /// An enum, with its labels in order.
    Enum(Labels),
    /// A domain.
    Domain(DomainInfo),
    /// A composite type of its own: its attributes are the relation's columns.
    Composite(RelId),
    /// The row type of a table or view.
    Row(RelId),
    /// A range.
    Range {
        /// Its subtype.
        subtype: TypeUse,
        /// Its multirange type's number.
        multirange: TypeId,
    },
    /// A multirange, of the range of that number.
    Multirange(TypeId),
    /// A base type, an extension's mostly.
    Base,
    /// A shell.
    Shell,
}

/// What a domain has.
#[derive(Clone, Debug)]
pub struct DomainInfo {
    /// Its base type, which may be a domain.
    pub base: TypeUse,
    /// COLLATE.
    pub collation: Option<String>,
    /// NOT NULL, with the constraint's name from PostgreSQL 17 on.
    pub not_null: Option<NotNull>,
    /// DEFAULT.
    pub default: Option<StoredExpr>,
    /// CHECKs in order of creation.
    pub checks: List<Shared<DomainCheck>>,
}

/// A CHECK of a domain.
#[derive(Clone, Debug)]
pub struct DomainCheck {
    /// Its name.
    pub name: String,
    /// Whether PostgreSQL chose the name.
    pub chosen: bool,
    /// The condition on VALUE.
    pub expr: StoredExpr,
    /// Not NOT VALID.
    pub validated: bool,
    /// COMMENT ON CONSTRAINT … ON DOMAIN.
    pub comment: Option<String>,
}

/// A function, procedure or aggregate.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its number.
    pub id: FunctionId,
    /// Its schema.
    pub schema: SchemaId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: crate::ddl::FunctionKind,
    /// WINDOW.
    pub window: bool,
    /// Types of its input arguments; `None` for a type that is not known.
    pub arguments: Vec<Option<TypeUse>>,
    /// Arguments of all modes as declared.
    pub declared: Vec<FunctionParameter>,
    /// How many of the input arguments have defaults.
    pub defaults: u16,
    /// The last input argument is VARIADIC.
    pub variadic: bool,
    /// What it returns; `None` for a procedure or one that is not known.
    pub returns: Option<TypeUse>,
    /// SETOF or TABLE.
    pub returns_set: bool,
    /// The language.
    pub language: String,
    /// The body as text.
    pub body: Option<String>,
    /// The body in PL/pgSQL as a call runs it. The first call reads it, and there may
    /// be hundreds.
    pub(super) called: OnceLock<Arc<crate::ddl::DoBody>>,
    /// What a body that is SQL and no text reads, and an aggregate's functions.
    pub uses: Uses,
    /// Where the body's text stands inside its quotes.
    pub body_span: Option<Span>,
    /// What it can do when it is called.
    pub effects: crate::ddl::BodyEffects,
    /// How a call of it runs.
    pub calling: crate::ddl::Calling,
    /// The defaults of what is declared, in its order.
    pub default_values: Vec<Option<crate::ddl::PlExpr>>,
    /// COMMENT ON FUNCTION.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub struct FunctionParameter {
    /// Its name.
    pub name: Option<String>,
    /// Its mode.
    pub mode: crate::ddl::ArgumentMode,
    /// Its type.
    pub ty: Option<TypeUse>,
}

/// Something that is no longer certain.
#[derive(Clone, Debug)]
pub struct Taint {
    /// What made it so.
    pub span: Span,
    /// The statement of the migration that this is in.
    pub statement: Span,
    /// Why, as a clause.
    pub reason: String,
    /// Whether any object may have been touched; else those whose
    /// [`Relation::taint`] points here, and those of `names`.
    pub everything: bool,
    /// Objects that may be there or not, or that may have been changed and have
    /// no mark of their own.
    pub names: Vec<TaintedName>,
}

/// An object that may be there or not, or may have been changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaintedName {
    /// What it is, in PostgreSQL's words: `table`, `type`, `policy` …
    pub kind: &'static str,
    /// Its schema; empty for what is in none.
    pub schema: String,
    /// The table of a trigger or policy.
    pub table: Option<String>,
    /// Its name.
    pub name: String,
}

/// Anything that can be created, depended on and dropped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectId {
    /// A schema.
    Schema(SchemaId),
    /// An extension.
    Extension(String),
    /// A relation.
    Relation(RelId),
    /// A column.
    Column(RelId, ColumnId),
    /// A column's default.
    Default(RelId, ColumnId),
    /// A constraint of a relation.
    Constraint(RelId, ConstraintId),
    /// A constraint of a domain, by name.
    DomainConstraint(TypeId, String),
    /// A type.
    Type(TypeId),
    /// A function.
    Function(FunctionId),
    /// A trigger.
    Trigger(RelId, String),
    /// A policy.
    Policy(RelId, String),
    /// A rule.
    Rule(RelId, String),
    /// A collation.
    Collation(SchemaId, String),
    /// An object that is known by its name alone.
    Registered(RegistryId),
}

/// What a statement did to one object, for the rules.
#[derive(Clone, Debug)]
pub struct Change {
    /// The object; of a dropped one, its former number.
    pub object: ObjectId,
    /// What was done.
    pub kind: ChangeKind,
    /// The words that did it.
    pub span: Span,
}

/// What was done to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// It was changed in any way but its name: type, NOT NULL, default, comment…
    Altered,
    /// It has another name or schema.
    Renamed,
    /// It is gone.
    Dropped,
}

/// What a statement makes the server do with the rows that a table has.
#[derive(Clone, Debug)]
pub struct Work {
    /// The table.
    pub table: RelId,
    /// What is done.
    pub kind: WorkKind,
    /// The words that ask for it.
    pub span: Span,
}

/// What is done with the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkKind {
    /// CREATE INDEX; the index.
    BuildsIndex {
        /// The index.
        index: RelId,
        /// CONCURRENTLY.
        concurrently: bool,
    },
    /// A unique constraint or primary key builds its index.
    BuildsKey {
        /// The constraint.
        constraint: ConstraintId,
        /// PRIMARY KEY; else UNIQUE.
        primary: bool,
    },
    /// Each row is looked up in another table, by a foreign key that is added.
    ChecksForeignKey(ConstraintId),
    /// Each row is looked up in another table, by VALIDATE CONSTRAINT.
    ValidatesForeignKey(ConstraintId),
    /// A NOT NULL column is added for which the rows have no value.
    AddsNotNull(ColumnId),
    /// A column is made NOT NULL, which no check has proved.
    SetsNotNull(ColumnId),
    /// The table is written anew.
    Rewrites(Rewrite),
    /// An index is built anew because a column of its changes.
    RebuildsIndexes {
        /// The column.
        column: ColumnId,
        /// The indexes.
        indexes: Vec<RelId>,
    },
}

/// Why a table is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// The stored bytes of a column change.
    Type(ColumnId),
    /// The stored bytes of a column change, unless the session's time zone is UTC.
    Zone(ColumnId),
    /// Whether the stored bytes change is not known: an extension's type.
    Unknown(ColumnId),
    /// A column is added with a default of its own for each row.
    Volatile(ColumnId),
    /// A column is added whose default calls a function that may be volatile.
    MaybeVolatile(ColumnId),
    /// A column is added or changed that is computed and stored.
    Generated(ColumnId),
    /// A column is added that takes its values from a sequence.
    Sequence(ColumnId),
    /// A column is added whose domain has constraints.
    Domain(ColumnId),
    /// SET LOGGED or SET UNLOGGED.
    Persistence,
    /// SET ACCESS METHOD.
    AccessMethod,
}
