//! `cargo xtask deps`: what a user's build pulls in. `deny.toml` says the same to `cargo deny`, which not every machine has.

use std::collections::{BTreeMap, BTreeSet};

use crate::shell::{cargo, has_cargo, output, run as execute};
use crate::{Failure, Outcome};

/// Packages in every user's build, which may not hold two versions of one crate.
const ONE_VERSION: [&str; 3] = ["pgbindgen-codegen", "pgbindgen-macros", "pgbindgen"];

/// The feature of `pgbindgen` that pulls in the code generator, the only one. An application that takes its bindings from a build
/// script does not compile a SQL parser for its target.
const GENERATOR: &str = "macros";

/// What no other feature may pull in.
const OF_THE_GENERATOR: [&str; 4] = [
    "sqlparser",
    "pgbindgen-codegen",
    "pgbindgen-macros",
    "prettyplease",
];

pub(crate) fn run(_arguments: &[String]) -> Outcome {
    let mut faults = Vec::new();
    let all = features()?;
    let others: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|feature| *feature != GENERATOR && *feature != "default")
        .collect();
    let bare = ["--package", "pgbindgen", "--no-default-features"];
    let others = others.join(",");
    let with_others = [&bare[..], &["--features", &others]].concat();

    for selection in ONE_VERSION
        .map(|package| vec!["--package", package])
        .into_iter()
        .chain([vec!["--package", "pgbindgen", "--all-features"]])
    {
        let tree = tree(&selection)?;
        for (name, versions) in twice(&tree) {
            let versions = Vec::from_iter(versions).join(" and ");
            faults.push(format!(
                "{name} comes in two versions ({versions}); see `cargo tree {} --invert {name}`",
                selection.join(" ")
            ));
        }
        println!("{}: {} crates", selection.join(" "), crates(&tree).len());
    }
    for (selection, absent) in [
        (&bare[..], &[&OF_THE_GENERATOR[..], &["syn"]].concat()[..]),
        (&with_others, &OF_THE_GENERATOR),
    ] {
        let tree = tree(selection)?;
        let names = crates(&tree);
        for name in absent.iter().filter(|name| names.contains_key(**name)) {
            faults.push(format!(
                "`{}` pulls in {name}; see `cargo tree {} --invert {name}`",
                selection.join(" "),
                selection.join(" ")
            ));
        }
    }
    if !faults.is_empty() {
        return Err(faults.join("\nerror: ").into());
    }
    if has_cargo("deny") {
        // Advisories need a database that is not reachable everywhere; they are a release step.
        execute(&mut cargo(&[
            "deny", "check", "licenses", "bans", "sources",
        ]))?;
    }
    Ok(())
}

/// The features of the runtime crate.
pub(crate) fn features() -> Result<Vec<String>, Failure> {
    let metadata = output(&mut cargo(&[
        "metadata",
        "--locked",
        "--no-deps",
        "--format-version",
        "1",
    ]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let features = metadata["packages"]
        .as_array()
        .and_then(|packages| {
            packages
                .iter()
                .find(|package| package["name"] == "pgbindgen")
        })
        .and_then(|package| package["features"].as_object())
        .ok_or("cargo knows no package pgbindgen")?;
    Ok(features.keys().cloned().collect())
}

fn tree(selection: &[&str]) -> Result<String, Failure> {
    let mut command = cargo(&["tree", "--locked", "--edges", "normal,build"]);
    command.args(["--prefix", "none", "--format", "{p}"]);
    output(command.args(selection))
}

/// The crates of a tree in `cargo tree`'s form, `name vVERSION …` a line, each with its versions.
fn crates(tree: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut crates: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        if let (Some(name), Some(version)) = (words.next(), words.next())
            && let Some(version) = version.strip_prefix('v')
        {
            crates.entry(name).or_default().insert(version);
        }
    }
    crates
}

fn twice(tree: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut crates = crates(tree);
    crates.retain(|_, versions| versions.len() > 1);
    crates
}

/// The number of crates that a package's build compiles.
pub(crate) fn count(package: &str) -> Result<usize, Failure> {
    Ok(crates(&tree(&["--package", package])?)
        .values()
        .map(BTreeSet::len)
        .sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_are_seen_and_repeats_are_not() {
        let tree =
            "a v0.1.0 (/somewhere/a)\nsyn v3.0.1\nquote v1.0.0 (*)\nsyn v2.0.9\nquote v1.0.0\n";
        assert_eq!(twice(tree).into_keys().collect::<Vec<_>>(), ["syn"]);
        assert_eq!(crates(tree).len(), 3);
    }

    #[test]
    fn the_workspace_keeps_its_promises() {
        run(&[]).unwrap();
    }
}
