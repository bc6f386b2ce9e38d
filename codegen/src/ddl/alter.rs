//! `ALTER …`, `DROP …`, `COMMENT …`, `SET …` and transactions.

use super::{
    Attribute, ColumnConstraint, ColumnDef, ConstraintAttributes, ConstraintDef, Expr,
    GeneratedStorage, Identity, Name, PartitionBound, QName, RelOption, SequenceOptions, TypeName,
};
use crate::diag::Span;

/// The word behind ALTER, DROP or COMMENT ON that says which relation is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationWord {
    /// TABLE.
    Table,
    /// FOREIGN TABLE.
    ForeignTable,
    /// VIEW.
    View,
    /// MATERIALIZED VIEW.
    MaterializedView,
    /// INDEX.
    Index,
    /// SEQUENCE.
    Sequence,
}

/// `ALTER TABLE` and its like.
#[derive(Clone, Debug)]
pub struct AlterTable {
    /// Which word was used; PostgreSQL lets ALTER TABLE touch other relations too.
    pub word: RelationWord,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// ONLY.
    pub only: bool,
    /// The relation.
    pub name: QName,
    /// What is done to it, in order.
    pub actions: Vec<AlterAction>,
}

/// How a column is stored.
#[derive(Clone, Debug)]
pub enum ColumnSetting {
    /// `STATISTICS`.
    Statistics,
    /// `STATISTICS` of a key of an index, by its number.
    KeyStatistics(Name),
    /// `STORAGE`; `None` for DEFAULT.
    Storage(Option<Name>),
    /// `COMPRESSION`; `None` for DEFAULT.
    Compression(Option<Name>),
    /// `(option = value)`.
    Options(Vec<RelOption>),
    /// `RESET (option)`.
    Reset,
    /// OPTIONS of a foreign table's column.
    ForeignOptions,
}

/// One action of ALTER TABLE, with its place.
#[derive(Clone, Debug)]
pub struct AlterAction {
    /// What it does.
    pub kind: AlterActionKind,
    /// Where it stands.
    pub span: Span,
}

