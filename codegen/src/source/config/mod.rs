//! `pgbindgen.toml`: what the user chose, each value with its place, so that a
//! later stage that finds it impossible can say so there.
//!
//! The keys are described in `docs/configuration.md`; a test holds the two
//! together.

mod table;

use super::layout::Pattern;
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use std::collections::BTreeMap;
use table::{Table, Value, one_of};
use toml::de::DeTable;

/// The name of the file.
pub const FILE_NAME: &str = "pgbindgen.toml";

/// The major versions of PostgreSQL that pgbindgen knows.
pub const POSTGRES_VERSIONS: std::ops::RangeInclusive<u32> = 15..=18;

/// The versions that a history is replayed for when nothing says otherwise:
/// the oldest and the newest.
const POSTGRES_DEFAULT: [u32; 2] = [15, 18];

/// The content of `pgbindgen.toml`; all defaults for a folder without one.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// `migrations`: the folder of migrations, relative to the file.
    pub migrations: Option<Spanned<String>>,
    /// `layout`: the name of the migration layout; detected when it is missing.
    pub layout: Option<Spanned<String>>,
    /// `ignore`: patterns of files in the folder that are no migrations.
    pub ignore: Vec<Spanned<String>>,
    /// `prelude`: SQL that runs before the first migration of another tool.
    pub prelude: Option<Spanned<String>>,
    /// `downs`: whether what undoes the migrations of another tool is read.
    pub downs: Option<Spanned<bool>>,
    /// `[placeholders]`: texts that are replaced in the migrations.
    pub placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[variables]`: the values of psql's variables.
    pub variables: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[code]`: what the migrations do that are no SQL, by path.
    pub code: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[effects]`: what statements do that cannot be seen into, by `path:line`.
    pub effects: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[declared]`: a layout of one's own.
    pub declared: Option<Declared>,
    /// `postgres`: major versions; see [`Config::postgres_versions`].
    pub postgres: Vec<Spanned<u32>>,
    /// `[generate]`
    pub generate: Generate,
    /// `[types]`
    pub types: Types,
    /// `[rename]`
    pub rename: Rename,
    /// `[names]`: Rust names by SQL name, kept once given.
    pub names: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[rules]`
    pub rules: Rules,
    /// `[money]`
    pub money: Money,
    /// `[session]`: settings that the runner applies to every revision.
    pub session: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[environments.NAME]`
    pub environments: BTreeMap<String, Environment>,
}

/// `[declared]`: which files are migrations, and in which order they run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Declared {
    /// The place of the key `pattern`, or of the table without one.
    pub span: Span,
    /// Whether a pattern cannot be read, so that which files are meant is not known.
    pub is_faulty: bool,
    /// `patterns`, or the one `pattern`: what the paths look like.
    pub patterns: Vec<Spanned<Pattern>>,
    /// `order`: what the files are sorted by.
    pub order: Option<Spanned<Order>>,
    /// `list`: the paths in their order.
    pub list: Vec<Spanned<String>>,
    /// `list_file`: the file that has the list, relative to the folder.
    pub list_file: Option<Spanned<String>>,
    /// `list_pattern`: what stands around each path in that file.
    pub list_pattern: Option<Spanned<String>>,
    /// `manifest`: the file in each folder that lists the folder's files.
    pub manifest: Option<Spanned<String>>,
    /// `manifest_key`: the key of its list.
    pub manifest_key: Option<Spanned<String>>,
    /// `down_line`: what the line begins with behind which a file undoes what it did.
    pub down_line: Option<Spanned<String>>,
    /// `dialect`: which dialect counts.
    pub dialect: Option<Spanned<String>>,
    /// `transaction`: how each migration is run.
    pub transaction: Option<Spanned<DeclaredTransaction>>,
}

/// `order`: what the migrations of a declared layout are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `version`: the parts that are the version, numbers as numbers.
    Version,
    /// `name`: the path, byte by byte.
    Name,
    /// `list`: as a list says.
    List,
}

