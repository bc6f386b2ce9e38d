//! What other databases write, and what to write for PostgreSQL: the one table of
//! each kind, for the help of messages.

/// Where words of another database stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere.
    Anywhere,
    /// At the beginning of a statement.
    First,
    /// In a statement that begins with this word.
    In(&'static str),
}

/// Words that PostgreSQL's grammar does not take.
#[derive(Debug)]
pub(crate) struct Words {
    /// Where they stand.
    pub(crate) place: Place,
    /// The words, of which any may be the one at which the grammar stops; `*` is any
    /// token and `'` a string.
    pub(crate) tokens: &'static [&'static str],
    /// What to do.
    pub(crate) help: &'static str,
}

const fn words(place: Place, tokens: &'static [&'static str], help: &'static str) -> Words {
    Words {
        place,
        tokens,
        help,
    }
}

const IDENTITY: &str = "write GENERATED ALWAYS AS IDENTITY, which is PostgreSQL's word for it";
const CREATE_INDEX: &str =
    "write it as a statement of its own, behind this one: CREATE INDEX name ON table (columns)";
const NAMED_UNIQUE: &str = "write CONSTRAINT name UNIQUE (columns)";
const TEXT_SEARCH: &str = "write a statement of its own, behind this one: \
     CREATE INDEX name ON table USING gin (to_tsvector('english', column))";
const COMMENT: &str =
    "write it as a statement of its own, behind this one: COMMENT ON COLUMN table.column IS 'text'";
const LAST: &str = "remove it: PostgreSQL adds a column behind the others";
const UPSERT: &str = "write INSERT … ON CONFLICT (columns of a unique key) DO UPDATE SET …";
const ENCODING: &str = "remove it: the encoding is the database's";
const COMMENT_LINE: &str = "begin a comment with `--`";
const BATCH: &str = "remove it: `;` ends a statement, and nothing ends several";

