//! The commands as a user runs them: exit codes, what is printed where, and
//! what lies on the disk afterwards.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

mod adopt;
mod basics;
mod fix;
mod formats;
mod generate;
mod import;
mod init;
mod json;
mod layouts;
mod lock;
mod new;
mod places;
mod rules;
mod streams;
mod ui;
mod usage;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("pgbindgen cli {}-{next}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        let folder = Self(dir);
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// All files with their texts.
    fn files(&self) -> BTreeMap<String, String> {
        fn walk(dir: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(dir).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), files);
                } else {
                    files.insert(name, fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        let mut files = BTreeMap::new();
        walk(&self.0, "", &mut files);
        files
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pgbindgen"));
        command
            .args(args)
            .current_dir(&self.0)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("GITHUB_WORKSPACE");
        command
    }

    fn run(&self, args: &str) -> Ran {
        self.run_with(&args.split_whitespace().collect::<Vec<_>>())
    }

    /// Of arguments that may hold spaces.
    fn run_with(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what has to end in this way, and gives what was printed.
    fn expect(&self, code: i32, args: &str) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "pgbindgen {args}\n{}\n{}", ran.out, ran.err);
        ran
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn revision(id: &str, parent: &str) -> String {
    format!(
        "-- revision: {id}\n-- down_revision: {parent}\n-- +up\nSELECT 1;\n-- +down\nSELECT 1;\n"
    )
}

fn two() -> Folder {
    Folder::new(&[
        ("pgbindgen.toml", ""),
        ("migrations/a.sql", &revision("a", "none")),
        ("migrations/b.sql", &revision("b", "a")),
    ])
}
