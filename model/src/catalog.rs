//! What a database holds, as plain data.
//!
//! The form is documented, key by key, in `docs/catalog-format.md`; names and
//! order of the fields are those of its keys. Two sources fill it: the
//! migrations, replayed without a server, and a server, read by
//! `pgbindgen_migrate::live`. Both call [`Catalog::sort`] at the end, so that
//! equal databases print equal text.

use std::fmt;

#[cfg(feature = "json")]
use crate::tree::JsonError;
use crate::tree::{Node, Tree};

/// The version of the JSON form: the value of its key `format`.
pub const FORMAT: i64 = 1;

/// A value that a catalog may have to leave open, with the reason.
///
/// The replay of migrations does not model everything that a server knows.
/// What it does not model it says, and a comparison counts it apart: it is
/// never equal by omission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// The value.
    Known(T),
    /// The reason why there is none: `{"unknown": "…"}` in JSON.
    Unknown(String),
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn as_known(&self) -> Option<&T> {
        match self {
            Known::Known(value) => Some(value),
            Known::Unknown(_) => None,
        }
    }

    /// A value left open.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Known::Unknown(reason.into())
    }
}

impl<T: Default> Default for Known<T> {
    fn default() -> Self {
        Known::Known(T::default())
    }
}

impl<T> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Known::Known(value)
    }
}

impl<T: Node + Default> Node for Known<T> {
    fn to_tree(&self) -> Tree {
        match self {
            Known::Known(value) => value.to_tree(),
            Known::Unknown(reason) => Tree::Unknown(reason.clone()),
        }
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        if let Some(object) = value.as_object()
            && object.len() == 1
            && let Some(reason) = object.get("unknown").and_then(serde_json::Value::as_str)
        {
            return Ok(Known::Unknown(reason.to_owned()));
        }
        T::from_value(value).map(Known::Known)
    }
}

/// Declares a struct and its place in the JSON form: `field: Type = "key"`.
/// An absent key reads as the field's default, since keys may be added; `or`
/// gives one that is not the type's own.
macro_rules! object {
    (@default) => { Default::default() };
    (@default $value:expr) => { $value };
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $key:literal $(or $default:expr)?,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                $name {
                    $($field: object!(@default $($default)?),)*
                }
            }
        }

        impl Node for $name {
            fn to_tree(&self) -> Tree {
                Tree::Object(vec![$(($key, self.$field.to_tree())),*])
            }

            #[cfg(feature = "json")]
            fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
                if !value.is_object() {
                    return Err(JsonError::new("expected an object"));
                }
                Ok($name {
                    $($field: match value.get($key) {
                        Some(value) => Node::from_value(value).map_err(|e| e.within($key))?,
                        None => object!(@default $($default)?),
                    },)*
                })
            }
        }
    };
}

/// Declares an enum whose variants are words in the JSON form. The first
/// variant is the default.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident {
        $(#[$first_doc:meta])* $first:ident = $first_word:literal,
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[$first_doc])* #[default] $first,
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Its word in the JSON form.
            pub fn as_str(self) -> &'static str {
                match self {
                    $name::$first => $first_word,
                    $($name::$variant => $word,)*
                }
            }

            /// The variant of a word of the JSON form.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $first_word => Some($name::$first),
                    $($word => Some($name::$variant),)*
                    _ => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Node for $name {
            fn to_tree(&self) -> Tree {
                Tree::Text(self.as_str().to_owned())
            }

            #[cfg(feature = "json")]
            fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
                let words = [$first_word, $($word),*];
                value.as_str().and_then($name::from_word).ok_or_else(|| {
                    JsonError::new(format!("expected one of: {}", words.join(", ")))
                })
            }
        }
    };
}

words! {
    /// What a relation is.
    RelationKind {
        /// An ordinary table, a partition included.
        Table = "table",
        /// A table with `PARTITION BY`.
        PartitionedTable = "partitioned_table",
        /// A view.
        View = "view",
        /// A materialized view.
        MaterializedView = "materialized_view",
        /// A foreign table.
        ForeignTable = "foreign_table",
    }
}

