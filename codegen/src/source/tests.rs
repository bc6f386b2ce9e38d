use super::*;
use crate::diag::{Color, render_all, sort};
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own that goes away with the test.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn new(files: &[(&str, &[u8])]) -> Self {
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

    pub(super) fn write(&self, name: &str, content: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(super) fn load(&self, dir: &str) -> Result<Project, Error> {
        Project::load(&self.0.join(dir), &Options::default().base(&self.0))
    }

    pub(super) fn report(&self, dir: &str) -> String {
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

pub(super) const A: &[u8] = b"-- revision: a\n-- +up\n-- +down\n";

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
    let other = folder.load("other").unwrap();
    assert_eq!(other.postgres, [15, 18]);
    // It may name the folder tomorrow.
    assert!(other.watched().contains(&folder.0.join("pgbindgen.toml")));
}

#[test]
fn the_configuration_is_found_from_a_folder_far_below() {
    let folder = Folder::new(&[
        (
            "top/pgbindgen.toml",
            b"migrations = \"db/sql/migs\"\npostgres = [\"16\"]\n",
        ),
        ("top/db/pgbindgen.toml", b"postgres = [\"17\"]\n"),
        ("top/db/sql/migs/a.sql", A),
    ]);
    let project = folder.load("top/db/sql/migs").unwrap();
    assert_eq!(project.postgres, [16], "the nearest that names the folder");
    assert_eq!(project.root, folder.0.join("top"));
    let absent = project.absent();
    assert!(
        absent.contains(&folder.0.join("top/db/sql/pgbindgen.toml")),
        "{absent:?}"
    );
    // The search ends with the repository.
    folder.write("top/db/.git/HEAD", b"");
    assert_eq!(folder.load("top/db/sql/migs").unwrap().postgres, [15, 18]);
}

#[test]
fn a_folder_of_something_else() {
    let folder = Folder::new(&[("Cargo.toml", b""), ("src/main.rs", b""), ("db/x", b"")]);
    let error = folder.load("").err().unwrap().to_string();
    assert!(
        error.starts_with("`.` holds neither a pgbindgen.toml nor migrations")
            && error.contains("`pgbindgen init`"),
        "{error}"
    );
    assert!(folder.load("db").is_err());
    // Named in the configuration, or as usual, an empty folder is a beginning.
    folder.write("db/pgbindgen.toml", b"migrations = \".\"");
    folder.load("db").unwrap();
    fs::create_dir(folder.0.join("migrations")).unwrap();
    folder.load("").unwrap();
    folder.load("migrations").unwrap();
}

#[test]
fn a_directory_in_place_of_a_file() {
    let folder = Folder::new(&[("migrations/a.sql", A)]);
    fs::create_dir(folder.0.join("migrations/migrations.lock")).unwrap();
    let error = folder.load("").err().unwrap().to_string();
    assert!(
        error.ends_with("migrations.lock` is a directory: it has to be a file"),
        "{error}"
    );
    fs::remove_dir(folder.0.join("migrations/migrations.lock")).unwrap();
    fs::create_dir(folder.0.join("pgbindgen.toml")).unwrap();
    let error = folder.load("migrations").err().unwrap().to_string();
    assert!(error.contains("pgbindgen.toml` is a directory"), "{error}");
}

#[test]
fn a_configuration_that_cannot_be_read_is_one_fault() {
    for config in [&b"ignore = [\"*.txt\n"[..], b"ignore = [\"\xff\"]"] {
        let folder = Folder::new(&[
            ("migrations/a.sql", A),
            ("migrations/b.txt", b""),
            ("pgbindgen.toml", config),
        ]);
        let report = folder.report("");
        assert!(!report.contains("unclaimed-file"), "{report}");
        assert!(report.contains("pgbindgen.toml:1"), "{report}");
    }
}

#[test]
fn an_empty_name_is_no_folder() {
    let folder = Folder::new(&[
        ("pgbindgen.toml", b"migrations = \"\""),
        ("migrations/a.sql", A),
    ]);
    let report = folder.report("");
    assert!(
        report.contains(
            "error[config-value]: `migrations` names no folder\n --> pgbindgen.toml:1:14"
        ),
        "{report}"
    );
}

#[test]
fn environment_errors_name_the_path() {
    let folder = Folder::new(&[("file.sql", A), ("empty.toml/x", b"")]);
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
    assert!(!message("./././nowhere").contains("/./"));
}

#[test]
fn a_mistyped_folder_is_told_where_it_is_named() {
    let folder = Folder::new(&[("pgbindgen.toml", b"migrations = \"migratons\"\n")]);
    let report = folder.report("");
    assert!(
        report.contains(
            "error[missing-directory]: there is no directory `migratons`\n --> pgbindgen.toml:1:14"
        ),
        "{report}"
    );
    let folder = Folder::new(&[("pgbindgen.toml", b"postgres = [\"15\"]\n")]);
    let report = folder.report("");
    assert!(
        report.contains(
            "error[missing-directory]: there is no directory `migrations`\n --> pgbindgen.toml:1:1"
        ),
        "{report}"
    );
    folder.write("migrations", b"");
    let report = folder.report("");
    assert!(
        report.contains("`migrations` is not a directory"),
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
            "error[unclaimed-file]: file `d.sql/x` is no migration of the layout `native`",
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
    let folder = Folder::new(&[("init.sql", b"CREATE TABLE a ();")]);
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
    let titles = |dir: &str| {
        let report = folder.report(dir);
        let titles: Vec<String> = report
            .lines()
            .filter(|line| line.starts_with("error["))
            .map(str::to_owned)
            .collect();
        assert!(titles.is_empty() || report.contains("help: "), "{report}");
        titles
    };
    assert_eq!(titles("db"), Vec::<String>::new());
    // A folder that contains itself is not walked forever, and is told.
    symlink("..", folder.0.join("db/up")).unwrap();
    symlink(".", folder.0.join("db/again")).unwrap();
    fs::create_dir(folder.0.join("db/in")).unwrap();
    symlink("../../db", folder.0.join("db/in/x.sql")).unwrap();
    let around = |path: &str| {
        format!("error[unclaimed-file]: `{path}` is a link to a directory that holds it")
    };
    let found = titles("db");
    for path in ["db/again", "db/in/x.sql", "db/up/db"] {
        assert!(found.contains(&around(path)), "{path}: {found:?}");
    }
    // So is one with two names, of which the link is not read.
    let folder = Folder::new(&[("db/a.sql", A), ("db/z/b.txt", b"")]);
    symlink("z", folder.0.join("db/b")).unwrap();
    let report = folder.report("db");
    assert!(
        report.contains("`db/b` is another name of a directory that is read already"),
        "{report}"
    );
    folder.write(
        "pgbindgen.toml",
        b"migrations = \"db\"\nignore = [\"b\", \"z\"]\n",
    );
    assert_eq!(folder.report(""), "");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_loop_of_links() {
    use std::os::unix::fs::symlink;
    const WHAT: &str = "is a link in a loop of links, which leads nowhere";
    let folder = Folder::new(&[("pgbindgen.toml", b"")]);
    symlink("migrations", folder.0.join("migrations")).unwrap();
    let report = folder.report("");
    assert!(
        report.starts_with(&format!("error[missing-directory]: `migrations` {WHAT}\n")),
        "{report}"
    );
    symlink("two", folder.0.join("one")).unwrap();
    symlink("one", folder.0.join("two")).unwrap();
    symlink("none", folder.0.join("broken")).unwrap();
    for (dir, what) in [
        ("migrations", WHAT),
        ("one", WHAT),
        ("broken", "is a link that leads nowhere"),
    ] {
        let error = folder.load(dir).err().unwrap().to_string();
        assert!(error.ends_with(what), "{error}");
    }
}

#[test]
fn folders_that_are_too_deep_are_told() {
    let deep = format!("db/{}a.sql", "d/".repeat(20));
    let folder = Folder::new(&[("db/a.sql", A), (&deep, A)]);
    let report = folder.report("db");
    let title = format!(
        "`db/{}` lies below more than 16 directories",
        ["d"; 17].join("/")
    );
    assert!(report.contains(&title), "{report}");
}

#[test]
fn what_a_file_misses_may_be_in_one_that_cannot_be_read() {
    const LATIN: &[u8] = b"-- caf\xe9\nSELECT 1;\n";
    const SQL: &[u8] = b"SELECT 1;\n";
    let config = |text: &'static str| ("pgbindgen.toml", text.as_bytes());
    for files in [
        vec![
            ("migrations/1_a.up.sql", SQL),
            ("migrations/1_a.down.sql", SQL),
            ("migrations/2_b.up.sql", LATIN),
            ("migrations/2_b.down.sql", SQL),
        ],
        vec![
            ("migrations/V1__a.sql", SQL),
            ("migrations/V2__b.sql", LATIN),
            ("migrations/U2__b.sql", SQL),
        ],
        vec![
            config("declared = { pattern = \"{version}_{name}.{direction}.sql\" }\n"),
            ("migrations/1_a.up.sql", SQL),
            ("migrations/2_b.up.sql", LATIN),
            ("migrations/2_b.down.sql", SQL),
        ],
        vec![
            config("[placeholders]\n\"${schema}\" = \"public\"\n"),
            ("migrations/V1__a.sql", SQL),
            ("migrations/V2__b.sql", LATIN),
        ],
    ] {
        let folder = Folder::new(&files);
        let project = folder.load("").unwrap();
        let all = project.diagnostics.iter().chain(&project.read_faults);
        let codes: Vec<&str> = all.map(|fault| fault.code).collect();
        assert_eq!(codes, ["not-utf8"], "{files:?}");
    }
}
