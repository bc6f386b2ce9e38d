//! Cargo.toml of the package that takes the bindings in: under which name it has the
//! crate that they use.

use super::Config;
use crate::diag::Diagnostic;
use std::fs;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The crate of the bindings.
const CRATE: &str = "pgbindgen";

/// What is at fault where a package has the crate under another name than the bindings
/// say: each of their lines would be an error of rustc's.
pub(crate) fn renamed(package: &Path, config: &Config) -> Option<Diagnostic> {
    if config.generate.crate_path.is_some() {
        return None;
    }
    let text = fs::read_to_string(package.join("Cargo.toml")).ok()?;
    let root = super::workspace_root(package).join("Cargo.toml");
    let shared = fs::read_to_string(root).unwrap_or_default();
    let name = other_name(&text, &shared)?.replace('-', "_");
    Some(
        Diagnostic::error_nowhere(
            "invalid-crate-path",
            format!(
                "Cargo.toml has `{CRATE}` under the name `{name}`, and the bindings do not know it"
            ),
        )
        .with_help(format!(
            "say it in {}: [generate] crate = \"::{name}\"",
            super::config::FILE_NAME
        )),
    )
}

/// The name under which a manifest has the crate, where that is not its own; `shared` is
/// the manifest of the workspace.
fn other_name(text: &str, shared: &str) -> Option<String> {
    let manifest = DeTable::parse(text).ok()?;
    let shared = DeTable::parse(shared).ok();
    let shared = shared.as_ref().and_then(|shared| {
        let workspace = shared.get_ref().get("workspace")?.get_ref().as_table()?;
        workspace.get("dependencies")?.get_ref().as_table()
    });
    let mut names: Vec<String> = Vec::new();
    collect(manifest.get_ref(), shared, &mut names);
    names.sort();
    let is_known = names.iter().any(|name| name == CRATE);
    names.into_iter().next().filter(|_| !is_known)
}

/// The names in every table of dependencies, those of some targets among them.
fn collect(table: &DeTable<'_>, shared: Option<&DeTable<'_>>, names: &mut Vec<String>) {
    for (key, value) in table {
        let Some(inner) = value.get_ref().as_table() else {
            continue;
        };
        match key.get_ref().as_ref() {
            "dependencies" | "dev-dependencies" => {
                for (name, value) in inner {
                    let name = name.get_ref().as_ref();
                    let of = value.get_ref().as_table();
                    let is_shared = of.is_some_and(|of| of.contains_key("workspace"));
                    let of = if is_shared {
                        shared.and_then(|shared| shared.get(name)?.get_ref().as_table())
                    } else {
                        of
                    };
                    if package(of).unwrap_or(name) == CRATE {
                        names.push(name.to_owned());
                    }
                }
            }
            "target" => {
                for (_, target) in inner {
                    if let Some(target) = target.get_ref().as_table() {
                        collect(target, shared, names);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The package that a dependency says it is.
fn package<'a>(of: Option<&'a DeTable<'_>>) -> Option<&'a str> {
    match of?.get("package")?.get_ref() {
        DeValue::String(package) => Some(package.as_ref()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_is_not_its_own() {
        const SHARED: &str =
            "[workspace.dependencies]\npg = { package = \"pgbindgen\" }\npgbindgen = \"1\"\n";
        for (text, expected) in [
            ("[dependencies]\npgbindgen = \"1\"\n", None),
            (
                "[dependencies]\npg = { package = \"pgbindgen\" }\n",
                Some("pg"),
            ),
            (
                "[dependencies.pg-rt]\npackage = \"pgbindgen\"\n",
                Some("pg-rt"),
            ),
            (
                "[target.'cfg(unix)'.dependencies]\npg = { package = \"pgbindgen\" }\n",
                Some("pg"),
            ),
            (
                "[dependencies]\npgbindgen = \"1\"\npg = { package = \"pgbindgen\" }\n",
                None,
            ),
            ("[dependencies]\npg = { workspace = true }\n", Some("pg")),
            ("[dependencies]\nother.workspace = true\n", None),
            (
                "[dependencies]\npgbindgen.workspace = true\npg.workspace = true\n",
                None,
            ),
            (
                "[build-dependencies]\npg = { package = \"pgbindgen\" }\n",
                None,
            ),
            ("no toml", None),
        ] {
            assert_eq!(other_name(text, SHARED).as_deref(), expected, "{text}");
        }
    }
}