words! {
    /// `GENERATED … AS IDENTITY`.
    Identity {
        /// `GENERATED ALWAYS`.
        Always = "always",
        /// `GENERATED BY DEFAULT`.
        ByDefault = "by default",
    }
}

words! {
    /// `GENERATED ALWAYS AS (…)`.
    Generated {
        /// `STORED`.
        Stored = "stored",
        /// `VIRTUAL`, PostgreSQL 18 and later.
        Virtual = "virtual",
    }
}

words! {
    /// What a constraint is.
    ConstraintKind {
        /// `PRIMARY KEY`.
        PrimaryKey = "primary_key",
        /// `UNIQUE`.
        Unique = "unique",
        /// `FOREIGN KEY`.
        ForeignKey = "foreign_key",
        /// `CHECK`.
        Check = "check",
        /// `EXCLUDE`.
        Exclude = "exclude",
    }
}

words! {
    /// What a foreign key does to its rows when the row that they refer to is
    /// deleted or changed.
    Action {
        /// `NO ACTION`.
        NoAction = "no action",
        /// `RESTRICT`.
        Restrict = "restrict",
        /// `CASCADE`.
        Cascade = "cascade",
        /// `SET NULL`.
        SetNull = "set null",
        /// `SET DEFAULT`.
        SetDefault = "set default",
    }
}

words! {
    /// How a foreign key of several columns treats NULL.
    Match {
        /// `MATCH SIMPLE`.
        Simple = "simple",
        /// `MATCH FULL`.
        Full = "full",
        /// `MATCH PARTIAL`, which PostgreSQL parses and does not implement.
        Partial = "partial",
    }
}

words! {
    /// What a routine is.
    FunctionKind {
        /// A function.
        Function = "function",
        /// A procedure.
        Procedure = "procedure",
        /// An aggregate.
        Aggregate = "aggregate",
        /// A window function.
        Window = "window",
    }
}

words! {
    /// The command that a row security policy applies to.
    PolicyCommand {
        /// `FOR ALL`.
        All = "all",
        /// `FOR SELECT`.
        Select = "select",
        /// `FOR INSERT`.
        Insert = "insert",
        /// `FOR UPDATE`.
        Update = "update",
        /// `FOR DELETE`.
        Delete = "delete",
    }
}

object! {
    /// A column of a relation.
    Column {
        /// The name.
        name: String = "name",
        /// What `format_type` prints with only `pg_catalog` on the search path.
        type_name: Known<String> = "type",
        /// Whether NULL is refused.
        not_null: bool = "not_null",
        /// The default, or the expression of a generated column.
        default: Known<Option<String>> = "default",
        /// `always`, `by default` or null.
        identity: Option<Identity> = "identity",
        /// `stored`, `virtual` or null.
        generated: Option<Generated> = "generated",
        /// The collation, where it is not the one of the column's type.
        collation: Known<Option<String>> = "collation",
        /// The name of the NOT NULL constraint, PostgreSQL 18 and later.
        not_null_name: Known<Option<String>> = "not_null_name",
        /// `COMMENT ON COLUMN`.
        comment: Option<String> = "comment",
    }
}

object! {
    /// The name of a relation.
    RelationName {
        /// Its schema.
        schema: String = "schema",
        /// Its name.
        relation: String = "relation",
    }
}

object! {
    /// What a foreign key refers to.
    Reference {
        /// The schema of the table.
        schema: String = "schema",
        /// The table.
        relation: String = "relation",
        /// The columns, in the order of the constraint's own columns.
        columns: Vec<String> = "columns",
    }
}