/// What an action of ALTER TABLE does.
#[derive(Clone, Debug)]
pub enum AlterActionKind {
    /// `ADD COLUMN`.
    AddColumn {
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// The column.
        column: Box<ColumnDef>,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// `IF EXISTS`.
        if_exists: bool,
        /// The column.
        column: Name,
        /// CASCADE.
        cascade: bool,
    },
    /// `ALTER COLUMN … TYPE`.
    SetType {
        /// The column.
        column: Name,
        /// The new type.
        ty: TypeName,
        /// COLLATE.
        collation: Option<QName>,
        /// USING.
        using: Option<Expr>,
    },
    /// `ALTER COLUMN … SET DEFAULT`.
    SetDefault {
        /// The column.
        column: Name,
        /// The default.
        expr: Expr,
    },
    /// `ALTER COLUMN … DROP DEFAULT`.
    DropDefault {
        /// The column.
        column: Name,
    },
    /// `ALTER COLUMN … SET NOT NULL`.
    SetNotNull {
        /// The column.
        column: Name,
    },
    /// `ALTER COLUMN … DROP NOT NULL`.
    DropNotNull {
        /// The column.
        column: Name,
    },
    /// `ALTER COLUMN … SET EXPRESSION AS`, PostgreSQL 17.
    SetExpression {
        /// The column.
        column: Name,
        /// The expression.
        expr: Expr,
        /// STORED or VIRTUAL when written (never, today).
        storage: Option<GeneratedStorage>,
    },
    /// `ALTER COLUMN … DROP EXPRESSION`.
    DropExpression {
        /// The column.
        column: Name,
        /// `IF EXISTS`.
        if_exists: bool,
    },
    /// `ALTER COLUMN … ADD GENERATED … AS IDENTITY`.
    AddIdentity {
        /// The column.
        column: Name,
        /// The identity.
        identity: Identity,
    },
    /// `ALTER COLUMN … SET GENERATED`, `SET sequence_option`, `RESTART`.
    SetIdentity {
        /// The column.
        column: Name,
        /// ALWAYS (true) or BY DEFAULT (false), when written.
        always: Option<bool>,
        /// Options of the sequence.
        options: SequenceOptions,
    },
    /// `ALTER COLUMN … DROP IDENTITY`.
    DropIdentity {
        /// The column.
        column: Name,
        /// `IF EXISTS`.
        if_exists: bool,
    },
    /// `ALTER COLUMN … SET STATISTICS/STORAGE/COMPRESSION/(options)`: of no
    /// consequence to the catalog's form, but it must be possible.
    ColumnStorage {
        /// The column; `None` when it was given by number.
        column: Option<Name>,
        /// What is set.
        setting: ColumnSetting,
    },
    /// `ADD table_constraint`.
    AddConstraint(ConstraintDef),
    /// `ALTER CONSTRAINT`.
    AlterConstraint {
        /// The constraint.
        name: Name,
        /// What changes.
        attributes: ConstraintAttributes,
        /// `INHERIT` (true) or `NO INHERIT` (false), when written; PostgreSQL 18.
        inherit: Option<bool>,
    },
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint {
        /// The constraint.
        name: Name,
    },
    /// `DROP CONSTRAINT`.
    DropConstraint {
        /// `IF EXISTS`.
        if_exists: bool,
        /// The constraint.
        name: Name,
        /// CASCADE.
        cascade: bool,
    },
    /// `RENAME COLUMN … TO`, `RENAME ATTRIBUTE` included.
    RenameColumn {
        /// The column.
        column: Name,
        /// Its new name.
        to: Name,
    },
    /// `RENAME CONSTRAINT … TO`.
    RenameConstraint {
        /// The constraint.
        name: Name,
        /// Its new name.
        to: Name,
    },
    /// `RENAME TO`.
    Rename {
        /// The new name.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetSchema {
        /// The new schema.
        schema: Name,
    },
    /// `INHERIT parent`.
    Inherit {
        /// The parent.
        parent: QName,
    },
    /// `NO INHERIT parent`.
    NoInherit {
        /// The parent.
        parent: QName,
    },
    /// `ATTACH PARTITION`.
    AttachPartition {
        /// The partition; for ALTER INDEX, the index, and no bound.
        partition: QName,
        /// Its bound.
        bound: Option<PartitionBound>,
    },
    /// `DETACH PARTITION`.
    DetachPartition {
        /// The partition.
        partition: QName,
        /// CONCURRENTLY, and where.
        concurrently: Option<Span>,
        /// FINALIZE.
        finalize: bool,
    },
    /// `OF type`.
    Of {
        /// The type.
        ty: QName,
    },
    /// `NOT OF`.
    NotOf,
    /// `SET LOGGED` (true), `SET UNLOGGED` (false).
    SetLogged(bool),
    /// `ENABLE/DISABLE/FORCE/NO FORCE ROW LEVEL SECURITY`.
    RowSecurity {
        /// ENABLE (true) or DISABLE (false); `None` for FORCE and NO FORCE.
        enable: Option<bool>,
        /// FORCE (true) or NO FORCE (false).
        force: Option<bool>,
    },
    /// `SET (…)`.
    SetOptions(Vec<RelOption>),
    /// `SET ACCESS METHOD`; `None` for DEFAULT.
    SetAccessMethod(Option<Name>),
    /// `REPLICA IDENTITY`.
    ReplicaIdentity(ReplicaIdentity),
    /// `[NO] DEPENDS ON EXTENSION`.
    DependsOnExtension {
        /// The extension.
        extension: Name,
        /// Whether the dependency goes: NO.
        no: bool,
    },
    /// `CLUSTER ON`, `OWNER TO`, `RESET (…)`, `SET TABLESPACE`, `ENABLE TRIGGER`, `SET WITHOUT OIDS` …
    NoEffect {
        /// The leading words, in capitals.
        what: &'static str,
        /// A trigger or index that it names and that must exist.
        names: Option<Name>,
    },
}

/// `ALTER SEQUENCE` with options.
#[derive(Clone, Debug)]
pub struct AlterSequence {
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// The sequence.
    pub name: QName,
    /// The options.
    pub options: SequenceOptions,
}

/// `ALTER TYPE`.
#[derive(Clone, Debug)]
pub struct AlterType {
    /// The type.
    pub name: QName,
    /// What is done to it.
    pub action: AlterTypeAction,
}

