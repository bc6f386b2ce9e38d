//! `cargo xtask settings`: the table of the server's settings, for the rule `server-setting`.
//!
//! `pg_settings` of a real server of each tested version says when a setting can be given a value (its context), and which. Words that
//! a setting takes and `pg_settings` does not show are found by giving them to it. The table is checked in; `--check` says whether it is
//! still what the servers say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use pgbindgen_testserver::{Allow, Cluster, Installation, Major, Options};

use crate::shell::root;
use crate::{Failure, Outcome};

const PATH: &str = "codegen/src/check/settings_data.rs";

/// Settings that the packagers of some system have added: not every server of that version has them.
const PACKAGERS: &[&str] = &["extension_destdir"];

const HEAD: &str = "//! The settings of PostgreSQL's servers, as their `pg_settings` has them. Written by `cargo xtask settings`.

use super::settings::Context::{
    self, Absent, Backend, Internal, Postmaster, Sighup, Superuser, SuperuserBackend, User,
};
use super::settings_values::Takes::{self, Anything, Bool, Integer, Real, Words};

/// Each setting in the order of the names, with its context on 15 and on 18.
#[rustfmt::skip]
pub(super) const SETTINGS: &[(&str, Context, Context)] = &[
";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let check = match arguments {
        [] => false,
        [word] if word == "--check" => true,
        _ => return Err("usage: cargo xtask settings [--check]".into()),
    };
    let (old, new) = (Server::ask(Major::V15)?, Server::ask(Major::V18)?);
    let table = table(&old.contexts, &new.contexts) + &values(&old.takes, &new.takes);
    let path = root().join(PATH);
    let old = fs::read_to_string(&path).unwrap_or_default();
    if old == table {
        println!("{PATH} is what the servers say");
        return Ok(());
    }
    if check {
        return Err(
            format!("{PATH} is not what the servers say: run `cargo xtask settings`").into(),
        );
    }
    fs::write(&path, table)?;
    println!("wrote {PATH}");
    Ok(())
}

/// What a server says of its settings.
struct Server {
    /// When each can be set.
    contexts: BTreeMap<String, String>,
    /// What each takes that a session can set and that takes no text, as the table has it.
    takes: BTreeMap<String, String>,
}

/// Words that settings take besides those that `pg_settings` shows.
const HIDDEN: &[&str] = &[
    "true",
    "false",
    "yes",
    "no",
    "1",
    "0",
    "on",
    "off",
    "debug",
    "info",
    "fatal",
    "panic",
    "none",
    "default",
    "archive",
    "hot_standby",
];

/// Words that a server takes or not as it was built.
const BUILT: &[(&str, &[&str])] = &[
    ("default_toast_compression", &["lz4"]),
    ("file_copy_method", &["clone"]),
    ("wal_compression", &["lz4", "zstd"]),
];

impl Server {
    fn ask(major: Major) -> Result<Self, Failure> {
        let installation =
            Installation::find_or_bring(major, Allow::Install, &mut std::io::stdout())?;
        let cluster = Cluster::start(&installation, &Options::new())?;
        let mut client = cluster.connect("postgres")?;
        let rows = client.query(
            "SELECT lower(name), context, vartype, coalesce(unit, ''), coalesce(min_val, ''), coalesce(max_val, ''), \
             coalesce(enumvals, '{}') FROM pg_catalog.pg_settings ORDER BY 1",
            &[],
        )?;
        let mut server = Self {
            contexts: BTreeMap::new(),
            takes: BTreeMap::new(),
        };
        // What else the server may have against a word is no matter of the word.
        let mut is_taken = |name: &str, word: &str| -> Result<bool, Failure> {
            let set = format!("BEGIN; SET LOCAL {name} = '{word}'; ROLLBACK");
            let result = client.batch_execute(&set);
            client.batch_execute("ROLLBACK")?;
            match result {
                Ok(()) => Ok(true),
                Err(error) => match error.code() {
                    Some(code) => Ok(code.code() != "22023"),
                    None => Err(error.into()),
                },
            }
        };
        for row in rows {
            let (name, context): (String, String) = (row.get(0), row.get(1));
            if PACKAGERS.contains(&name.as_str()) {
                continue;
            }
            let is_of_session = matches!(context.as_str(), "user" | "superuser");
            server.contexts.insert(name.clone(), context);
            let (unit, least, most): (String, String, String) =
                (row.get(3), row.get(4), row.get(5));
            let takes = match row.get(2) {
                "bool" => "Bool".to_owned(),
                "integer" => format!("Integer({unit:?}, {least}, {most})"),
                "real" => format!("Real({unit:?}, {}, {})", real(&least)?, real(&most)?),
                "enum" => {
                    let shown: Vec<String> = row.get(6);
                    let mut hidden = Vec::new();
                    for word in HIDDEN
                        .iter()
                        .filter(|word| !shown.iter().any(|known| known == *word))
                    {
                        if is_of_session && is_taken(&name, word)? {
                            hidden.push(*word);
                        }
                    }
                    let built = BUILT
                        .iter()
                        .filter(|(of, _)| *of == name)
                        .flat_map(|(_, words)| *words);
                    hidden.extend(built.filter(|word| !shown.iter().any(|known| known == *word)));
                    format!("Words(&{shown:?}, &{hidden:?})")
                }
                _ => continue,
            };
            if is_of_session {
                server.takes.insert(name, takes);
            }
        }
        Ok(server)
    }
}

/// A number as Rust writes a floating one.
fn real(text: &str) -> Result<String, Failure> {
    let number: f64 = text.parse()?;
    Ok(format!("{number:?}"))
}

/// The table of what settings take.
fn values(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> String {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let mut text = VALUES.to_owned();
    for name in names {
        let of = |takes: &BTreeMap<String, String>| {
            takes
                .get(name)
                .cloned()
                .unwrap_or_else(|| "Anything".to_owned())
        };
        let _ = writeln!(text, "    ({name:?}, {}, {}),", of(old), of(new));
    }
    text.push_str("];\n");
    text
}

const VALUES: &str = "
/// What each setting takes that a session can set and that takes no text, on 15 and on 18.
#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = \"they are as the server writes them\")]
pub(super) const VALUES: &[(&str, Takes, Takes)] = &[
";

fn table(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> String {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let mut text = HEAD.to_owned();
    for name in names {
        let of = |contexts: &BTreeMap<String, String>| variant(contexts.get(name));
        let _ = writeln!(text, "    ({name:?}, {}, {}),", of(old), of(new));
    }
    text.push_str("];\n");
    text
}

/// `superuser-backend` as the table writes it, `SuperuserBackend`.
fn variant(context: Option<&String>) -> String {
    let Some(context) = context else {
        return "Absent".to_owned();
    };
    context
        .split('-')
        .flat_map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(chars)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_of_one_version_is_absent_in_the_other() {
        let old = BTreeMap::from([("a".to_owned(), "superuser-backend".to_owned())]);
        let new = BTreeMap::from([("b".to_owned(), "user".to_owned())]);
        let rows = "    (\"a\", SuperuserBackend, Absent),\n    (\"b\", Absent, User),\n];\n";
        assert_eq!(table(&old, &new), format!("{HEAD}{rows}"));
    }
}