object! {
    /// A constraint of a table.
    Constraint {
        /// The name.
        name: String = "name",
        /// What it is.
        kind: ConstraintKind = "kind",
        /// Its columns: in the order of the key, and for a check those that it
        /// names, in the order of the table.
        columns: Vec<String> = "columns",
        /// The target of a foreign key.
        references: Option<Reference> = "references",
        /// A foreign key's `ON DELETE`.
        on_delete: Option<Action> = "on_delete",
        /// A foreign key's `ON UPDATE`.
        on_update: Option<Action> = "on_update",
        /// A foreign key's `MATCH`.
        match_type: Option<Match> = "match",
        /// The columns of `ON DELETE SET NULL (…)` or `SET DEFAULT (…)`.
        set_columns: Vec<String> = "set_columns",
        /// `DEFERRABLE`.
        deferrable: bool = "deferrable",
        /// `INITIALLY DEFERRED`.
        initially_deferred: bool = "initially_deferred",
        /// False after `NOT VALID`.
        validated: bool = "validated" or true,
        /// False after `NOT ENFORCED`, PostgreSQL 18 and later.
        enforced: bool = "enforced" or true,
        /// A check's `NO INHERIT`.
        no_inherit: bool = "no_inherit",
        /// A unique constraint's `NULLS NOT DISTINCT`.
        nulls_not_distinct: bool = "nulls_not_distinct",
        /// The expression of a check.
        expression: Known<Option<String>> = "expression",
    }
}

/// One key of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexKey {
    /// A column, by name.
    Column(String),
    /// An expression, without the parentheses that its JSON form has.
    Expression(String),
}

impl IndexKey {
    /// The text of the JSON form: a column's name, or the expression in
    /// parentheses. A name that begins like one of these is quoted.
    pub fn to_text(&self) -> String {
        match self {
            IndexKey::Column(name) if name.starts_with(['(', '"']) => {
                format!("\"{}\"", name.replace('"', "\"\""))
            }
            IndexKey::Column(name) => name.clone(),
            IndexKey::Expression(text) => format!("({text})"),
        }
    }

    /// The key of a text of the JSON form.
    pub fn from_text(text: &str) -> Self {
        if let Some(rest) = text.strip_prefix('(') {
            IndexKey::Expression(rest.strip_suffix(')').unwrap_or(rest).to_owned())
        } else if let Some(rest) = text.strip_prefix('"') {
            let name = rest.strip_suffix('"').unwrap_or(rest);
            IndexKey::Column(name.replace("\"\"", "\""))
        } else {
            IndexKey::Column(text.to_owned())
        }
    }

    /// The column, if the key is one.
    pub fn as_column(&self) -> Option<&str> {
        match self {
            IndexKey::Column(name) => Some(name),
            IndexKey::Expression(_) => None,
        }
    }
}

impl Default for IndexKey {
    fn default() -> Self {
        IndexKey::Column(String::new())
    }
}

impl Node for IndexKey {
    fn to_tree(&self) -> Tree {
        Tree::Text(self.to_text())
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        String::from_value(value).map(|text| IndexKey::from_text(&text))
    }
}

object! {
    /// The options of one key of an index.
    IndexKeyOptions {
        /// The operator class, where it is not the default of the key's type.
        opclass: Known<Option<String>> = "opclass",
        /// The collation, where it is not the key's own.
        collation: Known<Option<String>> = "collation",
        /// `DESC`.
        desc: bool = "desc",
        /// `NULLS FIRST`, which `DESC` implies.
        nulls_first: bool = "nulls_first",
    }
}

object! {
    /// An index.
    Index {
        /// The name.
        name: String = "name",
        /// Whether it is unique.
        unique: bool = "unique",
        /// The access method.
        method: String = "method",
        /// The keys, `INCLUDE` left out.
        keys: Vec<IndexKey> = "keys",
        /// The options of each key, in the order of `keys`.
        key_options: Vec<IndexKeyOptions> = "key_options",
        /// The columns of `INCLUDE`.
        include: Vec<String> = "include",
        /// The condition of a partial index.
        predicate: Known<Option<String>> = "predicate",
        /// The constraint that the index serves.
        constraint: Option<String> = "constraint",
        /// `NULLS NOT DISTINCT`.
        nulls_not_distinct: bool = "nulls_not_distinct",
        /// False where a build failed, or on a parent whose partitions do not
        /// all have theirs.
        valid: bool = "valid" or true,
    }
}

object! {
    /// Row security of a table.
    RowSecurity {
        /// `ENABLE ROW LEVEL SECURITY`.
        enabled: bool = "enabled",
        /// `FORCE ROW LEVEL SECURITY`.
        forced: bool = "forced",
    }
}

