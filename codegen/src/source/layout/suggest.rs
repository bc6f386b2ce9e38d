//! What `[declared]` would say of the paths of a folder that no layout fits: a line to
//! paste.

use super::pattern::{DIRECTIONS, Match, Pattern};
use super::{is_sql, split_path};
use crate::diag::json_string;
use std::collections::BTreeSet;

/// What people call PostgreSQL in the names of files, and what they call others.
const POSTGRES: [&str; 5] = ["postgres", "postgresql", "pg", "pgsql", "psql"];
const OTHERS: [&str; 16] = [
    "mysql",
    "mariadb",
    "sqlite",
    "sqlite3",
    "mssql",
    "sqlserver",
    "oracle",
    "cockroach",
    "cockroachdb",
    "crdb",
    "h2",
    "hsqldb",
    "db2",
    "derby",
    "clickhouse",
    "duckdb",
];

/// What tools write migrations in beside SQL, as the ending of a name.
const CODE: [&str; 9] = ["fizz", "go", "js", "mjs", "cjs", "ts", "py", "rb", "sh"];

/// How many files a list in a line to paste may have.
const LISTED: usize = 6;

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    json_string(text)
}

/// Whether a word is the name of another database.
pub(super) fn is_other(word: &str) -> bool {
    OTHERS.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a word is a name of PostgreSQL.
pub(super) fn is_postgres(word: &str) -> bool {
    POSTGRES.contains(&word.to_ascii_lowercase().as_str())
}

fn is_dialect(word: &str) -> bool {
    is_postgres(word) || is_other(word)
}

/// The words of a path that stand by themselves: its folders, and what is between the
/// dots of its name, but for what stands before the first and the ending.
pub(super) fn words(path: &str) -> impl Iterator<Item = &str> {
    let (folder, name) = split_path(path);
    let parts: Vec<&str> = name.split('.').collect();
    let end = parts.len().saturating_sub(1);
    let inner = parts.get(1..end).unwrap_or_default().to_vec();
    folder
        .split('/')
        .filter(|part| !part.is_empty())
        .chain(inner)
}

/// The line of `pgbindgen.toml` that declares files of these paths, and the tool that
/// names them so, where one is known; `None` when no pattern is found that tells them
/// apart.
pub(super) fn declared(paths: &[&str]) -> Option<(String, Option<&'static str>)> {
    let sql: Vec<&str> = paths.iter().copied().filter(|path| is_sql(path)).collect();
    let (text, found) = pattern(&sql)?;
    let mut patterns = vec![text.clone()];
    for ending in CODE {
        let code = text.replace(".sql", &format!(".{ending}"));
        let known = Pattern::parse(&code).ok()?;
        if paths.iter().any(|path| known.matches(path).is_some()) {
            patterns.push(code);
        }
    }
    let mut line = match patterns.as_slice() {
        [one] => format!("pattern = {}", quoted(one)),
        several => {
            let all: Vec<String> = several.iter().map(|one| quoted(one)).collect();
            format!("patterns = [{}]", all.join(", "))
        }
    };
    let dialects: BTreeSet<&str> = found
        .iter()
        .filter_map(|found| found.dialect.as_deref())
        .collect();
    if !dialects.is_empty() {
        let own = POSTGRES.into_iter().find(|word| dialects.contains(word));
        line += ", dialect = ";
        line += &quoted(own.unwrap_or(POSTGRES[0]));
    }
    if found.iter().all(|found| found.versions.is_empty()) {
        line += &order(&sql);
    }
    let tool = tool(&text, paths);
    if tool == Some("postgrator") {
        // Its client sends a file as one query.
        line += ", transaction = \"message\"";
    }
    Some((format!("declared = {{ {line} }}"), tool))
}

/// What says the order of files whose names have no version.
fn order(sql: &[&str]) -> String {
    if sql.len() > LISTED {
        return ", order = \"name\"".to_owned();
    }
    let list: Vec<String> = sql.iter().map(|path| quoted(path)).collect();
    format!(", list = [{}]", list.join(", "))
}

/// The tool that names files so and so.
fn tool(pattern: &str, paths: &[&str]) -> Option<&'static str> {
    let is_fizz = |path: &&str| path.strip_suffix(".fizz").is_some();
    if paths.iter().any(is_fizz) || pattern.contains(".{dialect}].{direction}") {
        return Some("pop");
    }
    let is_undo = |path: &&str| words(path).any(|word| matches!(word, "do" | "undo"));
    if pattern.starts_with("{version}.{direction}") && paths.iter().any(is_undo) {
        return Some("postgrator");
    }
    if pattern.contains("__{name}") {
        return Some("Flyway with a prefix of its own");
    }
    None
}

