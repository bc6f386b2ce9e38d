//! PostgreSQL's keywords with their categories.
//!
//! From `pg_get_keywords()` of PostgreSQL 15 and 18. The category is that of
//! the newest server that has the word; the last field says that 15 has it not,
//! so that it is a plain identifier there and may stand wherever one may.

/// How far a keyword may serve as a name (`kwlist.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    /// Any name.
    Unreserved,
    /// A column or table, not a function or type.
    ColumnName,
    /// A function or type, not a column or table.
    TypeOrFunctionName,
    /// No name without quotes, a label after AS apart.
    Reserved,
}

macro_rules! keywords {
    ($($variant:ident, $word:literal, $category:ident, $bare:literal, $new:literal;)*) => {
        /// A keyword of PostgreSQL.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u16)]
        pub(super) enum Kw {
            $(#[doc = concat!("`", $word, "`")] $variant,)*
        }

        const WORDS: &[&str] = &[$($word,)*];
        const TABLE_LENGTH: usize = WORDS.len();

        static TABLE: &[Row] = &[
            $(Row {
                kw: Kw::$variant,
                word: $word,
                category: Category::$category,
                bare_label: $bare,
                new: $new,
            },)*
        ];
    };
}

struct Row {
    kw: Kw,
    word: &'static str,
    category: Category,
    bare_label: bool,
    new: bool,
}

impl Kw {
    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The word, in lower case.
    pub(super) fn word(self) -> &'static str {
        self.row().word
    }

    /// Whether it can name a column, a table or a schema (`ColId`).
    pub(super) fn is_column_name(self) -> bool {
        let row = self.row();
        row.new || matches!(row.category, Category::Unreserved | Category::ColumnName)
    }

    /// Whether it can name a type (`type_function_name`), and a function.
    pub(super) fn is_type_or_function_name(self) -> bool {
        let row = self.row();
        row.new
            || matches!(
                row.category,
                Category::Unreserved | Category::TypeOrFunctionName
            )
    }

    /// Whether no server takes it as a name in any place.
    pub(super) fn is_reserved(self) -> bool {
        let row = self.row();
        !row.new && row.category == Category::Reserved
    }

    /// Whether it needs no quotes anywhere.
    pub(super) fn is_unreserved(self) -> bool {
        self.row().category == Category::Unreserved
    }

    /// Whether it can be an output name without AS (`BareColLabel`).
    pub(super) fn is_bare_label(self) -> bool {
        self.row().bare_label
    }

    /// The keyword that a word is.
    pub(super) fn lookup(word: &str) -> Option<Kw> {
        if word.len() > LONGEST {
            return None;
        }
        let mut at = hash(word.as_bytes());
        loop {
            let slot = SLOTS[at];
            if slot == EMPTY {
                return None;
            }
            let row = &TABLE[slot as usize];
            if row.word.eq_ignore_ascii_case(word) {
                return Some(row.kw);
            }
            at = (at + 1) % SLOTS.len();
        }
    }
}

/// The longest keyword's length.
const LONGEST: usize = 17;

const EMPTY: u16 = u16::MAX;

/// A hash table made by the compiler: a search costs one or two comparisons,
/// which counts where every word of every migration passes, unoptimised.
static SLOTS: [u16; 2048] = slots();