/// `transaction`: how the migrations of a declared layout are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclaredTransaction {
    /// `on`: each in a transaction.
    On,
    /// `off`: each statement by itself.
    Off,
    /// `message`: each file in one message, without a transaction around it.
    Message,
}

/// `[generate]`: what is generated and where.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Generate {
    /// `out`: the folder for checked-in code, relative to the file.
    pub out: Option<Spanned<String>>,
    /// `crate`: the path of the crate `pgbindgen` in the generated code.
    pub crate_path: Option<Spanned<String>>,
    /// `schema`: the schema whose modules are not nested in one of its name.
    pub schema: Option<Spanned<String>>,
    /// `include`: patterns of the relations to generate; all when it is empty.
    pub include: Vec<Spanned<String>>,
    /// `exclude`: patterns of relations that are left out.
    pub exclude: Vec<Spanned<String>>,
    /// `partitions`: patterns of partitions and inheritance children that get a
    /// module all the same.
    pub partitions: Vec<Spanned<String>>,
}

/// `[types]`: which Rust types stand for PostgreSQL's.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Types {
    /// `time`
    pub time: Option<Spanned<TimeCrate>>,
    /// `decimal`
    pub decimal: Option<Spanned<DecimalCrate>>,
    /// `json`
    pub json: Option<Spanned<JsonType>>,
    /// `serde`: whether generated types derive `Serialize` and `Deserialize`.
    pub serde: Option<Spanned<bool>>,
    /// `[types.overrides]`: PostgreSQL type (`citext`, `billing.amount`) to Rust type.
    pub overrides: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[types.columns]`: column (`invoices.metadata`, `billing.invoices.metadata`) to Rust type.
    pub columns: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The crate of dates and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeCrate {
    /// `jiff`
    Jiff,
    /// `chrono`
    Chrono,
    /// `time`
    Time,
}

/// The crate of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalCrate {
    /// `rust_decimal`
    RustDecimal,
    /// `any`: the runtime's own `AnyNumeric`, which holds whatever PostgreSQL can.
    Any,
}

/// What `json` and `jsonb` become where no column says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `serde_json::Value`
    Value,
    /// The text as it came.
    Text,
}

/// `[rename]`: Rust names for SQL names.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Rename {
    /// `[rename.tables]`: `invoices = "Bill"`, or `{ module = "bills", row = "Bill" }`.
    pub tables: Vec<(Spanned<String>, RenamedTable)>,
    /// `[rename.columns]`: `"users.type" = "kind"`.
    pub columns: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[rename.types]`: `"invoice_state" = "State"`.
    pub types: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The names of one table.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RenamedTable {
    /// The module.
    pub module: Option<Spanned<String>>,
    /// The row struct.
    pub row: Option<Spanned<String>>,
}

/// `[rules]`: how grave each rule is. Which rules exist is known to `check`,
/// which reports the names that it does not know.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Rules {
    /// `since`: this revision and those that it follows are not looked at.
    pub since: Option<Spanned<String>>,
    /// The rules that the file names.
    pub levels: Vec<(Spanned<String>, RuleLevel)>,
}

/// The setting of one rule.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RuleLevel {
    /// How grave; `None` when only `since` is set.
    pub level: Option<Spanned<Level>>,
    /// This revision and those that it follows are not looked at by the rule.
    pub since: Option<Spanned<String>>,
}

/// How grave a broken rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported.
    Warn,
    /// Stops the build.
    Deny,
}

/// `[money]`: which column names speak of money.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Money {
    /// `words`: words beside the built-in ones.
    pub words: Vec<Spanned<String>>,
    /// `not_words`: words that do not, built-in or not.
    pub not_words: Vec<Spanned<String>>,
    /// `columns`: columns that hold money whatever their names.
    pub columns: Vec<Spanned<String>>,
    /// `not_columns`: columns that do not, whatever their names.
    pub not_columns: Vec<Spanned<String>>,
}