object! {
    /// A row security policy.
    Policy {
        /// The name.
        name: String = "name",
        /// `AS PERMISSIVE`, not `AS RESTRICTIVE`.
        permissive: bool = "permissive" or true,
        /// The command.
        command: PolicyCommand = "command",
        /// The roles, sorted; `public` for all.
        roles: Vec<String> = "roles",
        /// The expression of `USING`.
        using: Option<String> = "using",
        /// The expression of `WITH CHECK`.
        check: Option<String> = "check",
    }
}

/// A table, a view or another relation with columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// The schema.
    pub schema: String,
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: RelationKind,
    /// The columns in their order, or `Unknown` with the reason: `"columns":
    /// null` and `"reason"` in JSON.
    pub columns: Known<Vec<Column>>,
    /// The constraints, by name.
    pub constraints: Vec<Constraint>,
    /// The indexes, by name.
    pub indexes: Vec<Index>,
    /// The table that this one is a partition of.
    pub partition_of: Option<RelationName>,
    /// The tables it inherits from, in the order given; empty for a partition.
    pub inherits: Vec<RelationName>,
    /// `PARTITION BY`, as `RANGE (a, b)`.
    pub partition_key: Known<Option<String>>,
    /// A partition's bound, as `FOR VALUES IN (1)` or `DEFAULT`.
    pub partition_bound: Known<Option<String>>,
    /// Row security.
    pub row_security: Known<RowSecurity>,
    /// Row security policies, by name.
    pub policies: Known<Vec<Policy>>,
    /// The query of a view or materialized view.
    pub definition: Known<Option<String>>,
    /// `COMMENT ON TABLE` and its like.
    pub comment: Option<String>,
}

impl Node for Relation {
    fn to_tree(&self) -> Tree {
        let mut fields = vec![
            ("schema", self.schema.to_tree()),
            ("name", self.name.to_tree()),
            ("kind", self.kind.to_tree()),
        ];
        match &self.columns {
            Known::Known(columns) => fields.push(("columns", columns.to_tree())),
            Known::Unknown(reason) => {
                fields.push(("columns", Tree::Null));
                fields.push(("reason", reason.to_tree()));
            }
        }
        fields.extend([
            ("constraints", self.constraints.to_tree()),
            ("indexes", self.indexes.to_tree()),
            ("partition_of", self.partition_of.to_tree()),
            ("inherits", self.inherits.to_tree()),
            ("partition_key", self.partition_key.to_tree()),
            ("partition_bound", self.partition_bound.to_tree()),
            ("row_security", self.row_security.to_tree()),
            ("policies", self.policies.to_tree()),
            ("definition", self.definition.to_tree()),
            ("comment", self.comment.to_tree()),
        ]);
        Tree::Object(fields)
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        fn field<T: Node + Default>(
            value: &serde_json::Value,
            key: &'static str,
        ) -> Result<T, JsonError> {
            match value.get(key) {
                Some(value) => T::from_value(value).map_err(|e| e.within(key)),
                None => Ok(T::default()),
            }
        }
        if !value.is_object() {
            return Err(JsonError::new("expected an object"));
        }
        let columns: Option<Vec<Column>> = field(value, "columns")?;
        let columns = match columns {
            Some(columns) => Known::Known(columns),
            None => Known::Unknown(
                field::<Option<String>>(value, "reason")?
                    .ok_or_else(|| JsonError::new("`columns` is null and there is no `reason`"))?,
            ),
        };
        Ok(Relation {
            schema: field(value, "schema")?,
            name: field(value, "name")?,
            kind: field(value, "kind")?,
            columns,
            constraints: field(value, "constraints")?,
            indexes: field(value, "indexes")?,
            partition_of: field(value, "partition_of")?,
            inherits: field(value, "inherits")?,
            partition_key: field(value, "partition_key")?,
            partition_bound: field(value, "partition_bound")?,
            row_security: field(value, "row_security")?,
            policies: field(value, "policies")?,
            definition: field(value, "definition")?,
            comment: field(value, "comment")?,
        })
    }
}