const fn hash(word: &[u8]) -> usize {
    let mut value: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        value = (value ^ (word[at] | 0x20) as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (value ^ (value >> 11)) as usize % 2048
}

const fn slots() -> [u16; 2048] {
    let mut slots = [EMPTY; 2048];
    let mut row = 0;
    while row < TABLE_LENGTH {
        let mut at = hash(WORDS[row].as_bytes());
        while slots[at] != EMPTY {
            at = (at + 1) % 2048;
        }
        #[allow(clippy::cast_possible_truncation)]
        {
            slots[at] = row as u16;
        }
        row += 1;
    }
    slots
}

keywords! {
    Abort, "abort", Unreserved, true, false;
    Absent, "absent", Unreserved, true, true;
    Absolute, "absolute", Unreserved, true, false;
    Access, "access", Unreserved, true, false;
    Action, "action", Unreserved, true, false;
    Add, "add", Unreserved, true, false;
    Admin, "admin", Unreserved, true, false;
    After, "after", Unreserved, true, false;
    Aggregate, "aggregate", Unreserved, true, false;
    All, "all", Reserved, true, false;
    Also, "also", Unreserved, true, false;
    Alter, "alter", Unreserved, true, false;
    Always, "always", Unreserved, true, false;
    Analyse, "analyse", Reserved, true, false;
    Analyze, "analyze", Reserved, true, false;
    And, "and", Reserved, true, false;
    Any, "any", Reserved, true, false;
    Array, "array", Reserved, false, false;
    As, "as", Reserved, false, false;
    Asc, "asc", Reserved, true, false;
    Asensitive, "asensitive", Unreserved, true, false;
    Assertion, "assertion", Unreserved, true, false;
    Assignment, "assignment", Unreserved, true, false;
    Asymmetric, "asymmetric", Reserved, true, false;
    At, "at", Unreserved, true, false;
    Atomic, "atomic", Unreserved, true, false;
    Attach, "attach", Unreserved, true, false;
    Attribute, "attribute", Unreserved, true, false;
    Authorization, "authorization", TypeOrFunctionName, true, false;
    Backward, "backward", Unreserved, true, false;
    Before, "before", Unreserved, true, false;
    Begin, "begin", Unreserved, true, false;
    Between, "between", ColumnName, true, false;
    Bigint, "bigint", ColumnName, true, false;
    Binary, "binary", TypeOrFunctionName, true, false;
    Bit, "bit", ColumnName, true, false;
    Boolean, "boolean", ColumnName, true, false;
    Both, "both", Reserved, true, false;
    Breadth, "breadth", Unreserved, true, false;
    By, "by", Unreserved, true, false;
    Cache, "cache", Unreserved, true, false;
    Call, "call", Unreserved, true, false;
    Called, "called", Unreserved, true, false;
    Cascade, "cascade", Unreserved, true, false;
    Cascaded, "cascaded", Unreserved, true, false;
    Case, "case", Reserved, true, false;
    Cast, "cast", Reserved, true, false;
    Catalog, "catalog", Unreserved, true, false;
    Chain, "chain", Unreserved, true, false;
    Char, "char", ColumnName, false, false;
    Character, "character", ColumnName, false, false;
    Characteristics, "characteristics", Unreserved, true, false;
    Check, "check", Reserved, true, false;
    Checkpoint, "checkpoint", Unreserved, true, false;
    Class, "class", Unreserved, true, false;
    Close, "close", Unreserved, true, false;
    Cluster, "cluster", Unreserved, true, false;
    Coalesce, "coalesce", ColumnName, true, false;
    Collate, "collate", Reserved, true, false;
    Collation, "collation", TypeOrFunctionName, true, false;
    Column, "column", Reserved, true, false;
    Columns, "columns", Unreserved, true, false;
    Comment, "comment", Unreserved, true, false;
    Comments, "comments", Unreserved, true, false;
    Commit, "commit", Unreserved, true, false;
    Committed, "committed", Unreserved, true, false;
    Compression, "compression", Unreserved, true, false;
    Concurrently, "concurrently", TypeOrFunctionName, true, false;
    Conditional, "conditional", Unreserved, true, true;
    Configuration, "configuration", Unreserved, true, false;
    Conflict, "conflict", Unreserved, true, false;
    Connection, "connection", Unreserved, true, false;
    Constraint, "constraint", Reserved, true, false;
    Constraints, "constraints", Unreserved, true, false;
    Content, "content", Unreserved, true, false;
    Continue, "continue", Unreserved, true, false;
    Conversion, "conversion", Unreserved, true, false;
    Copy, "copy", Unreserved, true, false;
    Cost, "cost", Unreserved, true, false;
    Create, "create", Reserved, false, false;
    Cross, "cross", TypeOrFunctionName, true, false;
    Csv, "csv", Unreserved, true, false;
    Cube, "cube", Unreserved, true, false;
    Current, "current", Unreserved, true, false;
    CurrentCatalog, "current_catalog", Reserved, true, false;
    CurrentDate, "current_date", Reserved, true, false;
    CurrentRole, "current_role", Reserved, true, false;
    CurrentSchema, "current_schema", TypeOrFunctionName, true, false;
    CurrentTime, "current_time", Reserved, true, false;
    CurrentTimestamp, "current_timestamp", Reserved, true, false;
    CurrentUser, "current_user", Reserved, true, false;
    Cursor, "cursor", Unreserved, true, false;
    Cycle, "cycle", Unreserved, true, false;
    Data, "data", Unreserved, true, false;
    Database, "database", Unreserved, true, false;
    Day, "day", Unreserved, false, false;
    Deallocate, "deallocate", Unreserved, true, false;
    Dec, "dec", ColumnName, true, false;
    Decimal, "decimal", ColumnName, true, false;
    Declare, "declare", Unreserved, true, false;
    Default, "default", Reserved, true, false;
    Defaults, "defaults", Unreserved, true, false;
    Deferrable, "deferrable", Reserved, true, false;
    Deferred, "deferred", Unreserved, true, false;
    Definer, "definer", Unreserved, true, false;
    Delete, "delete", Unreserved, true, false;
    Delimiter, "delimiter", Unreserved, true, false;
    Delimiters, "delimiters", Unreserved, true, false;
    Depends, "depends", Unreserved, true, false;
    Depth, "depth", Unreserved, true, false;
    Desc, "desc", Reserved, true, false;
    Detach, "detach", Unreserved, true, false;
    Dictionary, "dictionary", Unreserved, true, false;
    Disable, "disable", Unreserved, true, false;
    Discard, "discard", Unreserved, true, false;
    Distinct, "distinct", Reserved, true, false;
    Do, "do", Reserved, true, false;
    Document, "document", Unreserved, true, false;
    Domain, "domain", Unreserved, true, false;
    Double, "double", Unreserved, true, false;
    Drop, "drop", Unreserved, true, false;
    Each, "each", Unreserved, true, false;
    Else, "else", Reserved, true, false;
    Empty, "empty", Unreserved, true, true;
    Enable, "enable", Unreserved, true, false;
    Encoding, "encoding", Unreserved, true, false;
    Encrypted, "encrypted", Unreserved, true, false;
    End, "end", Reserved, true, false;
    Enforced, "enforced", Unreserved, true, true;
    Enum, "enum", Unreserved, true, false;
    Error, "error", Unreserved, true, true;
    Escape, "escape", Unreserved, true, false;
    Event, "event", Unreserved, true, false;
    Except, "except", Reserved, false, false;
    Exclude, "exclude", Unreserved, true, false;
    Excluding, "excluding", Unreserved, true, false;
    Exclusive, "exclusive", Unreserved, true, false;
    Execute, "execute", Unreserved, true, false;
    Exists, "exists", ColumnName, true, false;
    Explain, "explain", Unreserved, true, false;
    Expression, "expression", Unreserved, true, false;
    Extension, "extension", Unreserved, true, false;
    External, "external", Unreserved, true, false;
    Extract, "extract", ColumnName, true, false;
    False, "false", Reserved, true, false;
    Family, "family", Unreserved, true, false;
    Fetch, "fetch", Reserved, false, false;
    Filter, "filter", Unreserved, false, false;
    Finalize, "finalize", Unreserved, true, false;
    First, "first", Unreserved, true, false;
    Float, "float", ColumnName, true, false;
    Following, "following", Unreserved, true, false;
    For, "for", Reserved, false, false;
    Force, "force", Unreserved, true, false;
    Foreign, "foreign", Reserved, true, false;
    Format, "format", Unreserved, true, true;
    Forward, "forward", Unreserved, true, false;
    Freeze, "freeze", TypeOrFunctionName, true, false;
    From, "from", Reserved, false, false;
    Full, "full", TypeOrFunctionName, true, false;
    Function, "function", Unreserved, true, false;
    Functions, "functions", Unreserved, true, false;
    Generated, "generated", Unreserved, true, false;
    Global, "global", Unreserved, true, false;
    Grant, "grant", Reserved, false, false;
    Granted, "granted", Unreserved, true, false;
    Greatest, "greatest", ColumnName, true, false;
    Group, "group", Reserved, false, false;
    Grouping, "grouping", ColumnName, true, false;
    Groups, "groups", Unreserved, true, false;
    Handler, "handler", Unreserved, true, false;
    Having, "having", Reserved, false, false;
    Header, "header", Unreserved, true, false;
    Hold, "hold", Unreserved, true, false;
    Hour, "hour", Unreserved, false, false;
    Identity, "identity", Unreserved, true, false;
    If, "if", Unreserved, true, false;
    Ilike, "ilike", TypeOrFunctionName, true, false;
    Immediate, "immediate", Unreserved, true, false;
    Immutable, "immutable", Unreserved, true, false;
    Implicit, "implicit", Unreserved, true, false;
    Import, "import", Unreserved, true, false;
    In, "in", Reserved, true, false;
    Include, "include", Unreserved, true, false;
    Including, "including", Unreserved, true, false;
    Increment, "increment", Unreserved, true, false;
    Indent, "indent", Unreserved, true, true;
    Index, "index", Unreserved, true, false;
    Indexes, "indexes", Unreserved, true, false;
    Inherit, "inherit", Unreserved, true, false;
    Inherits, "inherits", Unreserved, true, false;
    Initially, "initially", Reserved, true, false;
    Inline, "inline", Unreserved, true, false;
    Inner, "inner", TypeOrFunctionName, true, false;
    Inout, "inout", ColumnName, true, false;
    Input, "input", Unreserved, true, false;
    Insensitive, "insensitive", Unreserved, true, false;
    Insert, "insert", Unreserved, true, false;
    Instead, "instead", Unreserved, true, false;
    Int, "int", ColumnName, true, false;
    Integer, "integer", ColumnName, true, false;
    Intersect, "intersect", Reserved, false, false;
    Interval, "interval", ColumnName, true, false;
    Into, "into", Reserved, false, false;
    Invoker, "invoker", Unreserved, true, false;
    Is, "is", TypeOrFunctionName, true, false;
    Isnull, "isnull", TypeOrFunctionName, false, false;
    Isolation, "isolation", Unreserved, true, false;
    Join, "join", TypeOrFunctionName, true, false;
    Json, "json", ColumnName, true, true;
    JsonArray, "json_array", ColumnName, true, true;
    JsonArrayagg, "json_arrayagg", ColumnName, true, true;
    JsonExists, "json_exists", ColumnName, true, true;
    JsonObject, "json_object", ColumnName, true, true;
    JsonObjectagg, "json_objectagg", ColumnName, true, true;
    JsonQuery, "json_query", ColumnName, true, true;
    JsonScalar, "json_scalar", ColumnName, true, true;
    JsonSerialize, "json_serialize", ColumnName, true, true;
    JsonTable, "json_table", ColumnName, true, true;
    JsonValue, "json_value", ColumnName, true, true;
    Keep, "keep", Unreserved, true, true;
    Key, "key", Unreserved, true, false;
    Keys, "keys", Unreserved, true, true;
    Label, "label", Unreserved, true, false;
    Language, "language", Unreserved, true, false;
    Large, "large", Unreserved, true, false;
    Last, "last", Unreserved, true, false;
    Lateral, "lateral", Reserved, true, false;
    Leading, "leading", Reserved, true, false;
    Leakproof, "leakproof", Unreserved, true, false;
    Least, "least", ColumnName, true, false;
    Left, "left", TypeOrFunctionName, true, false;
    Level, "level", Unreserved, true, false;
    Like, "like", TypeOrFunctionName, true, false;
    Limit, "limit", Reserved, false, false;
    Listen, "listen", Unreserved, true, false;
    Load, "load", Unreserved, true, false;
    Local, "local", Unreserved, true, false;
    Localtime, "localtime", Reserved, true, false;
    Localtimestamp, "localtimestamp", Reserved, true, false;
    Location, "location", Unreserved, true, false;
    Lock, "lock", Unreserved, true, false;
    Locked, "locked", Unreserved, true, false;
    Logged, "logged", Unreserved, true, false;
    Mapping, "mapping", Unreserved, true, false;
    Match, "match", Unreserved, true, false;
    Matched, "matched", Unreserved, true, false;
    Materialized, "materialized", Unreserved, true, false;
    Maxvalue, "maxvalue", Unreserved, true, false;
    Merge, "merge", Unreserved, true, false;
    MergeAction, "merge_action", ColumnName, true, true;
    Method, "method", Unreserved, true, false;
    Minute, "minute", Unreserved, false, false;
    Minvalue, "minvalue", Unreserved, true, false;
    Mode, "mode", Unreserved, true, false;
    Month, "month", Unreserved, false, false;
    Move, "move", Unreserved, true, false;
    Name, "name", Unreserved, true, false;
    Names, "names", Unreserved, true, false;
    National, "national", ColumnName, true, false;
    Natural, "natural", TypeOrFunctionName, true, false;
    Nchar, "nchar", ColumnName, true, false;
    Nested, "nested", Unreserved, true, true;
    New, "new", Unreserved, true, false;
    Next, "next", Unreserved, true, false;
    Nfc, "nfc", Unreserved, true, false;
    Nfd, "nfd", Unreserved, true, false;
    Nfkc, "nfkc", Unreserved, true, false;
    Nfkd, "nfkd", Unreserved, true, false;
    No, "no", Unreserved, true, false;
    None, "none", ColumnName, true, false;
    Normalize, "normalize", ColumnName, true, false;
    Normalized, "normalized", Unreserved, true, false;
    Not, "not", Reserved, true, false;
    Nothing, "nothing", Unreserved, true, false;
    Notify, "notify", Unreserved, true, false;
    Notnull, "notnull", TypeOrFunctionName, false, false;
    Nowait, "nowait", Unreserved, true, false;
    Null, "null", Reserved, true, false;
    Nullif, "nullif", ColumnName, true, false;
    Nulls, "nulls", Unreserved, true, false;
    Numeric, "numeric", ColumnName, true, false;
    Object, "object", Unreserved, true, false;
    Objects, "objects", Unreserved, true, true;
    Of, "of", Unreserved, true, false;
    Off, "off", Unreserved, true, false;
    Offset, "offset", Reserved, false, false;
    Oids, "oids", Unreserved, true, false;
    Old, "old", Unreserved, true, false;
    Omit, "omit", Unreserved, true, true;
    On, "on", Reserved, false, false;
    Only, "only", Reserved, true, false;
    Operator, "operator", Unreserved, true, false;
    Option, "option", Unreserved, true, false;
    Options, "options", Unreserved, true, false;
    Or, "or", Reserved, true, false;
    Order, "order", Reserved, false, false;
    Ordinality, "ordinality", Unreserved, true, false;
    Others, "others", Unreserved, true, false;
    Out, "out", ColumnName, true, false;
    Outer, "outer", TypeOrFunctionName, true, false;
    Over, "over", Unreserved, false, false;
    Overlaps, "overlaps", TypeOrFunctionName, false, false;
    Overlay, "overlay", ColumnName, true, false;
    Overriding, "overriding", Unreserved, true, false;
    Owned, "owned", Unreserved, true, false;
    Owner, "owner", Unreserved, true, false;
    Parallel, "parallel", Unreserved, true, false;
    Parameter, "parameter", Unreserved, true, false;
    Parser, "parser", Unreserved, true, false;
    Partial, "partial", Unreserved, true, false;
    Partition, "partition", Unreserved, true, false;
    Passing, "passing", Unreserved, true, false;
    Password, "password", Unreserved, true, false;
    Path, "path", Unreserved, true, true;
    Period, "period", Unreserved, true, true;
    Placing, "placing", Reserved, true, false;
    Plan, "plan", Unreserved, true, true;
    Plans, "plans", Unreserved, true, false;
    Policy, "policy", Unreserved, true, false;
    Position, "position", ColumnName, true, false;
    Preceding, "preceding", Unreserved, true, false;
    Precision, "precision", ColumnName, false, false;
    Prepare, "prepare", Unreserved, true, false;
    Prepared, "prepared", Unreserved, true, false;
    Preserve, "preserve", Unreserved, true, false;
    Primary, "primary", Reserved, true, false;
    Prior, "prior", Unreserved, true, false;
    Privileges, "privileges", Unreserved, true, false;
    Procedural, "procedural", Unreserved, true, false;
    Procedure, "procedure", Unreserved, true, false;
    Procedures, "procedures", Unreserved, true, false;
    Program, "program", Unreserved, true, false;
    Publication, "publication", Unreserved, true, false;
    Quote, "quote", Unreserved, true, false;
    Quotes, "quotes", Unreserved, true, true;
    Range, "range", Unreserved, true, false;
    Read, "read", Unreserved, true, false;
    Real, "real", ColumnName, true, false;
    Reassign, "reassign", Unreserved, true, false;
    Recheck, "recheck", Unreserved, true, false;
    Recursive, "recursive", Unreserved, true, false;
    Ref, "ref", Unreserved, true, false;
    References, "references", Reserved, true, false;
    Referencing, "referencing", Unreserved, true, false;
    Refresh, "refresh", Unreserved, true, false;
    Reindex, "reindex", Unreserved, true, false;
    Relative, "relative", Unreserved, true, false;
    Release, "release", Unreserved, true, false;
    Rename, "rename", Unreserved, true, false;
    Repeatable, "repeatable", Unreserved, true, false;
    Replace, "replace", Unreserved, true, false;
    Replica, "replica", Unreserved, true, false;
    Reset, "reset", Unreserved, true, false;
    Restart, "restart", Unreserved, true, false;
    Restrict, "restrict", Unreserved, true, false;
    Return, "return", Unreserved, true, false;
    Returning, "returning", Reserved, false, false;
    Returns, "returns", Unreserved, true, false;
    Revoke, "revoke", Unreserved, true, false;
    Right, "right", TypeOrFunctionName, true, false;
    Role, "role", Unreserved, true, false;
    Rollback, "rollback", Unreserved, true, false;
    Rollup, "rollup", Unreserved, true, false;
    Routine, "routine", Unreserved, true, false;
    Routines, "routines", Unreserved, true, false;
    Row, "row", ColumnName, true, false;
    Rows, "rows", Unreserved, true, false;
    Rule, "rule", Unreserved, true, false;
    Savepoint, "savepoint", Unreserved, true, false;
    Scalar, "scalar", Unreserved, true, true;
    Schema, "schema", Unreserved, true, false;
    Schemas, "schemas", Unreserved, true, false;
    Scroll, "scroll", Unreserved, true, false;
    Search, "search", Unreserved, true, false;
    Second, "second", Unreserved, false, false;
    Security, "security", Unreserved, true, false;
    Select, "select", Reserved, true, false;
    Sequence, "sequence", Unreserved, true, false;
    Sequences, "sequences", Unreserved, true, false;
    Serializable, "serializable", Unreserved, true, false;
    Server, "server", Unreserved, true, false;
    Session, "session", Unreserved, true, false;
    SessionUser, "session_user", Reserved, true, false;
    Set, "set", Unreserved, true, false;
    Setof, "setof", ColumnName, true, false;
    Sets, "sets", Unreserved, true, false;
    Share, "share", Unreserved, true, false;
    Show, "show", Unreserved, true, false;
    Similar, "similar", TypeOrFunctionName, true, false;
    Simple, "simple", Unreserved, true, false;
    Skip, "skip", Unreserved, true, false;
    Smallint, "smallint", ColumnName, true, false;
    Snapshot, "snapshot", Unreserved, true, false;
    Some, "some", Reserved, true, false;
    Source, "source", Unreserved, true, true;
    Sql, "sql", Unreserved, true, false;
    Stable, "stable", Unreserved, true, false;
    Standalone, "standalone", Unreserved, true, false;
    Start, "start", Unreserved, true, false;
    Statement, "statement", Unreserved, true, false;
    Statistics, "statistics", Unreserved, true, false;
    Stdin, "stdin", Unreserved, true, false;
    Stdout, "stdout", Unreserved, true, false;
    Storage, "storage", Unreserved, true, false;
    Stored, "stored", Unreserved, true, false;
    Strict, "strict", Unreserved, true, false;
    String, "string", Unreserved, true, true;
    Strip, "strip", Unreserved, true, false;
    Subscription, "subscription", Unreserved, true, false;
    Substring, "substring", ColumnName, true, false;
    Support, "support", Unreserved, true, false;
    Symmetric, "symmetric", Reserved, true, false;
    Sysid, "sysid", Unreserved, true, false;
    System, "system", Unreserved, true, false;
    SystemUser, "system_user", Reserved, true, true;
    Table, "table", Reserved, true, false;
    Tables, "tables", Unreserved, true, false;
    Tablesample, "tablesample", TypeOrFunctionName, true, false;
    Tablespace, "tablespace", Unreserved, true, false;
    Target, "target", Unreserved, true, true;
    Temp, "temp", Unreserved, true, false;
    Template, "template", Unreserved, true, false;
    Temporary, "temporary", Unreserved, true, false;
    Text, "text", Unreserved, true, false;
    Then, "then", Reserved, true, false;
    Ties, "ties", Unreserved, true, false;
    Time, "time", ColumnName, true, false;
    Timestamp, "timestamp", ColumnName, true, false;
    To, "to", Reserved, false, false;
    Trailing, "trailing", Reserved, true, false;
    Transaction, "transaction", Unreserved, true, false;
    Transform, "transform", Unreserved, true, false;
    Treat, "treat", ColumnName, true, false;
    Trigger, "trigger", Unreserved, true, false;
    Trim, "trim", ColumnName, true, false;
    True, "true", Reserved, true, false;
    Truncate, "truncate", Unreserved, true, false;
    Trusted, "trusted", Unreserved, true, false;
    Type, "type", Unreserved, true, false;
    Types, "types", Unreserved, true, false;
    Uescape, "uescape", Unreserved, true, false;
    Unbounded, "unbounded", Unreserved, true, false;
    Uncommitted, "uncommitted", Unreserved, true, false;
    Unconditional, "unconditional", Unreserved, true, true;
    Unencrypted, "unencrypted", Unreserved, true, false;
    Union, "union", Reserved, false, false;
    Unique, "unique", Reserved, true, false;
    Unknown, "unknown", Unreserved, true, false;
    Unlisten, "unlisten", Unreserved, true, false;
    Unlogged, "unlogged", Unreserved, true, false;
    Until, "until", Unreserved, true, false;
    Update, "update", Unreserved, true, false;
    User, "user", Reserved, true, false;
    Using, "using", Reserved, true, false;
    Vacuum, "vacuum", Unreserved, true, false;
    Valid, "valid", Unreserved, true, false;
    Validate, "validate", Unreserved, true, false;
    Validator, "validator", Unreserved, true, false;
    Value, "value", Unreserved, true, false;
    Values, "values", ColumnName, true, false;
    Varchar, "varchar", ColumnName, true, false;
    Variadic, "variadic", Reserved, true, false;
    Varying, "varying", Unreserved, false, false;
    Verbose, "verbose", TypeOrFunctionName, true, false;
    Version, "version", Unreserved, true, false;
    View, "view", Unreserved, true, false;
    Views, "views", Unreserved, true, false;
    Virtual, "virtual", Unreserved, true, true;
    Volatile, "volatile", Unreserved, true, false;
    When, "when", Reserved, true, false;
    Where, "where", Reserved, false, false;
    Whitespace, "whitespace", Unreserved, true, false;
    Window, "window", Reserved, false, false;
    With, "with", Reserved, false, false;
    Within, "within", Unreserved, false, false;
    Without, "without", Unreserved, false, false;
    Work, "work", Unreserved, true, false;
    Wrapper, "wrapper", Unreserved, true, false;
    Write, "write", Unreserved, true, false;
    Xml, "xml", Unreserved, true, false;
    Xmlattributes, "xmlattributes", ColumnName, true, false;
    Xmlconcat, "xmlconcat", ColumnName, true, false;
    Xmlelement, "xmlelement", ColumnName, true, false;
    Xmlexists, "xmlexists", ColumnName, true, false;
    Xmlforest, "xmlforest", ColumnName, true, false;
    Xmlnamespaces, "xmlnamespaces", ColumnName, true, false;
    Xmlparse, "xmlparse", ColumnName, true, false;
    Xmlpi, "xmlpi", ColumnName, true, false;
    Xmlroot, "xmlroot", ColumnName, true, false;
    Xmlserialize, "xmlserialize", ColumnName, true, false;
    Xmltable, "xmltable", ColumnName, true, false;
    Year, "year", Unreserved, false, false;
    Yes, "yes", Unreserved, true, false;
    Zone, "zone", Unreserved, true, false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyword_is_found() {
        for row in TABLE {
            assert_eq!(Kw::lookup(row.word), Some(row.kw));
            assert_eq!(Kw::lookup(&row.word.to_uppercase()), Some(row.kw));
            assert_eq!(row.kw.word(), row.word);
            assert!(row.word.len() <= LONGEST);
        }
        assert_eq!(Kw::lookup("nosuchword"), None);
        assert_eq!(Kw::lookup("current_database_name"), None);
    }
}
