//! What Flyway's own configuration says: `flyway.toml`, `flyway.conf`, and the `.conf`
//! beside a script. As in v11, `ConfigUtils.java` and `ResourceNameParser.java`.

use super::invalid;
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use toml::de::{DeTable, DeValue};

/// The files that are looked for, the nearest first: beside `pgbindgen.toml`, or in the
/// folder of migrations.
pub(in crate::source) const FILES: [&str; 3] = ["flyway.toml", "flyway.conf", "conf/flyway.conf"];

/// What the names of scripts begin with and hold, as Flyway has it where nothing is said.
const NAMES: [(&str, &str); 6] = [
    ("sqlMigrationPrefix", "V"),
    ("repeatableSqlMigrationPrefix", "R"),
    ("undoSqlMigrationPrefix", "U"),
    ("baselineMigrationPrefix", "B"),
    ("sqlMigrationSeparator", "__"),
    ("sqlMigrationSuffixes", ".sql"),
];

/// Settings that make another history of the same scripts.
const OTHER_HISTORY: [(&str, &str); 3] = [
    ("target", "latest"),
    ("cherryPick", ""),
    ("skipExecutingMigrations", "false"),
];

/// What counts for the history.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// The schema that comes first in the search path, where one is named.
    pub(super) default_schema: Option<Spanned<String>>,
    /// The schemas that Flyway creates.
    pub(super) schemas: Vec<Spanned<String>>,
    /// Whether a script may hold both kinds of statements.
    pub(super) is_mixed: bool,
    /// Whether scripts run in a transaction, where nothing else says so.
    pub(super) in_transaction: bool,
    /// Whether placeholders are replaced.
    pub(super) replaces: bool,
    /// What a placeholder begins and ends with.
    pub(super) around: (String, String),
    /// The placeholders, by name.
    pub(super) placeholders: Vec<(String, String)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            default_schema: None,
            schemas: Vec::new(),
            is_mixed: false,
            in_transaction: true,
            replaces: true,
            around: ("${".to_owned(), "}".to_owned()),
            placeholders: Vec::new(),
        }
    }
}

/// A key without `flyway.`, and its values: one, or the items of a list.
struct Setting {
    key: String,
    values: Vec<Spanned<String>>,
    /// The line, or the key with its value.
    span: Span,
}

impl Setting {
    fn one(&self) -> &str {
        self.values.first().map_or("", |value| value.value.as_str())
    }
}

impl Settings {
    /// Reads a file of Flyway's; all that it says of other things is left alone.
    pub(super) fn read(file: FileId, sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Self {
        let source = sources.file(file);
        let found = if source.path().ends_with(".toml") {
            of_toml(file, source.text(), out)
        } else {
            of_conf(file, source.text())
        };
        let mut settings = Self::default();
        let mut creates = true;
        let mut default_schema = None;
        for setting in &found {
            let is_on = setting.one().eq_ignore_ascii_case("true");
            match setting.key.as_str() {
                "defaultSchema" => default_schema = setting.values.first().cloned(),
                "schemas" => settings.schemas.clone_from(&setting.values),
                "createSchemas" => creates = is_on,
                "mixed" => settings.is_mixed = is_on,
                "executeInTransaction" => settings.in_transaction = is_on,
                "placeholderReplacement" => settings.replaces = is_on,
                "placeholderPrefix" => setting.one().clone_into(&mut settings.around.0),
                "placeholderSuffix" => setting.one().clone_into(&mut settings.around.1),
                key => match key.strip_prefix("placeholders.") {
                    Some(name) => settings
                        .placeholders
                        .push((name.to_owned(), setting.one().to_owned())),
                    None => out.extend(setting.refused()),
                },
            }
        }
        if let Some(schema) = &default_schema
            && settings.schemas.iter().all(|one| one.value != schema.value)
        {
            settings.schemas.push(schema.clone());
        }
        settings.default_schema = default_schema.or_else(|| settings.schemas.first().cloned());
        if let Some(schema) = &settings.default_schema {
            let name = "flyway:defaultSchema".to_owned();
            settings.placeholders.push((name, schema.value.clone()));
        }
        if !creates {
            settings.schemas.clear();
        }
        settings
    }

    /// What runs before the first script: the schemas, and the search path of each session.
    pub(super) fn before(&self) -> Vec<(String, Span)> {
        let mut statements: Vec<(String, Span)> = self
            .schemas
            .iter()
            .map(|schema| {
                let name = quoted(&schema.value);
                (
                    format!("CREATE SCHEMA IF NOT EXISTS {name};\n"),
                    schema.span,
                )
            })
            .collect();
        if let Some(schema) = &self.default_schema {
            let name = quoted(&schema.value);
            // Flyway puts it in front of what the session has; a session of its own begins
            // with each script.
            let path =
                format!("ALTER DATABASE flyway SET search_path = {name}, \"$user\", public;\n");
            statements.push((path, schema.span));
        }
        statements
    }
}

/// A name as SQL has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Setting {
    /// What is at fault with a setting that cannot be followed.
    fn refused(&self) -> Option<Diagnostic> {
        let is = |(key, usual): &&(&str, &str)| self.key == *key && self.one() != *usual;
        let shown = self.one();
        if NAMES.iter().any(|name| is(&name)) || (self.key == NAMES[5].0 && self.values.len() > 1) {
            return Some(
                invalid(
                    self.span,
                    format!("scripts of other names are not read: `{}` is `{shown}`", self.key),
                )
                .with_label("not as the layout has it")
                .with_help(format!(
                    "declare the layout in pgbindgen.toml, in place of `flyway`: declared = {{ pattern = \"{}\" }}",
                    self.pattern()
                )),
            );
        }
        if OTHER_HISTORY.iter().any(|name| is(&name)) {
            return Some(
                invalid(
                    self.span,
                    format!(
                        "`{}` makes Flyway leave out migrations of the folder",
                        self.key
                    ),
                )
                .with_label("all of them are read here")
                .with_help(
                    "remove the setting, or take the migrations that never run out of the folder",
                ),
            );
        }
        if self.key == "initSql" && !shown.is_empty() {
            return Some(
                Diagnostic::warning(
                    "invalid-migration",
                    self.span,
                    "what `initSql` sets in each session of Flyway's is not followed",
                )
                .with_label("not run")
                .with_help("say what counts for the schema in `prelude` of pgbindgen.toml, as `ALTER DATABASE x SET …`"),
            );
        }
        if self.key == "locations" && self.values.len() > 1 {
            return Some(
                Diagnostic::warning(
                    "invalid-migration",
                    self.span,
                    "Flyway takes migrations from several folders, and one of them is read",
                )
                .with_label("several locations")
                .with_help(
                    "name the folder that holds all of them, `migrations = \"…\"`, with `ignore` for what else it holds",
                ),
            );
        }
        None
    }