/// What the grammar stops at. Of two that fit, the first counts.
pub(crate) const WORDS: &[Words] = {
    use Place::{Anywhere, First, In};
    &[
        words(Anywhere, &["auto_increment"], IDENTITY),
        words(Anywhere, &["autoincrement"], IDENTITY),
        words(Anywhere, &["identity", "("], IDENTITY),
        words(
            Anywhere,
            &["unsigned"],
            "remove it: PostgreSQL has no unsigned types; a CHECK (… >= 0) keeps negative values out",
        ),
        words(
            Anywhere,
            &["zerofill"],
            "remove it: lpad() shows a number with zeros",
        ),
        words(
            Anywhere,
            &["engine"],
            "remove it: PostgreSQL has one engine",
        ),
        words(
            Anywhere,
            &["["],
            "write names without brackets, or in double quotes",
        ),
        words(
            Anywhere,
            &["on", "update", "current_timestamp"],
            "remove it, and set the column in a trigger BEFORE UPDATE: NEW.column := now()",
        ),
        words(
            Anywhere,
            &["on", "update", "now", "("],
            "remove it, and set the column in a trigger BEFORE UPDATE: NEW.column := now()",
        ),
        words(
            Anywhere,
            &["clustered"],
            "remove it: PostgreSQL keeps no table in the order of an index",
        ),
        words(
            Anywhere,
            &["nonclustered"],
            "remove it: no index of PostgreSQL's orders its table",
        ),
        words(
            Anywhere,
            &["without", "rowid"],
            "remove it: PostgreSQL's tables have no rowid",
        ),
        // Tables.
        words(
            In("create"),
            &["or", "replace", "table"],
            "leave OR REPLACE out: a revision runs once, and knows what is there",
        ),
        words(In("create"), &["unique", "key", "*"], NAMED_UNIQUE),
        words(In("create"), &["unique", "index", "*", "("], NAMED_UNIQUE),
        words(In("create"), &["fulltext", "*"], TEXT_SEARCH),
        words(In("create"), &["fulltext", "index", "*"], TEXT_SEARCH),
        words(In("create"), &["fulltext", "key", "*"], TEXT_SEARCH),
        words(In("create"), &[",", "index", "("], CREATE_INDEX),
        words(In("create"), &[",", "key", "("], CREATE_INDEX),
        words(In("create"), &["character", "set"], ENCODING),
        words(In("create"), &["default", "charset"], ENCODING),
        words(In("create"), &["default", "character"], ENCODING),
        words(In("create"), &["charset"], ENCODING),
        words(
            In("create"),
            &["comment", "=", "'"],
            "write it as a statement of its own, behind this one: COMMENT ON TABLE table IS 'text'",
        ),
        words(In("create"), &["comment", "'"], COMMENT),
        words(
            In("create"),
            &["table", "*", "like", "*"],
            "write CREATE TABLE name (LIKE other INCLUDING ALL)",
        ),
        words(In("alter"), &["comment", "'"], COMMENT),
        words(
            In("alter"),
            &["modify"],
            "write ALTER COLUMN name TYPE type, and ALTER COLUMN name SET NOT NULL for NOT NULL",
        ),
        words(
            In("alter"),
            &["change"],
            "write RENAME COLUMN name TO new_name, and ALTER COLUMN new_name TYPE type as a statement of its own",
        ),
        words(
            In("alter"),
            &["drop", "foreign", "key"],
            "write DROP CONSTRAINT name",
        ),
        words(
            In("alter"),
            &["drop", "primary", "key"],
            "write DROP CONSTRAINT name: a primary key without a name has that of the table and _pkey",
        ),
        words(
            In("alter"),
            &["drop", "check"],
            "write DROP CONSTRAINT name",
        ),
        words(
            In("alter"),
            &["drop", "index", "*"],
            "write it as a statement of its own: DROP INDEX name",
        ),
        words(
            In("alter"),
            &["drop", "key", "*"],
            "write it as a statement of its own: DROP INDEX name",
        ),
        words(
            In("alter"),
            &["rename", "index", "*"],
            "write it as a statement of its own: ALTER INDEX name RENAME TO new_name",
        ),
        words(
            In("alter"),
            &["rename", "key", "*"],
            "write it as a statement of its own: ALTER INDEX name RENAME TO new_name",
        ),
        words(In("alter"), &["add", "unique", "key", "*"], NAMED_UNIQUE),
        words(
            In("alter"),
            &["add", "("],
            "write ADD COLUMN before each column",
        ),
        words(In("alter"), &["after", "*"], LAST),
        words(In("alter"), &["first"], LAST),
        words(
            In("drop"),
            &["on", "*"],
            "remove ON and the table: the name of an index is its own in its schema",
        ),
        // Rows.
        words(
            In("insert"),
            &["insert", "ignore"],
            "write INSERT INTO … ON CONFLICT DO NOTHING",
        ),
        words(
            In("insert"),
            &["insert", "or", "ignore"],
            "write INSERT INTO … ON CONFLICT DO NOTHING",
        ),
        words(In("insert"), &["insert", "or", "replace"], UPSERT),
        words(In("insert"), &["on", "duplicate", "key"], UPSERT),
        words(First, &["replace", "into"], UPSERT),
        // What is no statement.
        words(First, &["#"], COMMENT_LINE),
        words(First, &["//"], COMMENT_LINE),
        words(First, &["go"], BATCH),
        words(First, &["/"], BATCH),
        words(
            First,
            &["delimiter"],
            "remove it, and write a body between `$$` and `$$`, in which a `;` ends nothing",
        ),
        words(
            First,
            &["use"],
            "remove it: a connection has one database; CREATE SCHEMA and SET search_path part it",
        ),
        words(
            First,
            &["pragma"],
            "remove it: PRAGMA sets what only SQLite has",
        ),
        words(
            First,
            &["rename", "table"],
            "write ALTER TABLE name RENAME TO new_name",
        ),
        words(
            First,
            &["unlock"],
            "remove it: a lock lasts to the end of its transaction",
        ),
        words(
            First,
            &["exec"],
            "write CALL for a procedure, SELECT for a function",
        ),
        words(
            First,
            &["print"],
            "write RAISE NOTICE in a DO block, or a comment",
        ),
    ]
};