/// `[environments.NAME]`: a place where migrations run.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Environment {
    /// `released_only`: drafts are not applied.
    pub released_only: Option<Spanned<bool>>,
}

impl Config {
    /// Reads the file's text. Whatever is wrong is a diagnostic, and the rest
    /// is read all the same. Of a text that is no TOML nothing else is reported: what
    /// could be read of it may not be what was meant.
    pub fn parse(file: FileId, sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Self {
        let text = sources.file(file).text();
        let (document, mut errors) = DeTable::parse_recoverable(text);
        errors.sort_by_key(|error| error.span().map(|range| range.start));
        let is_toml = errors.is_empty();
        let mut lines: Vec<u32> = Vec::new();
        for error in errors {
            let range = error.span().unwrap_or(0..0);
            // What else is wrong in the line follows from the first fault, mostly.
            let line = sources.file(file).position(range.start).line;
            if lines.contains(&line) {
                continue;
            }
            lines.push(line);
            let help = if error.message().contains("escape") {
                "write `/` in a path, or the text in single quotes, where a backslash means itself"
            } else {
                "mend the syntax; https://toml.io describes it"
            };
            out.push(
                Diagnostic::error(
                    "config-syntax",
                    Span::new(file, range),
                    format!("{FILE_NAME} is not valid TOML"),
                )
                .with_label(error.message())
                .with_help(help),
            );
        }
        let mut config = Config {
            file: Some(file),
            ..Config::default()
        };
        let mut faults = Vec::new();
        let top = Table::new("the file".into(), file, document.get_ref());
        config.read(top, &mut faults);
        if is_toml {
            out.append(&mut faults);
        }
        config
    }

    /// The major versions for which the history is replayed, ascending.
    pub fn postgres_versions(&self) -> Vec<u32> {
        let mut versions: Vec<u32> = self.postgres.iter().map(|version| version.value).collect();
        if versions.is_empty() {
            versions.extend(POSTGRES_DEFAULT);
        }
        versions.sort_unstable();
        versions.dedup();
        versions
    }

    fn read(&mut self, mut top: Table<'_>, out: &mut Vec<Diagnostic>) {
        self.migrations = top.string("migrations", out).filter(|name| {
            let is_named = !name.value.trim().is_empty();
            if !is_named {
                out.push(
                    Diagnostic::error("config-value", name.span, "`migrations` names no folder")
                        .with_label("empty")
                        .with_help(
                            "write the name of the folder, or \".\" for the one of this file",
                        ),
                );
            }
            is_named
        });
        self.layout = top.string("layout", out);
        self.ignore = list(top.strings("ignore", out));
        self.prelude = top.string("prelude", out);
        self.downs = top.boolean("downs", out);
        if let Some(table) = top.table("placeholders", out) {
            self.placeholders = strings_by_name(table, out);
        }
        if let Some(table) = top.table("variables", out) {
            self.variables = strings_by_name(table, out);
        }
        if let Some(table) = top.table("code", out) {
            self.code = strings_by_name(table, out);
        }
        if let Some(table) = top.table("effects", out) {
            self.effects = strings_by_name(table, out);
        }
        if let Some((span, table)) = top.table_at("declared", out) {
            self.declared = Some(Declared::read(span, table, out));
        }
        if let Some(versions) = top.strings("postgres", out) {
            self.read_postgres(&versions, out);
        }
        if let Some(table) = top.table("generate", out) {
            self.generate = Generate::read(table, out);
        }
        if let Some(table) = top.table("types", out) {
            self.types = Types::read(table, out);
        }
        if let Some(table) = top.table("rename", out) {
            self.rename = Rename::read(table, out);
        }
        if let Some(table) = top.table("names", out) {
            self.names = strings_by_name(table, out);
        }
        if let Some(table) = top.table("rules", out) {
            self.rules = Rules::read(table, out);
        }
        if let Some(mut table) = top.table("money", out) {
            self.money.words = list(table.strings("words", out));
            self.money.not_words = list(table.strings("not_words", out));
            self.money.columns = list(table.strings("columns", out));
            self.money.not_columns = list(table.strings("not_columns", out));
            table.finish(out);
        }
        if let Some(table) = top.table("session", out) {
            for (key, value) in table.all() {
                match value.as_scalar() {
                    Some(text) => self.session.push((key, text)),
                    None => value.expected(&key.value, "a string, a number or a boolean", out),
                }
            }
        }
        if let Some(table) = top.table("environments", out) {
            for (key, value) in table.all() {
                let Some(mut table) = value.as_table() else {
                    value.expected(&key.value, "a table", out);
                    continue;
                };
                let environment = Environment {
                    released_only: table.boolean("released_only", out),
                };
                table.finish(out);
                self.environments.insert(key.value, environment);
            }
        }
        top.finish(out);
    }

    fn read_postgres(
        &mut self,
        versions: &Spanned<Vec<Spanned<String>>>,
        out: &mut Vec<Diagnostic>,
    ) {
        for text in &versions.value {
            match parse_postgres(&text.value) {
                Ok(version) => self.postgres.push(Spanned::new(version, text.span)),
                Err(label) => out.push(
                    Diagnostic::error(
                        "config-value",
                        text.span,
                        format!("pgbindgen does not know PostgreSQL `{}`", text.value),
                    )
                    .with_label(label)
                    .with_help("name major versions from \"15\" to \"18\""),
                ),
            }
        }
        if versions.value.is_empty() {
            out.push(
                Diagnostic::error("config-value", versions.span, "`postgres` names no version")
                    .with_label("empty")
                    .with_help("name major versions from \"15\" to \"18\", or remove the key"),
            );
        }
    }
}

/// The major version that a text names.
///
/// # Errors
///
/// What is wrong with it, in words for a label.
pub fn parse_postgres(text: &str) -> Result<u32, String> {
    let version: u32 = text.parse().map_err(|_| "not a major version".to_owned())?;
    if POSTGRES_VERSIONS.contains(&version) {
        Ok(version)
    } else {
        Err(format!(
            "supported are {} to {}",
            POSTGRES_VERSIONS.start(),
            POSTGRES_VERSIONS.end()
        ))
    }
}

impl Declared {
    fn read(span: Span, mut table: Table<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let orders = [
            ("version", Order::Version),
            ("name", Order::Name),
            ("list", Order::List),
        ];
        let transactions = [
            ("on", DeclaredTransaction::On),
            ("off", DeclaredTransaction::Off),
            ("message", DeclaredTransaction::Message),
        ];
        let mut texts: Vec<Spanned<String>> = table.string("pattern", out).into_iter().collect();
        texts.extend(list(table.strings("patterns", out)));
        let count = texts.len();
        let mut patterns = Vec::new();
        for text in texts {
            match Pattern::parse(&text.value) {
                Ok(pattern) => patterns.push(Spanned::new(pattern, text.span)),
                Err(fault) => out.push(
                    Diagnostic::error(
                        "config-value",
                        text.span,
                        format!("`{}` is no pattern of paths", text.value),
                    )
                    .with_label(fault)
                    .with_help(
                        "write the path with {version}, {name}, {direction} and {dialect} for what differs, and what \
                         may be missing in [ ]: \"{version}_{name}[.{dialect}].{direction}.sql\"",
                    ),
                ),
            }
        }
        let declared = Self {
            span,
            is_faulty: patterns.len() < count,
            patterns,
            order: table.choice("order", &orders, out),
            list: list(table.strings("list", out)),
            list_file: table.string("list_file", out),
            list_pattern: table.string("list_pattern", out),
            manifest: table.string("manifest", out),
            manifest_key: table.string("manifest_key", out),
            down_line: table.string("down_line", out).filter(|line| {
                let is_said = !line.value.trim().is_empty();
                if !is_said {
                    out.push(
                        Diagnostic::error("config-value", line.span, "`down_line` names no line")
                            .with_label("empty")
                            .with_help(
                                "write what the line begins with: down_line = \"-- //@UNDO\"",
                            ),
                    );
                }
                is_said
            }),
            dialect: table.string("dialect", out),
            transaction: table.choice("transaction", &transactions, out),
        };
        table.finish(out);
        declared
    }
}

impl Generate {
    fn read(mut table: Table<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let generate = Self {
            out: table.string("out", out),
            crate_path: table.string("crate", out),
            schema: table.string("schema", out),
            include: list(table.strings("include", out)),
            exclude: list(table.strings("exclude", out)),
            partitions: list(table.strings("partitions", out)),
        };
        table.finish(out);
        generate
    }
}

impl Types {
    fn read(mut table: Table<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let time = [
            ("jiff", TimeCrate::Jiff),
            ("chrono", TimeCrate::Chrono),
            ("time", TimeCrate::Time),
        ];
        let decimal = [
            ("rust_decimal", DecimalCrate::RustDecimal),
            ("any", DecimalCrate::Any),
        ];
        let json = [("serde_json", JsonType::Value), ("text", JsonType::Text)];
        let mut types = Self {
            time: table.choice("time", &time, out),
            decimal: table.choice("decimal", &decimal, out),
            json: table.choice("json", &json, out),
            serde: table.boolean("serde", out),
            ..Self::default()
        };
        if let Some(overrides) = table.table("overrides", out) {
            types.overrides = strings_by_name(overrides, out);
        }
        if let Some(columns) = table.table("columns", out) {
            types.columns = strings_by_name(columns, out);
        }
        table.finish(out);
        types
    }
}

impl Rename {
    fn read(mut table: Table<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let mut rename = Self::default();
        if let Some(tables) = table.table("tables", out) {
            for (key, value) in tables.all() {
                if let Some(row) = value.as_string() {
                    let renamed = RenamedTable {
                        module: None,
                        row: Some(row),
                    };
                    rename.tables.push((key, renamed));
                } else if let Some(mut names) = value.as_table() {
                    let renamed = RenamedTable {
                        module: names.string("module", out),
                        row: names.string("row", out),
                    };
                    names.finish(out);
                    rename.tables.push((key, renamed));
                } else {
                    value.expected(
                        &key.value,
                        "a string or a table with `module` and `row`",
                        out,
                    );
                }
            }
        }
        if let Some(columns) = table.table("columns", out) {
            rename.columns = strings_by_name(columns, out);
        }
        if let Some(types) = table.table("types", out) {
            rename.types = strings_by_name(types, out);
        }
        table.finish(out);
        rename
    }
}

impl Rules {
    fn read(mut table: Table<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let mut rules = Self {
            since: table.string("since", out),
            levels: Vec::new(),
        };
        for (key, value) in table.all() {
            if let Some(level) = RuleLevel::read(&key.value, &value, out) {
                rules.levels.push((key, level));
            }
        }
        rules
    }
}

impl RuleLevel {
    fn read(key: &str, value: &Value<'_>, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let levels = [
            ("allow", Level::Allow),
            ("warn", Level::Warn),
            ("deny", Level::Deny),
        ];
        if let Some(text) = value.as_string() {
            return one_of(key, &text, &levels, out).map(|level| Self {
                level: Some(level),
                since: None,
            });
        }
        let Some(mut table) = value.as_table() else {
            value.expected(
                key,
                "\"allow\", \"warn\", \"deny\" or a table with `level` and `since`",
                out,
            );
            return None;
        };
        let level = Self {
            level: table.choice("level", &levels, out),
            since: table.string("since", out),
        };
        table.finish(out);
        Some(level)
    }
}

fn list(strings: Option<Spanned<Vec<Spanned<String>>>>) -> Vec<Spanned<String>> {
    strings.map(|strings| strings.value).unwrap_or_default()
}

fn strings_by_name(
    table: Table<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut pairs = Vec::new();
    for (key, value) in table.all() {
        match value.as_string() {
            Some(text) => pairs.push((key, text)),
            None => value.expected(&key.value, "a string", out),
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