/// The first pattern that fits all of the paths and tells them apart, with what it says
/// of each.
fn pattern(sql: &[&str]) -> Option<(String, Vec<Match>)> {
    const VERSIONS: [&str; 5] = [
        "{version}-{version}-{version}",
        "{version}_{version}_{version}",
        "{version}_{version}",
        "{version}-{version}",
        "{version}",
    ];
    const SIGNS: [&str; 5] = ["__", "_", "-", ".", " "];
    let folders = folders(sql)?;
    let prefix = prefix(sql);
    let mut names: Vec<String> = Vec::new();
    for version in VERSIONS {
        names.push(format!("{prefix}{version}"));
        names.push(format!("{prefix}{version}.{{dialect}}"));
        names.push(format!("{prefix}{version}[.{{dialect}}]"));
        for sign in SIGNS {
            let version = format!("{prefix}{version}{sign}");
            names.push(format!("{version}{{direction}}"));
            names.push(format!("{version}{{direction}}{sign}{{name}}"));
            names.push(format!("{version}{{direction}}[{sign}{{name}}]"));
            names.extend(tails().map(|tail| format!("{version}{tail}")));
        }
    }
    let unnamed = SIGNS.map(|sign| format!("{prefix}{{version}}[{sign}{{name}}]"));
    names.extend(unnamed);
    names.push(format!("{prefix}{{direction}}"));
    names.extend(tails().map(|tail| format!("{prefix}{tail}")));
    for name in &names {
        for folder in &folders {
            let text = format!("{folder}{name}.sql");
            let is_twice = |part: &str| text.matches(part).count() > 1;
            if is_twice("{direction}") || is_twice("{dialect}") {
                continue;
            }
            if let Some(found) = fits(&text, sql) {
                return Some((text, found));
            }
        }
    }
    None
}

/// What stands behind the version, with and without the parts that may be missing.
fn tails() -> impl Iterator<Item = String> {
    const DIALECTS: [&str; 3] = ["", ".{dialect}", "[.{dialect}]"];
    const DIRECTIONS: [&str; 5] = [
        ".{direction}",
        "_{direction}",
        "-{direction}",
        "[.{direction}]",
        "",
    ];
    DIALECTS.into_iter().flat_map(|dialect| {
        DIRECTIONS
            .into_iter()
            .map(move |direction| format!("{{name}}{dialect}{direction}"))
    })
}

/// What may stand for the folders of the paths, which have to lie equally deep.
fn folders(sql: &[&str]) -> Option<Vec<String>> {
    const LEVELS: [&str; 6] = [
        "{version}_{name}/",
        "{version}-{name}/",
        "{version}/",
        "{direction}/",
        "{dialect}/",
        "{name}/",
    ];
    let depth = |path: &str| path.matches('/').count();
    let deep = depth(sql.first()?);
    if deep > 2 || sql.iter().any(|path| depth(path) != deep) {
        return None;
    }
    let mut folders = vec![String::new()];
    for level in 0..deep {
        let names: BTreeSet<&str> = sql
            .iter()
            .filter_map(|path| path.split('/').nth(level))
            .collect();
        let mut forms: Vec<String> = match names.iter().collect::<Vec<_>>().as_slice() {
            [one] if is_plain(one) => vec![format!("{one}/")],
            _ => Vec::new(),
        };
        for form in LEVELS {
            forms.push(form.to_owned());
            if form.starts_with("{version}") {
                forms.push(format!("v{form}"));
            }
        }
        folders = folders
            .iter()
            .flat_map(|outer| forms.iter().map(move |form| format!("{outer}{form}")))
            .collect();
    }
    Some(folders)
}

/// Whether a text stands for itself in a pattern.
fn is_plain(text: &str) -> bool {
    !text.contains(['{', '}', '[', ']', '*'])
}

/// What stands before the first digit of each name.
fn prefix<'a>(sql: &[&'a str]) -> &'a str {
    let of = |path: &'a str| {
        let (_, name) = split_path(path);
        let at = name.find(|c: char| c.is_ascii_digit())?;
        name.get(..at).filter(|prefix| is_plain(prefix))
    };
    let first = sql.first().and_then(|path| of(path));
    first
        .filter(|first| sql.iter().all(|path| of(path) == Some(first)))
        .unwrap_or_default()
}