/// Types that PostgreSQL does not have.
const TYPES: &[(&str, &str)] = &[
    ("binary", "write bytea"),
    ("blob", "write bytea"),
    ("clob", "write text"),
    ("datetime", "write timestamptz"),
    ("datetime2", "write timestamptz"),
    ("datetimeoffset", "write timestamptz"),
    ("double", "write double precision"),
    (
        "enum",
        "create the type before it, and use its name here: CREATE TYPE name AS ENUM ('label', …)",
    ),
    ("fixed", "write numeric"),
    ("float64", "write double precision"),
    ("image", "write bytea"),
    ("int16", "write smallint"),
    ("int32", "write integer"),
    ("int64", "write bigint"),
    ("long", "write bigint"),
    ("longblob", "write bytea"),
    ("longtext", "write text"),
    ("mediumblob", "write bytea"),
    ("mediumint", "write integer"),
    ("mediumtext", "write text"),
    ("nclob", "write text"),
    ("ntext", "write text"),
    ("number", "write numeric, or bigint for a whole number"),
    ("nvarchar", "write varchar"),
    ("nvarchar2", "write varchar"),
    ("rowversion", "write bigint, and set it in a trigger"),
    ("set", "write text[], with a CHECK of what it may hold"),
    ("smalldatetime", "write timestamptz"),
    ("smallmoney", "write numeric"),
    ("string", "write text"),
    ("tinyblob", "write bytea"),
    (
        "tinyint",
        "write boolean for a yes or no, smallint for a number",
    ),
    ("tinytext", "write text"),
    ("uniqueidentifier", "write uuid"),
    ("varbinary", "write bytea"),
    ("varchar2", "write varchar"),
    ("year", "write smallint"),
];

/// Functions, with and without parentheses, that PostgreSQL does not have.
const FUNCTIONS: &[(&str, &str)] = &[
    ("curdate", "write current_date"),
    ("curtime", "write current_time"),
    ("date_format", "write to_char()"),
    ("datediff", "subtract one from the other"),
    ("dateadd", "add an interval: + interval '1 day'"),
    ("getdate", "write now()"),
    ("getutcdate", "write now()"),
    ("group_concat", "write string_agg()"),
    ("ifnull", "write coalesce()"),
    ("isnull", "write coalesce(), or IS NULL"),
    ("last_insert_id", "write INSERT … RETURNING"),
    ("last_insert_rowid", "write INSERT … RETURNING"),
    ("len", "write length()"),
    ("newid", "write gen_random_uuid()"),
    ("newsequentialid", "write gen_random_uuid()"),
    ("nvl", "write coalesce()"),
    ("rand", "write random()"),
    ("strftime", "write to_char()"),
    ("sys_guid", "write gen_random_uuid()"),
    ("sysdate", "write now()"),
    ("sysdatetime", "write now()"),
    ("sysdatetimeoffset", "write now()"),
    ("systimestamp", "write now()"),
    ("sysutcdatetime", "write now()"),
    ("unix_timestamp", "write extract(epoch FROM now())"),
    ("utc_timestamp", "write now()"),
    ("uuid", "write gen_random_uuid()"),
];

/// Operators that PostgreSQL does not have, or has for other types, and what is
/// meant: of booleans, and of whatever else.
const OPERATORS: &[(&str, Option<&str>, Option<&str>)] = &[
    ("!==", Some("<>"), Some("<>")),
    ("&&", Some("AND"), None),
    (
        "<=>",
        Some("IS NOT DISTINCT FROM"),
        Some("IS NOT DISTINCT FROM"),
    ),
    ("==", Some("="), Some("=")),
    ("||", Some("OR"), None),
];

fn of(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let row = table.iter().find(|(other, _)| *other == name);
    row.map(|(_, help)| *help)
}

/// What to write for a type.
pub(crate) fn ty(name: &str) -> Option<&'static str> {
    of(TYPES, name)
}

/// What to write for a function.
pub(crate) fn function(name: &str) -> Option<&'static str> {
    of(FUNCTIONS, name)
}

/// What to write for an operator.
pub(crate) fn operator(name: &str, of_booleans: bool) -> Option<&'static str> {
    let (_, logical, other) = OPERATORS.iter().find(|(operator, ..)| *operator == name)?;
    if of_booleans { *logical } else { *other }
}

/// What to do where a column of a new type is an index: `INDEX name (column)`.
pub(crate) fn index_as_column(column: &str, has_modifier: bool) -> Option<&'static str> {
    (has_modifier && matches!(column, "index" | "key")).then_some(CREATE_INDEX)
}