    /// The pattern of files that are named as the setting says.
    fn pattern(&self) -> String {
        let part = |name: usize| {
            if self.key == NAMES[name].0 {
                self.one()
            } else {
                NAMES[name].1
            }
        };
        format!("{}{{version}}{}{{name}}{}", part(0), part(4), part(5))
    }
}

/// `flyway.key=value`, a line each.
fn of_conf(file: FileId, text: &str) -> Vec<Setting> {
    properties(file, text)
        .into_iter()
        .filter_map(|(key, value)| {
            let name = key.value.strip_prefix("flyway.")?.to_owned();
            let is_list = matches!(
                name.as_str(),
                "schemas" | "locations" | "sqlMigrationSuffixes"
            );
            let values = if is_list {
                value.value.split(',').map(str::trim).collect()
            } else {
                vec![value.value.as_str()]
            };
            let values = values.into_iter().filter(|one| !is_list || !one.is_empty());
            Some(Setting {
                key: name,
                values: values
                    .map(|one| Spanned::new(one.to_owned(), value.span))
                    .collect(),
                span: key.span.to(value.span),
            })
        })
        .collect()
}

/// The keys and values of a file of Java's properties.
pub(super) fn properties(file: FileId, text: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches('\u{feff}').trim();
        if content.is_empty() || content.starts_with(['#', '!']) {
            continue;
        }
        let from = start + line.find(content).unwrap_or(0);
        let end = content
            .find(|c: char| c == '=' || c == ':' || c.is_whitespace())
            .unwrap_or(content.len());
        let (key, rest) = content.split_at(end);
        let value = rest
            .trim_start()
            .trim_start_matches(['=', ':'])
            .trim_start();
        let key_span = Span::new(file, from..from + key.len());
        let value_at = from + content.len() - value.len();
        found.push((
            Spanned::new(key.to_owned(), key_span),
            Spanned::new(
                value.to_owned(),
                Span::new(file, value_at..value_at + value.len()),
            ),
        ));
    }
    found
}

/// `[flyway]`, and the schemas of the environment that counts.
fn of_toml(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Vec<Setting> {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            out.push(
                invalid(
                    Span::new(file, range),
                    "Flyway's configuration is not valid TOML",
                )
                .with_label(error.message().to_owned())
                .with_help("mend the syntax; https://toml.io describes it"),
            );
            return Vec::new();
        }
    };
    let root = table.get_ref();
    let mut found = Vec::new();
    if let Some(flyway) = root
        .get("flyway")
        .and_then(|value| value.get_ref().as_table())
    {
        collect(file, flyway, "", &mut found);
    }
    let named = found
        .iter()
        .find(|setting| setting.key == "environment")
        .map_or("default", |setting| setting.one());
    let environments = root
        .get("environments")
        .and_then(|value| value.get_ref().as_table());
    let environment = environments.and_then(|environments| {
        let only = environments
            .values()
            .next()
            .filter(|_| environments.len() == 1);
        environments.get(named).or(only)?.get_ref().as_table()
    });
    if let Some(environment) = environment {
        let mut of_environment = Vec::new();
        collect(file, environment, "", &mut of_environment);
        of_environment.retain(|setting| setting.key == "schemas");
        found.extend(of_environment);
    }
    found
}

/// The settings of a table, those of tables within by both names.
fn collect(file: FileId, table: &DeTable<'_>, outer: &str, found: &mut Vec<Setting>) {
    for (key, value) in table {
        let name = format!("{outer}{}", key.get_ref());
        let span = Span::new(file, key.span().start..value.span().end);
        let text = |value: &toml::Spanned<DeValue<'_>>| {
            let text = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Boolean(is_on) => is_on.to_string(),
                DeValue::Integer(number) => number.to_string(),
                DeValue::Float(number) => number.to_string(),
                _ => return None,
            };
            Some(Spanned::new(text, Span::new(file, value.span())))
        };
        match value.get_ref() {
            DeValue::Table(inner) => collect(file, inner, &format!("{name}."), found),
            DeValue::Array(items) => found.push(Setting {
                key: name,
                values: items.iter().filter_map(text).collect(),
                span,
            }),
            _ => found.push(Setting {
                key: name,
                values: text(value).into_iter().collect(),
                span,
            }),
        }
    }
}