/// What a pattern says of each path, where it fits all of them, tells them apart and
/// leaves nothing in a name that is a direction or a dialect.
fn fits(text: &str, sql: &[&str]) -> Option<Vec<Match>> {
    let pattern = Pattern::parse(text).ok()?;
    let mut found = Vec::new();
    for path in sql {
        let one = pattern.matches(path)?;
        let is_said = one.dialect.as_deref().is_none_or(is_dialect)
            && (one.dialect.is_some() || !words(path).any(is_dialect))
            && (one.is_up.is_some() || !has_other_way(path, sql));
        if !is_said {
            return None;
        }
        found.push(one);
    }
    // A part that no file has is none.
    let is_used = |part: &str, is_there: fn(&Match) -> bool| {
        !text.contains(part) || found.iter().any(is_there)
    };
    let key = |one: &Match, is_up: Option<bool>| {
        (
            one.versions.clone(),
            one.name.clone(),
            is_up,
            one.dialect.clone(),
        )
    };
    let mut keys = BTreeSet::new();
    let is_each_once = found.iter().all(|one| keys.insert(key(one, one.is_up)));
    // What undoes a migration stands beside it: `shut_down` is the name of one.
    let has_up = |one: &Match| {
        let ups = [Some(true), None];
        one.is_up != Some(false)
            || ups.iter().any(|up| {
                keys.iter().any(|key| {
                    let is_same = !one.versions.is_empty() || key.1 == one.name;
                    key.0 == one.versions && is_same && key.2 == *up
                })
            })
    };
    let is_right = is_each_once
        && is_used("{dialect}", |one| one.dialect.is_some())
        && is_used("{direction}", |one| one.is_up.is_some())
        && found.iter().all(has_up);
    is_right.then_some(found)
}

/// Whether a path has a twin that goes the other way: `001_a.up.sql` beside
/// `001_a.down.sql`.
pub(super) fn has_other_way(path: &str, sql: &[&str]) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric();
    DIRECTIONS.iter().any(|(word, is_up)| {
        path.match_indices(word).any(|(at, _)| {
            let (before, after) = (&path[..at], &path[at + word.len()..]);
            let is_apart =
                (before.is_empty() || before.ends_with(is_sign)) && after.starts_with(is_sign);
            let mut others = DIRECTIONS.iter().filter(|(_, other)| other != is_up);
            is_apart
                && others.any(|(other, _)| {
                    let twin = format!("{before}{other}{after}");
                    sql.contains(&twin.as_str())
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_paste() {
        for (paths, expected) in [
            (
                &["001.do.users.sql", "001.undo.users.sql", "002.do.sql"][..],
                "pattern = \"{version}.{direction}[.{name}].sql\", transaction = \"message\"",
            ),
            (
                &["001.do.users.sql", "001.undo.users.sql"],
                "pattern = \"{version}.{direction}.{name}.sql\", transaction = \"message\"",
            ),
            (
                &["v2017.03.09_12.00__a.sql", "v2018.01.01_09.30__b.sql"],
                "pattern = \"v{version}_{version}__{name}.sql\"",
            ),
            (
                &["2024-01-02-a.sql", "2024-02-03-b.sql"],
                "pattern = \"{version}-{version}-{version}-{name}.sql\"",
            ),
            (
                &[
                    "1_a.up.fizz",
                    "2_b.up.sql",
                    "2_b.down.sql",
                    "3_c.mysql.up.sql",
                    "3_c.postgres.up.sql",
                ],
                "patterns = [\"{version}_{name}[.{dialect}].{direction}.sql\", \
                 \"{version}_{name}[.{dialect}].{direction}.fizz\"], dialect = \"postgres\"",
            ),
            (
                &["1_a.sql", "1_a.sqlite.sql"],
                "pattern = \"{version}_{name}[.{dialect}].sql\", dialect = \"postgres\"",
            ),
            (
                &["v1/a.sql", "v1/b.sql", "v2/a.sql"],
                "pattern = \"v{version}/{name}.sql\"",
            ),
            (
                &["up/1_a.sql", "down/1_a.sql"],
                "pattern = \"{direction}/{version}_{name}.sql\"",
            ),
            (
                &["1_shut_down.sql", "2_clean_up.sql"],
                "pattern = \"{version}_{name}.sql\"",
            ),
            (
                &["users.sql", "orders.sql"],
                "pattern = \"{name}.sql\", list = [\"users.sql\", \"orders.sql\"]",
            ),
            (
                &["M1__a.sql", "M2__b.sql"],
                "pattern = \"M{version}__{name}.sql\"",
            ),
        ] {
            let found = declared(paths).map(|(line, _)| line);
            let expected = format!("declared = {{ {expected} }}");
            assert_eq!(found.as_deref(), Some(expected.as_str()), "{paths:?}");
        }
    }
}
