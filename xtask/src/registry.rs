//! `cargo xtask registry`: the names of objects that PostgreSQL itself has and that the catalog knows by name alone.
//!
//! They are asked of a new server of each tested version. The tables are checked in; `--check` says whether they are still what the servers
//! say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use pgbindgen_testserver::{Allow, Cluster, Installation, Major, Options};

use crate::shell::root;
use crate::{Failure, Outcome};

const PATH: &str = "codegen/src/catalog/registry_data.rs";

const HEAD: &str = "//! The names of PostgreSQL's own access methods, conversions, operator classes and the like, as its servers have them. Written by
//! `cargo xtask registry`.

use crate::ddl::RegistryKind;

/// Names of one kind.
pub(super) struct Builtin {
    /// The kind.
    pub(super) kind: RegistryKind,
    /// The access method of operator classes and families.
    pub(super) method: Option<&'static str>,
    /// The version that brought them: 15 of all.
    pub(super) since: u16,
    /// The names, space-separated.
    pub(super) names: &'static str,
}

#[rustfmt::skip]
pub(super) const BUILTIN: &[Builtin] = &[
";

const QUERY: &str = "
    SELECT 'AccessMethod', '', amname::text FROM pg_am
    UNION ALL SELECT 'Conversion', '', conname FROM pg_conversion
    UNION ALL SELECT 'Language', '', lanname FROM pg_language
    UNION ALL SELECT 'OperatorClass', amname, opcname FROM pg_opclass JOIN pg_am am ON am.oid = opcmethod
    UNION ALL SELECT 'OperatorFamily', amname, opfname FROM pg_opfamily JOIN pg_am am ON am.oid = opfmethod
    UNION ALL SELECT 'TsConfiguration', '', cfgname FROM pg_ts_config
    UNION ALL SELECT 'TsDictionary', '', dictname FROM pg_ts_dict
    UNION ALL SELECT 'TsParser', '', prsname FROM pg_ts_parser
    UNION ALL SELECT 'TsTemplate', '', tmplname FROM pg_ts_template";

const SYSTEM_PATH: &str = "codegen/src/catalog/system_data.rs";

const SYSTEM_HEAD: &str = "//! The indexes and TOAST tables of PostgreSQL's own catalogs, as its servers have them. Written by `cargo xtask registry`.

use super::system::{Part, System};

#[rustfmt::skip]
pub(super) const SYSTEM: &[System] = &[
";

/// A TOAST table has its table's number in its name, which is fixed for catalogs.
const SYSTEM_QUERY: &str = "
    SELECT 'Index', '', relname::text FROM pg_class
    WHERE relkind = 'i' AND relnamespace = 'pg_catalog'::regnamespace
    UNION ALL SELECT 'Toast', '', oid::text FROM pg_class
    WHERE reltoastrelid <> 0 AND relnamespace = 'pg_catalog'::regnamespace";

/// Names by kind and access method.
type Names = BTreeMap<(String, String), BTreeSet<String>>;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let check = match arguments {
        [] => false,
        [word] if word == "--check" => true,
        _ => return Err("usage: cargo xtask registry [--check]".into()),
    };
    let (old, new) = (ask(Major::V15)?, ask(Major::V18)?);
    fresh(PATH, &table(&old.registry, &new.registry), check)?;
    fresh(SYSTEM_PATH, &system_table(&old.system, &new.system), check)
}

/// Writes a table, or says that it is not what it should be.
fn fresh(name: &str, table: &str, check: bool) -> Outcome {
    let path = root().join(name);
    if fs::read_to_string(&path).unwrap_or_default() == table {
        println!("{name} is what the servers say");
        return Ok(());
    }
    if check {
        return Err(
            format!("{name} is not what the servers say: run `cargo xtask registry`").into(),
        );
    }
    fs::write(&path, table)?;
    println!("wrote {name}");
    Ok(())
}

/// What a server says.
struct Answers {
    registry: Names,
    system: Names,
}

fn ask(major: Major) -> Result<Answers, Failure> {
    let installation = Installation::find_or_bring(major, Allow::Install, &mut std::io::stdout())?;
    let cluster = Cluster::start(&installation, &Options::new())?;
    let mut client = cluster.connect("postgres")?;
    let mut names = |query: &str| -> Result<Names, Failure> {
        let mut names = Names::new();
        for row in client.query(query, &[])? {
            let key = (row.get::<_, String>(0), row.get::<_, String>(1));
            names.entry(key).or_default().insert(row.get(2));
        }
        Ok(names)
    };
    Ok(Answers {
        registry: names(QUERY)?,
        system: names(SYSTEM_QUERY)?,
    })
}

fn system_table(old: &Names, new: &Names) -> String {
    let mut out = SYSTEM_HEAD.to_owned();
    let none = BTreeSet::new();
    for (key, names) in new {
        let before = old.get(key).unwrap_or(&none);
        let rows = [
            ((15, 18), names.intersection(before).collect::<Vec<_>>()),
            ((15, 15), before.difference(names).collect()),
            ((18, 18), names.difference(before).collect()),
        ];
        for ((first, last), names) in rows {
            if names.is_empty() {
                continue;
            }
            let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
            let _ = writeln!(
                out,
                "    System {{ part: Part::{}, first: {first}, last: {last}, names: \"\\\n{}\" }},",
                key.0,
                lines(&names)
            );
        }
    }
    out.push_str("];\n");
    out
}

fn table(old: &Names, new: &Names) -> String {
    let mut out = HEAD.to_owned();
    let none = BTreeSet::new();
    for (key, names) in new {
        let before = old.get(key).unwrap_or(&none);
        let rows = [
            (15, names.intersection(before).collect::<Vec<_>>()),
            (18, names.difference(before).collect()),
        ];
        for (since, names) in rows {
            if names.is_empty() {
                continue;
            }
            let method = match key.1.as_str() {
                "" => "None".to_owned(),
                method => format!("Some({method:?})"),
            };
            let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
            let _ = writeln!(
                out,
                "    Builtin {{ kind: RegistryKind::{}, method: {method}, since: {since}, names: \"\\\n{}\" }},",
                key.0,
                lines(&names)
            );
        }
    }
    out.push_str("];\n");
    out
}

/// The names in lines of a hundred letters.
fn lines(names: &[&str]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.len() + name.len() < 100 => {
                line.push(' ');
                line.push_str(name);
            }
            _ => lines.push((*name).to_owned()),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("        {line}")).collect();
    lines.join(" \\\n")
}