/// What ALTER TYPE does.
#[derive(Clone, Debug)]
pub enum AlterTypeAction {
    /// `ADD VALUE`; the names' values are labels, not folded.
    AddValue {
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// The label.
        label: Name,
        /// BEFORE (true) or AFTER (false) another label.
        place: Option<(bool, Name)>,
    },
    /// `RENAME VALUE`.
    RenameValue {
        /// The label.
        from: Name,
        /// Its new text.
        to: Name,
    },
    /// `RENAME TO`.
    Rename {
        /// The new name.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetSchema {
        /// The new schema.
        schema: Name,
    },
    /// `ADD/DROP/ALTER ATTRIBUTE`, one or several.
    Attributes(Vec<AttributeAction>),
    /// `RENAME ATTRIBUTE`.
    RenameAttribute {
        /// The attribute.
        from: Name,
        /// Its new name.
        to: Name,
        /// CASCADE.
        cascade: bool,
    },
    /// `OWNER TO`, `SET (…)`.
    NoEffect,
}

/// One action of ALTER TYPE on a composite type.
#[derive(Clone, Debug)]
pub enum AttributeAction {
    /// `ADD ATTRIBUTE`.
    Add {
        /// The attribute.
        attribute: Attribute,
        /// CASCADE.
        cascade: bool,
    },
    /// `DROP ATTRIBUTE`.
    Drop {
        /// `IF EXISTS`.
        if_exists: bool,
        /// The attribute.
        name: Name,
        /// CASCADE.
        cascade: bool,
    },
    /// `ALTER ATTRIBUTE … TYPE`.
    Alter {
        /// The attribute with its new type.
        attribute: Attribute,
        /// CASCADE.
        cascade: bool,
    },
}

/// `ALTER DOMAIN`.
#[derive(Clone, Debug)]
pub struct AlterDomain {
    /// The domain.
    pub name: QName,
    /// What is done to it.
    pub action: AlterDomainAction,
}

/// What ALTER DOMAIN does.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "short-lived, and nearly always the large one"
)]
pub enum AlterDomainAction {
    /// `SET DEFAULT`.
    SetDefault(Expr),
    /// `DROP DEFAULT`.
    DropDefault,
    /// `SET NOT NULL`.
    SetNotNull,
    /// `DROP NOT NULL`.
    DropNotNull,
    /// `ADD CONSTRAINT`.
    AddConstraint(ColumnConstraint),
    /// `DROP CONSTRAINT`.
    DropConstraint {
        /// `IF EXISTS`.
        if_exists: bool,
        /// The constraint.
        name: Name,
        /// CASCADE.
        cascade: bool,
    },
    /// `RENAME CONSTRAINT`.
    RenameConstraint {
        /// The constraint.
        name: Name,
        /// Its new name.
        to: Name,
    },
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint {
        /// The constraint.
        name: Name,
    },
    /// `RENAME TO`.
    Rename {
        /// The new name.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetSchema {
        /// The new schema.
        schema: Name,
    },
    /// `OWNER TO`.
    NoEffect,
}

/// An operator as DROP and COMMENT ON name it.
#[derive(Clone, Debug)]
pub struct OperatorRef {
    /// The operator.
    pub name: QName,
    /// The type of its left operand; `None` for NONE.
    pub left: Option<TypeName>,
    /// The type of its right operand; `None` for NONE.
    pub right: Option<TypeName>,
}

/// What an object that is not a relation or a type is.
#[derive(Clone, Debug)]
pub enum ObjectRef {
    /// An operator.
    Operator(Box<OperatorRef>),
    /// A function, procedure, aggregate or (ROUTINE) any of them.
    Function {
        /// The word used: `FUNCTION`, `PROCEDURE`, `AGGREGATE`, `ROUTINE`.
        word: &'static str,
        /// The function.
        name: QName,
        /// Input argument types, when written.
        arguments: Option<Vec<TypeName>>,
    },
    /// A trigger on a relation.
    Trigger {
        /// The trigger.
        name: Name,
        /// The relation.
        table: QName,
    },
    /// A policy on a table.
    Policy {
        /// The policy.
        name: Name,
        /// The table.
        table: QName,
    },
    /// A rule on a relation.
    Rule {
        /// The rule.
        name: Name,
        /// The relation.
        table: QName,
    },
    /// A constraint, in COMMENT ON.
    Constraint {
        /// The constraint.
        name: Name,
        /// The table, or the domain.
        of: QName,
        /// Whether it is a domain's.
        domain: bool,
    },
    /// A column, in COMMENT ON.
    Column {
        /// The relation.
        relation: QName,
        /// The column.
        column: Name,
    },
    /// A relation.
    Relation {
        /// The word used.
        word: RelationWord,
        /// The relation.
        name: QName,
    },
    /// A type.
    Type {
        /// The type.
        name: TypeName,
    },
    /// A domain.
    Domain {
        /// The domain.
        name: TypeName,
    },
    /// A schema.
    Schema {
        /// The schema.
        name: Name,
    },
    /// An extension.
    Extension {
        /// The extension.
        name: Name,
    },
    /// A collation.
    Collation {
        /// The collation.
        name: QName,
    },
    /// An object that the catalog knows by its name alone.
    Registered(super::Registered),
    /// Something that the catalog does not hold: a role, a database, a cast,
    /// an operator …
    Other {
        /// The word, in capitals.
        word: &'static str,
    },
}

