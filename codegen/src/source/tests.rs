use super::*;
use crate::diag::{Color, render_all, sort};
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("pgbindgen source {}-{next}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        let folder = Self(dir);
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn load(&self, dir: &str) -> Result<Project, Error> {
        Project::load(&self.0.join(dir), &Options::default().base(&self.0))
    }

    fn report(&self, dir: &str) -> String {
        let mut project = self.load(dir).unwrap();
        sort(&mut project.diagnostics);
        render_all(&project.diagnostics, &project.sources, Color::Never)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const A: &[u8] = b"-- revision: a\n-- +up\n-- +down\n";

#[test]
fn a_project_in_each_of_its_forms() {
    let folder = Folder::new(&[
        (
            "app/pgbindgen.toml",
            b"migrations = \"db\"\npostgres = [\"16\"]\n",
        ),
        ("app/db/a.sql", A),
        ("bare/a.sql", A),
        ("package/migrations/a.sql", A),
        ("package/Cargo.toml", b""),
    ]);
    for (dir, postgres) in [
        ("app", 16),
        ("app/db", 16),
        ("bare", 15),
        ("package", 15),
        ("package/migrations", 15),
    ] {
        let project = folder.load(dir).unwrap();
        assert_eq!(project.inputs.len(), 1, "{dir}");
        assert_eq!(project.postgres[0], postgres, "{dir}");
        assert!(project.diagnostics.is_empty(), "{dir}");
        assert!(project.watched().iter().all(|path| path.exists()), "{dir}");
    }
    let path = folder
        .load("app")
        .unwrap()
        .shown_path(&folder.0.join("app/db/a.sql"));
    assert_eq!(path, "app/db/a.sql");
}

#[test]
fn the_configuration_above_counts_only_for_its_own_folder() {
    let folder = Folder::new(&[
        (
            "pgbindgen.toml",
            b"migrations = \"db\"\npostgres = [\"16\"]\n",
        ),
        ("db/a.sql", A),
        ("other/a.sql", A),
    ]);
    assert_eq!(folder.load("db").unwrap().postgres, [16]);
    assert_eq!(folder.load("other").unwrap().postgres, [15, 18]);
}

#[test]
fn environment_errors_name_the_path() {
    let folder = Folder::new(&[
        ("file.sql", A),
        ("empty.toml/x", b""),
        ("p/pgbindgen.toml", b""),
    ]);
    let message = |dir| {
        folder
            .load(dir)
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default()
    };
    assert!(
        message("nowhere").starts_with("there is no directory `"),
        "{}",
        message("nowhere")
    );
    assert!(message("file.sql").ends_with("file.sql` is not a directory"));
    assert!(message("p").ends_with("migrations`"), "{}", message("p"));
}

#[test]
fn a_mistyped_folder_is_told_where_it_is_named() {
    let folder = Folder::new(&[("pgbindgen.toml", b"migrations = \"migratons\"\n")]);
    let report = folder.report("");
    assert!(
        report.contains(
            "error[config-value]: there is no directory `migratons`\n --> pgbindgen.toml:1:14"
        ),
        "{report}"
    );
}

#[test]
fn texts_that_are_none() {
    let folder = Folder::new(&[
        ("a.sql", A),
        ("b.sql", b"-- revision: b\n-- +up\nSELECT '\0';\n"),
        ("c.sql", b"-- revision: c\nS\xfeLECT"),
        ("d.sql", b"\xff\xfe-\0-\0"),
    ]);
    let report = folder.report("");
    assert!(
        report.contains("error[nul-byte]: `b.sql` holds a NUL byte at offset 30\n --> b.sql:3:9"),
        "{report}"
    );
    assert!(
        report.contains(
            "error[not-utf8]: `c.sql` is not UTF-8: byte 0xFE at offset 16\n --> c.sql:2:2"
        ),
        "{report}"
    );
    assert!(report.contains("it begins as UTF-16 does"), "{report}");
    assert!(report.ends_with("error: 3 errors\n"), "{report}");
}

#[test]
fn files_that_no_layout_claims() {
    let folder = Folder::new(&[
        ("migrations/a.sql", A),
        ("migrations/.hidden", b""),
        ("migrations/README", b""),
        ("migrations/readme.md", b""),
        ("migrations/B.SQL", A),
        ("migrations/old/c.sql", A),
        ("migrations/d.sql/x", b""),
        ("migrations/data.csv", b""),
        ("pgbindgen.toml", b"ignore = [\"*.csv\"]\n"),
    ]);
    let report = folder.report("");
    let titles: Vec<&str> = report
        .lines()
        .filter(|line| line.starts_with("error["))
        .collect();
    assert_eq!(
        titles,
        [
            "error[unclaimed-file]: file `B.SQL` is no migration of the layout `native`",
            "error[unclaimed-file]: directory `d.sql` is no migration of the layout `native`",
            "error[unclaimed-file]: file `old/c.sql` is no migration of the layout `native`",
        ],
        "{report}"
    );
    assert!(
        report.contains("rename it: mv migrations/B.SQL migrations/B.sql"),
        "{report}"
    );
}

#[test]
fn no_layout_fits() {
    let folder = Folder::new(&[("1_init.sql", b"CREATE TABLE a ();")]);
    let report = folder.report("");
    assert!(
        report.contains("error[unknown-layout]: the migrations fit no layout"),
        "{report}"
    );
    assert!(report.contains("native: files ID.sql"), "{report}");
    let folder = Folder::new(&[
        ("migrations/a.sql", A),
        ("pgbindgen.toml", b"layout = \"natve\""),
    ]);
    let report = folder.report("");
    assert!(
        report.contains("there is no migration layout `natve`"),
        "{report}"
    );
    assert!(report.contains("help: write \"native\""), "{report}");
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[
        ("db/a.sql", A),
        (
            "elsewhere/b.sql",
            b"-- revision: b\n-- down_revision: a\n-- +up\n-- +down\n",
        ),
    ]);
    symlink("../elsewhere/b.sql", folder.0.join("db/b.sql")).unwrap();
    symlink("db", folder.0.join("link")).unwrap();
    assert_eq!(folder.load("link").unwrap().inputs.len(), 2);
    // A folder that contains itself is not walked forever.
    symlink("..", folder.0.join("db/up")).unwrap();
    folder.load("db").unwrap();
    symlink("loop.sql", folder.0.join("db/loop.sql")).unwrap();
    let error = folder.load("db").err().unwrap();
    assert!(error.to_string().contains("loop.sql"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}
