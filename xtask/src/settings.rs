//! `cargo xtask settings`: the table of the server's settings, for the rule `server-setting`.
//!
//! `pg_settings` of a real server of each tested version says when a setting can be given a value (its context). The table is checked
//! in; `--check` says whether it is still what the servers say.

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
    let table = table(&contexts(Major::V15)?, &contexts(Major::V18)?);
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

/// The contexts of a server's settings.
fn contexts(major: Major) -> Result<BTreeMap<String, String>, Failure> {
    let installation = Installation::find_or_bring(major, Allow::Install, &mut std::io::stdout())?;
    let cluster = Cluster::start(&installation, &Options::new())?;
    let mut client = cluster.connect("postgres")?;
    let rows = client.query(
        "SELECT lower(name), context FROM pg_catalog.pg_settings",
        &[],
    )?;
    Ok(rows
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .filter(|(name, _): &(String, String)| !PACKAGERS.contains(&name.as_str()))
        .collect())
}

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