/// `ALTER FUNCTION/TRIGGER/… RENAME TO | SET SCHEMA | …`.
#[derive(Clone, Debug)]
pub struct AlterObject {
    /// The object.
    pub object: ObjectRef,
    /// What is done to it.
    pub action: AlterObjectAction,
}

/// What is done to the object.
#[derive(Clone, Debug)]
pub enum AlterObjectAction {
    /// `RENAME TO`.
    Rename {
        /// The new name.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetSchema {
        /// The new schema.
        schema: Name,
    },
    /// `[NO] DEPENDS ON EXTENSION`.
    DependsOnExtension {
        /// The extension.
        extension: Name,
        /// Whether the dependency goes: NO.
        no: bool,
    },
    /// `ALTER EXTENSION … ADD` or `DROP` of a member.
    Member {
        /// The member.
        object: ObjectRef,
        /// ADD (true) or DROP (false).
        add: bool,
    },
    /// IMMUTABLE, STABLE or VOLATILE of a function.
    Volatility(super::Volatility),
    /// Anything that the catalog does not hold.
    NoEffect,
}

/// `DROP`.
#[derive(Clone, Debug)]
pub struct Drop {
    /// The objects, all of one kind.
    pub objects: Vec<ObjectRef>,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// CASCADE.
    pub cascade: bool,
    /// CONCURRENTLY, of an index, and where.
    pub concurrently: Option<Span>,
}

/// `COMMENT ON`.
#[derive(Clone, Debug)]
pub struct Comment {
    /// On what.
    pub object: ObjectRef,
    /// The text; `None` for NULL. PostgreSQL treats the empty text as NULL.
    pub text: Option<String>,
    /// Where the text stands.
    pub text_span: Span,
}

/// `SET search_path`.
#[derive(Clone, Debug)]
pub struct SetSearchPath {
    /// SET LOCAL, or `is_local` of `set_config`.
    pub local: bool,
    /// The schemas in order (`"$user"` included); `None` for DEFAULT and RESET.
    pub path: Option<Vec<Name>>,
}

/// `SET` of anything else.
#[derive(Clone, Debug)]
pub struct SetParameter {
    /// The parameter, lower case; `all` for RESET ALL.
    pub name: Name,
    /// The value as written; `None` for DEFAULT and RESET.
    pub value: Option<String>,
    /// Where each of its values stands; none when there is none, or none that is known.
    pub places: Vec<Span>,
    /// How it is set.
    pub scope: SetScope,
}

/// How a parameter is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetScope {
    /// `SET`, `SET SESSION`.
    Session,
    /// `SET LOCAL`.
    Local,
    /// `ALTER DATABASE … SET`.
    Database,
    /// `ALTER ROLE … SET`.
    Role,
    /// `ALTER SYSTEM`.
    System,
    /// SET of a function.
    Function,
    /// A call of `set_config` whose first argument is a literal.
    Call,
    /// `RESET`.
    Reset,
    /// `DISCARD ALL`.
    Discard,
}

/// Transaction control.
#[derive(Clone, Debug)]
pub enum Transaction {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`.
    Commit,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// `SAVEPOINT`.
    Savepoint(Name),
    /// `RELEASE SAVEPOINT`.
    Release(Name),
    /// `ROLLBACK TO SAVEPOINT`.
    RollbackTo(Name),
    /// `PREPARE TRANSACTION`, and where these words stand.
    Prepare(Span),
    /// `COMMIT PREPARED` or `ROLLBACK PREPARED`, and where these words stand.
    Prepared(&'static str, Span),
    /// `SET TRANSACTION`, `SET CONSTRAINTS`.
    Other,
}

/// By what a subscriber finds the row that UPDATE and DELETE of a published table change.
#[derive(Clone, Debug)]
pub enum ReplicaIdentity {
    /// `DEFAULT`: the primary key.
    Default,
    /// `FULL`: the whole row.
    Full,
    /// `NOTHING`.
    Nothing,
    /// `USING INDEX`.
    Index(Name),
}