object! {
    /// An enum type.
    Enum {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// The labels in their order.
        labels: Vec<String> = "labels",
        /// `COMMENT ON TYPE`.
        comment: Option<String> = "comment",
    }
}

object! {
    /// A domain.
    Domain {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// The type it is made of.
        type_name: Known<String> = "type",
        /// Whether NULL is refused.
        not_null: bool = "not_null",
        /// The default.
        default: Known<Option<String>> = "default",
        /// The names of its check constraints, sorted.
        checks: Vec<String> = "checks",
    }
}

object! {
    /// An attribute of a composite type.
    Attribute {
        /// The name.
        name: String = "name",
        /// The type, as in [`Column::type_name`].
        type_name: Known<String> = "type",
    }
}

object! {
    /// A composite type that stands alone (not the row type of a relation).
    Composite {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// The attributes in their order.
        attributes: Vec<Attribute> = "attributes",
    }
}

object! {
    /// A range type.
    Range {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// The type of its bounds.
        subtype: Known<String> = "subtype",
    }
}

/// The column that owns a sequence: a list of three names in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnedBy {
    /// The schema of the table.
    pub schema: String,
    /// The table.
    pub relation: String,
    /// The column.
    pub column: String,
}

impl Node for OwnedBy {
    fn to_tree(&self) -> Tree {
        let names = [&self.schema, &self.relation, &self.column];
        Tree::List(names.map(Node::to_tree).into())
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        let names: Vec<String> = Node::from_value(value)?;
        let [schema, relation, column] = <[String; 3]>::try_from(names)
            .map_err(|_| JsonError::new("expected schema, relation and column"))?;
        Ok(OwnedBy {
            schema,
            relation,
            column,
        })
    }
}

object! {
    /// A sequence, those behind `serial` and identity columns included.
    Sequence {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// `smallint`, `integer` or `bigint`.
        type_name: Known<String> = "type",
        /// The column it is owned by.
        owned_by: Option<OwnedBy> = "owned_by",
        /// `START`.
        start: Known<i64> = "start",
        /// `INCREMENT`.
        increment: Known<i64> = "increment",
        /// `MINVALUE`.
        min: Known<i64> = "min",
        /// `MAXVALUE`.
        max: Known<i64> = "max",
        /// `CACHE`.
        cache: Known<i64> = "cache",
        /// `CYCLE`.
        cycle: Known<bool> = "cycle",
    }
}

object! {
    /// A function, procedure, aggregate or window function.
    Function {
        /// The schema.
        schema: String = "schema",
        /// The name.
        name: String = "name",
        /// What it is.
        kind: FunctionKind = "kind",
        /// The types of its input arguments: what tells overloads apart.
        arguments: Vec<String> = "arguments",
        /// What `pg_get_function_result` prints; null for a procedure without
        /// output arguments.
        returns: Known<Option<String>> = "returns",
        /// The language.
        language: Known<String> = "language",
        /// The [`Checksum`](crate::Checksum) of the body; null where the body
        /// is not kept as text (`BEGIN ATOMIC`, `RETURN`) or there is none.
        body_hash: Known<Option<String>> = "body_hash",
    }
}

object! {
    /// A trigger.
    Trigger {
        /// The schema of the relation.
        schema: String = "schema",
        /// The relation.
        relation: String = "relation",
        /// The name.
        name: String = "name",
        /// What `pg_get_triggerdef` prints.
        definition: Known<Option<String>> = "definition",
    }
}

/// Everything that the format describes of one database.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    /// The schemas, PostgreSQL's own left out.
    pub schemas: Vec<String>,
    /// The extensions.
    pub extensions: Vec<String>,
    /// Tables, views and other relations with columns.
    pub relations: Vec<Relation>,
    /// Enum types.
    pub enums: Vec<Enum>,
    /// Domains.
    pub domains: Vec<Domain>,
    /// Composite types.
    pub composites: Vec<Composite>,
    /// Range types.
    pub ranges: Vec<Range>,
    /// Sequences.
    pub sequences: Vec<Sequence>,
    /// Functions, procedures, aggregates and window functions.
    pub functions: Vec<Function>,
    /// Triggers.
    pub triggers: Vec<Trigger>,
}

