//! The cargo workspace that a package belongs to, as cargo finds it: rustc runs in its
//! root, so that is what rustc's own paths are relative to.

use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// What a manifest says of workspaces.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    /// `[workspace]`: this is a root, except for what it excludes.
    Root {
        members: Vec<String>,
        exclude: Vec<String>,
    },
    /// `package.workspace`: the root lies there.
    Elsewhere(String),
    /// It is in the workspace of a folder above, if there is one.
    Nothing,
}

/// The root of the cargo workspace that a package belongs to. The package itself when it
/// is in none, or excluded from those above it.
pub fn workspace_root(package: &Path) -> PathBuf {
    package
        .ancestors()
        .find_map(|dir| match says(dir)? {
            Says::Root { members, exclude } => {
                let within = |paths: &[String]| {
                    paths
                        .iter()
                        .any(|path| package.starts_with(super::paths::clean(&dir.join(path))))
                };
                let is_left_out = within(&exclude) && !within(&members);
                (dir == package || !is_left_out).then(|| dir.to_path_buf())
            }
            Says::Elsewhere(path) => Some(super::paths::clean(&dir.join(path))),
            Says::Nothing => None,
        })
        .unwrap_or_else(|| package.to_path_buf())
}

/// What the manifest of a folder says; `None` where there is none that can be read.
fn says(dir: &Path) -> Option<Says> {
    let text = fs::read_to_string(dir.join("Cargo.toml")).ok()?;
    read(&text)
}

fn read(text: &str) -> Option<Says> {
    let manifest = DeTable::parse(text).ok()?;
    let manifest = manifest.get_ref();
    if let Some(workspace) = manifest
        .get("workspace")
        .and_then(|of| of.get_ref().as_table())
    {
        return Some(Says::Root {
            members: strings(workspace, "members"),
            exclude: strings(workspace, "exclude"),
        });
    }
    let package = manifest
        .get("package")
        .and_then(|of| of.get_ref().as_table());
    let root = package.and_then(|package| package.get("workspace"));
    Some(match root.map(toml::Spanned::get_ref) {
        Some(DeValue::String(root)) => Says::Elsewhere(root.to_string()),
        _ => Says::Nothing,
    })
}

fn strings(table: &DeTable<'_>, key: &str) -> Vec<String> {
    match table.get(key).map(toml::Spanned::get_ref) {
        Some(DeValue::Array(values)) => values
            .iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::String(value) => Some(value.to_string()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Folder;
    use super::*;

    /// What it is about, the manifests by folder, and the root of the package in
    /// `all/inner/app`.
    type Row<'a> = (&'a str, &'a [(&'a str, String)], &'a str);

    /// Each row is asked of cargo too, so that the two cannot part.
    #[test]
    fn roots_are_those_of_cargo() {
        let package = |extra: &str| {
            format!("[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{extra}")
        };
        let rows: [Row<'_>; 8] = [
            ("alone", &[("all/inner/app", package(""))], "all/inner/app"),
            (
                "member",
                &[
                    ("all", "[workspace]\nmembers = [\"inner/*\"]\nresolver = \"3\"\n".to_owned()),
                    ("all/inner/app", package("")),
                ],
                "all",
            ),
            (
                "a dotted key is a workspace too",
                &[
                    ("all", "workspace.members = [\"inner/app\"]\nworkspace.resolver = \"3\"\n".to_owned()),
                    ("all/inner/app", package("")),
                ],
                "all",
            ),
            (
                "its own root",
                &[
                    ("all", "[workspace]\nmembers = [\"other\"]\nexclude = [\"inner\"]\n".to_owned()),
                    ("all/inner/app", package("[workspace]\n")),
                ],
                "all/inner/app",
            ),
            (
                "excluded, and no other above",
                &[
                    ("all", "[workspace]\nexclude = [\"inner\"]\n".to_owned()),
                    ("all/inner/app", package("")),
                ],
                "all/inner/app",
            ),
            (
                "excluded by the nearer, member of the farther",
                &[
                    ("all", "[workspace]\nmembers = [\"inner/app\"]\nresolver = \"3\"\n".to_owned()),
                    ("all/inner", "[workspace]\nexclude = [\"app\"]\n".to_owned()),
                    ("all/inner/app", package("")),
                ],
                "all",
            ),
            (
                "a folder is excluded, the package in it is not",
                &[
                    (
                        "all",
                        "[workspace]\nmembers = [\"inner/app\"]\nexclude = [\"inner\"]\nresolver = \"3\"\n"
                            .to_owned(),
                    ),
                    ("all/inner/app", package("")),
                ],
                "all",
            ),
            (
                "elsewhere",
                &[
                    ("all/root", "[workspace]\nmembers = [\"../inner/app\"]\nresolver = \"3\"\n".to_owned()),
                    ("all/inner/app", package("workspace = \"../../root\"\n")),
                ],
                "all/root",
            ),
        ];
        for (name, manifests, expected) in rows {
            let temp = Folder::new(&[]);
            let base = temp.0.canonicalize().unwrap();
            for (folder, manifest) in manifests {
                temp.write(&format!("{folder}/Cargo.toml"), manifest.as_bytes());
                temp.write(&format!("{folder}/src/lib.rs"), b"");
            }
            let app = base.join("all/inner/app");
            assert_eq!(workspace_root(&app), base.join(expected), "{name}");
            let output = std::process::Command::new(env!("CARGO"))
                .args([
                    "locate-project",
                    "--workspace",
                    "--message-format=plain",
                    "--offline",
                ])
                .current_dir(&app)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(
                Path::new(said.trim()),
                base.join(expected).join("Cargo.toml"),
                "{name}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }

    #[test]
    fn what_is_no_toml_says_nothing() {
        assert_eq!(read("[workspace"), None);
        assert_eq!(read("workspace = 1\n"), Some(Says::Nothing));
    }
}
