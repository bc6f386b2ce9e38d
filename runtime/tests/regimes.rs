//! The exemplar compiles without a warning wherever a user may put it, and what does not fit is one
//! error.
#![allow(clippy::unwrap_used, reason = "a failure is a failed test")]

use std::path::Path;
use std::process::{Command, Output};

const BINDINGS: &str = include_str!("exemplar/pgbindgen.rs");

/// All that a strict user denies, and some that nobody does.
const STRICT: &str = "\
    #![no_implicit_prelude]\n\
    #![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, unused_lifetimes,\n\
        missing_debug_implementations, missing_copy_implementations, single_use_lifetimes,\n\
        elided_lifetimes_in_paths, unnameable_types, variant_size_differences, trivial_casts,\n\
        rust_2018_idioms, let_underscore_drop, future_incompatible,\n\
        clippy::all, clippy::pedantic, clippy::nursery)]\n";

/// A package that depends on this crate.
struct Package {
    name: &'static str,
    edition: &'static str,
    /// `main.rs` or `lib.rs`.
    root: &'static str,
    dependency: &'static str,
    main: String,
    bindings: String,
}

impl Package {
    /// Writes the package and runs cargo on it. All share one target directory.
    fn run(&self, command: &str) -> Output {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("regimes");
        let dir = root.join(self.name);
        let src = dir.join("src");
        // What an earlier version of this test left there.
        let _ = std::fs::remove_dir_all(&src);
        std::fs::create_dir_all(&src).unwrap();
        let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"{}\"\n[dependencies]\n{}\n[workspace]\n",
            self.name,
            self.edition,
            self.dependency
                .replace("PATH", &format!("'{}'", manifest_dir.display()))
        );
        std::fs::write(dir.join("Cargo.toml"), &manifest).unwrap();
        // The versions that the workspace has: nothing is fetched.
        let lock = std::fs::read_to_string(manifest_dir.join("../Cargo.lock")).unwrap();
        std::fs::write(dir.join("Cargo.lock"), lock).unwrap();
        std::fs::write(src.join(self.root), &self.main).unwrap();
        std::fs::write(src.join("db.rs"), &self.bindings).unwrap();
        Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet", "--message-format", "short"])
            .current_dir(&dir)
            .env("CARGO_TARGET_DIR", root.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap()
    }

    fn is_clean(&self) {
        let out = self.run("clippy");
        let text = String::from_utf8_lossy(&out.stderr);
        assert!(
            out.status.success() && text.is_empty(),
            "{}: {text}",
            self.name
        );
    }

    /// Asserts that there is one error, that it is at the head of the bindings, and gives its text.
    fn one_error(&self) -> String {
        let out = self.run("check");
        let text = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(text.matches("error:").count(), 2, "{}: {text}", self.name);
        assert!(
            text.contains("due to 1 previous error"),
            "{}: {text}",
            self.name
        );
        text
    }
}

fn private(uses: &str) -> String {
    format!(
        "//! A program that uses one helper.\n{STRICT}mod db {{\n    ::core::include!(\"db.rs\");\n}}\n\
         fn main() {{\n    ::core::mem::drop({uses});\n}}\n"
    )
}

const ONE_HELPER: &str = "db::invoices::Invoice::list(1)";

#[test]
fn strict_users_see_no_warning() {
    for (name, edition) in [("private_2021", "2021"), ("private_2024", "2024")] {
        Package {
            name,
            edition,
            root: "main.rs",
            dependency: "pgbindgen = { path = PATH }",
            main: private(ONE_HELPER),
            bindings: BINDINGS.to_owned(),
        }
        .is_clean();
    }
    // In a library of its own, as a public module.
    let library = Package {
        name: "library",
        edition: "2024",
        root: "lib.rs",
        dependency: "pgbindgen = { path = PATH }",
        main: format!(
            "//! Bindings.\n{STRICT}/// The database.\npub mod db {{\n    ::core::include!(\"db.rs\");\n}}\n"
        ),
        bindings: BINDINGS.to_owned(),
    };
    library.is_clean();
}

#[test]
fn the_crate_can_be_renamed() {
    Package {
        name: "renamed",
        edition: "2024",
        root: "main.rs",
        dependency: "facade = { package = \"pgbindgen\", path = PATH }",
        main: private(ONE_HELPER),
        bindings: BINDINGS.replace("::pgbindgen::", "::facade::"),
    }
    .is_clean();
}

#[test]
fn another_format_is_one_error() {
    let text = Package {
        name: "mismatch",
        edition: "2024",
        root: "main.rs",
        dependency: "pgbindgen = { path = PATH }",
        main: private(ONE_HELPER),
        bindings: BINDINGS.replace("__format!(1, \"0.1.0\")", "__format!(2, \"0.9.0\")"),
    }
    .one_error();
    for part in [
        "generated by pgbindgen 0.9.0 (format 2)",
        concat!(
            "this package's `pgbindgen` is ",
            env!("CARGO_PKG_VERSION"),
            " (format 1)"
        ),
        "in Cargo.toml set `pgbindgen = \"0.9.0\"` under [dependencies]",
        concat!("`pgbindgen-codegen = \"", env!("CARGO_PKG_VERSION"), "\"`"),
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_missing_feature_is_one_error() {
    for (name, features, missing) in [
        ("no_uuid", "\"jiff\", \"decimal\", \"json\"", "uuid"),
        ("no_jiff", "\"uuid\", \"decimal\", \"json\"", "jiff"),
        ("no_decimal", "\"uuid\", \"jiff\", \"json\"", "decimal"),
        ("no_json", "\"uuid\", \"jiff\", \"decimal\"", "json"),
    ] {
        let dependency = format!(
            "pgbindgen = {{ path = PATH, default-features = false, features = [{features}] }}"
        );
        let text = Package {
            name,
            edition: "2024",
            root: "main.rs",
            dependency: dependency.leak(),
            main: private(ONE_HELPER),
            bindings: BINDINGS.to_owned(),
        }
        .one_error();
        let expected =
            format!("these bindings use the feature `{missing}` of `pgbindgen`, which is off");
        assert!(text.contains(&expected), "{text}");
    }
}