impl Node for Catalog {
    fn to_tree(&self) -> Tree {
        Tree::Object(vec![
            ("format", Tree::Number(FORMAT)),
            ("schemas", self.schemas.to_tree()),
            ("extensions", self.extensions.to_tree()),
            ("relations", self.relations.to_tree()),
            ("enums", self.enums.to_tree()),
            ("domains", self.domains.to_tree()),
            ("composites", self.composites.to_tree()),
            ("ranges", self.ranges.to_tree()),
            ("sequences", self.sequences.to_tree()),
            ("functions", self.functions.to_tree()),
            ("triggers", self.triggers.to_tree()),
        ])
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        fn list<T: Node>(
            value: &serde_json::Value,
            key: &'static str,
        ) -> Result<Vec<T>, JsonError> {
            match value.get(key) {
                Some(value) => Node::from_value(value).map_err(|e| e.within(key)),
                None => Ok(Vec::new()),
            }
        }
        match value.get("format").and_then(serde_json::Value::as_i64) {
            Some(FORMAT) => {}
            Some(other) => {
                return Err(JsonError::new(format!(
                    "the catalog has format {other}, this version reads format {FORMAT}"
                )));
            }
            None => return Err(JsonError::new("the catalog has no `format`")),
        }
        Ok(Catalog {
            schemas: list(value, "schemas")?,
            extensions: list(value, "extensions")?,
            relations: list(value, "relations")?,
            enums: list(value, "enums")?,
            domains: list(value, "domains")?,
            composites: list(value, "composites")?,
            ranges: list(value, "ranges")?,
            sequences: list(value, "sequences")?,
            functions: list(value, "functions")?,
            triggers: list(value, "triggers")?,
        })
    }
}

impl Catalog {
    /// The JSON form, two spaces a level, with a final newline. Call
    /// [`sort`](Catalog::sort) before: printing keeps the order it finds.
    pub fn to_json(&self) -> String {
        self.to_tree().to_json()
    }

    /// Reads the JSON form. Keys that this version does not know are ignored.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, has another format version, or a value has
    /// another shape than documented; the error names its place.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, JsonError> {
        let value = serde_json::from_str(text).map_err(JsonError::syntax)?;
        Catalog::from_value(&value)
    }

    /// Brings every list that has no order of its own into the canonical one:
    /// by schema and name, byte by byte. Columns, labels, attributes, keys and
    /// parents keep their order; the columns of a check take the table's.
    pub fn sort(&mut self) {
        self.schemas.sort();
        self.extensions.sort();
        for relation in &mut self.relations {
            relation.sort();
        }
        for domain in &mut self.domains {
            domain.checks.sort();
        }
        self.relations
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.enums
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.domains
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.composites
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.ranges
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.sequences
            .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
        self.functions.sort_by(|a, b| {
            (&a.schema, &a.name, &a.arguments).cmp(&(&b.schema, &b.name, &b.arguments))
        });
        self.triggers.sort_by(|a, b| {
            (&a.schema, &a.relation, &a.name).cmp(&(&b.schema, &b.relation, &b.name))
        });
    }

    /// The relation of that name.
    pub fn relation(&self, schema: &str, name: &str) -> Option<&Relation> {
        self.relations
            .iter()
            .find(|r| r.schema == schema && r.name == name)
    }
}

impl Relation {
    fn sort(&mut self) {
        self.constraints.sort_by(|a, b| a.name.cmp(&b.name));
        self.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        if let Known::Known(policies) = &mut self.policies {
            for policy in policies.iter_mut() {
                policy.roles.sort();
            }
            policies.sort_by(|a, b| a.name.cmp(&b.name));
        }
        if let Known::Known(columns) = &self.columns {
            let place = |name: &String| columns.iter().position(|c| c.name == *name);
            for constraint in &mut self.constraints {
                if constraint.kind == ConstraintKind::Check {
                    constraint.columns.sort_by_key(place);
                }
                constraint.set_columns.sort_by_key(place);
            }
        }
    }

    /// The column of that name, where the columns are known.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.as_known()?.iter().find(|c| c.name == name)
    }
}

#[cfg(test)]
mod tests;
