//! `init`: what it writes, and that cargo takes it.

use crate::Folder;
use pgbindgen_tests::package::{Package, Way};
use std::path::Path;

#[test]
fn a_configuration_that_is_there_is_honoured() {
    let folder = Folder::new(&[("pgbindgen.toml", "migrations = \"db\"\n")]);
    let ran = folder.expect(0, "init --build-script");
    assert!(ran.out.contains("created db/"), "{}", ran.out);
    assert!(
        folder
            .read("build.rs")
            .contains("pgbindgen_codegen::build(\"db\")?;")
    );
    assert!(!folder.0.join("migrations").exists());
    folder.expect(0, "check");
    folder.expect(0, "init --migrations ./db");
    let before = folder.files();
    let ran = folder.expect(2, "init --migrations sql");
    assert!(
        ran.err
            .contains("pgbindgen.toml names the folder `db`, not `sql`"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
    let folder = Folder::new(&[("pgbindgen.toml", "foo = 1\n")]);
    assert!(folder.expect(1, "init").err.contains("unknown key `foo`"));
    assert_eq!(folder.files().len(), 1);
}

#[test]
fn nothing_is_written_when_something_cannot_be() {
    let folder = Folder::new(&[("migrations", "a file\n"), ("db/file", "")]);
    let before = folder.files();
    let ran = folder.expect(2, "init --build-script");
    assert!(
        ran.err
            .contains("`migrations` is a file: the migrations need a directory"),
        "{}",
        ran.err
    );
    for name in ["db/file/sql", "", "/abs", "a\nb"] {
        let ran = folder.run_with(&["init", "--migrations", name]);
        assert_eq!(ran.code, 2, "{name:?}: {}", ran.err);
    }
    assert_eq!(folder.files(), before);
    // The last of several files: a link that leads into nothing.
    #[cfg(unix)]
    {
        let folder = Folder::new(&[]);
        std::os::unix::fs::symlink("nowhere/build.rs", folder.0.join("build.rs")).unwrap();
        folder.expect(2, "init --build-script --migrations db/sql");
        let left: Vec<_> = std::fs::read_dir(&folder.0).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}

#[test]
fn a_build_script_of_another_name_is_told() {
    for (line, said) in [
        (
            "build = \"mk.rs\"",
            "Cargo.toml names `mk.rs` as the build script",
        ),
        (
            "build = 'mk.rs' # ours",
            "Cargo.toml names `mk.rs` as the build script",
        ),
        ("build = false", "Cargo.toml says `build = false`"),
    ] {
        let manifest = format!("[package]\nname = \"x\"\n{line}\n[lib]\n");
        let folder = Folder::new(&[("Cargo.toml", &manifest)]);
        let ran = folder.expect(0, "init --build-script");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(
            ran.err
                .contains("pgbindgen_codegen::build(\"migrations\")?;"),
            "{}",
            ran.err
        );
        assert!(!folder.0.join("build.rs").exists());
    }
    let folder = Folder::new(&[(
        "Cargo.toml",
        "[package]\nbuild = \"build.rs\"\n[x]\nbuild = \"y\"\n",
    )]);
    folder.expect(0, "init --build-script");
    assert!(folder.0.join("build.rs").exists());
}

#[test]
fn a_folder_further_away_has_its_configuration_all_the_same() {
    let folder = Folder::new(&[("d/Cargo.toml", "")]);
    for (name, path) in [
        ("db/migs", "d/db/migs"),
        ("../outside", "outside"),
        ("x{y}", "d/x{y}"),
    ] {
        let _ = std::fs::remove_file(folder.0.join("d/pgbindgen.toml"));
        let _ = std::fs::remove_file(folder.0.join("d/build.rs"));
        folder.expect(0, &format!("init d --migrations {name} --build-script"));
        let script = folder.read("d/build.rs");
        let dir = if name == "x{y}" { "x{y}" } else { "." };
        assert!(script.contains(&format!("build(\"{dir}\")")), "{script}");
        folder.write(
            "d/pgbindgen.toml",
            &format!("migrations = \"{name}\"\npostgres = [\"17\"]\n"),
        );
        assert_eq!(
            folder.expect(0, "check d").err,
            "1 revision is valid on PostgreSQL 17\n"
        );
        // From the folder itself, too, where it lies below.
        let versions = if name.starts_with("..") {
            "15, 18"
        } else {
            "17"
        };
        assert_eq!(
            folder.expect(0, &format!("check {path}")).err,
            format!("1 revision is valid on PostgreSQL {versions}\n")
        );
    }
}

/// The scripts as `init` writes them, built by cargo.
#[test]
fn cargo_takes_what_init_writes() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    for (name, way, args, folder) in [
        (
            "init-script",
            Way::BuildScript,
            "--build-script --migrations db/sql",
            "db/sql",
        ),
        (
            "init-macro",
            Way::Macro,
            "--macro --migrations x{y}",
            "x{y}",
        ),
    ] {
        let package = Package::empty(name, way, &target).unwrap();
        let run = |args: &str| {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_pgbindgen"))
                .args(args.split_whitespace())
                .current_dir(&package.dir)
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{text}");
            text
        };
        let text = run(&format!("init {args}"));
        // Without the type that wants a feature of pgbindgen.
        let first = std::fs::read_dir(package.dir.join(folder))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        let sql = std::fs::read_to_string(&first).unwrap();
        std::fs::write(&first, sql.replace("timestamptz", "text")).unwrap();
        // The code that it says to write.
        let code: Vec<&str> = text
            .lines()
            .skip_while(|line| line.trim() != "mod db {")
            .take(3)
            .map(str::trim)
            .collect();
        let main = format!(
            "{}\nconst _: &str = db::notes::TABLE;\nfn main() {{}}\n",
            code.join("\n")
        );
        package.write("src/main.rs", &main).unwrap();
        let built = package.check(&[]).unwrap();
        assert!(
            built.success && !built.warned(name),
            "{main}\n{}",
            built.stderr
        );
        assert!(
            package.check(&[]).unwrap().was_fresh(name),
            "{}",
            built.stderr
        );
        // Both the configuration and a new file are seen.
        run("new more --id more");
        package
            .write(
                &format!("{folder}/more.sql"),
                "-- revision: more\n-- down_revision: x\n-- +up\n-- +down\n",
            )
            .unwrap();
        let built = package.check(&[]).unwrap();
        assert!(
            built.stderr.contains("[missing-parent]"),
            "{}",
            built.stderr
        );
        std::fs::remove_file(package.dir.join(folder).join("more.sql")).unwrap();
        let config = std::fs::read_to_string(package.dir.join("pgbindgen.toml")).unwrap();
        package
            .write("pgbindgen.toml", &config.replace("[types]", "[typos]"))
            .unwrap();
        let built = package.check(&[]).unwrap();
        assert!(
            built.stderr.contains("unknown key `typos`"),
            "{}",
            built.stderr
        );
    }
}
